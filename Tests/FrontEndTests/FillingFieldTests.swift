import Domain
import Foundation
import Terminal
import TestKit
import Testing

@testable import FrontEnd

@MainActor struct FillingFieldTests {
  /// What is typed into a field of each type, and what is stored once the field is left.
  nonisolated static let examples: [(type: String, keys: String, stored: [String])] = [
    ("text", "郵件主機", ["郵件主機"]),
    ("paragraph", "第一行<Enter>第二行", ["第一行\n第二行"]),
    ("number", "23.50", ["23.5"]),
    ("day", "1122", ["2026-11-22"]),
    ("time", "905", ["09:05"]),
    ("moment", "1121 1350", ["2026-11-21T13:50+08:00"]),
    ("yes-no", "y", ["yes"]),
    ("choice", "ven", ["vendor"]),
    ("choices", "rep<Enter>aud<Enter>", ["repair", "audit"]),
    ("person", "陳<Enter><Shift+Tab>", ["chen.yt 陳雅婷"]),
    ("unit", "資訊", ["it 資訊處"]),
    ("reference", "李<Enter><Shift+Tab>", ["VIS-115-0002"]),
    ("references", "VIS-115-0001 VIS-115-0002", ["VIS-115-0001", "VIS-115-0002"]),
    (
      "file", "<F4>\(photograph)<Enter>",
      ["sha256:2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881 1 照片.png"]
    ),
    ("time-zone", "+08:00", ["+08:00"]),
    ("rows", "<Enter><Ins>螺絲<Esc><Esc>", []),
  ]

  /// 4.1 was taken lately and stands first in the list; it begins with 4 too.
  @Test func whatIsTypedWholeIsTakenBeforeWhatOnlyBeginsWithIt() throws {
    let driver = try FillingDriver()
    let items = ["4.1", "4", "14"].map { ChoiceList.Item(id: $0, label: Phrase(zh: "條款\($0)", en: "Clause \($0)")) }
    let clauses = ChoiceList(id: "clauses", title: Phrase(zh: "條款", en: "Clauses"), items: items)
    for type in [ChoiceType() as any FieldType, ChoicesType()] {
      let setting = EditorSetting(
        field: Field(id: "clause", type: type, label: clauses.title, choices: clauses), slot: FieldSlot("clause"),
        workspace: driver.workspace, reading: ReadingContext(now: FillingForms.now, records: driver.workspace.records),
        recent: { ["4.1"] }, name: { $0 }, width: 60)
      var editor: any FieldEditor = type.isList ? MultiplePickEditor([], setting) : PickEditor([], setting)
      for event in try KeyScript.events("4<Enter>") { _ = editor.handle(event, setting) }
      #expect(editor.texts == ["4"])
    }
  }

  @Test func everyFieldTypeIsTried() {
    #expect(FieldTypes.all.map(\.id).sorted() == Self.examples.map(\.type).sorted())
  }

  private nonisolated static let folder = try? TemporaryFolder()
  private nonisolated static let photograph = (folder?.path ?? "") + "/照片.png"

  /// Filled, left, shown, undone, done again.
  @Test(arguments: examples)
  func everyFieldTypeCanBeFilled(type: String, keys: String, stored: [String]) throws {
    try Data("x".utf8).write(to: URL(fileURLWithPath: Self.photograph))
    let driver = try FillingDriver()
    driver.openForm("all-types")
    let field = try #require(FillingForms.allTypes.fields.first { $0.type.id == type && !$0.isComputed })
    let steps = try #require(driver.form?.page.lines.firstIndex { $0.field.id == field.id })
    try driver.feed(String(repeating: "<Down>", count: steps))
    #expect(driver.focus == field.id)
    let before = driver.filling?.typed
    let other = type == "rows" ? "<Shift+Tab>" : "<Tab>"
    try driver.feed(keys)
    try driver.feed(other)
    #expect(driver.focus != field.id)
    if type == "rows" {
      #expect(driver.filling?.typed[rows: "items"].count == 1)
    } else {
      #expect(driver.typed(field.id) == stored)
      let texts = stored.map { field.type.shown($0, field, .zhTW) }
      for text in texts { #expect(driver.screen.contains(text.split(separator: "\n")[0])) }
    }
    let after = driver.filling?.typed
    var steps2 = 0
    while driver.filling?.typed != before, steps2 < 20 {
      try driver.feed("<Ctrl+Z>")
      steps2 += 1
    }
    #expect(driver.filling?.typed == before)
    try driver.feed(String(repeating: "<Ctrl+Y>", count: steps2))
    try driver.feed("<Tab><Shift+Tab>")
    #expect(driver.filling?.typed == after)
  }

  @Test(arguments: [
    ("2026-11-22", "2026-11-22"), ("1122", "2026-11-22"), ("11/22", "2026-11-22"), ("115/11/22", "2026-11-22"),
    ("1151122", "2026-11-22"), ("20261122", "2026-11-22"), ("+3", "2026-11-25"), ("-1", "2026-11-21"),
    ("t", "2026-11-22"), ("今天", "2026-11-22"),
  ])
  func datesAreReadInEveryForm(typed: String, stored: String) throws {
    let driver = try FillingDriver()
    driver.openForm("all-types")
    try driver.feed("<Tab><Tab><Tab>")
    #expect(driver.focus == "day")
    try driver.feed(typed)
    // How it is understood stands beside the field at once.
    let day = try #require(Day(stored))
    #expect(driver.screen.contains("(\(day.weekdayName.zh))"))
    try driver.feed("<Tab>")
    #expect(driver.typed("day") == [stored])
  }

  @Test(arguments: [("1131", "只有 30 天"), ("2026-02-29", "只有 28 天"), ("abc", "不是日期"), ("99", "不是日期")])
  func impossibleDatesAreNamedAndKept(typed: String, reason: String) throws {
    let driver = try FillingDriver()
    driver.openForm("all-types")
    try driver.feed("<Tab><Tab><Tab>")
    try driver.feed(typed)
    try driver.feed("<Tab>")
    #expect(driver.typed("day") == [typed])
    #expect(driver.screen.contains(reason))
    try driver.feed("<Up>")
    #expect(driver.message?.kind == .error)
    // The wrong text is typed on, a right one is replaced.
    try driver.feed(
      "<Backspace><Backspace><Backspace><Backspace><Backspace>"
        + "<Backspace><Backspace><Backspace><Backspace><Backspace>t<Tab><Up>+1<Tab>")
    #expect(driver.typed("day") == ["2026-11-23"])
  }

  @Test func theCalendarIsOneKeyAway() throws {
    let driver = try FillingDriver()
    driver.openForm("all-types")
    try driver.feed("<Tab><Tab><Tab><F4><Right><Down><PgDn><Enter>")
    #expect(driver.typed("day") == ["2026-12-30"])
    try driver.feed("<Tab><Tab>1122 0900<F4><Left><Enter>")
    #expect(driver.typed("moment") == ["2026-11-21T09:00+08:00"])
    try driver.feed("<F4><Esc>")
    #expect(driver.typed("moment") == ["2026-11-21T09:00+08:00"])
  }

  @Test func yesAndNoAreOneKeyEach() throws {
    let driver = try FillingDriver()
    driver.openForm("all-types")
    try driver.feed("<Ctrl+PgDn><Up>")
    #expect(driver.focus == "flag")
    for (key, value) in [(" ", "yes"), (" ", "no"), ("y", "yes"), ("n", "no"), ("是", "yes"), ("否", "no")] {
      try driver.feed(key)
      #expect(driver.typed("flag") == [value])
    }
    try driver.feed("<Backspace>")
    #expect(driver.typed("flag") == [])
  }

  @Test func typeAheadFindsByCodeAndBothNames() throws {
    for typed in ["chen", "雅婷", "Ya-Ting", "ting chen"] {
      let driver = try FillingDriver()
      driver.openForm("all-types")
      try driver.feed("<Ctrl+PgDn><Tab><Tab>")
      #expect(driver.focus == "person")
      try driver.feed(typed)
      #expect(driver.screen.contains("> chen.yt  陳雅婷"))
      try driver.feed("<Enter>")
      #expect(driver.typed("person") == ["chen.yt 陳雅婷"])
      #expect(driver.focus == "unit")
    }
  }

  @Test func valuesUsedLatelyStandFirst() throws {
    let driver = try FillingDriver()
    driver.openForm("visit")
    try driver.feed("<Tab> ")
    let lines = driver.canvas.textLines()
    let first = lines.firstIndex { $0.contains("訪客") } ?? 99
    let second = lines.lastIndex { $0.contains("授權人員") } ?? 0
    #expect(first < second)
    #expect(lines[first].contains(">'"))
  }

  @Test func aTextOffersWhatItHeldLately() throws {
    let driver = try FillingDriver()
    driver.openForm("visit")
    try driver.feed("<F4>張<Enter>")
    #expect(driver.typed("name") == ["張先生"])
  }

  @Test func theLastRecordsValueIsOneKeyAway() throws {
    let driver = try FillingDriver()
    driver.openForm("visit")
    try driver.feed("<F6><Tab><F6>")
    #expect(driver.typed("name") == ["李小姐"])
    #expect(driver.typed("kind") == ["visitor"])
    #expect(driver.screen.contains("已複製 VIS-115-0002 的值。"))
    try driver.feed("<Ctrl+Z><Ctrl+Z>")
    #expect(driver.typed("name") == [])
    driver.openForm("all-types")
    try driver.feed("甲<F2>")
    driver.openForm("all-types")
    try driver.feed("<Tab><F6>")
    #expect(driver.screen.contains("空白"))
  }

  @Test func referencesLeadToTheirRecord() throws {
    let driver = try FillingDriver()
    driver.openForm("all-types")
    try driver.feed("<Ctrl+PgDn><Tab><Tab><Tab><Tab>")
    #expect(driver.focus == "reference")
    try driver.feed("<Alt+O>")
    #expect(driver.screen.contains("沒有指向"))
    try driver.feed("VIS-115-0001<Alt+O>")
    #expect(driver.stack.last is RecordScreen)
  }

  @Test func pastedLinesBecomeOneLineAndTooMuchIsReported() throws {
    let driver = try FillingDriver()
    driver.openForm("all-types")
    try driver.feed("<paste:一\n二\t三>")
    #expect(driver.typed("text") == ["一 二 三"])
    #expect(driver.screen.contains("貼上的 2 行在這裡接成一行"))
    driver.take(.paste(String(repeating: "長", count: 5_000)))
    #expect(driver.typed("text") == ["一 二 三"])
    #expect(driver.screen.contains("超過上限 4096"))
  }

  @Test func aMegabyteFitsIntoAParagraphAndNoMore() throws {
    let driver = try FillingDriver()
    driver.openForm("all-types")
    try driver.feed("<Tab>")
    let text = String(repeating: "0123456789abcdef\n", count: 61_680)
    driver.take(.paste(text))
    #expect(driver.typed("paragraph") == [text])
    try driver.feed("xyz")
    #expect(driver.typed("paragraph")[0].hasSuffix("f\nxyz"))
    driver.take(.paste(text))
    #expect(driver.screen.contains("沒有放入"))
    #expect(driver.typed("paragraph")[0].hasSuffix("f\nxyz"))
    try driver.feed("<Ctrl+Z>")
    #expect(driver.typed("paragraph") == [text])
  }

  @Test func arrowsMoveInsideAParagraphAndThenOut() throws {
    let driver = try FillingDriver()
    driver.openForm("all-types")
    try driver.feed("<Tab>一<Enter>二<Enter>三<Up><Up>")
    #expect(driver.focus == "paragraph")
    try driver.feed("<Up>")
    #expect(driver.focus == "text")
    try driver.feed("<Down><Down>")
    #expect(driver.focus == "number")
  }
}

/// Tab on a beginning: the only entry that begins so is taken, and nothing if there are several.
@MainActor struct TabCompletionTests {
  private func open(_ field: String, _ language: Language = .zhTW) throws -> FillingDriver {
    let driver = try FillingDriver(Size(columns: 80, rows: 24), language)
    driver.openForm("all-types")
    let steps = try #require(driver.form?.page.lines.firstIndex { $0.field.id == field })
    try driver.feed(String(repeating: "<Down>", count: steps))
    #expect(driver.focus == field)
    return driver
  }

  @Test(
    "The only entry that begins so is taken, and the next field follows",
    arguments: [
      ("choice", "ven", ["vendor"]), ("choice", "授", ["authorized"]), ("person", "陳", ["chen.yt 陳雅婷"]),
      ("person", "chen", ["chen.yt 陳雅婷"]), ("unit", "資", ["it 資訊處"]), ("reference", "李", ["VIS-115-0002"]),
      ("references", "李", ["VIS-115-0002"]), ("choices", "rep", ["repair"]),
      ("choices", "rep, au", ["repair", "audit"]),
    ])
  func taken(field: String, typed: String, stored: [String]) throws {
    let driver = try open(field)
    try driver.feed("\(typed)<Tab>")
    #expect(driver.focus != field)
    #expect(driver.typed(field) == stored)
    try driver.feed("<Ctrl+Z><Ctrl+Z><Ctrl+Z>")
    #expect(driver.typed(field) == [])
  }

  @Test("A beginning wins over what only has it in it, as Compliant over Not compliant")
  func beginningWins() throws {
    let driver = try FillingDriver()
    let items = [("not", "Not compliant"), ("yes", "Compliant"), ("na", "Not applicable")].map {
      ChoiceList.Item(id: $0, label: Phrase(zh: $1, en: $1))
    }
    let list = ChoiceList(id: "results", title: Phrase(zh: "結果", en: "Results"), items: items)
    let setting = EditorSetting(
      field: Field(id: "result", type: ChoiceType(), label: list.title, choices: list), slot: FieldSlot("result"),
      workspace: driver.workspace, reading: ReadingContext(now: FillingForms.now, records: driver.workspace.records),
      recent: { [] }, name: { $0 }, width: 60)
    var editor = PickEditor([], setting)
    for event in try KeyScript.events("comp") { _ = editor.handle(event, setting) }
    guard case .changedAndNext = editor.complete(setting) else {
      Issue.record("Compliant was not taken")
      return
    }
    #expect(editor.texts == ["yes"])
  }

  @Test("Where several begin so, Tab says how many and stays; a second one leaves what was typed")
  func several() throws {
    let driver = try open("choice", .en)
    try driver.feed("v<Tab>")
    #expect(driver.focus == "choice")
    #expect(driver.screen.contains("2 begin with 'v'; type more, or choose with Up and Down. Tab again leaves."))
    #expect(driver.typed("choice") == ["v"])
    try driver.feed("i<Tab>")
    #expect(driver.typed("choice") == ["visitor"])
    #expect(driver.focus != "choice")
    let other = try open("choice")
    try other.feed("v<Tab><Tab>")
    #expect(other.focus != "choice")
    #expect(other.typed("choice") == ["v"])
  }

  @Test("In the list that F4 opens Tab takes the only one as well")
  func inTheList() throws {
    let driver = try open("person")
    try driver.feed("<F4>chen<Tab>")
    #expect(driver.typed("person") == ["chen.yt 陳雅婷"])
    let choices = try open("choice", .en)
    try choices.feed("<F4>v<Tab>")
    #expect(choices.stack.last is PickScreen)
    #expect(choices.screen.contains("2 begin with 'v'"))
  }
}

import Desk
import Domain
import Foundation
import Terminal
import Testing

@testable import FrontEnd

@MainActor struct FillingSaveTests {
  @Test func fieldsMayBeLeftInEveryDirectionWithErrorsInThem() throws {
    let driver = try FillingDriver()
    driver.openForm("all-types")
    // Something wrong in every field that takes text.
    for _ in 0..<14 { try driver.feed("?x<Tab>") }
    while driver.stack.count > 2 { try driver.feed("<Esc>") }
    let count = try #require(driver.form?.page.lines.count)
    try driver.feed("<Ctrl+Home>")
    var seen: [String] = []
    for _ in 0..<count {
      seen.append(driver.focus ?? "")
      try driver.feed("<Down>")
    }
    #expect(Set(seen).count == count)
    var back: [String] = []
    for _ in 0..<count {
      back.append(driver.focus ?? "")
      try driver.feed("<Up>")
    }
    #expect(Set(back).count == count)
    try driver.feed("<Ctrl+Home>")
    for _ in 0..<count { try driver.feed("<Tab>") }
    #expect(driver.focus == "items")
    for _ in 0..<count { try driver.feed("<Shift+Tab>") }
    #expect(driver.focus == "text")
    #expect((driver.filling?.allFindings.count ?? 0) >= 6)
  }

  @Test func savingLeadsToEveryFieldThatIsWrong() throws {
    let driver = try FillingDriver()
    driver.openForm("visit")
    try driver.feed("<Tab>訪客<Tab>換<F2>")
    #expect(try driver.saved.isEmpty)
    #expect(driver.screen.contains("3 處要改才能儲存"))
    // The list begins at the first; in the form the cursor stands there as well.
    let wrong = ["name", "purpose", "escort"]
    for (place, field) in wrong.enumerated() {
      try driver.feed(String(repeating: "<Down>", count: place) + "<Enter>")
      #expect(driver.focus == field)
      let message = try #require(driver.filling?.findings(at: FieldSlot(field)).first?.message.zh)
      #expect(driver.message?.text.zh == message)
      try driver.feed("<F8>")
      #expect(driver.screen.contains(message))
    }
    try driver.feed("<Esc>")
    #expect(driver.focus == "name")
  }

  @Test func findingsInTablesLeadToTheCell() throws {
    let driver = try FillingDriver()
    driver.openForm("all-types")
    try driver.feed("主旨<Ctrl+End><Enter><paste:螺絲\t1\t2\n墊片\t4\t3\n><Down><Enter><Tab>x<Esc><Esc><F2>")
    #expect(driver.screen.contains("明細 第 2 列 數量：「x」不是數字"))
    try driver.feed("<Enter>")
    #expect(driver.focus == "items 2 amount")
    // Saving works from there.
    try driver.feed("<Backspace>5<F2>")
    #expect(try driver.saved.count == 1)
    #expect(try driver.saved.first?.content[rows: "items"].map { $0["cost"] } == [["2"], ["15"]])
  }

  @Test func aGoodRecordIsSavedAndItsReceiptIsShown() throws {
    let driver = try FillingDriver()
    driver.openForm("visit")
    try driver.feed("王小明<Tab><Tab>更換儲存設備<F2>")
    let version = try #require(try driver.saved.first)
    #expect(version.record == "VIS-115-0003")
    #expect(version.action == .create)
    #expect(version.content["name"] == ["王小明"])
    #expect(version.content["on"] == ["2026-11-22"])
    #expect(driver.stack.last is RecordScreen)
    let receipt = version.seal.prefix(16)
    #expect(
      driver.message
        == .success(
          Phrase(
            zh: "已存 VIS-115-0003 第 1 版，收據 \(receipt)。",
            en: "Saved VIS-115-0003, version 1, receipt \(receipt).")))
    driver.keepDrafts()
    #expect(try driver.drafts.isEmpty)
  }

  @Test(arguments: ["<Enter>", "<F2>", "<Esc><F2>"])
  func warningsAreShownOnceAndDoNotBlock(confirm: String) throws {
    let driver = try FillingDriver()
    driver.openForm("visit")
    try driver.feed("王小明<Tab><Tab>更換儲存設備<Tab>+1<F2>")
    #expect(try driver.saved.isEmpty)
    #expect(driver.screen.contains("1 個提醒；可以照樣儲存"))
    #expect(driver.screen.contains("日期在未來"))
    try driver.feed(confirm)
    #expect(try driver.saved.count == 1)
  }

  @Test func leavingKeepsADraftWithEveryLetterTyped() throws {
    let driver = try FillingDriver()
    driver.openForm("all-types")
    try driver.feed("字<Tab>一<Enter>二<Tab>x9<Tab>11<Tab><Ctrl+PgDn>ve<Tab><Tab>陳雅<Shift+Tab><Shift+Tab>")
    try driver.feed("<Ctrl+Home><Tab><Tab><Tab><Left>")
    let typed = driver.filling?.typed
    #expect(driver.focus == "day")
    try driver.feed("<Esc>")
    #expect(driver.screen.contains("留成草稿"))
    let draft = try #require(try driver.drafts.first)
    #expect(draft.content == typed)
    #expect(draft.content["number"] == ["x9"])
    #expect(draft.content["day"] == ["11"])
    let form = try #require(driver.desk.catalogue.form("all-types"))
    driver.open { FormScreen(resuming: draft, form: form, workspace: $0) }
    #expect(driver.filling?.typed == typed)
    #expect(driver.focus == "day")
    #expect(driver.form?.page.editor.caret == 1)
    try driver.feed("3")
    #expect(driver.typed("day") == ["131"])
    driver.keepDrafts()
    #expect(try driver.drafts.count == 1)
  }

  @Test func nothingTypedLeavesNoDraft() throws {
    let driver = try FillingDriver()
    driver.openForm("visit")
    try driver.feed("<Tab><Tab><Up><F1><Esc><Esc>")
    #expect(driver.stack.count == 1)
    #expect(try driver.drafts.isEmpty)
  }

  @Test func draftsOfTablesAndRowsAreKeptToo() throws {
    let driver = try FillingDriver()
    driver.openForm("all-types")
    try driver.feed("<Ctrl+End><Enter><Ins>螺絲<Tab>12")
    driver.keepDrafts()
    let draft = try #require(try driver.drafts.first)
    #expect(draft.content[rows: "items"].first?["amount"] == ["12"])
    #expect(draft.extra.first { $0.id == "Focus" }?.values == ["items 1 amount"])
    #expect(try driver.drafts.count == 1)
    // Going on with it leads to the cell.
    let form = try #require(driver.desk.catalogue.form("all-types"))
    driver.open { FormScreen(resuming: draft, form: form, workspace: $0) }
    #expect(driver.focus == "items 1 amount")
    #expect(driver.typed("items 1 amount") == ["12"])
  }

  @Test func aDraftIsThrownAwayOnlyAfterAsking() throws {
    let driver = try FillingDriver()
    driver.openForm("visit")
    try driver.feed("王")
    driver.keepDrafts()
    try driver.feed("<Ctrl+X>")
    #expect(driver.screen.contains("> 1 留著，繼續填寫"))
    try driver.feed("<Enter>")
    #expect(driver.typed("name") == ["王"])
    try driver.feed("<Alt+B><Down><Enter>")
    #expect(driver.stack.count == 1)
    #expect(try driver.drafts.isEmpty)
  }

  @Test func anAmendmentThatChangesNothingIsNotSaved() throws {
    let driver = try FillingDriver()
    _ = try amended(driver)
    try driver.feed("x<Backspace><F2>")
    #expect(try driver.saved.count == 1)
    #expect(driver.screen.contains("第 2 版一樣"))
  }

  /// What another program saves.
  private func amend(_ driver: FillingDriver, base: Int, _ content: Content) throws -> Version {
    let submission = Submission(amending: "VIS-115-0001", base: base, to: content, reason: "更正")
    return try driver.desk.submit(submission).get().version
  }

  private func amended(_ driver: FillingDriver) throws -> Version {
    let form = try #require(driver.desk.catalogue.form("visit"))
    let content = Content(fields: [
      Content.Field(id: "name", values: ["張先生"]), Content.Field(id: "kind", values: ["authorized"]),
      Content.Field(id: "purpose", values: ["更換硬碟機"]), Content.Field(id: "on", values: ["2026-11-20"]),
    ])
    let version = try amend(driver, base: 1, content)
    driver.open { FormScreen(amending: version, form: form, reason: "更正日期", workspace: $0) }
    return version
  }

  @Test func anAmendmentMarksWhatChangedAndKeepsItsReason() throws {
    let driver = try FillingDriver()
    _ = try amended(driver)
    #expect(driver.screen.contains("[修正第 2 版]"))
    try driver.feed("<Tab><Tab><Tab>-1<Up>")
    #expect(driver.screen.contains(" ~*日期"))
    try driver.feed("<F2>")
    let version = try #require(try driver.saved.last)
    #expect(version.record == "VIS-115-0001" && version.number == 3)
    #expect(version.reason == "更正日期")
    #expect(version.action == .amend)
  }

  @Test func aConflictLeadsToAMergeAndIsSavedOnTopOfIt() throws {
    let driver = try FillingDriver()
    var content = try amended(driver).content
    content["purpose"] = ["更換硬碟與電源"]
    _ = try amend(driver, base: 2, content)
    try driver.feed("乙<F2>")
    #expect(driver.stack.last is MergeScreen)
    #expect(driver.screen.contains("張先生乙") && driver.screen.contains("更換硬碟與電源"))
    try driver.feed("<Enter>")
    let saved = try #require(try driver.saved.last)
    #expect(saved.record == "VIS-115-0001" && saved.number == 4)
    #expect(saved.content["purpose"] == ["更換硬碟與電源"])
    #expect(saved.content["name"] == ["張先生乙"])
    #expect(driver.stack.last is RecordScreen)
  }

  @Test func aSaveThatFailsKeepsEverything() throws {
    let driver = try FillingDriver()
    driver.openForm("visit")
    let journal = driver.folder.path + "/store/journal"
    try FileManager.default.moveItem(atPath: journal, toPath: journal + ".away")
    try driver.feed("王小明<Tab><Tab>更換儲存設備<F2>")
    #expect(driver.stack.last is FormScreen && driver.message?.kind != .success)
    try FileManager.default.moveItem(atPath: journal + ".away", toPath: journal)
    driver.keepDrafts()
    #expect(try driver.drafts.count == 1)
    try driver.feed("<F2>")
    #expect(driver.stack.last is RecordScreen)
  }
}

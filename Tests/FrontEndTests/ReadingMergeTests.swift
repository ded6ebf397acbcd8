import Domain
import Desk
import Terminal
import TestKit
import Testing

@testable import FrontEnd

@MainActor
@Suite struct ReadingMergeTests {
  /// Stands in for the form that opened the merge and keeps what came of it.
  private struct Below: Screen {
    final class Box {
      var outcomes: [Outcome] = []
    }

    let merge: MergeScreen
    let box = Box()

    func title(_ workspace: Workspace) -> Phrase { Phrase(zh: "表單", en: "Form") }
    func handle(_ event: Event, _ workspace: Workspace) -> [Effect] { [.push(merge)] }
    func draw(into canvas: inout Canvas, _ workspace: Workspace) {}

    func receive(_ outcome: Outcome, _ workspace: Workspace) -> [Effect] {
      box.outcomes.append(outcome)
      return []
    }

    var content: Content? {
      guard case .content(let content)? = box.outcomes.last else { return nil }
      return content
    }
  }

  private let fixture: ReadingStore
  private let below: Below

  init() throws {
    fixture = try ReadingStore()
    let base = try fixture.save(ReadingForms.incident, ReadingForms.mail)
    var theirs = ReadingForms.mail
    theirs["title"] = ["郵件主機遭入侵（已隔離）"]
    theirs["description"] = ["主機對外連線異常。\n已由李大華隔離。"]
    theirs["category"] = ["phishing"]
    theirs["level"] = ["3"]
    let current = try fixture.save(
      ReadingForms.incident, record: .existing(base.record, base: 1), by: Cast.lee,
      reason: "補充處置情形", theirs)
    var mine = ReadingForms.mail
    mine["title"] = ["郵件主機遭駭"]
    mine["description"] = ["主機對外連線異常。\n已隔離主機並通報。\n正在清查。"]
    mine["category"] = ["loss"]
    mine["personal_data"] = ["yes"]
    below = Below(merge: MergeScreen(form: ReadingForms.incident, base: base, mine: mine, current: current))
  }

  @Test("Who saved, each conflict with base, mine and theirs, and what is merged by itself")
  func merge80() throws {
    try fixture.expect(
      [below], " ",
      shows: """
         表單 > 合併 INC-115-0001                                         [合併] 王小明
        >您填寫的時候，有人先存了第 2 版：2026-11-22 16:10  李大華 (lee.dh)  修正
         原因：補充處置情形

         ! 兩邊都改了 1/3：事件主旨  [還沒選]
             原本      郵件主機遭入侵
             m 我的    郵件主機遭駭
             t 對方的  郵件主機遭入侵（已隔離）
             b 都留    郵件主機遭駭 郵件主機遭入侵（已隔離）

         ! 兩邊都改了 2/3：類別  [還沒選]
             原本      系統入侵
             m 我的    設備遺失
             t 對方的  社交工程

         ! 兩邊都改了 3/3：事件描述  [還沒選]
             原本      主機對外連線異常。
                       已隔離主機並通報。
             m 我的    主機對外連線異常。
                       已隔離主機並通報。
                       正在清查。
         第 1-20 行，共 39 行   m 我的  t 對方的  b 都留  Tab 下一個

        Esc返回 F1說明 F2儲存 Alt+A採用 F10前往 Ctrl+F搜尋 F11English Ctrl+Q離開
        cursor 0,1
        """)
    try fixture.expect(
      [below], " m", size: "132x40", in: .en,
      shows: """
         Form > Merge INC-115-0001                                                                                           [merge] 王小明
         While you were writing, somebody else saved version 2: 2026-11-22 16:10  李大華 (lee.dh)  amend
         Reason: 補充處置情形

         ! Both changed 1/3: Subject  [mine]
             before    郵件主機遭入侵
           * m mine    郵件主機遭駭
             t theirs  郵件主機遭入侵（已隔離）
             b both    郵件主機遭駭 郵件主機遭入侵（已隔離）

        >! Both changed 2/3: Category  [not chosen]
             before    Intrusion
             m mine    Loss of equipment
             t theirs  Social engineering

         ! Both changed 3/3: Description  [not chosen]
             before    主機對外連線異常。
                       已隔離主機並通報。
             m mine    主機對外連線異常。
                       已隔離主機並通報。
                       正在清查。
             t theirs  主機對外連線異常。
                       已由李大華隔離。
             b both    主機對外連線異常。
                       已隔離主機並通報。
                       正在清查。
                       主機對外連線異常。
                       已由李大華隔離。

         Changed by the other, will be merged in:

         ~ Level
           - 2
           + 3

         Changed by you, will be kept:

         Lines 1-36 of 39   m mine  t theirs  b both  Tab next

        EscBack F1Help F2Save Alt+ATake F10Go to Ctrl+FSearch F11中文 Ctrl+QQuit
        cursor 0,10
        """)
  }

  @Test("Nothing goes on while a field is undecided")
  func undecided() throws {
    let screen = try fixture.run([below], " m<Enter>").screen
    #expect(screen.contains("還有 2 個欄位沒有選"))
    #expect(below.box.outcomes.isEmpty)
  }

  @Test("Chosen one after the other, the content has what was chosen and both sides' other changes")
  func chosen() throws {
    try fixture.run([below], " m<Alt+A>b<Enter>")
    let content = try #require(below.content)
    #expect(content["title"] == ["郵件主機遭駭"])
    #expect(content["category"] == ["phishing"])
    #expect(content["description"] == ["主機對外連線異常。\n已隔離主機並通報。\n正在清查。\n主機對外連線異常。\n已由李大華隔離。"])
    #expect(content["level"] == ["3"])
    #expect(content["personal_data"] == ["yes"])
  }

  @Test("F2 goes on as Enter does; a choice can be changed with Tab and the letters")
  func changed() throws {
    try fixture.run([below], " ttt<Home><Tab>m<F2>")
    #expect(below.content?["title"] == ["郵件主機遭駭"])
    #expect(below.content?["category"] == ["phishing"])
  }

  @Test("A choice field cannot keep both")
  func notBoth() throws {
    #expect(try fixture.run([below], " mb").screen.contains("這個欄位不能兩邊都留"))
  }

  @Test("Esc goes back and nothing is merged")
  func back() throws {
    #expect(try fixture.run([below], " m<Esc>").screen.contains("> 表單"))
    #expect(below.content == nil && below.box.outcomes.count == 1)
  }

  @Test("A record that was voided meanwhile cannot be saved")
  func voided() throws {
    let void = try fixture.void("INC-115-0001", by: Cast.lee, reason: "誤登")
    let screen = Below(
      merge: MergeScreen(form: ReadingForms.incident, base: nil, mine: ReadingForms.mail, current: void))
    let shown = try fixture.run([screen], " ttttttttt<Enter>").screen
    #expect(shown.contains("這筆紀錄已被作廢，不能再存"))
    #expect(screen.box.outcomes.isEmpty)
  }

  @Test("Tables are chosen as a whole; lists keep both sides once; computed fields are no conflict")
  func choices() throws {
    var form = ReadingForms.incident
    form.sections[0].fields.append(
      ReadingForms.field("score", "number", "分數", "Score", compute: ReadingForms.rule("level * 2")))
    var base = ReadingForms.phishing
    base[rows: "actions"] = [Row(["what": "a"])]
    base["score"] = ["1"]
    var mine = base
    mine["related"] = ["A", "B"]
    mine[rows: "actions"] = [Row(["what": "mine"])]
    mine["score"] = ["2"]
    var theirs = base
    theirs["related"] = ["B", "C"]
    theirs[rows: "actions"] = [Row(["what": "theirs"])]
    theirs["score"] = ["3"]
    var choices = MergeChoices(form: form, base: base, mine: mine, theirs: theirs)
    #expect(choices.conflicts.map(\.field) == ["actions", "related"])
    #expect(choices.content == nil)
    let done = [
      choices.choose(.both, for: "actions"), choices.choose(.theirs, for: "actions"),
      choices.choose(.both, for: "related"),
    ]
    #expect(done == [false, true, true])
    let content = try #require(choices.content)
    #expect(content[rows: "actions"] == [Row(["what": "theirs"])])
    #expect(content["related"] == ["A", "B", "C"])
    #expect(content["score"] == ["2"])
  }

  @Test("From the form through the merge to the saved record, with nothing overwritten")
  func wholeWay() throws {
    let first = try fixture.save(ReadingForms.report, ReadingForms.mailReport)
    var theirs = first.content
    theirs["subject"] = ["對方改的主旨"]
    try fixture.save(
      ReadingForms.report, record: .existing(first.record, base: 1), by: Cast.lee, reason: "先存", theirs)
    let form = FormScreen(
      amending: first, form: ReadingForms.report, reason: "後存", workspace: fixture.workspace())
    let merging = try fixture.run([form], "<Down><End>二版<F2>").screen
    #expect(merging.contains("合併 REP-115-0001") && merging.contains("兩邊都改了 1/1：主旨  [還沒選]"))
    #expect(merging.contains("m 我的    郵件主機入侵事件報告二版"))
    // Going back loses nothing: the form is there, and a draft is kept.
    #expect(try fixture.run([form], "<Down><End>二版<F2><Esc>").screen.contains("郵件主機入侵事件報告二版"))
    #expect(try fixture.drafts(of: "wang.xm").count == 1)
    let saved = try fixture.run([form], "<Down><End>二版<F2>b<Enter>").screen
    #expect(saved.contains("[檢視]") && saved.contains("第 3 版"))
    let newest = try fixture.version("REP-115-0001")
    #expect(newest.number == 3 && newest.reason == "後存")
    #expect(newest.content["subject"] == ["郵件主機入侵事件報告二版 對方改的主旨"])
    #expect(try fixture.drafts(of: "wang.xm").isEmpty)
  }

  @Test("Without conflicts there is nothing to choose")
  func noConflict() {
    let choices = MergeChoices(
      form: ReadingForms.incident, base: Content(), mine: ReadingForms.lostKey, theirs: Content())
    #expect(choices.content == ReadingForms.lostKey)
  }
}

import Domain
import Desk
import Terminal
import Testing

@testable import FrontEnd

@MainActor
@Suite struct ReadingSearchTests {
  private let fixture: ReadingStore

  init() throws {
    fixture = try ReadingStore()
    try fixture.saveIncidents()
  }

  @Test("Finds in all forms as one types, Chinese from one character on")
  func search() throws {
    try fixture.expect(
      [SearchScreen()], "郵",
      shows: """
         資安簿  示範學院 > 搜尋                                                 王小明
         搜尋：郵                                                                  2 筆
          編號          表單                    內容                               狀態
        > REP-115-0001  資安事件報告書          郵件主機入侵事件報告               已存
          INC-115-0001  資安事件通報單          郵件主機遭入侵並外寄垃圾信         已存


















        Esc返回 F1說明 F10前往 F11English Ctrl+Q離開
        cursor 9,1
        """)
    for (keys, count) in [("入侵", 2), ("dean", 1), ("INC-115-0003", 1), ("王小明", 1), ("2026-11-23", 1), ("郵 報告", 1)] {
      let screen = try fixture.run([SearchScreen()], keys).screen
      #expect(screen.contains(" \(count) 筆"), "\(keys)\n\(screen)")
    }
  }

  @Test("The selected one is opened")
  func open() throws {
    let screen = try fixture.run([SearchScreen()], "INC-<Down><Enter>").screen
    #expect(screen.contains("搜尋 > REP-115-0001"))
    #expect(try fixture.run([SearchScreen()], "INC-<Down>").canvas.cursor == Position(column: 0, row: 4))
  }

  @Test("Forms stand above the records, five at most; where no record fits, all of them")
  func forms() throws {
    let found = try fixture.run([SearchScreen()], "通報單").screen
    #expect(found.contains("作業表單 1，紀錄 0 筆"))
    #expect(found.contains("> ISMS-4-12-01  【表單】"))
    #expect(try fixture.run([SearchScreen()], "通報單<Enter>").screen.contains("搜尋 > 資安事件通報單"))
    let both = try fixture.run([SearchScreen()], "事件<Down><Down><Enter>").screen
    #expect(both.contains("搜尋 > REP-115-0001"))
  }

  @Test("No results and no text say what to try")
  func nothing() throws {
    try fixture.expect(
      [SearchScreen()], "沒有這個", in: .en,
      shows: """
         ismsbook  示範學院 > Search                                             王小明
         Search: 沒有這個                                                       0 found

          Nothing found for '沒有這個'.
          Try fewer words, another spelling, or part of a number.
          For all procedures and forms press F10. Drafts are not searched.

















        EscBack F1Help F10Go to F11中文 Ctrl+QQuit
        cursor 17,1
        """)
    try fixture.expect(
      [SearchScreen()], size: "60x16",
      shows: """
         資安簿  示範學院 > 搜尋                             王小明
         搜尋：                                                0 筆

          輸入要找的字，中文一個字就可以；也可以輸入表單名稱、編
          號、人名或日期。
          幾個詞之間用空白隔開，每個詞都要出現。









        Esc返回 F1說明 F10前往 F11English Ctrl+Q離開
        cursor 7,1
        """)
  }

  @Test("Ctrl+F opens it from everywhere")
  func key() throws {
    #expect(try fixture.run([RecordScreen(number: "INC-115-0001")], "<Ctrl+F>").screen.contains("INC-115-0001 > 搜尋"))
  }

  @Test("Drafts: form, record, time, first text; Enter resumes, discarding asks first")
  func drafts() throws {
    var amended = ReadingForms.mail
    amended["title"] = ["改到一半的主旨"]
    let drafts = [
      Draft(
        person: "wang.xm", form: ReadingForms.incident.reference, record: "INC-115-0001", baseVersion: 2,
        savedAt: fixture.clock.now, content: amended),
      Draft(
        person: "wang.xm", form: ReadingForms.report.reference, savedAt: fixture.clock.now.adding(seconds: -3600),
        content: Content(fields: [Content.Field(id: "subject", values: ["草擬的報告"])])),
      Draft(
        person: "lee.dh", form: ReadingForms.report.reference, savedAt: fixture.clock.now,
        content: Content(fields: [Content.Field(id: "subject", values: ["別人的"])])),
    ]
    for draft in drafts { try fixture.keep(draft) }
    try fixture.expect(
      [DraftsScreen()], "<Down>",
      shows: """
         資安簿  示範學院 > 我的草稿                                             王小明
          表單            紀錄          時間              內容
          資安事件通報單  INC-115-0001  2026-11-22 16:50  改到一半的主旨
        > 資安事件報告書  新紀錄        2026-11-22 15:50  草擬的報告

















         Enter 繼續填寫   Ctrl+X 捨棄

        Esc返回 F1說明 Ctrl+X捨棄 F10前往 Ctrl+F搜尋 F11English Ctrl+Q離開
        cursor 0,3
        """)
    #expect(try fixture.run([DraftsScreen()], "<Enter>").screen.contains("我的草稿 > 資安事件通報單"))
    try fixture.run([DraftsScreen()], "<Delete><Enter>")
    #expect(try fixture.drafts(of: "wang.xm").count == 2)
    let screen = try fixture.run([DraftsScreen()], "<Ctrl+X><Down><Enter>").screen
    #expect(screen.contains("草稿捨棄了。") && !screen.contains("改到一半"))
    #expect(try fixture.desk.drafts().map(\.form.id) == ["incident-report"])
    #expect(try fixture.drafts(of: "lee.dh").count == 1)
  }

  @Test("Without drafts the screen says what they are")
  func noDrafts() throws {
    #expect(try fixture.run([DraftsScreen()], "<Enter><Delete><Ctrl+X>", in: .en).screen.contains("No drafts."))
  }
}

import Domain
import Desk
import Terminal
import Testing

@testable import FrontEnd

@MainActor
@Suite struct ReadingActionTests {
  private let fixture: ReadingStore

  init() throws {
    fixture = try ReadingStore()
    try fixture.saveIncidents()
  }

  private func record(_ number: String) -> [any Screen] { [RecordScreen(number: number)] }

  @Test("Amending asks for a reason and opens the form")
  func amend() throws {
    let screen = try fixture.run(record("INC-115-0001"), "<F9>補充<Enter>").screen
    #expect(screen.contains("INC-115-0001 > 資安事件通報單 INC-115-0001") && screen.contains("[修正第 2 版]"))
    #expect(try fixture.run(record("INC-115-0001"), "<F9>補充<Esc>").screen.contains("示範學院 > INC-115-0001"))
  }

  @Test("An amendment that is saved shows the new version; one step back leaves the record")
  func amendAndSave() throws {
    let list: [any Screen] = [ListScreen(form: ReadingForms.report)]
    let saved = try fixture.run(list, "<Enter><F9>錯字<Enter><Down><End>（定稿）<F2>").screen
    #expect(saved.contains("[檢視]") && saved.contains("郵件主機入侵事件報告（定稿）") && saved.contains("原因      錯字"))
    let back = try fixture.run(list, "<Enter><F9>錯字<Enter><Down><End>2<F2><Esc>").screen
    #expect(back.contains("[清單]") && back.contains("> REP-115-0001"))
    let drafted = try fixture.run(list, "<Enter><F9>錯字<Enter><Down><End>3<Esc>").screen
    #expect(drafted.contains("資安事件報告書 > REP-115-0001") && drafted.contains("草稿"))
    #expect(try fixture.run(list, "<Enter><Alt+T>").screen.contains("REP-115-0001 > 我的草稿"))
  }

  @Test("Voiding asks for a reason and once more; the record stays, with the same content")
  func void() throws {
    let before = try fixture.version("INC-115-0002")
    #expect(try fixture.history("INC-115-0002").count == 1)
    // No is the first answer.
    try fixture.run(record("INC-115-0002"), "<Alt+V>測試用<Enter><Enter>")
    #expect(try fixture.version("INC-115-0002") == before)
    try fixture.expect(
      record("INC-115-0002"), "<Alt+V>測試用<Enter><Down><Enter>",
      shows: """
         資安簿  示範學院 > INC-115-0002                             [檢視 作廢] 王小明
        >  編號      INC-115-0002
           表單      資安事件通報單 (incident-notice/1, ISMS-4-12-01)
           狀態      作廢
           版本      第 2 版  2026-11-22 16:50  王小明 (wang.xm)  作廢
           原因      測試用
           收據      序號 8，封緘 5ea15ea15ea15ea1

         事件概況
           事件主旨  Phishing mail to the dean
           類別      社交工程
           事件等級  1 級
           知悉時間  2026-11-23 09:00
           通報人    李大華
           事件描述  -
           涉及個資  是

         個資通報
           主管機關  教育部

         處置
         第 1-20 行，共 24 行   Tab 下一個關聯   Enter 開啟
         已作廢。序號 8，封緘 5ea15ea15ea15ea1。
        Esc返回 F1說明 F9修正 F7歷程 Alt+N開立 Alt+V作廢 Alt+O開關聯 Alt+P純文字
        cursor 0,1
        """)
    let after = try fixture.version("INC-115-0002")
    #expect(after.status == .void && after.action == .void && after.reason == "測試用" && after.number == 2)
    #expect(after.content == before.content)
    #expect(try fixture.run([ListScreen(form: ReadingForms.incident)], "<Down>").screen.contains("> INC-115-0002  作廢"))
  }

  @Test("A void record cannot be amended, voided or continued")
  func voidStays() throws {
    for keys in ["<F9>", "<Alt+V>", "<Alt+N>"] {
      let screen = try fixture.run(record("INC-115-0003"), keys).screen
      #expect(screen.contains("[檢視 作廢]"))
      #expect(screen.contains("這筆紀錄已作廢，不能再修正或作廢；需要時請新增一筆。"))
    }
    #expect(try fixture.history("INC-115-0003").count == 2)
  }

  @Test("Starting another form from a record fills in what its definition says")
  func start() throws {
    let version = try fixture.version("INC-115-0001")
    let starts = RecordStart.all(from: version, form: ReadingForms.incident, fixture.workspace())
    #expect(starts.map(\.form.id) == ["incident-report"])
    #expect(starts.first?.content?["incident"] == ["INC-115-0001"])
    #expect(starts.first?.content?["subject"] == ["郵件主機遭入侵並外寄垃圾信"])
    #expect(try fixture.run(record("INC-115-0001"), "<Alt+N>").screen.contains("開立事件報告書"))
    #expect(try fixture.run(record("INC-115-0001"), "<Alt+N><Enter>").screen.contains("INC-115-0001 > 資安事件報告書"))
    let none = try fixture.run(record("REP-115-0001"), "<Alt+N>").screen
    #expect(none.contains("這筆紀錄目前沒有可以開立的表單。"))
  }
}

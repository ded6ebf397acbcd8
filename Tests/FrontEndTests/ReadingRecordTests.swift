import Domain
import Desk
import Terminal
import Testing

@testable import FrontEnd

@MainActor
@Suite struct ReadingRecordTests {
  private let fixture: ReadingStore

  init() throws {
    fixture = try ReadingStore()
    try fixture.saveIncidents()
  }

  private func record(_ number: String) -> [any Screen] { [RecordScreen(number: number)] }

  @Test("All sections and fields, the receipt, and the records that refer to it")
  func record80() throws {
    try fixture.expect(
      record("INC-115-0001"),
      shows: """
         資安簿  示範學院 > INC-115-0001                                  [檢視] 王小明
        >  編號      INC-115-0001
           表單      資安事件通報單 (incident-notice/1, ISMS-4-12-01)
           狀態      已存
           版本      第 2 版  2026-11-22 16:10  李大華 (lee.dh)  修正
           原因      補上影響範圍
           收據      序號 3，封緘 5ea15ea15ea15ea1

         事件概況
           事件主旨  郵件主機遭入侵並外寄垃圾信
           類別      系統入侵
           事件等級  3 級
           知悉時間  2026-11-22 13:50
           通報人    王小明
           事件描述  主機對外連線異常。
                     已隔離主機並通報。
                     影響範圍：教職員信箱 1,200 個。
           涉及個資  否

         處置
           處置紀錄（3 列）
         第 1-20 行，共 30 行   Tab 下一個關聯   Enter 開啟

        Esc返回 F1說明 F9修正 F7歷程 Alt+N開立 Alt+V作廢 Alt+O開關聯 Alt+P純文字
        cursor 0,1
        """)
    try fixture.expect(
      record("INC-115-0001"), "<End>",
      shows: """
         資安簿  示範學院 > INC-115-0001                                  [檢視] 王小明
           事件等級  3 級
           知悉時間  2026-11-22 13:50
           通報人    王小明
           事件描述  主機對外連線異常。
                     已隔離主機並通報。
                     影響範圍：教職員信箱 1,200 個。
           涉及個資  否

         處置
           處置紀錄（3 列）
             #  時間              事項                    負責人
             1  2026-11-22 13:55  隔離主機                王小明
             2  2026-11-22 14:05  保存記錄檔與記憶體映像  李大華
             3  2026-11-22 15:10  重設全部帳號密碼        李大華
           關聯紀錄  -
           佐證      -

         引用這筆紀錄的紀錄（2）
           -> INC-115-0002  資安事件通報單  Phishing mail to the dean (關聯紀錄)
        >  -> REP-115-0001  資安事件報告書  郵件主機入侵事件報告 (事件)
         第 11-30 行，共 30 行   Tab 下一個關聯   Enter 開啟

        Esc返回 F1說明 F9修正 F7歷程 Alt+N開立 Alt+V作廢 Alt+O開關聯 Alt+P純文字
        cursor 0,20
        """)
  }

  @Test("In English, on a wide screen")
  func recordEnglish() throws {
    try fixture.expect(
      record("INC-115-0001"), size: "132x40", in: .en,
      shows: """
         ismsbook  示範學院 > INC-115-0001                                                                                    [view] 王小明
        >  Number           INC-115-0001
           Form             Incident notification (incident-notice/1, ISMS-4-12-01)
           Status           saved
           Version          2  2026-11-22 16:10  李大華 (lee.dh)  amend
           Reason           補上影響範圍
           Receipt          sequence 3, seal 5ea15ea15ea15ea1

         What happened
           Subject          郵件主機遭入侵並外寄垃圾信
           Category         Intrusion
           Level            3
           Known at         2026-11-22 13:50
           Reporter         王小明
           Description      主機對外連線異常。
                            已隔離主機並通報。
                            影響範圍：教職員信箱 1,200 個。
           Personal data    no

         Handling
           Actions (3)
             #  At                What                    Owner
             1  2026-11-22 13:55  隔離主機                王小明
             2  2026-11-22 14:05  保存記錄檔與記憶體映像  李大華
             3  2026-11-22 15:10  重設全部帳號密碼        李大華
           Related records  -
           Evidence         -

         Records that refer to this one (2)
           -> INC-115-0002  Incident notification  Phishing mail to the dean (Related records)
           -> REP-115-0001  Incident report  郵件主機入侵事件報告 (Incident)






         Lines 1-30 of 30   Tab next reference   Enter opens

        EscBack F1Help F9Amend F7History Alt+NCreate from Alt+VVoid Alt+OOpen ref. Alt+PPlain text Alt+TDrafts F10Go to Ctrl+FSearch
        cursor 0,1
        """)
  }

  @Test("On the smallest screen a table that is too wide stands row by row")
  func record60() throws {
    try fixture.expect(
      record("INC-115-0001"), "<PgDn><PgDn>", size: "60x16",
      shows: """
         資安簿  示範學院 > INC-115-0001              [檢視] 王小明
                     已隔離主機並通報。
                     影響範圍：教職員信箱 1,200 個。
           涉及個資  否

         處置
           處置紀錄（3 列）
        >    #  時間              事項                    負責人
             1  2026-11-22 13:55  隔離主機                王小明
             2  2026-11-22 14:05  保存記錄檔與記憶體映像  李大華
             3  2026-11-22 15:10  重設全部帳號密碼        李大華
           關聯紀錄  -
           佐證      -
         第 17-28 行，共 34 行   Tab 下一個關聯   Enter 開啟

        Esc返回 F1說明 F9修正 F7歷程 Alt+N開立 Alt+V作廢 Alt+T草稿
        cursor 0,7
        """)
  }

  @Test("Fields that are asked for under a condition stand there only where it holds")
  func condition() throws {
    #expect(try !fixture.run(record("INC-115-0001"), size: "80x50").screen.contains("主管機關"))
    #expect(try fixture.run(record("INC-115-0002"), size: "80x50").screen.contains("主管機關"))
  }

  @Test("Tab goes from reference to reference, Enter opens, Esc comes back")
  func links() throws {
    try fixture.expect(
      record("INC-115-0002"), "<Tab>",
      shows: """
         資安簿  示範學院 > INC-115-0002                                  [檢視] 王小明
           版本      第 1 版  2026-11-22 16:20  王小明 (wang.xm)  新增
           收據      序號 4，封緘 5ea15ea15ea15ea1

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
           處置紀錄（0 列）
        >  關聯紀錄  -> INC-115-0001  郵件主機遭入侵並外寄垃圾信
                     -> INC-115-0099
           佐證      -
         第 4-23 行，共 23 行   Tab 下一個關聯   Enter 開啟

        Esc返回 F1說明 F9修正 F7歷程 Alt+N開立 Alt+V作廢 Alt+O開關聯 Alt+P純文字
        cursor 0,18
        """)
    #expect(try fixture.run(record("INC-115-0002"), "<Tab><Enter>").screen.contains("INC-115-0002 > INC-115-0001"))
    #expect(try fixture.run(record("INC-115-0002"), "<Tab><Alt+O><Esc>").screen.contains("示範學院 > INC-115-0002"))
    // The report refers to the incident: it is found from there.
    #expect(try fixture.run(record("INC-115-0001"), "<Tab><Tab><Enter>").screen.contains("INC-115-0001 > REP-115-0001"))
    #expect(try fixture.run(record("INC-115-0001"), "<Enter>").screen.contains("這一行沒有關聯紀錄"))
  }

  @Test("A row that refers to several records asks which")
  func rowLinks() throws {
    var content = ReadingForms.mailReport
    content[rows: "measures"] = [
      Row(["what": "甲", "cause": "INC-115-0002"]),
      Row(["what": "乙", "cause": "INC-115-0001", "done": "INC-115-0003"]),
    ]
    try fixture.save(ReadingForms.report, content)
    try fixture.expect(
      record("REP-115-0002"), "<Tab><Tab><Tab>",
      shows: """
         資安簿  示範學院 > REP-115-0002                                  [檢視] 王小明
           編號      REP-115-0002
           表單      資安事件報告書 (incident-report/2, ISMS-4-12-02)
           狀態      已存
           版本      第 1 版  2026-11-22 17:00  王小明 (wang.xm)  新增
           收據      序號 8，封緘 5ea15ea15ea15ea1

         報告
           事件      -> INC-115-0001  郵件主機遭入侵並外寄垃圾信
           主旨      郵件主機入侵事件報告
           措施（2 列）
             #  事項  起因             結果
             1  甲    -> INC-115-0002
        >    2  乙    -> INC-115-0001  -> INC-115-0003







         第 1-13 行，共 13 行   Tab 下一個關聯   Enter 開啟

        Esc返回 F1說明 F9修正 F7歷程 Alt+N開立 Alt+V作廢 Alt+O開關聯 Alt+P純文字
        cursor 0,13
        """)
    #expect(try fixture.run(record("REP-115-0002"), "<Tab><Tab><Enter>").screen.contains("> INC-115-0002"))
    let keys = "<Tab><Tab><Tab><Enter><Down><Enter>"
    #expect(try fixture.run(record("REP-115-0002"), keys).screen.contains("REP-115-0002 > INC-115-0003"))
  }

  @Test("A reference to what is not there says so")
  func brokenLink() throws {
    let screen = try fixture.run(record("INC-115-0002"), "<Tab><Tab><Enter>").screen
    #expect(screen.contains("沒有紀錄 INC-115-0099；請檢查編號。"))
  }

  @Test("Plain text has neither marks nor columns")
  func plain() throws {
    try fixture.expect(
      record("INC-115-0002"), "<Alt+P>",
      shows: """
         資安簿  示範學院 > INC-115-0002                                  [檢視] 王小明
        編號: INC-115-0002
        表單: 資安事件通報單 (incident-notice/1, ISMS-4-12-01)
        狀態: 已存
        版本: 第 1 版  2026-11-22 16:20  王小明 (wang.xm)  新增
        收據: 序號 4，封緘 5ea15ea15ea15ea1

        事件概況
        事件主旨: Phishing mail to the dean
        類別: 社交工程
        事件等級: 1 級
        知悉時間: 2026-11-23 09:00
        通報人: 李大華
        事件描述: -
        涉及個資: 是

        個資通報
        主管機關: 教育部

        處置
        處置紀錄（0 列）
        關聯紀錄: INC-115-0001  郵件主機遭入侵並外寄垃圾信
         純文字：可以用滑鼠選取複製；再按 Alt+P 回到原來的樣子。
        Esc返回 F1說明 F9修正 F7歷程 Alt+N開立 Alt+V作廢 Alt+O開關聯 Alt+P純文字
        cursor 0,1
        """)
    let screen = try fixture.run(record("INC-115-0001"), "<Alt+P><Alt+P>").screen
    #expect(screen == (try fixture.run(record("INC-115-0001")).screen))
  }

  @Test("A record is shown by the version of the form that it names, with what that no longer knows")
  func olderForm() throws {
    let content = Content(fields: [
      Content.Field(id: "text", values: ["甲"]), Content.Field(id: "phone", values: ["02-2345"]),
      Content.Field(id: "later", values: ["乙"]),
    ])
    try fixture.save(ReadingForms.oldNote, content)
    try fixture.save(ReadingForms.note, content)
    let old = try fixture.run(record("NOTE-0001")).screen
    #expect(old.contains("   舊內容    甲") && old.contains("   電話      02-2345"))
    let new = try fixture.run(record("NOTE-0002")).screen
    #expect(new.contains("   內容      甲") && new.contains("其他欄位") && new.contains("   電話      02-2345"))
    #expect(new.contains("   later     乙"))
  }

  @Test("A hostile record reaches no cell and no border")
  func hostile() throws {
    let saved = try fixture.save(ReadingForms.incident, ReadingForms.hostile)
    let later = try fixture.save(
      ReadingForms.incident, record: .existing(saved.record, base: 1), reason: "紅\u{202E}字",
      ReadingForms.mail)
    let screens: [[any Screen]] = [
      [ListScreen(form: ReadingForms.incident)], [RecordScreen(number: saved.record, version: 1)],
      [RecordScreen(number: saved.record)], [HistoryScreen(record: saved.record)],
      [DifferenceScreen(older: saved, newer: later, form: ReadingForms.incident)],
      [MergeScreen(form: ReadingForms.incident, base: nil, mine: ReadingForms.mail, current: saved)],
    ]
    for screen in screens {
      for size in ["60x16", "80x24", "132x40"] {
        let terminal = try fixture.run(screen, "<PgDn><End><Alt+P><End>", size: size)
        for canvas in terminal.frames {
          for row in 0..<canvas.size.rows {
            let cells = canvas.row(row)
            #expect(cells.reduce(0) { $0 + $1.width } == canvas.size.columns)
            #expect(cells.allSatisfy { String($0.character).neutralised == String($0.character) })
          }
        }
      }
    }
  }

  @Test("Any size at any moment", arguments: ["INC-115-0001", "INC-115-0002", "NONE"])
  func resize(number: String) throws {
    let keys = "<Down><resize:1x1><Down><resize:20x5><resize:60x16><End><resize:132x40><Home><resize:80x24><Down>"
    #expect(try fixture.run(record(number), keys).screen == (try fixture.run(record(number), "<Down>").screen))
  }
}

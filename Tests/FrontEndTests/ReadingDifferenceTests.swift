import Domain
import Desk
import Terminal
import Testing

@testable import FrontEnd

@MainActor
@Suite struct ReadingDifferenceTests {
  private let fixture: ReadingStore

  init() throws {
    fixture = try ReadingStore()
    try fixture.saveIncidents()
  }

  private func history(_ number: String) -> [any Screen] { [HistoryScreen(record: number)] }

  @Test("The history names who, when, what and why")
  func history80() throws {
    try fixture.expect(
      history("INC-115-0001"), "<Down><Space>",
      shows: """
         資安簿  示範學院 > 歷程 INC-115-0001                             [檢視] 王小明
          版  時間              人員              動作  原因
           2  2026-11-22 16:10  李大華 (lee.dh)   修正  補上影響範圍
        > *1  2026-11-22 16:00  王小明 (wang.xm)  新增  -

















         Enter 檢視   空白鍵 標記   Alt+C 與前一版或標記的比較

        Esc返回 F1說明 Alt+C比較 F10前往 Ctrl+F搜尋 F11English Ctrl+Q離開
        cursor 0,3
        """)
    try fixture.expect(
      history("INC-115-0003"), size: "60x16", in: .en,
      shows: """
         ismsbook  示範學院 > History of INC-115-0003 [view] 王小明
          No.  Saved at          By                Action  Reason
        >  2   2026-11-22 16:50  王小明 (wang.xm)  void    重複登錄
           1   2026-11-22 16:40  王小明 (wang.xm)  create  -









         Enter views   Space marks   Alt+C compares

        EscBack F1Help Alt+CCompare F10Go to Ctrl+FSearch F11中文
        cursor 0,2
        """)
  }

  @Test("Enter views an old version, for reading only")
  func oldVersion() throws {
    let screen = try fixture.run(history("INC-115-0001"), "<Down><Enter>").screen
    #expect(screen.contains("歷程 INC-115-0001 > INC-115-0001 第 1 版") && screen.contains("[檢視舊版]"))
    #expect(screen.contains("（目前是第 2 版）") && screen.contains("郵件主機遭入侵\n"))
    #expect(!screen.contains("F9"))
  }

  @Test("Comparing with the version before, unified")
  func unified() throws {
    try fixture.expect(
      history("INC-115-0001"), "<Alt+C>",
      shows: """
         歷程 INC-115-0001 > 比較 INC-115-0001 第 1 版與第 2 版           [檢視] 王小明
        >- 第 1 版  2026-11-22 16:00  王小明 (wang.xm)  新增
         + 第 2 版  2026-11-22 16:10  李大華 (lee.dh)  修正  原因：補上影響範圍

         ~ 事件主旨
           - 郵件主機遭入侵
           + 郵件主機遭入侵並外寄垃圾信

         ~ 事件等級
           - 2 級
           + 3 級

         ~ 事件描述
             主機對外連線異常。
             已隔離主機並通報。
           + 影響範圍：教職員信箱 1,200 個。

         + 處置紀錄 第 3 列
           + 時間: 2026-11-22 15:10
           + 事項: 重設全部帳號密碼
           + 負責人: 李大華
         第 1-20 行，共 20 行   - 舊   + 新   ~ 改過

        Esc返回 F1說明 Alt+C比較 F10前往 Ctrl+F搜尋 F11English Ctrl+Q離開
        cursor 0,1
        """)
    try fixture.expect(
      history("INC-115-0001"), "<Alt+C><End>", in: .en,
      shows: """
         History of INC-115-0001 > Compare INC-115-0001, versions 1 and 2 [view] 王小明
         - version 1  2026-11-22 16:00  王小明 (wang.xm)  create
         + version 2  2026-11-22 16:10  李大華 (lee.dh)  amend  reason: 補上影響範圍

         ~ Subject
           - 郵件主機遭入侵
           + 郵件主機遭入侵並外寄垃圾信

         ~ Level
           - 2
           + 3

         ~ Description
             主機對外連線異常。
             已隔離主機並通報。
           + 影響範圍：教職員信箱 1,200 個。

         + Actions, row 3
           + At: 2026-11-22 15:10
           + What: 重設全部帳號密碼
        >  + Owner: 李大華
         Lines 1-20 of 20   - old   + new   ~ changed

        EscBack F1Help Alt+CCompare F10Go to Ctrl+FSearch F11中文 Ctrl+QQuit
        cursor 0,20
        """)
    #expect(try fixture.run(history("INC-115-0001"), "<Alt+C><Alt+C>").screen.contains("並排要 100 欄以上"))
  }

  @Test("Side by side on a wide screen, which can be switched")
  func sideBySide() throws {
    try fixture.expect(
      history("INC-115-0001"), "<Alt+C>", size: "132x40",
      shows: """
         歷程 INC-115-0001 > 比較 INC-115-0001 第 1 版與第 2 版                                                               [檢視] 王小明
        >- 第 1 版  2026-11-22 16:00  王小明 (wang.xm)  新增
         + 第 2 版  2026-11-22 16:10  李大華 (lee.dh)  修正  原因：補上影響範圍

         ~ 事件主旨
           - 郵件主機遭入侵                                                | + 郵件主機遭入侵並外寄垃圾信

         ~ 事件等級
           - 2 級                                                          | + 3 級

         ~ 事件描述
             主機對外連線異常。                                            |   主機對外連線異常。
             已隔離主機並通報。                                            |   已隔離主機並通報。
                                                                           | + 影響範圍：教職員信箱 1,200 個。

         + 處置紀錄 第 3 列
                                                                           | + 時間: 2026-11-22 15:10
                                                                           | + 事項: 重設全部帳號密碼
                                                                           | + 負責人: 李大華


















         第 1-18 行，共 18 行   - 舊   + 新   ~ 改過   Alt+C 上下排列

        Esc返回 F1說明 Alt+C比較 F10前往 Ctrl+F搜尋 F11English Ctrl+Q離開
        cursor 0,1
        """)
    let unified = try fixture.run(history("INC-115-0001"), "<Alt+C><Alt+C>", size: "132x40").screen
    #expect(unified.contains("   - 郵件主機遭入侵\n   + 郵件主機遭入侵並外寄垃圾信\n"))
  }

  @Test("The first version has nothing to be compared with; two marks choose the versions")
  func marks() throws {
    #expect(try fixture.run(history("INC-115-0001"), "<End><Alt+C>").screen.contains("第 1 版之前沒有更早的版本"))
    let marked = try fixture.run(history("INC-115-0001"), "<Space><Down><Space><Home><Alt+C>").screen
    #expect(marked.contains("比較 INC-115-0001 第 1 版與第 2 版"))
  }

  @Test("A status is a difference too")
  func status() throws {
    let screen = try fixture.run(history("INC-115-0003"), "<Alt+C>").screen
    #expect(screen.contains(" ~ 狀態\n   - 已存\n   + 作廢\n"))
  }

  @Test("Blocks name field, row and column, and show values as people read them")
  func blocks() throws {
    var new = ReadingForms.mail
    new["category"] = ["phishing"]
    new["personal_data"] = []
    new["evidence"] = ["sha256:\(String(repeating: "a", count: 64)) 12 截圖.png"]
    new[rows: "actions"][0]["owner"] = ["lee.dh 李大華"]
    new[rows: "actions"].append(Row(["what": "結案"]))
    new["other"] = ["x"]
    let blocks = DifferenceBlock.between(ReadingForms.mail, new, form: ReadingForms.incident, .none, .zhTW)
    #expect(
      blocks.map { "\($0.mark.rawValue) \($0.heading): \($0.old) \($0.new)" } == [
        #"~ 類別: ["系統入侵"] ["社交工程"]"#, #"- 涉及個資: ["否"] []"#,
        #"~ 處置紀錄 第 1 列 / 負責人: ["王小明"] ["李大華"]"#, #"+ 處置紀錄 第 3 列: [] ["事項: 結案"]"#,
        #"+ 佐證: [] ["截圖.png (12 B, aaaaaaaa)"]"#, #"+ other: [] ["x"]"#,
      ])
  }

  @Test("Lines of a text that are the same stay unmarked and stand side by side")
  func lines() {
    let lines = LineDifference.between(["a", "b", "c", "d"], ["a", "B", "c", "d", "e"])
    #expect(lines == [.same("a"), .removed("b"), .added("B"), .same("c"), .same("d"), .added("e")])
    let pairs = LineDifference.pairs(lines)
    #expect(pairs.map(\.old) == ["a", "b", "c", "d", nil])
    #expect(pairs.map(\.new) == ["a", "B", "c", "d", "e"])
    #expect(pairs.map(\.isSame) == [true, false, true, true, false])
    #expect(LineDifference.between([], ["x"]) == [.added("x")])
    #expect(LineDifference.between(["x"], []) == [.removed("x")])
  }

  @Test("Of a long text only the lines around a change are shown, and how many are left out")
  func near() {
    let old = (1...20).map(String.init)
    var new = old
    new[9] = "ten"
    #expect(
      LineDifference.near(LineDifference.between(old, new), context: 2) == [
        .left(7), .same("8"), .same("9"), .removed("10"), .added("ten"), .same("11"), .same("12"), .left(8),
      ])
    let short = LineDifference.between(["a", "b", "c"], ["a", "b", "c", "d"])
    #expect(LineDifference.near(short, context: 2) == short)
    #expect(LineDifference.near(LineDifference.between(old, old), context: 2) == [.left(20)])
  }
}

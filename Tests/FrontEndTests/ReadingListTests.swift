import Domain
import Desk
import Terminal
import TestKit
import Testing

@testable import FrontEnd

@MainActor
@Suite struct ReadingListTests {
  private let fixture: ReadingStore

  init() throws {
    fixture = try ReadingStore()
    try fixture.saveIncidents()
  }

  private var list: [any Screen] { [ListScreen(form: ReadingForms.incident)] }

  @Test("Number, status and columns; void records stay, with the word")
  func list80() throws {
    try fixture.expect(
      list, "<Down>",
      shows: """
         資安簿  示範學院 > 資安事件通報單                                [清單] 王小明
         篩選：                                                        第 2 筆，共 3 筆
          編號^         狀態  事件主旨            類別       事件等級  知悉時間
          INC-115-0001  已存  郵件主機遭入侵並~   系統入侵       3 級  2026-11-22 13:50
        > INC-115-0002  已存  Phishing mail to ~  社交工程       1 級  2026-11-23 09:00
          INC-115-0003  作廢  門禁卡遺失          設備遺失      12 級  2026-11-24 08:10

















        Esc返回 F1說明 F5新增 Alt+S排序 Alt+G分類 Alt+T草稿 F10前往 Ctrl+F搜尋
        cursor 0,4
        """)
  }

  @Test("In English")
  func listEnglish() throws {
    try fixture.expect(
      list, "<Down><Down>", in: .en,
      shows: """
         ismsbook  示範學院 > Incident notification                       [list] 王小明
         Filter:                                                                 3 of 3
          Number^       Status  Subject            Category     Level  Known at
          INC-115-0001  saved   郵件主機遭入侵並~  Intrusion        3  2026-11-22 13:50
          INC-115-0002  saved   Phishing mail to~  Social en~       1  2026-11-23 09:00
        > INC-115-0003  void    門禁卡遺失         Loss of e~      12  2026-11-24 08:10

















        EscBack F1Help F5New Alt+SSort Alt+GGroup Alt+TDrafts F10Go to Ctrl+FSearch
        cursor 0,5
        """)
  }

  @Test("On a wide screen all columns and the saved time are there")
  func list132() throws {
    try fixture.expect(
      list, size: "132x40",
      shows: """
         資安簿  示範學院 > 資安事件通報單                                                                                    [清單] 王小明
         篩選：                                                                                                            第 1 筆，共 3 筆
          編號^         狀態  事件主旨                                  類別       事件等級  知悉時間          通報人
        > INC-115-0001  已存  郵件主機遭入侵並外寄垃圾信                系統入侵       3 級  2026-11-22 13:50  王小明
          INC-115-0002  已存  Phishing mail to the dean                 社交工程       1 級  2026-11-23 09:00  李大華
          INC-115-0003  作廢  門禁卡遺失                                設備遺失      12 級  2026-11-24 08:10

































        Esc返回 F1說明 F5新增 Alt+S排序 Alt+G分類 Alt+T草稿 F10前往 Ctrl+F搜尋 F11English Ctrl+Q離開
        cursor 0,3
        """)
  }

  @Test("On the smallest screen")
  func list60() throws {
    try fixture.expect(
      list, "<End>", size: "60x16",
      shows: """
         資安簿  示範學院 > 資安事件通報單            [清單] 王小明
         篩選：                                    第 3 筆，共 3 筆
          編號^         狀態  事件主旨          類別       事件等級
          INC-115-0001  已存  郵件主機遭入侵~   系統入侵       3 級
          INC-115-0002  已存  Phishing mail t~  社交工程       1 級
        > INC-115-0003  作廢  門禁卡遺失        設備遺失      12 級









        Esc返回 F1說明 F5新增 Alt+S排序 Alt+G分類 Alt+T草稿
        cursor 0,5
        """)
  }

  @Test("Without colours, the selected row is also marked by >")
  func mono() throws {
    let terminal = try fixture.run(list, "<Down>")
    let lines = terminal.canvas.markedLines(colors: false)
    #expect(lines[4].hasPrefix("{reverse|> INC-115-0002"))
    #expect(terminal.canvas.cursor == Position(column: 0, row: 4))
  }

  @Test("Typing filters: Chinese, several words, the text of choices")
  func filter() throws {
    try fixture.expect(
      list, "郵",
      shows: """
         資安簿  示範學院 > 資安事件通報單                                [清單] 王小明
         篩選：郵                                                      第 1 筆，共 1 筆
          編號^         狀態  事件主旨            類別       事件等級  知悉時間
        > INC-115-0001  已存  郵件主機遭入侵並~   系統入侵       3 級  2026-11-22 13:50



















        Esc返回 F1說明 F5新增 Alt+S排序 Alt+G分類 Alt+T草稿 F10前往 Ctrl+F搜尋
        cursor 9,1
        """)
    for (keys, number) in [
      ("垃圾信 intrus", "INC-115-0001"), ("dean", "INC-115-0002"), ("社交工程", "INC-115-0002"), ("李大華 教育部", "INC-115-0002"),
      ("0003", "INC-115-0003"),
    ] {
      let screen = try fixture.run(list, keys).screen
      #expect(screen.contains("共 1 筆") && screen.contains("> \(number)"), "\(keys)\n\(screen)")
    }
  }

  @Test("What does not fit says what to do, and Esc clears it")
  func filterNothing() throws {
    try fixture.expect(
      list, "dean 郵件",
      shows: """
         資安簿  示範學院 > 資安事件通報單                                [清單] 王小明
         篩選：dean 郵件                                                        共 0 筆
          編號^  狀態  事件主旨       類別       事件等級  知悉時間          通報人

          沒有符合「dean 郵件」的紀錄；刪掉幾個字，或按 Esc 清除篩選。


















        Esc返回 F1說明 F5新增 Alt+S排序 Alt+G分類 Alt+T草稿 F10前往 Ctrl+F搜尋
        cursor 16,1
        """)
    let cleared = try fixture.run(list, "dean 郵件<Esc>")
    #expect(cleared.screen.contains("第 1 筆，共 3 筆"))
    #expect(cleared.canvas.cursor == Position(column: 0, row: 3))
    #expect(try fixture.run(list, "x<Esc><Esc>").screen.contains("資安簿  示範學院"))
  }

  @Test("The cursor is in the filter while typing, and on the row after moving")
  func cursor() throws {
    #expect(try fixture.run(list, "釣魚").canvas.cursor == Position(column: 11, row: 1))
    #expect(try fixture.run(list, "INC<Down>").canvas.cursor == Position(column: 0, row: 4))
  }

  @Test("Sorting goes round: number, saved time, each column, then downwards")
  func sort() throws {
    let marks = try (0...14).map { count in
      let screen = try fixture.run(list, String(repeating: "<Alt+S>", count: count), size: "132x24").screen
      let header = screen.split(separator: "\n", omittingEmptySubsequences: false)[2]
      return header.split(separator: " ").first { $0.hasSuffix("^") || $0.hasSuffix("v") }.map(String.init) ?? ""
    }
    let names = ["編號", "存檔時間", "事件主旨", "類別", "事件等級", "知悉時間", "通報人"]
    #expect(marks == names.map { $0 + "^" } + names.map { $0 + "v" } + ["編號^"])
  }

  @Test("Numbers are sorted as numbers; the column sorted by is there on a narrow screen too")
  func sortNumber() throws {
    try fixture.expect(
      list, "<Alt+S><Alt+S><Alt+S><Alt+S>", size: "60x16",
      shows: """
         資安簿  示範學院 > 資安事件通報單            [清單] 王小明
         篩選：                                    第 1 筆，共 3 筆
          編號          狀態  事件主旨          類別      事件等級^
        > INC-115-0002  已存  Phishing mail t~  社交工程       1 級
          INC-115-0001  已存  郵件主機遭入侵~   系統入侵       3 級
          INC-115-0003  作廢  門禁卡遺失        設備遺失      12 級








         排序：事件等級，由小到大
        Esc返回 F1說明 F5新增 Alt+S排序 Alt+G分類 Alt+T草稿
        cursor 0,3
        """)
    #expect(try fixture.run(list, "<Alt+S><Alt+S><Alt+S><Alt+S><Alt+S><Alt+S>").screen.contains("通報人^"))
  }

  @Test("Groups: all, saved, void")
  func group() throws {
    #expect(try fixture.run(list, "<Alt+G>").screen.contains("共 2 筆  只看已存"))
    #expect(try fixture.run(list, "<Alt+G><Alt+G>").screen.contains("共 1 筆  只看作廢"))
    #expect(try fixture.run(list, "<Alt+G><Alt+G><Alt+G>").screen.contains("共 3 筆\n"))
    let opened = ListScreen(form: ReadingForms.incident, filter: "門禁", status: .void)
    #expect(try fixture.run([opened]).screen.contains("共 1 筆  只看作廢"))
  }

  @Test("Enter opens the record, F5 a new form")
  func ways() throws {
    #expect(try fixture.run(list, "<Down><Enter>").screen.contains("資安事件通報單 > INC-115-0002"))
    #expect(try fixture.run(list, "<F5>").screen.contains("資安事件通報單 > 資安事件通報單"))
  }
}

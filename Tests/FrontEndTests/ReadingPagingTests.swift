import Domain
import Desk
import Terminal
import Testing

@testable import FrontEnd

@MainActor
@Suite struct ReadingPagingTests {
  private let fixture: ReadingStore

  init() throws {
    fixture = try ReadingStore()
    try fixture.saveIncidents()
  }

  private var list: [any Screen] { [ListScreen(form: ReadingForms.incident)] }

  @Test("An empty list says how to begin")
  func empty() throws {
    try fixture.expect(
      [ListScreen(form: ReadingForms.note)],
      shows: """
         資安簿  示範學院 > 備忘                                          [清單] 王小明
         篩選：                                                                 共 0 筆
          編號^  狀態  內容                                      存檔時間

          還沒有紀錄；按 F5 填一張新的。


















        Esc返回 F1說明 F5新增 Alt+S排序 Alt+G分類 Alt+T草稿 F10前往 Ctrl+F搜尋
        cursor 7,1
        """)
  }

  @Test("Ten thousand records: paged from the index, sorted and filtered")
  func many() throws {
    let note = ReadingForms.note
    let fixture = try ReadingStore(
      (1...10_000).map { number in
        Submission(new: note.id, Content(fields: [Content.Field(id: "text", values: ["第 \(number) 則備忘"])]))
      })
    let list: [any Screen] = [ListScreen(form: note)]
    try fixture.expect(
      list, "<PgDn><PgDn>",
      shows: """
         資安簿  示範學院 > 備忘                                          [清單] 王小明
         篩選：                                                  第 37 筆，共 10,000 筆
          編號^      狀態  內容                                      存檔時間
          NOTE-0028  已存  第 28 則備忘                              2026-11-22 15:50
          NOTE-0029  已存  第 29 則備忘                              2026-11-22 15:50
          NOTE-0030  已存  第 30 則備忘                              2026-11-22 15:50
          NOTE-0031  已存  第 31 則備忘                              2026-11-22 15:50
          NOTE-0032  已存  第 32 則備忘                              2026-11-22 15:50
          NOTE-0033  已存  第 33 則備忘                              2026-11-22 15:50
          NOTE-0034  已存  第 34 則備忘                              2026-11-22 15:50
          NOTE-0035  已存  第 35 則備忘                              2026-11-22 15:50
          NOTE-0036  已存  第 36 則備忘                              2026-11-22 15:50
        > NOTE-0037  已存  第 37 則備忘                              2026-11-22 15:50
          NOTE-0038  已存  第 38 則備忘                              2026-11-22 15:50
          NOTE-0039  已存  第 39 則備忘                              2026-11-22 15:50
          NOTE-0040  已存  第 40 則備忘                              2026-11-22 15:50
          NOTE-0041  已存  第 41 則備忘                              2026-11-22 15:50
          NOTE-0042  已存  第 42 則備忘                              2026-11-22 15:50
          NOTE-0043  已存  第 43 則備忘                              2026-11-22 15:50
          NOTE-0044  已存  第 44 則備忘                              2026-11-22 15:50
          NOTE-0045  已存  第 45 則備忘                              2026-11-22 15:50
          NOTE-0046  已存  第 46 則備忘                              2026-11-22 15:50

        Esc返回 F1說明 F5新增 Alt+S排序 Alt+G分類 Alt+T草稿 F10前往 Ctrl+F搜尋
        cursor 0,12
        """)
    try fixture.expect(
      list, "<End>",
      shows: """
         資安簿  示範學院 > 備忘                                          [清單] 王小明
         篩選：                                              第 10,000 筆，共 10,000 筆
          編號^       狀態  內容                                      存檔時間
          NOTE-9982   已存  第 9982 則備忘                            2026-11-22 15:50
          NOTE-9983   已存  第 9983 則備忘                            2026-11-22 15:50
          NOTE-9984   已存  第 9984 則備忘                            2026-11-22 15:50
          NOTE-9985   已存  第 9985 則備忘                            2026-11-22 15:50
          NOTE-9986   已存  第 9986 則備忘                            2026-11-22 15:50
          NOTE-9987   已存  第 9987 則備忘                            2026-11-22 15:50
          NOTE-9988   已存  第 9988 則備忘                            2026-11-22 15:50
          NOTE-9989   已存  第 9989 則備忘                            2026-11-22 15:50
          NOTE-9990   已存  第 9990 則備忘                            2026-11-22 15:50
          NOTE-9991   已存  第 9991 則備忘                            2026-11-22 15:50
          NOTE-9992   已存  第 9992 則備忘                            2026-11-22 15:50
          NOTE-9993   已存  第 9993 則備忘                            2026-11-22 15:50
          NOTE-9994   已存  第 9994 則備忘                            2026-11-22 15:50
          NOTE-9995   已存  第 9995 則備忘                            2026-11-22 15:50
          NOTE-9996   已存  第 9996 則備忘                            2026-11-22 15:50
          NOTE-9997   已存  第 9997 則備忘                            2026-11-22 15:50
          NOTE-9998   已存  第 9998 則備忘                            2026-11-22 15:50
          NOTE-9999   已存  第 9999 則備忘                            2026-11-22 15:50
        > NOTE-10000  已存  第 10000 則備忘                           2026-11-22 15:50

        Esc返回 F1說明 F5新增 Alt+S排序 Alt+G分類 Alt+T草稿 F10前往 Ctrl+F搜尋
        cursor 0,21
        """)
    let middle = String(repeating: "<PgDn>", count: 300)
    #expect(try fixture.run(list, middle).screen.contains("第 5,401 筆，共 10,000 筆"))
    #expect(try fixture.run(list, middle).screen.contains("> NOTE-5401"))
    #expect(try fixture.run(list, middle + "<resize:132x60>").screen.contains("  NOTE-5380"))
    #expect(try fixture.run(list, "9876 則").screen.contains("> NOTE-9876"))
    #expect(try fixture.run(list, "<End>" + "<PgUp><PgUp><Home>").screen.contains("第 1 筆，共 10,000 筆"))
  }

  @Test("Any size at any moment keeps the selected record")
  func resize() throws {
    let sizes = ["1x1", "20x5", "60x16", "132x40", "40x12", "80x24"]
    let keys = "<Down>" + sizes.map { "<resize:\($0)>" }.joined()
    let terminal = try fixture.run(list, keys)
    #expect(terminal.screen == (try fixture.run(list, "<Down>").screen))
  }
}

import Testing

@testable import FrontEnd

@MainActor struct PastedCellsTests {
  @Test(
    "A paste is cut into the cells of the spreadsheet",
    arguments: [
      ("a\tb\nc\td\n", [["a", "b"], ["c", "d"]]), ("a\tb\r\nc\td\r\n", [["a", "b"], ["c", "d"]]),
      ("a\t\tb", [["a", "", "b"]]),
      ("甲\t\"第一行\n第二行\"\t乙\n", [["甲", "第一行\n第二行", "乙"]]), ("\"說\"\"好\"\"\n了\"\t1\n", [["說\"好\"\n了", "1"]]),
      ("\"\"\"abc\"\"\"\tx", [["\"abc\"", "x"]]), ("24\" 螢幕\tx", [["24\" 螢幕", "x"]]),
      ("\"24 吋\tx\n\"y\tz", [["\"24 吋", "x"], ["\"y", "z"]]),
      ("\"abc\"\tx", [["\"abc\"", "x"]]), ("\"a\" b\tx", [["\"a\" b", "x"]]), ("\n\n\t\n", []), ("", []),
      ("\"\"\tx", [["\"\"", "x"]]),
    ])
  func cells(_ text: String, _ expected: [[String]]) {
    let cells = PastedCells(text)
    #expect(cells.refusal == nil)
    #expect(cells.rows == expected)
  }

  @Test("A tab in quotes is refused, and the row is named")
  func tabInQuotes() {
    #expect(PastedCells("a\tb\n\"c\td\n\"\te").refusal?.zh.contains("第 2 列") == true)
  }

  @Test func aCellWithALineBreakStaysOneRowAndIsMarkedInAFieldOfOneLine() throws {
    let driver = try FillingDriver()
    driver.openForm("all-types")
    try driver.feed("主旨<Ctrl+End><Enter>")
    driver.take(.paste("\"螺\n絲\"\t1\t2\n墊片\t1,5\t3\n螺帽\t2\t3\n"))
    let rows = try #require(driver.stack.last as? RowsScreen)
    #expect(rows.filling.typed[rows: "items"].map { $0["item"] } == [["螺\n絲"], ["墊片"], ["螺帽"]])
    #expect(rows.filling.typed[rows: "items"][1]["amount"] == ["1,5"])
    #expect(driver.screen.contains("2 格讀不懂"))
    #expect(rows.filling.severities(ofRows: "items").filter { $0.value == .error }.keys.sorted() == [0, 1])
  }
}

import Domain
import Terminal
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

  @Test func aCellWithALineBreakStaysOneCellAndIsRefusedByAFieldOfOneLine() throws {
    let driver = try FillingDriver()
    driver.openForm("all-types")
    try driver.feed("主旨<Ctrl+End><Enter>")
    driver.take(.paste("\"螺\n絲\"\t1\t2\n墊片\t1\t3\n"))
    #expect(driver.screen.contains("第 1 行「項目」讀不懂，所以沒有貼上"))
    #expect(driver.filling?.typed[rows: "items"].isEmpty == true)
  }

  // MARK: - From the cursor on

  private func checklist(_ language: Language = .zhTW) throws -> FillingDriver {
    let driver = try FillingDriver(Size(columns: 80, rows: 24), language)
    driver.openForm("checklist")
    try driver.feed("<Enter>")
    #expect(driver.stack.last is RowsScreen)
    return driver
  }

  private func cells(_ driver: FillingDriver, _ columns: String...) -> [[String]] {
    (driver.filling?.typed[rows: "checks"] ?? []).map { row in columns.map { row[$0].first ?? "" } }
  }

  @Test func preparedRowsAreFilledToTheRightAndDownPastWhatIsWorkedOut() throws {
    let driver = try checklist()
    let before = driver.filling?.typed
    driver.take(.paste("2\t3\t良好\n\t\t\n4\t5\t差\n"))
    #expect(
      cells(driver, "item", "amount", "price", "note") == [
        ["門禁", "2", "3", "良好"], ["監視", "", "", ""], ["消防", "4", "5", "差"],
      ])
    #expect(driver.filling?.shown[rows: "checks"].map { $0["cost"] } == [["6"], [], ["20"]])
    #expect(driver.screen.contains("從第 1 列起填入 2 列；Ctrl+Z 復原。"))
    try driver.feed("<Ctrl+Z>")
    #expect(driver.filling?.typed == before)
  }

  @Test func thePasteBeginsAtTheCursorAndOnlyThereChangesANameThatWasPrepared() throws {
    let driver = try checklist()
    try driver.feed("<Down><Right><Right><Right>")
    driver.take(.paste("甲\n乙\n"))
    #expect(cells(driver, "item", "note") == [["門禁", ""], ["監視", "甲"], ["消防", "乙"]])
    try driver.feed("<Left><Left><Left><Left><Left>")
    // From the area on the prepared name is passed over.
    driver.take(.paste("一樓\t7\n"))
    #expect(cells(driver, "area", "item", "amount")[1] == ["一樓", "監視", "7"])
    try driver.feed("<Right>")
    driver.take(.paste("攝影機\t8\n滅火器\t9\n偵煙器\t10\n"))
    #expect(cells(driver, "item", "amount") == [["門禁", ""], ["攝影機", "8"], ["滅火器", "9"], ["偵煙器", "10"]])
    #expect(driver.screen.contains("從第 2 列起填入 2 列，新增 1 列"))
  }

  @Test func withTitlesPreparedRowsAreFoundByTheirName() throws {
    let driver = try checklist()
    driver.take(.paste("項目\t備註\n消防\t過期\n門禁\t正常\n"))
    #expect(cells(driver, "item", "note") == [["門禁", "正常"], ["監視", ""], ["消防", "過期"]])
  }

  @Test(arguments: [
    (Language.zhTW, "1\t2\tx\ty\n", "第 1 行有 4 欄，這裡可填 3 欄，所以沒有貼上：數量、單價、備註。"),
    (
      .en, "1\t2\tx\ty\n",
      "Line 1 has 4 columns, here are 3 to fill in; nothing was pasted. They are: Amount, Price, Note."
    ),
    (.zhTW, "1\n2\n3\n4\n", "貼的有 4 行，從游標起只有 3 列，所以沒有貼上；要加列請連「項目」一起貼。"),
    (.zhTW, "1\t2\n3\t1,5\n", "第 2 行「單價」讀不懂，所以沒有貼上："),
    (.en, "1\t2\n3\t1,5\n", "Line 2, 'Price' cannot be read, so nothing was pasted: "),
  ])
  func whatDoesNotFitIsNotPastedAtAllAndThePlaceIsNamed(_ language: Language, _ text: String, _ said: String) throws {
    let driver = try checklist(language)
    let before = driver.filling?.typed
    driver.take(.paste(text))
    #expect(driver.message?.text[language].hasPrefix(said) == true)
    #expect(driver.filling?.typed == before)
  }

  @Test func rowsOutOfSightAreNotFilled() throws {
    let driver = try checklist()
    try driver.feed("消")
    driver.take(.paste("1\n2\n"))
    #expect(driver.screen.contains("從游標起看得到的只有 1 列"))
    driver.take(.paste("5\t6\n"))
    #expect(cells(driver, "amount", "price") == [["", ""], ["", ""], ["5", "6"]])
  }

  @Test func inATableOfItsOwnRowsAPasteAddsRowsAndFillsInFromAnotherColumn() throws {
    let driver = try FillingDriver()
    driver.openForm("all-types")
    try driver.feed("主旨<Ctrl+End><Enter>")
    driver.take(.paste("螺絲\t1\n墊片\t2\n"))
    driver.take(.paste("螺帽\t3\n"))
    try driver.feed("<Home><Right>")
    let rows = { driver.filling?.typed[rows: "items"].map { [$0["item"].first, $0["amount"].first] } }
    #expect(rows() == [["螺絲", "1"], ["墊片", "2"], ["螺帽", "3"]])
    driver.take(.paste("7\n8\n"))
    #expect(rows() == [["螺絲", "7"], ["墊片", "8"], ["螺帽", "3"]])
  }
}

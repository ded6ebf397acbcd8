import Domain
import Terminal
import TestKit
import Testing

@testable import FrontEnd

@MainActor struct FillingTableTests {
  private func open(_ form: String = "soa-93") throws -> FillingDriver {
    let driver = try FillingDriver()
    driver.openForm(form)
    try driver.feed("<Enter>")
    return driver
  }

  private func rows(_ driver: FillingDriver) -> RowsScreen? { driver.stack.last as? RowsScreen }

  @Test func typingFiltersTheRows() throws {
    let driver = try open()
    try driver.feed("a.8 90")
    #expect(rows(driver)?.shown == [89])
    #expect(driver.screen.contains("93 列，符合 1 列"))
    try driver.feed("<Esc>")
    #expect(rows(driver)?.shown.count == 93)
    #expect(rows(driver)?.selected == 89)
    #expect(driver.stack.last is RowsScreen)
  }

  @Test func groupsGoFromThemesToAnswers() throws {
    let driver = try open()
    try driver.feed("<Alt+G>")
    #expect(driver.screen.contains("控制編號 = 組織控制措施"))
    #expect(rows(driver)?.shown.count == 46)
    try driver.feed("<Alt+G>")
    #expect(driver.screen.contains("控制編號 = 技術控制措施"))
    try driver.feed("<Alt+G>")
    #expect(driver.screen.contains("分類：全部"))
    // Once the answers differ, they are groups as well.
    try driver.feed("<Enter><Tab>不適用<Tab><Esc><Alt+G><Alt+G><Alt+G>")
    #expect(driver.screen.contains("適用性 = 適用"))
    #expect(rows(driver)?.shown.count == 92)
  }

  @Test func oneRowAfterTheOtherWithoutLeaving() throws {
    let driver = try open()
    try driver.feed("<Enter><Tab><Tab>因為<PgDn>所以<Ctrl+Down><Ctrl+Up><Ctrl+PgUp>")
    #expect(driver.focus == "controls 1 why")
    #expect(driver.typed("controls 2 why") == ["所以"])
    // Enter on the last column leads to the next row.
    try driver.feed("<Down>t<Enter>")
    #expect(driver.focus == "controls 2 control")
    #expect(driver.typed("controls 1 due") == ["2026-11-22"])
    try driver.feed("<Esc>")
    #expect(rows(driver)?.selected == 1)
  }

  @Test func columnsFollowTheirConditionAndTheRecordItsRows() throws {
    let driver = try open()
    try driver.feed("<Enter><Tab>不適用<Tab>")
    #expect(!driver.screen.contains("預定完成"))
    try driver.feed("<Esc><Esc>")
    #expect(driver.typed("n") == ["92"])
    try driver.feed("<Ctrl+Z>")
    #expect(driver.typed("n") == ["93"])
  }

  /// The second column names the rows of this table: the first one is the same in several of them.
  @Test(arguments: [(Language.zhTW, "區域", "項目", "備註"), (.en, "Area", "Item", "Note")])
  func theNamingColumnStaysWhenOthersMove(language: Language, area: String, item: String, note: String) throws {
    let driver = try FillingDriver(Size(columns: 80, rows: 24), language)
    driver.openForm("checklist")
    try driver.feed("<Enter>")
    var lines = driver.canvas.textLines()
    #expect(lines[3].contains(area) && lines[3].contains(item) && !lines[3].contains(note))
    try driver.feed("<Right><Right><Right>")
    lines = driver.canvas.textLines()
    #expect(!lines[3].contains(area) && lines[3].contains(item) && lines[3].contains(note))
    #expect(lines[4].contains("門禁") && !lines[4].contains("機房"))
    // In the row its value stands in the title, and the row is opened in the column of the cursor.
    try driver.feed("<Enter>")
    #expect(driver.focus == "checks 1 note")
    #expect(driver.canvas.textLines()[1].contains("1/3  門禁"))
    try driver.feed("<Esc><Left><Left><Left><Left><Left>")
    #expect(driver.canvas.textLines()[3].contains(area))
  }

  @Test func pastedRowsWithTitlesGoIntoTheirColumns() throws {
    let driver = try FillingDriver()
    driver.openForm("all-types")
    try driver.feed("<Ctrl+End><Enter><paste:數量\t項目\n5\t螺帽\n6\t墊圈\n>")
    #expect(driver.filling?.typed[rows: "items"].map { $0["item"] } == [["螺帽"], ["墊圈"]])
    try driver.feed("<paste:1\t2\t3\t4\t5\t6\n>")
    #expect(driver.screen.contains("沒有貼上"))
    #expect(driver.filling?.typed[rows: "items"].count == 2)
  }

  @Test func theValueOfTheRowAboveIsOneKeyAway() throws {
    let driver = try FillingDriver()
    driver.openForm("all-types")
    try driver.feed("<Ctrl+End><Enter><Ins>螺絲<Tab>3<Ins><F6><Tab><F6>")
    #expect(driver.filling?.typed[rows: "items"].map { $0["amount"] } == [["3"], ["3"]])
    #expect(driver.screen.contains("已複製上一列的值。"))
  }

  @Test func aThousandRowsStayFast() throws {
    let driver = try open("soa-1000")
    let clock = ContinuousClock()
    let time = try clock.measure {
      try driver.feed("<PgDn><PgDn>a.8<Down><Down><Enter><Tab><Tab>說明文字<PgDn>再說明<Esc>")
      _ = driver.screen
    }
    // Some thirty events; the limit is for a build without optimisation on a busy machine.
    #expect(time < .seconds(20))
    #expect(driver.filling?.typed[rows: "controls"].filter { !$0["why"].isEmpty }.count == 2)
  }
}

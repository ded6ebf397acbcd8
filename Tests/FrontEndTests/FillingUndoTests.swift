import Domain
import Terminal
import Testing

@testable import FrontEnd

@MainActor struct FillingUndoTests {
  @Test func undoAndRedoGoAcrossFieldsAndTables() throws {
    let driver = try FillingDriver()
    driver.openForm("all-types")
    var states = [driver.filling?.typed]
    // 60 changes in fields, 60 in the table: each is one step.
    for number in 0..<60 {
      try driver.feed("<Ctrl+Home><paste:字\(number)>")
      states.append(driver.filling?.typed)
    }
    try driver.feed("<Ctrl+End><Enter>")
    for number in 0..<60 {
      try driver.feed("<paste:項目\(number)\t\(number)\t2\n>")
      states.append(driver.filling?.typed)
    }
    #expect(driver.filling?.typed[rows: "items"].count == 60)
    for state in states.dropLast().reversed() {
      try driver.feed("<Ctrl+Z>")
      #expect(driver.filling?.typed == state)
    }
    try driver.feed("<Esc>")
    for state in states.dropFirst() {
      try driver.feed("<Alt+R>")
      #expect(driver.filling?.typed == state)
    }
    #expect(driver.filling?.settled[rows: "items"].last?["cost"] == ["118"])
  }

  @Test func typingIsUndoneWordByWord() throws {
    let driver = try FillingDriver()
    driver.openForm("all-types")
    try driver.feed("one two three")
    #expect(driver.typed("text") == ["one two three"])
    try driver.feed("<Ctrl+Z>")
    #expect(driver.typed("text") == ["one two "])
    try driver.feed("<Ctrl+Z><Ctrl+Z>")
    #expect(driver.typed("text") == [])
    try driver.feed("<Ctrl+Z>")
    #expect(driver.screen.contains("沒有可以復原的改動"))
    try driver.feed("<Ctrl+Y><Ctrl+Y>!")
    #expect(driver.typed("text") == ["one two !"])
    try driver.feed("<Ctrl+Y>")
    #expect(driver.screen.contains("沒有可以重做的改動"))
  }

  @Test func undoLeadsBackToTheFieldAndItsText() throws {
    let driver = try FillingDriver()
    driver.openForm("all-types")
    try driver.feed("abc<Tab><Tab>12<Tab><Tab><Tab>")
    #expect(driver.typed("double") == ["24"])
    try driver.feed("<Ctrl+Z>")
    #expect(driver.focus == "number")
    #expect(driver.typed("number") == [])
    #expect(driver.typed("double") == [])
    try driver.feed("<Ctrl+Y>")
    #expect(driver.typed("double") == ["24"])
  }

  @Test func aHiddenFieldKeepsItsTextUntilItIsShownAgain() throws {
    let driver = try FillingDriver()
    driver.openForm("visit")
    try driver.feed("<Down>廠商<Tab><Tab><Tab>陳雅婷<Shift+Tab><Up><Up>授<Tab>")
    #expect(driver.filling?.settled["escort"] == [])
    try driver.feed("<Up>訪客<Tab>")
    #expect(driver.filling?.settled["escort"] == ["chen.yt 陳雅婷"])
  }

  @Test func rowsAreAddedDuplicatedMovedAndDeletedWithUndo() throws {
    let driver = try FillingDriver()
    driver.openForm("all-types")
    try driver.feed("<Ctrl+End><Enter><Ins>螺絲<Tab>10<Tab>2<Esc>")
    try driver.feed("<Alt+D><Enter>墊片<Esc><Alt+Up>")
    let names = { driver.filling?.typed[rows: "items"].flatMap { $0["item"] } ?? [] }
    #expect(names() == ["螺絲墊片", "螺絲"])
    try driver.feed("<Del>")
    #expect(names() == ["螺絲"])
    try driver.feed("<Ctrl+Z>")
    #expect(names() == ["螺絲墊片", "螺絲"])
    try driver.feed("<Ctrl+Z>")
    #expect(names() == ["螺絲", "螺絲墊片"])
  }
}

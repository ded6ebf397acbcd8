import Domain
import Terminal
import TestKit
import Testing

@testable import FrontEnd

@MainActor struct FillingDrawingTests {
  /// Cells that differ between two screens of one size.
  private func changes(_ before: Canvas, _ after: Canvas) -> [Cell] {
    (0..<before.size.rows).flatMap { row in
      zip(before.row(row), after.row(row)).filter { $0 != $1 }.map(\.1)
    }
  }

  /// A letter changes its own cells and nothing else, and is drawn plain.
  @Test(arguments: ["text", "paragraph", "number", "items 1 item"], ["7", "資"])
  func aLetterCostsItsOwnCellsOnly(field: String, letter: String) throws {
    let driver = try FillingDriver()
    driver.openForm("all-types")
    switch field {
    case "paragraph": try driver.feed("<Tab>")
    case "number": try driver.feed("<Tab><Tab>")
    case "items 1 item": try driver.feed("<Ctrl+End><Enter><Ins>")
    default: break
    }
    #expect(driver.focus == field)
    // The first change may say something; the next ones do not.
    try driver.feed("x")
    for _ in 0..<(field == "number" ? 5 : 20) {
      let before = driver.canvas
      try driver.feed(letter)
      let changed = changes(before, driver.canvas)
      if changed.count > 2 * Width.of(letter) { Issue.record("\(changed.count) cells change for one letter") }
      #expect(changed.allSatisfy { $0.style == .plain })
    }
  }

  @Test func aLongLineMovesInJumps() throws {
    let driver = try FillingDriver()
    driver.openForm("all-types")
    var jumps = 0
    for _ in 0..<300 {
      let before = driver.canvas
      try driver.feed("ab")
      if changes(before, driver.canvas).count > 4 { jumps += 1 }
      let cursor = try #require(driver.canvas.cursor)
      #expect(cursor.column < 80)
    }
    #expect(jumps < 25)
  }

  @Test func anySizeAndBackLosesNothing() throws {
    let driver = try FillingDriver()
    driver.openForm("all-types")
    try driver.feed("<Tab>資訊安全管理系統的紀錄<Left><Left>")
    let before = driver.screen
    for size in ["1x1", "20x5", "40x12", "60x16", "132x40", "80x24"] {
      try driver.feed("<resize:\(size)>")
      _ = driver.canvas
    }
    #expect(driver.screen == before)
    try driver.feed("<resize:1x1><resize:80x24>!")
    #expect(driver.typed("paragraph") == ["資訊安全管理系統的!紀錄"])
  }

  @Test(arguments: Language.allCases)
  func noLabelIsCutAndTheCursorIsInTheField(language: Language) throws {
    for id in ["visit", "all-types", "soa-93"] {
      let driver = try FillingDriver(Size(columns: 60, rows: 16), language)
      driver.openForm(id)
      let lines = try #require(driver.form?.page.lines)
      for line in lines {
        let cursor = try #require(driver.canvas.cursor)
        let row = driver.canvas.textLines()[cursor.row]
        let label = line.field.label[language]
        #expect(driver.canvas.textLines().contains { $0.contains(label) })
        #expect(row.hasPrefix(">") || line.field.type.id == "paragraph")
        try driver.feed("<Down>")
      }
    }
  }

  @Test func theHelpOfAFieldSaysWhatItIsForAndHowToTypeIt() throws {
    let driver = try FillingDriver()
    driver.openForm("visit")
    try driver.feed("<F1>")
    for part in ["姓名：文字。必填", "進入者本人的姓名。", "格式：一行文字。", "例：王小明", "ISMS-4-05-01、A.7.2"] {
      #expect(driver.screen.contains(part))
    }
    try driver.feed("<Esc><F11><F1>")
    for part in ["Name: text. Required", "Format: One line", "Example: Wang", "Clauses: ISMS-4-05-01, A.7.2"] {
      #expect(driver.screen.contains(part))
    }
  }
}

import Domain
import Terminal
import TestKit
import Testing

@testable import FrontEnd

/// Random keys, pastes and sizes over a form with every field type: nothing breaks, whatever is typed.
@MainActor struct FillingFuzzTests {
  private static let keys: [Key] = [
    .enter, .enter, .tab, .tab, .backTab, .up, .down, .left, .right, .home, .end, .pageUp, .pageDown, .backspace,
    .delete, .insert, .escape, .character(" "), Key(.left, .control), Key(.right, .control), Key(.home, .control),
    Key(.end, .control), Key(.pageUp, .control), Key(.pageDown, .control), Key(.up, .alt), Key(.down, .alt),
    .control("z"), .control("y"), .control("u"), .control("k"), .control("w"), .control("s"), .function(4),
    .function(6), .function(8), .function(11), .function(1), .alt("d"), .alt("x"), .alt("g"), .alt("o"), .alt("i"),
  ]
  private static let texts = [
    "a", "v", "1", "2", "-", "/", ".", "y", "n", "t", "資", "安", "，", "陳", "é", "\u{301}", "👩‍💻", "\u{200B}",
    "\u{202E}", "　", "x",
  ]
  private static let pastes = [
    "一二三\n四五六", "a\tb\tc\n1\t2\t3", "2026-11-22", "VIS-115-0001", "\u{1B}[201~x", "",
    String(repeating: "長文字 ", count: 700),
  ]
  private static let sizes = [
    Size(columns: 80, rows: 24), Size(columns: 1, rows: 1), Size(columns: 20, rows: 5), Size(columns: 60, rows: 16),
    Size(columns: 132, rows: 40), Size(columns: 80, rows: 24),
  ]

  private func event(_ dice: inout SeededGenerator) -> Event {
    switch Int.random(in: 0..<100, using: &dice) {
    case 0..<45: .key(.character(Character(Self.texts.randomElement(using: &dice) ?? "a")))
    case 45..<93: .key(Self.keys.randomElement(using: &dice) ?? .enter)
    case 93..<98: .paste(Self.pastes.randomElement(using: &dice) ?? "")
    default: .resize(Self.sizes.randomElement(using: &dice) ?? Size(columns: 80, rows: 24))
    }
  }

  @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
  func survivesAnything(seed: UInt64) throws {
    var dice = SeededGenerator(seed: seed)
    let driver = try FillingDriver()
    driver.openForm(seed == 5 ? "soa-93" : "all-types")
    for number in 0..<5_000 {
      let event = event(&dice)
      driver.take(event)
      if driver.stack.count < 2 { driver.openForm("all-types") }
      if number % 7 == 0 { driver.keepDrafts() }
      // Drawing is what takes the time; every fourth event and every new size are looked at.
      var isResize = false
      if case .resize = event { isResize = true }
      guard number % 4 == 0 || isResize else { continue }
      let canvas = driver.canvas
      for row in 0..<driver.size.rows where canvas.row(row).reduce(0, { $0 + $1.width }) != driver.size.columns {
        Issue.record("row \(row) is not \(driver.size.columns) columns wide after \(number) events")
        return
      }
      guard driver.size.columns >= 60, driver.stack.last is any PageScreen else { continue }
      guard let cursor = canvas.cursor, (1..<driver.size.rows - 2).contains(cursor.row) else {
        Issue.record("no cursor in the body after \(number) events of seed \(seed):\n\(canvas.screenText)")
        return
      }
    }
  }
}

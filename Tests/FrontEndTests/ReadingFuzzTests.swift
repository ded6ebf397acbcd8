import Domain
import Desk
import Terminal
import TestKit
import Testing

@testable import FrontEnd

/// Random keys and sizes from every reading screen on: nothing breaks, and every frame is whole.
@MainActor
@Suite struct ReadingFuzzTests {
  /// Always the same numbers for a seed.
  private struct Numbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 29)
    }
  }

  private static let words = [
    "<Up>", "<Down>", "<Down>", "<PgUp>", "<PgDn>", "<Home>", "<End>", "<Tab>", "<Shift+Tab>", "<Enter>", "<Enter>",
    "<Esc>", "<Alt+S>", "<Alt+G>", "<Alt+C>", "<Alt+P>", "<Alt+O>", "<Alt+L>", "<F7>", "<F10>", "<F1>", "<Ctrl+F>",
    "<Alt+T>", "<Backspace>", "<Space>", "郵", "I", "1", "m", "t", "b", "<paste:一\\n二>", "<resize:1x1>",
    "<resize:20x5>", "<resize:60x16>", "<resize:80x24>", "<resize:132x40>", "<resize:100x30>",
  ]

  @Test("Every frame is whole and the cursor in it", arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
  func survives(seed: UInt64) throws {
    let fixture = try ReadingStore()
    try fixture.saveIncidents()
    let hostile = try fixture.save(ReadingForms.incident, ReadingForms.hostile)
    let newer = try fixture.save(
      ReadingForms.incident, record: .existing(hostile.record, base: 1), reason: "\u{202E}", ReadingForms.mail)
    let starts: [any Screen] = [
      ListScreen(form: ReadingForms.incident), RecordScreen(number: "INC-115-0001"),
      HistoryScreen(record: hostile.record),
      DifferenceScreen(older: hostile, newer: newer, form: ReadingForms.incident),
      MergeScreen(form: ReadingForms.incident, base: hostile, mine: ReadingForms.phishing, current: newer),
      SearchScreen(),
    ]
    var numbers = Numbers(state: seed)
    let keys = (0..<300).compactMap { _ in Self.words.randomElement(using: &numbers) }.joined()
    let terminal = try fixture.run([starts[Int(seed) - 1]], keys)
    for canvas in terminal.frames {
      for row in 0..<canvas.size.rows {
        #expect(canvas.row(row).reduce(0) { $0 + $1.width } == canvas.size.columns)
      }
      if canvas.size.columns >= 60, canvas.size.rows >= 16 { #expect(canvas.cursor != nil, "\(canvas.screenText)") }
    }
  }
}

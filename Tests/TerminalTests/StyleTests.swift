import TestKit
import Testing

@testable import Terminal

@Suite struct StyleTests {
  @Test("No style means anything by its colour alone", arguments: [Style.error, .warning])
  func meaningWithoutColor(style: Style) {
    #expect(style.withoutColor != .plain)
  }

  @Test("A style can be put into words")
  func summaries() {
    #expect(Style.plain.summary == "")
    #expect(Style.error.summary == "bold red")
    #expect(Style(reverse: true, underline: true, dim: true, color: .green).summary == "reverse underline dim green")
  }
}

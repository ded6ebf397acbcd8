import Testing

@testable import Terminal

@Suite struct PasteTests {
  private func paste(_ content: String) -> [Event] {
    var decoder = InputDecoder()
    return decoder.decode("\u{1B}[200~\(content)\u{1B}[201~".utf8)
  }

  @Test(
    "A paste is data and never keys",
    arguments: [
      ("中文 text", "中文 text"), ("a\r\nb\rc\nd\te", "a\nb\nc\nd\te"), ("a\u{3}\u{0}\u{7F}b\u{9B}c", "abc"),
      ("a\u{B}b\u{C}c\u{85}d\u{2028}e\u{2029}f\u{2027}", "a\nb\nc\nd\ne\nf\u{2027}"),
      ("x\u{1B}[31mred\u{1B}[0my", "xredy"), ("x\u{1B}]0;title\u{7}y", "xy"), ("x\u{1B}]0;t\u{1B}\\y", "xy"),
      ("x\u{1B}]no end", "xno end"), ("x\u{1B}OAy", "xy"), ("x\u{1B}(0y", "xy"), ("x\u{1B}", "x"),
      ("x\u{1B}[200~y", "xy"),
      ("\u{1B}[20\u{1B}[31m1~", "1~"), ("", ""),
    ])
  func isData(content: String, text: String) {
    #expect(paste(content) == [.paste(text)])
  }

  @Test("A paste ends at its first end mark")
  func endsEarly() {
    #expect(paste("ab\u{1B}[201~cd") == [.paste("ab"), .key(.character("c")), .key(.character("d"))])
    #expect(paste("ab\u{1B}\u{1B}[20\u{1B}") == [.paste("ab")])
  }

  @Test("A paste without an end is given out when nothing more comes")
  func withoutEnd() {
    var decoder = InputDecoder()
    #expect(decoder.decode("\u{1B}[200~abc\u{1B}[20".utf8).isEmpty)
    #expect(decoder.patience == .paste)
    #expect(decoder.quiet() == [.paste("abc")])
    #expect(decoder.decode("x".utf8) == [.key(.character("x"))])
  }

  @Test("A long paste in small pieces arrives whole")
  func long() {
    let text = String(repeating: "資訊安全 0123456789\n", count: 4_500)
    var decoder = InputDecoder()
    var events: [Event] = []
    var rest = Array("\u{1B}[200~\(text)\u{1B}[201~".utf8)[...]
    while !rest.isEmpty {
      events += decoder.decode(rest.prefix(7))
      rest = rest.dropFirst(7)
    }
    #expect(text.utf8.count > 100_000)
    #expect(events == [.paste(text)])
  }

  @Test(
    "The time for a paste grows only with its length", .timeLimit(.minutes(1)),
    arguments: [
      "a", "\u{1B}]", "\u{1B}[", "\u{1B}[20", "\u{1B}P\u{1B}", "\r",
    ])
  func hugePastes(unit: String) {
    let content = String(repeating: unit, count: 1_000_000 / unit.utf8.count)
    let events = paste(content)
    #expect(events.count == 1)
  }
}

import TestKit

/// Texts that have broken programs before.
struct NastyText {
  private static let pieces: [String] = [
    "", " ", "  ", "\t", "\n", "\n\n", "\r", "\r\n", "\u{0}", "\u{1}", "\u{7}", "\u{8}", "\u{B}", "\u{C}", "\u{1B}[31m",
    "\u{7F}", "\u{80}", "\u{85}", "\u{9F}", "\u{A0}", "\u{AD}", "\u{200B}", "\u{200D}", "\u{200E}", "\u{202E}",
    "\u{2028}",
    "\u{2029}", "\u{2066}", "\u{FEFF}", "\u{FFFD}", "\u{FFFE}", "\u{E000}", "\u{10FFFF}", "+", "+ ", "# ", "#",
    "%rec: x",
    "\n%rec: version\n", "\n#seal sha256 ", "\nContent: ", "Record: INC", ": ", "\\", "\\\\", "\\\n", "\\u{", "\\u{41}",
    "\\u{5C}", "\\u", "{", "}", "C:\\temp\\", "\"", "'", "`", "$(x)", "中", "文字", "郵件主機", "𠮷", "が", "か\u{3099}",
    "é", "e\u{301}", "Å", "\u{212B}", "ﬁ", "한", "\u{1112}\u{1161}\u{11AB}", "羅", "\u{F909}", "👩‍👩‍👧‍👦", "🇹🇼", "a", "Z", "0",
    "word", "\u{0338}", "\u{323}\u{307}", "\u{1F1}", "Ｆｕｌｌ", "，", "。",
  ]

  static func make(_ source: inout SeededGenerator, upTo count: Int = 8) -> String {
    (0..<Int.random(in: 0...count, using: &source)).map { _ in
      pieces.randomElement(using: &source) ?? ""
    }.joined()
  }
}

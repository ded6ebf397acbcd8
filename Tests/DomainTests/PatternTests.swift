import Testing

@testable import Domain

@Suite("Patterns")
struct PatternTests {
  static let texts = [
    "", "a", "A", "abc", "12", "１２", "٣", "a b", "a\u{3000}b", "a\tb", "a\n", "a\nb", "郵件主機", "é", "ǅ", "_", "a-b",
    "a.b",
    "[x]", "a&b", "]", "x@y.tw", "永久", "3 個月", "3個月", "115年11月28日", "CVE-2016-2183", "K", "\u{212A}",
  ]
  static let patterns = [
    "a", "^a$", "^$", "^a", "b$", "a.b", "^..$", "[a-c]+", "[^a-c]", "(?i)a", "(?i)^k$", "^[A-Z]$", "郵件|永久", "^[一-龥]+$",
    #"\d"#, #"^\d+$"#, #"\D"#, #"\w"#, #"^\w+$"#, #"\W"#, #"\s"#, #"^\S+$"#, #"[\d.]"#, #"[\w-]+"#, #"[\s]"#, #"a\.b"#,
    #"\[x\]"#, #"[\[\]]"#, #"\Qa.b\E"#, "(?<unit>個月|年)", "(?:a|b){2,3}", "a?b*c+", "[[:alpha:]]b", #"\p{Han}"#,
    "^([0-9]+ *(個月|月|年|months?|years?)|永久|permanent)$", "^[^@ ]+@[^@ ]+[.][^@ ]+$", "a+?", "(a|b)*$", #"\x61"#, #"\t"#,
    #"\n$"#,
  ]

  @Test("mean what they always meant", arguments: patterns)
  func meaning(_ pattern: String) throws {
    let before = try Regex(pattern)
    #expect(Pattern.problem(pattern) == nil)
    for text in Self.texts {
      #expect(
        Pattern.matches(text, pattern) == (text.firstMatch(of: before) != nil), "\(pattern) in \(text.debugDescription)"
      )
    }
  }

  @Test(
    "that are no regular expression, or need more than linear time, are refused with what to write instead",
    arguments: [
      "(", "[a", "a**", #"(a)\1"#, "(?=a)", "(?!a)", "(?<=a)b", "(?<!a)b", "a++", "(?>a)", #"\ba"#, #"[\Wa]"#, "[a[b]]",
      "[a-z&&[^b]]", "[a-z--b]", "[a~~b]", "(x{900}){900}", String(repeating: "字", count: 5_000), "\0",
      String(repeating: "(", count: 3_000) + String(repeating: ")", count: 3_000),
    ])
  func refused(_ pattern: String) {
    #expect(Pattern.problem(pattern) != nil)
    #expect(Pattern.matches("aaaa", pattern) == nil)
  }

  @Test(
    "end whatever the text is",
    arguments: [
      ("^(a+)+$", String(repeating: "a", count: 1 << 20) + "!"),
      ("(a|aa)+$", String(repeating: "a", count: 1 << 20) + "!"),
      ("^[^@ ]+@[^@ ]+[.][^@ ]+$", "a@" + String(repeating: ".", count: 1 << 20) + "@"),
      ("(.*)*x", String(repeating: "字", count: 1 << 18)),
    ])
  func linear(_ pattern: String, _ text: String) {
    // With a pattern that goes back and forth none of these would end.
    #expect(Pattern.matches(text, pattern) == false)
  }
}

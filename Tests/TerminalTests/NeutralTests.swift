import TestKit
import Testing

@testable import Terminal

@Suite struct NeutralTests {
  @Test(
    "What acts or hides is shown as a mark",
    arguments: [
      0x00, 0x07, 0x08, 0x09, 0x0A, 0x0D, 0x1B, 0x1F, 0x7F, 0x80, 0x85, 0x9B, 0x9F, 0xAD, 0x34F, 0x61C, 0x115F, 0x1160,
      0x17B4, 0x180E, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2028, 0x2029, 0x202A, 0x202D, 0x202E, 0x2060, 0x2066,
      0x2069, 0x206F, 0x3164, 0xFE0F, 0xFEFF, 0xFFA0, 0xFFF9, 0xFFFE, 0xFFFF, 0x1FFFF, 0x378, 0xE0001, 0xE0041, 0xE007F,
      0xE0100, 0x301, 0x20DD,
    ] as [UInt32])
  func marks(value: UInt32) throws {
    let scalar = try #require(Unicode.Scalar(value))
    let digits = String(value, radix: 16, uppercase: true)
    let mark = "<U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + ">"
    #expect(String(Character(scalar)).neutralised == mark)
    #expect(Width.of(Character(scalar)) == mark.count)
  }

  @Test(
    "Ordinary text stays as it is",
    arguments: [
      "", "plain ASCII ~!", "資訊安全管理", "王\u{3000}明", "a\u{A0}b", "ㄅㄆㄇ", "「，。」", "Ａ１", "ｱｲｳ", "𠮷𡃁", "e\u{301}", "한글",
      "\u{1112}\u{1161}\u{11AB}", "⚠\u{FE0F}", "⚠\u{FE0E}", "👩\u{200D}💻", "👍🏽", "🇹🇼", "1\u{FE0F}\u{20E3}", "葛\u{E0100}",
      "\u{E000}", "ไทย", "עברית", "क्षि", "●①…─",
    ])
  func keeps(text: String) {
    #expect(text.neutralised == text)
  }

  @Test(
    "Hidden characters are marked in the middle of others as well",
    arguments: [
      ("a\u{202E}b", "a<U+202E>b"), ("a\u{200D}b", "a<U+200D>b"), ("中\u{200B}文", "中<U+200B>文"),
      ("a\r\nb", "a<U+000D><U+000A>b"), ("a\u{FE0F}", "a<U+FE0F>"), ("👩\u{200D}", "👩<U+200D>"),
      ("🏴\u{E0067}\u{E007F}", "🏴<U+E0067><U+E007F>"), ("\u{1B}]0;x\u{7}", "<U+001B>]0;x<U+0007>"),
      ("a\u{200C}\u{301}", "a<U+200C><U+0301>"), ("\u{9B}2J", "<U+009B>2J"),
    ])
  func marksInside(text: String, shown: String) {
    #expect(text.neutralised == shown)
    #expect(Width.of(text) == Width.of(shown))
  }

  @Test("Endless combining marks do not stay hidden in one cell")
  func manyMarks() {
    let text = "a" + String(repeating: "\u{301}", count: 50)
    let shown = text.neutralised
    #expect(shown.unicodeScalars.first == "a")
    #expect(shown.contains("<U+0301>"))
    #expect(Width.of(text) == Width.of(shown))
  }

  @Test("Making neutral twice changes nothing more", arguments: UInt64(1)...20)
  func isStable(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var text = String.UnicodeScalarView()
    for _ in 0..<300 {
      let limit: UInt32 = Bool.random(using: &random) ? 0x300 : 0x2FFF
      if let scalar = Unicode.Scalar(UInt32.random(in: 0...limit, using: &random)) { text.append(scalar) }
    }
    let shown = String(text).neutralised
    #expect(shown.neutralised == shown)
    #expect(!shown.unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) })
    #expect(Width.of(String(text)) == Width.of(shown))
  }
}

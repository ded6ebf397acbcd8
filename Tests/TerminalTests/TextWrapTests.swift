import TestKit
import Testing

@testable import Terminal

@Suite struct TextWrapTests {
  private func wrapped(_ text: String, _ width: Int) -> [String] {
    TextWrap.lines(of: text, width: width).map(\.text)
  }

  @Test("Chinese text breaks anywhere but at the wrong side of a mark")
  func kinsoku() {
    #expect(wrapped("資訊安全管理", 8) == ["資訊安全", "管理"])
    #expect(wrapped("資訊安全，管理", 8) == ["資訊安", "全，管理"])
    #expect(wrapped("他說「安全」了", 6) == ["他說", "「安", "全」了"])
    #expect(wrapped("甲乙丙丁）。戊", 8) == ["甲乙丙", "丁）。戊"])
    #expect(wrapped("甲乙丙（丁", 8) == ["甲乙丙", "（丁"])
  }

  @Test("Words and numbers stay whole if they can")
  func words() {
    #expect(wrapped("the quick brown fox", 10) == ["the quick ", "brown fox"])
    #expect(wrapped("於2026-11-22完成", 12) == ["於2026-11-22", "完成"])
    #expect(wrapped("安全ISMS管理", 6) == ["安全", "ISMS管", "理"])
    #expect(wrapped("abcdefghij", 4) == ["abcd", "efgh", "ij"])
    #expect(wrapped("ab cdefghij", 4) == ["ab ", "cdef", "ghij"])
  }

  @Test("Blanks hang over the edge")
  func blanks() {
    #expect(wrapped("abcd   ef", 4) == ["abcd   ", "ef"])
    #expect(wrapped("abcd", 4) == ["abcd"])
    #expect(wrapped("abcd ", 4) == ["abcd "])
  }

  @Test("Line ends end lines")
  func lineEnds() {
    #expect(wrapped("", 4) == [""])
    #expect(wrapped("a\nb\r\nc\rd\n", 4) == ["a", "b", "c", "d", ""])
    #expect(TextWrap.lines(of: "ab\ncd", width: 9).map(\.range) == [0..<2, 3..<5])
  }

  @Test("A width too small for a glyph still gives one glyph a line")
  func tooNarrow() {
    #expect(wrapped("中文", 1) == ["中", "文"])
    #expect(wrapped("👩\u{200D}💻x", 0) == ["👩\u{200D}💻", "x"])
  }

  @Test("Caret places and offsets lead back to each other", arguments: [1, 2, 3, 5, 8, 13, 40])
  func carets(width: Int) {
    let text = "於 2026-11-22 完成「資訊安全」巡檢，\n結果 all right，\n\n無異常 e\u{301}🔒。"
    let lines = TextWrap.lines(of: text, width: width)
    for offset in 0...text.count {
      let place = TextWrap.position(of: offset, in: lines)
      #expect(lines.indices.contains(place.row))
      if place.column <= width { #expect(TextWrap.offset(at: place, in: lines) == offset) }
    }
    #expect(TextWrap.position(of: 0, in: lines) == .zero)
    #expect(TextWrap.offset(at: Position(column: 99, row: 99), in: lines) == text.count)
  }

  @Test("The lines together are the text", arguments: UInt64(1)...20)
  func nothingIsLost(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let parts = ["資", "安", "，", "「", "」", " ", "word", "12", "\n", "🔒", "（", "e\u{301}", "-", "/"]
    let text = (0..<120).map { _ in parts.randomElement(using: &random) ?? "" }.joined()
    let width = Int.random(in: 2...30, using: &random)
    let lines = TextWrap.lines(of: text, width: width)
    let characters = Array(text)
    var next = 0
    for line in lines {
      #expect(line.range.lowerBound == next)
      #expect(line.text == String(characters[line.range]))
      #expect(Width.of(String(line.text.reversed().drop { $0 == " " })) <= width)
      next = line.range.upperBound + (line.endsParagraph ? 1 : 0)
    }
    #expect(next == characters.count + 1)
  }
}

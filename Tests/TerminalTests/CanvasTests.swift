import TestKit
import Testing

@testable import Terminal

@Suite struct CanvasTests {
  private func canvas(_ columns: Int = 10, _ rows: Int = 2, ambiguous: Int = 1) -> Canvas {
    Canvas(size: Size(columns: columns, rows: rows), ambiguous: ambiguous)
  }

  @Test("Text takes its columns")
  func writes() {
    var canvas = canvas()
    #expect(canvas.write("資訊ab", at: .zero) == 6)
    #expect(canvas.textLines() == ["資訊ab", ""])
    #expect(canvas[Position(column: 1, row: 0)]?.isContinuation == true)
  }

  @Test("Overwriting half of a wide glyph blanks the other half")
  func orphans() {
    var canvas = canvas()
    canvas.write("中文", at: .zero)
    canvas.write("x", at: Position(column: 1, row: 0))
    #expect(canvas.textLines()[0] == " x文")
    canvas.write("y", at: Position(column: 2, row: 0))
    #expect(canvas.textLines()[0] == " xy")
    canvas.write("中文", at: .zero)
    canvas.write("國", at: Position(column: 1, row: 0))
    #expect(canvas.textLines()[0] == " 國")
  }

  @Test("A wide glyph that does not fit at an edge is blank")
  func edges() {
    var canvas = canvas(5, 1)
    canvas.write("中文字", at: .zero)
    #expect(canvas.textLines() == ["中文"])
    canvas.write("中文", at: Position(column: -1, row: 0))
    #expect(canvas.textLines() == [" 文"])
    canvas.write("x", at: Position(column: 0, row: 7))
    canvas.write("x", at: Position(column: 9, row: 0))
    #expect(canvas.textLines() == [" 文"])
  }

  @Test("A width clips and fills")
  func widths() {
    var canvas = canvas()
    canvas.write("..........", at: .zero)
    #expect(canvas.write("中文", at: .zero, width: 3) == 3)
    #expect(canvas.textLines()[0] == "中 .......")
    #expect(canvas.write("a", at: .zero, width: 4) == 4)
    #expect(canvas.textLines()[0] == "a   ......")
    #expect(canvas.write("abc", at: .zero, width: 0) == 0)
  }

  @Test("Data cannot act on the terminal")
  func neutralises() {
    var canvas = canvas(40, 1)
    canvas.write("a\u{1B}[2J\r\n\u{202E}b", at: .zero)
    #expect(canvas.textLines() == ["a<U+001B>[2J<U+000D><U+000A><U+202E>b"])
  }

  @Test("Drawing inside a rectangle stays inside and counts from its corner")
  func regions() {
    var canvas = canvas(10, 4)
    canvas.fill(Rect(column: 0, row: 0, columns: 10, rows: 4), ".")
    canvas.inside(Rect(column: 2, row: 1, columns: 5, rows: 2)) { part in
      #expect(part.size == Size(columns: 5, rows: 2))
      part.clear()
      part.write("abcdefgh", at: .zero)
      part.write("中中中", at: Position(column: 0, row: 1))
      part.write("x", at: Position(column: 0, row: 2))
      part.inside(Rect(column: 3, row: 0, columns: 9, rows: 9)) { $0.write("中文", at: .zero) }
      part.cursor = Position(column: 4, row: 1)
    }
    #expect(canvas.textLines() == ["..........", "..abc中...", "..中中 ...", ".........."])
    #expect(canvas.cursor == Position(column: 6, row: 2))
    #expect(canvas.size == Size(columns: 10, rows: 4))
  }

  @Test("A cursor outside is no cursor")
  func cursor() {
    var canvas = canvas()
    canvas.cursor = Position(column: 9, row: 1)
    #expect(canvas.screenText.hasSuffix("\ncursor 9,1"))
    canvas.cursor = Position(column: 10, row: 1)
    #expect(canvas.cursor == nil)
    #expect(canvas.screenText.hasSuffix("\nno cursor"))
  }

  @Test("Boxes are ASCII unless asked for and possible")
  func boxes() {
    var canvas = canvas(4, 3)
    canvas.box(Rect(column: 0, row: 0, columns: 4, rows: 3))
    #expect(canvas.textLines() == ["+--+", "|  |", "+--+"])
    canvas.box(Rect(column: 0, row: 0, columns: 4, rows: 3), boxes: .unicode)
    #expect(canvas.textLines() == ["┌──┐", "│  │", "└──┘"])
    var wide = self.canvas(4, 3, ambiguous: 2)
    wide.box(Rect(column: 0, row: 0, columns: 4, rows: 3), boxes: .unicode)
    #expect(wide.textLines() == ["+--+", "|  |", "+--+"])
    canvas.box(Rect(column: 0, row: 0, columns: 1, rows: 3))
    #expect(canvas.textLines()[1] == "│  │")
  }

  @Test("Styles can be read from the marked text")
  func marks() {
    var canvas = canvas(20, 2)
    canvas.write("ok", at: .zero, style: .error)
    canvas.write("中 文", at: Position(column: 3, row: 0), style: .selected, width: 6)
    canvas.fill(Rect(column: 0, row: 1, columns: 2, rows: 1), " ", style: .strong)
    #expect(canvas.markedLines() == ["{bold red|ok} {reverse|中 文 }", "{bold|  }"])
    #expect(canvas.markedLines(colors: false) == ["{bold|ok} {reverse|中 文 }", "{bold|  }"])
  }

  @Test("Whatever is drawn, the widths of every row add up to the columns", arguments: UInt64(1)...40)
  func rowsAddUp(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let texts = [
      "資訊安全", "a", "①…", "👩\u{200D}💻", "⚠\u{FE0F}", "🇹🇼", "e\u{301}", "\u{202E}", "한글", "ｱ", "  ", "\u{1112}\u{1161}",
      "क्षि", "\u{E000}", "👍🏽x", "\u{301}", "𠮷", "─", "\n",
    ]
    let size = Size(columns: .random(in: 1...24, using: &random), rows: .random(in: 1...6, using: &random))
    var canvas = Canvas(size: size, ambiguous: .random(in: 1...2, using: &random))
    for _ in 0..<200 {
      let rect = Rect(
        column: .random(in: -4...size.columns, using: &random), row: .random(in: -1...size.rows, using: &random),
        columns: .random(in: -1...size.columns, using: &random), rows: .random(in: 0...size.rows, using: &random))
      let text = (0..<3).map { _ in texts.randomElement(using: &random) ?? "" }.joined()
      switch Int.random(in: 0..<8, using: &random) {
      case 0: canvas.fill(rect, text.first ?? "x", style: .field)
      case 1: canvas.fill(rect, style: .strong)
      case 2: canvas.box(rect, boxes: .unicode)
      case 3: canvas.inside(rect) { $0.write(text, at: Position(column: -1, row: 0), width: 9) }
      case 4: canvas.write(text, at: rect.origin, width: .random(in: 0...12, using: &random))
      case 5: canvas.verticalLine(at: rect.origin, rows: rect.size.rows)
      default: canvas.write(text, at: rect.origin, style: .selected)
      }
      for row in 0..<size.rows {
        expectWhole(canvas.row(row), columns: size.columns)
      }
    }
  }

  /// Every glyph is followed by its continuations, and all together fill the row.
  private func expectWhole(_ row: ArraySlice<Cell>, columns: Int) {
    #expect(row.count == columns)
    #expect(row.reduce(0) { $0 + $1.width } == columns)
    var missing = 0
    for cell in row {
      #expect(cell.isContinuation == (missing > 0))
      missing = cell.isContinuation ? missing - 1 : cell.width - 1
    }
    #expect(missing == 0)
  }
}

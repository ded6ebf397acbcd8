import Terminal

/// Builds the lines of a page of a given width.
struct PageWriter {
  let width: Int
  private(set) var lines: [PageLine] = []

  /// The column that everything begins at; the one before it is kept for the mark of the focused line.
  static let margin = 1

  init(width: Int) { self.width = width }

  mutating func blank() {
    if !lines.isEmpty { lines.append(PageLine()) }
  }

  mutating func append(_ line: PageLine) { lines.append(line) }

  /// Notes that all lines from one on show a row.
  mutating func note(_ row: RowPlace, from first: Int) {
    for place in lines.indices.dropFirst(first) { lines[place].row = row }
  }

  /// A text, wrapped; further lines begin at the same column.
  mutating func text(_ text: String, at column: Int = margin, style: Style = .plain, item: String? = nil) {
    for line in TextWrap.lines(of: text, width: width - column) {
      lines.append(PageLine(line.text, at: column, style: style, item: item))
    }
  }

  /// A label or mark, and after it a text that is wrapped in its own column.
  mutating func pair(
    _ label: String, _ text: String, at column: Int, textAt textColumn: Int, labelStyle: Style = .plain,
    style: Style = .plain, item: String? = nil
  ) {
    let labels = TextWrap.lines(of: label, width: textColumn - column - 1)
    let texts = TextWrap.lines(of: text, width: width - textColumn)
    for place in 0..<max(labels.count, texts.count) {
      var line = PageLine(item: item)
      if place < labels.count {
        line.pieces.append(PageLine.Piece(column: column, text: labels[place].text, style: labelStyle))
      }
      if place < texts.count {
        line.pieces.append(PageLine.Piece(column: textColumn, text: texts[place].text, style: style))
      }
      lines.append(line)
    }
  }
}

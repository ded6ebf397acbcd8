import Terminal

/// A table of texts: columns as wide as their texts, of which one takes what is left.
struct TableText {
  let header: [String]
  let rows: [[String]]
  /// The column that is shortened where all do not fit, and may grow.
  let flexible: Int
  let width: Int

  private static let gap = 2

  private var widths: [Int] {
    var widths = header.indices.map { column in
      rows.reduce(Width.of(header[column])) { max($0, Width.of($1[column])) }
    }
    let others = widths.enumerated().reduce(0) { $0 + ($1.offset == flexible ? 0 : $1.element + Self.gap) }
    widths[flexible] = max(6, width - others)
    return widths
  }

  /// The header and the rows as lines.
  func lines() -> (header: String, rows: [String]) {
    let widths = self.widths
    func line(_ cells: [String]) -> String {
      zip(cells, widths).map { Width.padded($0, to: $1) }.joined(separator: String(repeating: " ", count: Self.gap))
    }
    return (line(header), rows.map(line))
  }
}

extension Canvas {
  /// Draws a table with its selected row marked and the cursor on it, from a row on to the end.
  mutating func table(_ table: TableText, selection: Selection, from row: Int) {
    let (header, lines) = table.lines()
    write(header, at: Position(column: 2, row: row), style: .strong)
    for (offset, place) in selection.visible(count: lines.count, rows: size.rows - row - 1).enumerated() {
      let isSelected = place == selection.index
      let position = Position(column: 0, row: row + 1 + offset)
      write(
        (isSelected ? "> " : "  ") + lines[place], at: position, style: isSelected ? .selected : .plain,
        width: size.columns)
      if isSelected { cursor = position }
    }
  }
}

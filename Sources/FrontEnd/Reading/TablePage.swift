import Domain
import Terminal

/// The rows of a table as lines of a page: in aligned columns if they fit, else row by row.
struct TablePage {
  let field: Field?
  let rows: [Row]
  let language: Language
  /// As text that can be copied: no marks.
  let isPlain: Bool

  private struct Column {
    var id: String
    var label: String
    var field: Field?
  }

  /// Columns that the definition knows and that hold anything, then others that are in the rows.
  private var columns: [Column] {
    let known = (field?.columns ?? []).filter { column in rows.contains { !$0[column.id].isEmpty } }
    let others = Set(rows.flatMap { $0.cells.map(\.id) }).subtracting((field?.columns ?? []).map(\.id)).sorted()
    return known.map { Column(id: $0.id, label: $0.label[language], field: $0) }
      + others.map { Column(id: $0, label: $0) }
  }

  func write(into writer: inout PageWriter, at start: Int) {
    let columns = self.columns
    let cells = rows.map { row in columns.map { text(row, $0) } }
    let numberWidth = String(rows.count).utf8.count
    let widths = columns.enumerated().map { place, column in
      cells.reduce(Width.of(column.label)) { max($0, Width.of($1[place])) }
    }
    let needed = numberWidth + widths.reduce(0) { $0 + $1 + 2 }
    let hasLines = cells.contains { $0.contains { $0.contains(where: \.isNewline) } }
    if needed <= writer.width - start, !hasLines {
      writeAligned(columns, cells, widths, numberWidth, into: &writer, at: start)
    } else {
      writeRowByRow(columns, cells, into: &writer, at: start)
    }
  }

  private func writeAligned(
    _ columns: [Column], _ cells: [[String]], _ widths: [Int], _ numberWidth: Int, into writer: inout PageWriter,
    at start: Int
  ) {
    func pieces(_ texts: [String], number: String, style: Style) -> [PageLine.Piece] {
      var column = start
      var result = [
        PageLine.Piece(column: column, text: Width.padded(number, to: numberWidth, .right), style: style)
      ]
      column += numberWidth + 2
      for (place, text) in texts.enumerated() {
        let isNumber = columns[place].field?.type.id == "number"
        let shown = isNumber ? Width.padded(text, to: widths[place], .right) : text
        if !text.isEmpty { result.append(PageLine.Piece(column: column, text: shown, style: style)) }
        column += widths[place] + 2
      }
      return result
    }
    writer.append(PageLine(pieces(columns.map(\.label), number: "#", style: .strong)))
    for (place, row) in rows.enumerated() {
      writer.append(PageLine(pieces(cells[place], number: String(place + 1), style: .plain), item: item(row)))
    }
  }

  private func writeRowByRow(
    _ columns: [Column], _ cells: [[String]], into writer: inout PageWriter, at start: Int
  ) {
    let widest = columns.map { Width.of($0.label) }.max() ?? 0
    let labelWidth = min(widest, max(8, (writer.width - start) / 3))
    for (place, row) in rows.enumerated() {
      let title = Phrase(zh: "第 \(place + 1) 列", en: "Row \(place + 1)")[language]
      writer.text(title, at: start, style: .strong, item: item(row))
      for (cell, column) in zip(cells[place], columns) where !cell.isEmpty {
        if isPlain {
          writer.text("\(column.label): \(cell)", at: start)
        } else {
          writer.pair(column.label, cell, at: start + 2, textAt: start + 2 + labelWidth + 2, item: item(row))
        }
      }
    }
  }

  private func text(_ row: Row, _ column: Column) -> String {
    let text = ShownField(field: column.field, language: language).text(row[column.id])
    return column.field?.isReference == true && !isPlain && !text.isEmpty ? "-> \(text)" : text
  }

  /// The records that a row refers to.
  private func item(_ row: Row) -> String? {
    let numbers = (field?.columns ?? []).filter(\.isReference).flatMap { row[$0.id] }
    return numbers.isEmpty ? nil : numbers.joined(separator: " ")
  }
}

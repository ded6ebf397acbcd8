import Domain
import Terminal

/// The rows of a table as lines of a page: in aligned columns if they fit, else row by row.
struct TablePage {
  let field: Field?
  let rows: [Row]
  let language: Language
  /// As text that can be copied: no marks.
  let isPlain: Bool
  /// The rows compared with those of the record that this one continues.
  var marks: RowMarks?

  private struct Column {
    var id: String
    var label: String
    var field: Field?
  }

  /// A row as it is listed: removed ones come after the others and have no number.
  private struct Listed {
    let row: Row
    var place: Int?
    var mark: RowMarks.Marked?
    var isRemoved: Bool { place == nil }

    var sign: String { isRemoved ? RowMarks.Mark.removed.sign : mark?.mark.sign ?? "" }
  }

  private var listed: [Listed] {
    rows.enumerated().map { place, row in
      let mark = marks.flatMap { $0.rows.indices.contains(place) ? $0.rows[place] : nil }
      return Listed(row: row, place: place, mark: mark)
    } + (marks?.removed ?? []).map { Listed(row: $0) }
  }

  /// Columns that the definition knows and that hold anything, then others that are in the rows.
  private var columns: [Column] {
    let rows = listed.map(\.row)
    let known = (field?.columns ?? []).filter { column in rows.contains { !$0[column.id].isEmpty } }
    let others = Set(rows.flatMap { $0.cells.map(\.id) }).subtracting((field?.columns ?? []).map(\.id)).sorted()
    return known.map { Column(id: $0.id, label: $0.label[language], field: $0) }
      + others.map { Column(id: $0, label: $0) }
  }

  func write(into writer: inout PageWriter, at start: Int) {
    let columns = self.columns
    let listed = self.listed
    let cells = listed.map { entry in columns.map { text(entry.row, $0) } }
    let signWidth = marks == nil ? 0 : 2
    let numberWidth = signWidth + String(rows.count).utf8.count
    let widths = columns.enumerated().map { place, column in
      cells.reduce(Width.of(column.label)) { max($0, Width.of($1[place])) }
    }
    let needed = numberWidth + widths.reduce(0) { $0 + $1 + 2 }
    let hasLines = cells.contains { $0.contains { $0.contains(where: \.isNewline) } }
    if needed <= writer.width - start, !hasLines {
      writeAligned(listed, columns, cells, widths, numberWidth, into: &writer, at: start)
    } else {
      writeRowByRow(listed, columns, cells, into: &writer, at: start)
    }
  }

  private func writeAligned(
    _ listed: [Listed], _ columns: [Column], _ cells: [[String]], _ widths: [Int], _ numberWidth: Int,
    into writer: inout PageWriter, at start: Int
  ) {
    func pieces(_ texts: [String], sign: String, number: String, style: Style) -> [PageLine.Piece] {
      var column = start
      var result = [
        PageLine.Piece(
          column: column,
          text: Width.padded(sign, to: Width.of(sign))
            + Width.padded(number, to: numberWidth - Width.of(sign), .right), style: style)
      ]
      column += numberWidth + 2
      for (place, text) in texts.enumerated() {
        let alignment = columns[place].field?.kind.alignment ?? .left
        let shown = alignment == .right ? Width.padded(text, to: widths[place], .right) : text
        if !text.isEmpty { result.append(PageLine.Piece(column: column, text: shown, style: style)) }
        column += widths[place] + 2
      }
      return result
    }
    writer.append(PageLine(pieces(columns.map(\.label), sign: "", number: "#", style: .strong)))
    for (place, entry) in listed.enumerated() {
      let first = writer.lines.count
      writer.append(
        PageLine(
          pieces(
            cells[place], sign: entry.sign, number: entry.place.map { String($0 + 1) } ?? "",
            style: entry.isRemoved ? .faint : .plain), item: item(entry.row)))
      writeChanges(entry, into: &writer, at: start + numberWidth + 2)
      note(entry, from: first, in: &writer)
    }
  }

  private func writeRowByRow(
    _ listed: [Listed], _ columns: [Column], _ cells: [[String]], into writer: inout PageWriter, at start: Int
  ) {
    let widest = columns.map { Width.of($0.label) }.max() ?? 0
    let labelWidth = min(widest, max(8, (writer.width - start) / 3))
    for (place, entry) in listed.enumerated() {
      let first = writer.lines.count
      writer.text(heading(of: entry), at: start, style: .strong, item: item(entry.row))
      for (cell, column) in zip(cells[place], columns) where !cell.isEmpty {
        if isPlain {
          writer.text("\(column.label): \(cell)", at: start)
        } else {
          writer.pair(
            column.label, cell, at: start + 2, textAt: start + 2 + labelWidth + 2,
            style: entry.isRemoved ? .faint : .plain, item: item(entry.row))
        }
      }
      writeChanges(entry, into: &writer, at: isPlain ? start : start + 2)
      note(entry, from: first, in: &writer)
    }
  }

  private func heading(of entry: Listed) -> String {
    let mark = entry.isRemoved ? RowMarks.Mark.removed : entry.mark?.mark
    let word = mark.map { "\($0.sign) \($0.label[language])" }
    guard let place = entry.place else { return word ?? "" }
    return Phrase(zh: "第 \(place + 1) 列", en: "Row \(place + 1)")[language] + (word.map { "  \($0)" } ?? "")
  }

  /// What the changed cells were, as the comparison of two versions shows it.
  private func writeChanges(_ entry: Listed, into writer: inout PageWriter, at column: Int) {
    guard let field, let mark = entry.mark else { return }
    for change in mark.changes {
      let cell = field.column(change.column)
      let label = cell?.label[language] ?? change.column
      let lines = LineDifference.between(
        DifferenceBlock.lines(change.old, cell, language), DifferenceBlock.lines(change.new, cell, language))
      writer.text("~ \(label)", at: column)
      for line in lines {
        switch line {
        case .same(let text): writer.pair("", text, at: column + 2, textAt: column + 4)
        case .removed(let text): writer.pair("-", text, at: column + 2, textAt: column + 4)
        case .added(let text): writer.pair("+", text, at: column + 2, textAt: column + 4)
        case .left(let count):
          writer.pair("", LineDifference.leftText(count)[language], at: column + 2, textAt: column + 4)
        }
      }
    }
  }

  private func note(_ entry: Listed, from first: Int, in writer: inout PageWriter) {
    guard let field, let row = entry.place else { return }
    writer.note(RowPlace(table: field.id, row: row), from: first)
  }

  private func text(_ row: Row, _ column: Column) -> String {
    let text = ShownField(field: column.field, language: language).text(row[column.id])
    // A list that the program made may be long: one line a row, what is wider than its column cut; plain text has it all.
    if field?.isComputed == true, !isPlain { return column.field?.width.map { Width.clipped(text, to: $0) } ?? text }
    let leads = column.field?.isReference == true && !isPlain && !row[column.id].allSatisfy(Withheld.isMark)
    return leads ? "-> \(text)" : text
  }

  /// The records that a row refers to.
  private func item(_ row: Row) -> String? {
    let numbers = (field?.columns ?? []).filter(\.isReference).flatMap { row[$0.id] }.filter { !Withheld.isMark($0) }
    return numbers.isEmpty ? nil : numbers.joined(separator: " ")
  }
}

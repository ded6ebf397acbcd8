import Domain
import Terminal

/// Draws the rows of a table.
struct RowsDrawing {
  let screen: RowsScreen
  let severities: [Int: Finding.Severity]
  /// Places of the rows in sight.
  let visible: Range<Int>
  let workspace: Workspace

  func draw(into canvas: inout Canvas) {
    let columns = canvas.size.columns
    drawStatus(into: &canvas)
    drawFilter(into: &canvas)
    let numbers = screen.numberColumns
    let layout = screen.layout(columns, workspace)
    let left = Position(column: numbers + 4, row: 2)
    canvas.write(layout.header(workspace.language), at: left, style: .strong, width: columns - numbers - 5)
    if let cursor = cursor(layout), !screen.rows.isEmpty {
      canvas.write(
        cursor.title, at: Position(column: left.column + cursor.start, row: 2), style: .selected)
    }
    if screen.firstColumn > 0 { canvas.write("<", at: Position(column: numbers + 2, row: 2)) }
    if layout.hasMore { canvas.write(">", at: Position(column: columns - 1, row: 2)) }
    drawRows(layout, numbers, into: &canvas)
  }

  private func drawStatus(into canvas: inout Canvas) {
    let columns = canvas.size.columns
    canvas.horizontalLine(at: .zero, columns: columns, boxes: workspace.boxes)
    let all = screen.rows.count
    let listed = all + (screen.marks?.removed.count ?? 0)
    var text = Phrase(zh: "\(all) 列", en: all == 1 ? "1 row" : "\(all) rows")
    if screen.shown.count < listed {
      text = text + Phrase(zh: "，符合 \(screen.shown.count) 列", en: ", \(screen.shown.count) shown")
    }
    let wrong = severities.filter { $0.value == .error }.count
    if wrong > 0 { text = text + Phrase(zh: "，! \(wrong) 列要改", en: ", ! \(wrong) to mend") }
    let place = " \(screen.shown.isEmpty ? 0 : screen.selection.index + 1)/\(screen.shown.count) "
    var head = "\(workspace.text(screen.table.label)): \(workspace.text(text))"
    let room = columns - Width.of(place) - 7
    if let marks = screen.marks {
      let whole = head + "  " + workspace.text(marks.summary)
      head = Width.of(whole) <= room ? whole : head + "  " + marks.signs
    }
    canvas.write(" \(Width.clipped(head, to: room)) ", at: Position(column: 2, row: 0), style: .strong)
    canvas.write(place, at: Position(column: columns - Width.of(place) - 2, row: 0))
  }

  private func drawFilter(into canvas: inout Canvas) {
    let label = workspace.text(Phrase(zh: "篩選：", en: "Filter: "))
    canvas.write(label, at: Position(column: 1, row: 1))
    let start = 1 + Width.of(label)
    let half = canvas.size.columns / 2
    screen.filter.draw(
      into: &canvas, at: Position(column: start, row: 1), width: half - start - 1, isFocused: !screen.filter.isEmpty)
    let all = Phrase(zh: "全部", en: "all")
    let group = screen.group.map { screen.groups[$0].title } ?? all
    let text = workspace.text(Phrase(zh: "分類：", en: "Group: ") + group)
    canvas.write(Width.clipped(text, to: canvas.size.columns - half - 1), at: Position(column: half, row: 1))
  }

  private func drawRows(_ layout: TableLayout, _ numbers: Int, into canvas: inout Canvas) {
    let columns = canvas.size.columns
    let rows = screen.rows
    guard !screen.shown.isEmpty else {
      let none =
        rows.isEmpty
        ? Phrase(zh: "還沒有列；\(key: .insertRow) 或 Enter 加一列。", en: "No rows yet; \(key: .insertRow) or Enter adds one.")
        : Phrase(zh: "沒有符合的列；\(key: .back) 看全部。", en: "No row fits; \(key: .back) shows all.")
      canvas.write(workspace.text(none), at: Position(column: 1, row: RowsScreen.headRows))
      if canvas.cursor == nil { canvas.cursor = Position(column: 1, row: RowsScreen.headRows) }
      return
    }
    for place in visible {
      let row = screen.shown[place]
      guard let content = rows.indices.contains(row) ? rows[row] : screen.removed(at: row) else { continue }
      let isSelected = place == screen.selection.index
      let line = RowsScreen.headRows + place - visible.lowerBound
      let mark = severities[row].map { $0 == .error ? "!" : "?" } ?? " "
      let isRemoved = row >= rows.count
      let number = Width.padded(isRemoved ? "" : String(row + 1), to: numbers, .right)
      canvas.write(isSelected ? ">" : " ", at: Position(column: 0, row: line), style: .strong)
      canvas.write(mark, at: Position(column: 1, row: line), style: mark == "!" ? .error : .warning)
      canvas.write(number, at: Position(column: 2, row: line))
      if let marks = screen.marks {
        let sign = isRemoved ? RowMarks.Mark.removed : marks.rows.indices.contains(row) ? marks.rows[row].mark : nil
        canvas.write(sign?.sign ?? " ", at: Position(column: numbers + 2, row: line), style: .strong)
      }
      canvas.write(
        layout.line(content, workspace.language), at: Position(column: numbers + 4, row: line),
        style: isSelected ? .selected : isRemoved ? .faint : .plain, width: columns - numbers - 5)
      if isSelected, screen.filter.isEmpty {
        canvas.cursor = Position(column: numbers + 4 + (cursor(layout)?.start ?? 0), row: line)
      }
    }
  }

  /// Where the column of the cursor begins, and its title.
  private func cursor(_ layout: TableLayout) -> (start: Int, title: String)? {
    let id = screen.table.columns[screen.column].id
    return layout.start(of: id).map { ($0, layout.title(of: id, workspace.language)) }
  }
}

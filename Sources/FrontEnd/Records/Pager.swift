import Domain
import Terminal

/// The focused line of a page and the keys that move it.
struct Pager {
  private(set) var selection = Selection()

  /// Takes keys that move; Tab goes from item to item. False for anything else.
  mutating func handle(_ key: Key, _ lines: [PageLine], page: Int) -> Bool {
    switch key {
    case .tab: move(toItemFrom: lines, step: 1)
    case .backTab: move(toItemFrom: lines, step: -1)
    default: return selection.handle(key, count: lines.count, page: page)
    }
    return true
  }

  mutating func move(to line: Int, of lines: [PageLine]) { selection.move(to: line, count: lines.count) }

  /// The item that the focused line belongs to.
  func item(_ lines: [PageLine]) -> String? {
    let place = min(selection.index, lines.count - 1)
    return lines.indices.contains(place) ? lines[place].item : nil
  }

  /// The row that the focused line shows.
  func row(_ lines: [PageLine]) -> RowPlace? {
    let place = min(selection.index, lines.count - 1)
    return lines.indices.contains(place) ? lines[place].row : nil
  }

  /// Goes to the next first line of an item, and round at the ends.
  private mutating func move(toItemFrom lines: [PageLine], step: Int) {
    let starts = lines.indices.filter { place in
      lines[place].item != nil
        && (place == 0 || lines[place - 1].item != lines[place].item || lines[place - 1].row != lines[place].row)
    }
    guard let first = starts.first, let last = starts.last else { return }
    let next =
      step > 0
      ? starts.first { $0 > selection.index } ?? first : starts.last { $0 < selection.index } ?? last
    move(to: next, of: lines)
  }

  /// Draws the part in sight, and under it where that is and a hint. The cursor is on the focused line.
  func draw(_ lines: [PageLine], hint: Phrase?, into canvas: inout Canvas, _ workspace: Workspace) {
    let width = canvas.size.columns
    let rows = canvas.size.rows - 1
    var focused = selection
    focused.move(to: selection.index, count: lines.count)
    let visible = focused.visible(count: lines.count, rows: rows)
    for (row, place) in visible.enumerated() {
      for piece in lines[place].pieces {
        let isLit = place == focused.index && lines[place].item != nil
        let room = min(width - piece.column, Width.of(piece.text))
        canvas.write(
          piece.text, at: Position(column: piece.column, row: row), style: isLit ? .selected : piece.style,
          width: max(0, room))
      }
      guard place == focused.index else { continue }
      canvas.write(">", at: Position(column: 0, row: row))
      canvas.cursor = Position(column: 0, row: row)
    }
    var text = Phrase(
      zh: "第 \(visible.lowerBound + 1)-\(visible.upperBound) 行，共 \(lines.count) 行",
      en: "Lines \(visible.lowerBound + 1)-\(visible.upperBound) of \(lines.count)")
    if let hint { text = text + Phrase(verbatim: "   ") + hint }
    canvas.write(
      Width.clipped(workspace.text(text), to: width - 2), at: Position(column: 1, row: rows), style: .faint,
      width: width - 2)
  }

  /// Draws the part in sight as text alone.
  func drawPlain(_ lines: [PageLine], into canvas: inout Canvas) {
    var focused = selection
    focused.move(to: selection.index, count: lines.count)
    for (row, place) in focused.visible(count: lines.count, rows: canvas.size.rows).enumerated() {
      canvas.write(lines[place].text, at: Position(column: 0, row: row))
      if place == focused.index { canvas.cursor = Position(column: 0, row: row) }
    }
  }
}

import Domain
import Terminal

/// A text that is read: it scrolls, and can be searched.
struct TextReader {
  var text = Phrase(verbatim: "")
  private var top = 0
  private var editor: LineEditor?
  private var sought = ""
  /// The line last found, counted in lines of the present width.
  private var found: Int?

  /// Whether the line is open that asks what to look for.
  var isAsking: Bool { editor != nil }

  mutating func ask() { editor = LineEditor(sought) }

  /// Closes the line that asks what to look for; false where it was not open.
  mutating func stopAsking() -> Bool {
    defer { editor = nil }
    return isAsking
  }

  mutating func handle(_ event: Event, _ workspace: Workspace) -> [Effect] {
    if editor != nil { return handleSearch(event, workspace) }
    guard case .key(let key) = event else { return [] }
    let rows = rows(workspace)
    switch key {
    case .up: top -= 1
    case .down, .enter: top += 1
    case .pageUp, .character("b"): top -= rows - 2
    case .pageDown, .character(" "): top += rows - 2
    case .home, .character("g"): top = 0
    case .end, .character("G"): top = Int.max / 2
    case .character("/"): editor = LineEditor(sought)
    case .character("n"): return find(from: (found ?? top) + 1, step: 1, workspace)
    case .character("N"), .character("p"): return find(from: (found ?? top) - 1, step: -1, workspace)
    default: break
    }
    top = max(0, min(top, lines(workspace).count - rows))
    return []
  }

  private mutating func handleSearch(_ event: Event, _ workspace: Workspace) -> [Effect] {
    if case .key(let key) = event, key == .enter {
      sought = editor?.text ?? ""
      editor = nil
      return find(from: top, step: 1, workspace)
    }
    editor?.handle(event)
    return []
  }

  private mutating func find(from start: Int, step: Int, _ workspace: Workspace) -> [Effect] {
    guard !sought.isEmpty else { return [] }
    let wanted = SearchForm.folded(sought)
    let lines = lines(workspace)
    let order = step > 0 ? Array(lines.indices) : lines.indices.reversed()
    let ahead = order.filter { step > 0 ? $0 >= start : $0 <= start }
    if let place = ahead.first(where: { SearchForm.folded(lines[$0].text).contains(wanted) }) {
      found = place
      top = max(0, place - 3)
      return []
    }
    if let place = order.first(where: { SearchForm.folded(lines[$0].text).contains(wanted) }) {
      found = place
      top = max(0, place - 3)
      return [.show(.note(Phrase(zh: "從頭找起。", en: "Searched on from the other end.")))]
    }
    return [.show(.warning(Phrase(zh: "找不到「\(sought)」。", en: "'\(sought)' does not occur.")))]
  }

  /// Rows of the text in sight: one line above it tells the version, one below it the place.
  private func rows(_ workspace: Workspace) -> Int { max(1, workspace.room.rows - 2) }

  /// The first line of the text in sight, counted in lines as stored.
  func topLine(_ workspace: Workspace) -> Int {
    let lines = lines(workspace)
    return lines.indices.contains(top) ? lines[top].origin : 0
  }

  private func lines(_ workspace: Workspace) -> [TextLines.Line] {
    TextLines.of(workspace.text(text), width: workspace.room.columns - 4)
  }

  /// Under a line that says which text it is.
  func draw(under heading: Phrase, into canvas: inout Canvas, _ workspace: Workspace) {
    let lines = lines(workspace)
    let rows = rows(workspace)
    let first = max(0, min(top, lines.count - rows))
    let width = canvas.size.columns - 2
    canvas.write(
      Width.clipped(workspace.text(heading), to: width), at: Position(column: 1, row: 0), style: .strong, width: width)
    for (row, place) in (first..<min(lines.count, first + rows)).enumerated() {
      let style: Style = place == found ? .selected : (lines[place].isHeading ? .strong : .plain)
      canvas.write(lines[place].text, at: Position(column: 1, row: row + 1), style: style, width: width)
    }
    canvas.cursor = Position(column: 1, row: 1 + (found.map { max(0, min(rows - 1, $0 - first)) } ?? 0))
    drawFoot(first: first, count: lines.count, into: &canvas, workspace)
  }

  private func drawFoot(first: Int, count: Int, into canvas: inout Canvas, _ workspace: Workspace) {
    let place = Position(column: 1, row: canvas.size.rows - 1)
    let width = canvas.size.columns - 2
    if let editor {
      let label = workspace.text(Phrase(zh: "找：", en: "Find: "))
      canvas.write(label, at: place, style: .strong, width: width)
      let column = 1 + Width.of(label)
      let position = Position(column: column, row: place.row)
      editor.draw(into: &canvas, at: position, width: width - column, isFocused: true)
    } else {
      let end = min(count, first + rows(workspace))
      let text = workspace.text(
        Phrase(
          zh: "第 \(first + 1)-\(end) 行，共 \(count) 行   / 搜尋   n 下一個   N 上一個",
          en: "Lines \(first + 1)-\(end) of \(count)   / find   n next   N previous"))
      canvas.write(Width.clipped(text, to: width), at: place, style: .plain, width: width)
    }
  }

  static let help = Phrase(
    zh: "上下、PgUp、PgDn、Home、End 捲動；\(key: .search) 或 / 搜尋，n 下一個，N 上一個。",
    en:
      "Up, down, PgUp, PgDn, Home and End scroll; \(key: .search) or / searches, n goes to the next place, N to the one before."
  )
}

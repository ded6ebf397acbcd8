import Domain
import Terminal

/// What is still wrong with a record, in the words shown beside the fields; Enter leads to the field.
public struct FindingsScreen: Screen {
  private let entries: [(name: Phrase, finding: Finding)]
  /// Whether the record may be saved all the same.
  private let mayBeSaved: Bool
  private var selection = Selection()
  private var view = Scroll()

  init(_ entries: [(Phrase, Finding)], mayBeSaved: Bool) {
    self.entries = entries.map { (name: $0.0, finding: $0.1) }
    self.mayBeSaved = mayBeSaved
  }

  public func title(_ workspace: Workspace) -> Phrase {
    mayBeSaved ? Phrase(zh: "儲存前請確認", en: "Before saving") : Phrase(zh: "要改的地方", en: "To correct")
  }

  public var isForKiosk: Bool { true }

  public func bindings(_ workspace: Workspace) -> [Binding] {
    [bind(.back) { _, _ in [.pop()] }] + (mayBeSaved ? [bind(.save) { _, _ in [.pop(.values(["save"]))] }] : [])
  }

  public func helpText(_ workspace: Workspace) -> [Phrase] {
    [
      Phrase(
        zh: "Enter 到那個欄位；! 是一定要改的，? 是提醒，確認後可以儲存。",
        en: "Enter leads to the field; ! has to be mended, ? is a warning and may be saved as it is.")
    ]
  }

  public mutating func appear(_ workspace: Workspace) -> [Effect] {
    let how =
      mayBeSaved
      ? Phrase(
        zh: "Enter 或 \(key: .save) 照樣儲存；\(key: .back) 回去改。",
        en: "Enter or \(key: .save) saves as it is; \(key: .back) goes back to change it.")
      : Phrase(
        zh: "Enter 到那個欄位；\(key: .back) 回表單。", en: "Enter leads to the field; \(key: .back) goes back to the form.")
    return [.show(.note(how))]
  }

  /// The first line saves where it may; the findings follow.
  private var count: Int { entries.count + (mayBeSaved ? 1 : 0) }

  public mutating func handle(_ event: Event, _ workspace: Workspace) -> [Effect] {
    guard case .key(let key) = event else { return [] }
    guard key == .enter else {
      selection.handle(key == .tab ? .down : (key == .backTab ? .up : key), count: count, page: 8)
      return []
    }
    let place = selection.index - (mayBeSaved ? 1 : 0)
    return entries.indices.contains(place) ? [.pop(.place(entries[place].finding.place))] : [.pop(.values(["save"]))]
  }

  // MARK: - Drawing

  private func summary() -> Phrase {
    let errors = entries.filter { $0.finding.blocks }.count
    let warnings = entries.count - errors
    if errors == 0 {
      return Phrase(
        zh: "\(warnings) 個提醒；可以照樣儲存：",
        en: warnings == 1 ? "1 warning; it may be saved as it is:" : "\(warnings) warnings; it may be saved as it is:")
    }
    let more = warnings > 0 ? Phrase(zh: "，另有 \(warnings) 個提醒", en: ", and \(warnings) warnings") : Phrase(verbatim: "")
    return Phrase(
      zh: "\(errors) 處要改才能儲存",
      en: errors == 1 ? "1 thing to mend before saving" : "\(errors) things to mend before saving")
      + more + Phrase(zh: "：", en: ":")
  }

  public mutating func draw(into canvas: inout Canvas, _ workspace: Workspace) {
    let columns = canvas.size.columns
    canvas.write(workspace.text(summary()), at: Position(column: 1, row: 0), style: .strong)
    var blocks: [(mark: String, style: Style, lines: [String])] = []
    if mayBeSaved { blocks.append((" ", .plain, [workspace.text(Phrase(zh: "照樣儲存", en: "Save as it is"))])) }
    for entry in entries {
      let isError = entry.finding.severity == .error
      let text = workspace.text(entry.name + Phrase(zh: "：", en: ": ") + entry.finding.message)
      blocks.append(
        (isError ? "!" : "?", isError ? .error : .warning, TextWrap.lines(of: text, width: columns - 6).map(\.text)))
    }
    let heights = blocks.map(\.lines.count)
    let start = heights.prefix(selection.index).reduce(0, +)
    let height = heights.indices.contains(selection.index) ? heights[selection.index] : 1
    let rows = max(1, canvas.size.rows - 2)
    view.keep(start..<start + height, of: heights.reduce(0, +), rows: rows)
    let top = view.top
    canvas.inside(Rect(column: 0, row: 2, columns: columns, rows: rows)) { canvas in
      var row = -top
      for (number, block) in blocks.enumerated() {
        let isSelected = number == selection.index
        canvas.write(isSelected ? ">" : " ", at: Position(column: 1, row: row), style: .strong)
        canvas.write(block.mark, at: Position(column: 3, row: row), style: block.style)
        for (offset, line) in block.lines.enumerated() {
          canvas.write(line, at: Position(column: 5, row: row + offset), style: isSelected ? .selected : .plain)
        }
        if isSelected { canvas.cursor = Position(column: 5, row: row) }
        row += block.lines.count
      }
    }
  }
}

import Domain
import Terminal

/// A table inside the form: its first rows and how many there are; Enter opens it.
struct TableEditor: FieldEditor {
  let summary: TableSummary

  init(field: Field, filling: Filling) { summary = TableSummary(field: field, filling: filling) }

  var texts: [String] { [] }

  mutating func handle(_ event: Event, _ setting: EditorSetting) -> EditorAnswer {
    if summary.table.isComputed { return FixedEditor.refusal(of: event) }
    switch event {
    case .key(.enter), .key(.insert): return .open
    case .paste: return .open
    case .key(let key): return key.text == nil ? .ignored : .open
    default: return .ignored
    }
  }

  func rows(width: Int, _ setting: EditorSetting) -> Int { summary.lines(width: width, setting).count }

  func draw(into canvas: inout Canvas, in rect: Rect, _ setting: EditorSetting) {
    for (offset, line) in summary.lines(width: rect.size.columns, setting).enumerated() {
      canvas.write(line, at: Position(column: rect.origin.column, row: rect.origin.row + offset))
    }
    canvas.cursor = rect.origin
  }
}

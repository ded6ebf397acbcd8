import Domain
import Terminal

/// Attached files, one a line; Enter or any letter asks for a path, Del takes the marked file out.
struct FilesEditor: FieldEditor {
  private(set) var texts: [String]
  private var marked: Int

  init(_ texts: [String]) {
    self.texts = texts
    marked = texts.count
  }

  mutating func handle(_ event: Event, _ setting: EditorSetting) -> EditorAnswer {
    guard case .key(let key) = event else { return event.isInput ? .open : .ignored }
    switch key {
    case .left: marked = max(0, marked - 1)
    case .right: marked = min(texts.count, marked + 1)
    case .delete, .backspace:
      guard !texts.isEmpty else { return .moved }
      texts.remove(at: min(marked, texts.count - 1))
      marked = min(marked, texts.count)
      return .changed
    case .enter: return texts.isEmpty ? .ignored : (marked < texts.count ? .moved : .ignored)
    default: return key.text == nil ? .ignored : .open
    }
    return .moved
  }

  func rows(width: Int, _ setting: EditorSetting) -> Int { texts.count + 1 }

  func draw(into canvas: inout Canvas, in rect: Rect, _ setting: EditorSetting) {
    for (offset, text) in texts.enumerated() {
      let mark = offset == marked ? "> " : "  "
      canvas.write(
        mark + Width.clipped(setting.shown(text), to: rect.size.columns - 2),
        at: Position(column: rect.origin.column, row: rect.origin.row + offset),
        style: offset == marked ? .selected : .plain)
    }
    let hint = Phrase(zh: "+ \(key: .pick) 附加檔案", en: "+ \(key: .pick) attaches a file")
    canvas.write(
      setting.workspace.text(hint), at: Position(column: rect.origin.column, row: rect.origin.row + texts.count),
      width: rect.size.columns)
    canvas.cursor = Position(column: rect.origin.column, row: rect.origin.row + min(marked, texts.count))
  }
}

import Domain
import Terminal

/// A field that is one line of text: text, number, day, time, moment, and every type without an editor of its own.
struct TextEditor: FieldEditor {
  private let stored: [String]
  private var line: LineEditor
  private var isTouched = false
  /// Whether the first letter typed takes the place of the value: dates and numbers are replaced, not added to.
  private var isReplaced: Bool

  init(_ texts: [String], _ setting: EditorSetting) {
    stored = texts
    line = LineEditor(texts.map { setting.shown($0) }.joined(separator: " "))
    isReplaced =
      setting.field.kind.isTypedOver
      && texts.allSatisfy { setting.field.type.read($0, setting.field, setting.reading) == .success($0) }
  }

  var texts: [String] {
    guard isTouched else { return stored }
    return line.isEmpty ? [] : [line.text]
  }

  var caret: Int { line.caret }

  mutating func place(caret: Int) { line.place(caret: caret) }

  mutating func handle(_ event: Event, _ setting: EditorSetting) -> EditorAnswer {
    if let length = line.excess(event) {
      return .refused(FieldEditors.tooLong(length, most: LineEditor.mostCharacters))
    }
    if isReplaced, event.isInput { line = LineEditor() }
    let before = line.characters.count
    let wasAt = line.caret
    guard line.handle(event) else { return .ignored }
    isReplaced = false
    if line.characters.count == before, !event.isInput { return line.caret == wasAt ? .ignored : .moved }
    isTouched = true
    if case .paste(let text) = event, let joined = Self.joined(text) { return .changedNoting(joined) }
    return .changed
  }

  /// Says so if a pasted text had several lines, which become one here.
  private static func joined(_ text: String) -> Phrase? {
    let lines = text.trimmed.split(whereSeparator: \.isNewline).count
    guard lines > 1 else { return nil }
    return Phrase(
      zh: "貼上的 \(lines) 行在這裡接成一行，中間是空白；請看過，\(key: .undo) 復原。",
      en: "The \(lines) lines pasted stand here as one, with blanks between; look at it, \(key: .undo) undoes.")
  }

  func draw(into canvas: inout Canvas, in rect: Rect, _ setting: EditorSetting) {
    let width = FieldWidth.ofInput(setting.field, within: rect.size.columns)
    line.draw(into: &canvas, at: rect.origin, width: width, isFocused: true)
    let note = isTouched ? FieldNote.typed(line.text, setting) : FieldNote.stored(stored.first, setting)
    let column = rect.origin.column + width + 1
    canvas.write(note, at: Position(column: column, row: rect.origin.row), width: rect.columns.upperBound - column)
  }
}

extension Event {
  /// Whether it puts text in.
  var isInput: Bool {
    switch self {
    case .paste: true
    case .key(let key): key.text != nil
    default: false
    }
  }
}

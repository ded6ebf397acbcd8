import Domain
import Terminal

/// A field that is one line of text: text, number, day, time, moment, and every type without an editor of its own.
struct TextEditor: FieldEditor {
  private let stored: [String]
  private var line: LineEditor
  private var isTouched = false
  /// Whether the first letter typed takes the place of the value: dates and numbers are typed anew, not added to.
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

  /// Says so where a pasted text had several lines, which stand in one here.
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

/// What stands behind a value: its unit, the day of the week, how a typed date is understood.
enum FieldNote {
  static func stored(_ text: String?, _ setting: EditorSetting) -> String {
    if let unit = setting.field.unit { return setting.workspace.text(unit) }
    guard let text else { return "" }
    return weekday(text, setting) ?? ""
  }

  static func typed(_ text: String, _ setting: EditorSetting) -> String {
    let field = setting.field
    if let unit = field.unit, field.kind.family != .occasion {
      return setting.workspace.text(unit)
    }
    switch field.type.read(text, field, setting.reading) {
    case .failure(let problem) where !problem.readings.isEmpty:
      let shown = problem.readings.map { field.type.shown($0, field, setting.language) }
      return "? " + shown.joined(separator: " / ")
    case .failure: return ""
    case .success(let stored):
      guard field.kind.family == .occasion else {
        // Blanks at the ends and full-width letters of a code are not saved as they are typed.
        return field.type.note(text, as: stored, field).map { setting.workspace.text($0) } ?? ""
      }
      let day = weekday(stored, setting)
      let shown = field.type.shown(stored, field, setting.language)
      // A date that stands there as it is stored needs only its weekday.
      let meaning = shown == text ? "" : "= \(shown)"
      return [meaning, day ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
    }
  }

  /// `(日)` or `(Sun)`; nothing for anything but a day or a moment.
  static func weekday(_ stored: String, _ setting: EditorSetting) -> String? {
    (Day(stored) ?? setting.workspace.clock.moment(stored)?.day).map { "(\($0.weekdayName[setting.language]))" }
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

import Domain
import Terminal

/// A value that the program works out.
struct FixedEditor: FieldEditor {
  let texts: [String]

  mutating func handle(_ event: Event, _ setting: EditorSetting) -> EditorAnswer { Self.refusal(of: event) }

  /// Said if a key is typed into a field that is worked out.
  static func refusal(of event: Event) -> EditorAnswer {
    guard event.isInput else { return .ignored }
    return .refused(
      Phrase(zh: "這一欄由程式計算，不能輸入；請改它所依據的欄位。", en: "This field is worked out; change the fields it depends on."))
  }

  func rows(width: Int, _ setting: EditorSetting) -> Int { ShownValue.lines(texts, width: width, setting).count }

  func draw(into canvas: inout Canvas, in rect: Rect, _ setting: EditorSetting) {
    for (offset, line) in ShownValue.lines(texts, width: rect.size.columns, setting).enumerated() {
      canvas.write(line, at: Position(column: rect.origin.column, row: rect.origin.row + offset))
    }
    canvas.cursor = rect.origin
  }
}

import Domain
import Terminal

/// Yes or no, both in sight; mark and cursor are at the one chosen.
struct YesNoEditor: FieldEditor {
  private(set) var texts: [String]

  init(_ texts: [String]) { self.texts = texts }

  mutating func handle(_ event: Event, _ setting: EditorSetting) -> EditorAnswer {
    switch event {
    case .key(let key):
      switch key {
      case .left, .right: return set(texts == ["yes"] ? "no" : "yes")
      case .backspace, .delete: return set(nil)
      default:
        guard let character = key.text else { return .ignored }
        return character == " " ? set(texts == ["yes"] ? "no" : "yes") : take(String(character), setting)
      }
    case .paste(let text): return take(text, setting)
    default: return .ignored
    }
  }

  private mutating func take(_ text: String, _ setting: EditorSetting) -> EditorAnswer {
    switch setting.field.type.read(text, setting.field, setting.reading) {
    case .success(let stored): set(stored)
    case .failure(let problem): .refused(problem.message)
    }
  }

  private mutating func set(_ value: String?) -> EditorAnswer {
    let new = value.map { [$0] } ?? []
    guard new != texts else { return .moved }
    texts = new
    return .changed
  }

  func draw(into canvas: inout Canvas, in rect: Rect, _ setting: EditorSetting) {
    canvas.write(Self.text(texts.first, setting), at: rect.origin, width: rect.size.columns)
    let yes = Width.of(setting.shown("yes"))
    canvas.cursor = Position(column: rect.origin.column + (texts == ["no"] ? yes + 7 : 1), row: rect.origin.row)
  }

  /// `(*) 是  ( ) 否`
  static func text(_ value: String?, _ setting: EditorSetting) -> String {
    let answers = ["yes", "no"].map { "(\(value == $0 ? "*" : " ")) \(setting.shown($0))" }
    let other = value.map { ["yes", "no"].contains($0) ? "" : "  ? \($0)" } ?? ""
    return answers.joined(separator: "  ") + other
  }
}

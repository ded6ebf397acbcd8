import Domain
import Terminal

/// A field's value as lines for people, while the field does not have the focus.
enum ShownValue {
  /// What is looked at of a long text; the rest is only announced.
  private static let mostCharacters = 4_000

  static func lines(_ texts: [String], width: Int, _ setting: EditorSetting) -> [String] {
    let field = setting.field
    guard let first = texts.first, !first.isEmpty || texts.count > 1 else { return [""] }
    switch field.kind {
    case .paragraph: return paragraph(texts.joined(separator: "\n"), most: max(3, field.lines ?? 3), width, setting)
    case .references, .file:
      return texts.map { Width.clipped(setting.shown($0), to: width) }
    case .choices:
      let separator = Phrase(zh: "、", en: ", ")[setting.language]
      let all = texts.map { setting.shown($0) }.joined(separator: separator)
      return TextWrap.lines(of: all, width: width).map(\.text)
    case .text, .number, .day, .time, .moment, .yesNo, .choice, .person, .unit, .reference, .rows, .timeZone:
      let note = FieldNote.stored(first, setting)
      let text = texts.map { setting.shown($0) }.joined(separator: " ")
      guard !note.isEmpty else { return [Width.clipped(text, to: width)] }
      return [Width.clipped(text, to: width - Width.of(note) - 1) + " " + note]
    }
  }

  private static func paragraph(_ text: String, most: Int, _ width: Int, _ setting: EditorSetting) -> [String] {
    let head = text.prefix(mostCharacters)
    var lines = TextWrap.lines(of: String(head), width: width).map(\.text)
    guard lines.count > most || head.endIndex < text.endIndex else { return lines }
    lines = Array(lines.prefix(most - 1))
    let size = text.utf8.count
    lines.append(setting.workspace.text(Phrase(zh: "…（共 \(size) 位元組）", en: "... (\(size) bytes in all)")))
    return lines
  }
}

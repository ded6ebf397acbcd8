import Domain
import Terminal

/// What may be typed into a field, short enough for the message line.
enum ShortFormat {
  static func of(_ field: Field) -> Phrase? {
    switch field.kind {
    case .day:
      Phrase(
        zh: "2026-11-22、1122、115/11/22、+3、t（今天）；\(key: .pick) 月曆。",
        en: "2026-11-22, 1122, 115/11/22, +3, t (today); \(key: .pick) calendar.")
    case .moment:
      Phrase(
        zh: "2026-11-22 13:50、1122 1350、t 0900、n（現在）；\(key: .pick) 月曆。",
        en: "2026-11-22 13:50, t 0900, n (now); \(key: .pick) calendar.")
    case .file:
      Phrase(
        zh: "\(key: .pick) 選檔案；\(Key.delete.name) 移除。",
        en: "\(key: .pick) chooses a file; \(Key.delete.name) takes one out.")
    case .text, .paragraph, .number, .time, .yesNo, .choice, .choices, .person, .unit, .reference, .references, .rows,
      .timeZone:
      nil
    }
  }
}

import Domain
import Terminal

/// Columns that the values of a field take: in an input, and in a list.
enum FieldWidth {
  static func ofInput(_ field: Field, within columns: Int) -> Int {
    let wish: Int
    switch field.kind {
    case .choice, .person, .unit, .reference: wish = columns
    case .day: wish = 12
    case .time: wish = 8
    case .moment: wish = 20
    case .number: wish = max(field.width ?? 0, 14)
    case .text, .paragraph, .yesNo, .choices, .references, .file, .rows, .timeZone:
      wish = field.width.map { max(8, $0 + 1) } ?? columns
    }
    let unit = field.unit.map { max(Width.of($0.zh), Width.of($0.en)) + 1 } ?? 0
    return max(2, min(wish, columns - unit))
  }

  static func ofColumn(_ field: Field, _ language: Language) -> Int {
    switch field.kind {
    case .day: 10
    case .time: 5
    case .moment: 16
    case .yesNo: 3
    case .number: max(6, field.width ?? 0)
    case .choice: min(24, field.choices?.items.map { Width.of(field.type.shown($0.id, field, language)) }.max() ?? 12)
    case .person: 12
    case .unit, .reference: 14
    case .text, .paragraph, .choices, .references, .file, .rows, .timeZone: min(60, max(field.width ?? 0, 40))
    }
  }
}

extension FieldKind {
  /// At which side of a column its values are aligned.
  var alignment: Width.Alignment {
    switch family {
    case .number: .right
    case .words, .occasion, .yesNo, .choice, .party, .reference, .file, .table, .timeZone: .left
    }
  }

  /// Whether a value that is cut off in a column still tells something.
  var canBeCut: Bool {
    switch family {
    case .number, .occasion, .yesNo: false
    case .words, .choice, .party, .reference, .file, .table, .timeZone: true
    }
  }

  /// Whether letters are typed into it, and not only keys pressed.
  var isTyped: Bool {
    switch family {
    case .yesNo, .file: false
    case .words, .number, .occasion, .choice, .party, .reference, .table, .timeZone: true
    }
  }

  /// Whether the first letter typed replaces the whole value, which is never mended in part.
  var isTypedOver: Bool {
    switch family {
    case .number, .occasion: true
    case .words, .yesNo, .choice, .party, .reference, .file, .table, .timeZone: false
    }
  }
}

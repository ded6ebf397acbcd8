import Domain
import Desk

/// Stored texts as people read them.
struct ShownField {
  /// Nil for a field that no definition knows.
  let field: Field?
  let language: Language

  /// Each value by its type, followed by the unit.
  func texts(_ values: [String]) -> [String] {
    guard let field else { return values }
    return values.map { value in
      let text = field.type.shown(value, field, language)
      guard let unit = field.unit?[language], !unit.isEmpty else { return text }
      return "\(text) \(unit)"
    }
  }

  /// All values in one text.
  func text(_ values: [String]) -> String { texts(values).joined(separator: separator) }

  /// A text of the index, where several values are joined by a comma.
  func listText(_ stored: String) -> String {
    guard let field, !stored.isEmpty else { return stored }
    guard field.type.isList else { return text([stored]) }
    return text(stored.split(separator: ", ").map(String.init))
  }

  /// In one line, for cells: line ends become blanks.
  func line(_ values: [String]) -> String { Self.inOneLine(text(values)) }

  static func inOneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).joined(separator: " ")
  }

  private var separator: String { language == .zhTW ? "、" : ", " }
}

extension Form {
  /// What a field is called: its label, the label it had before it was retired, or its id.
  func label(of id: String, _ language: Language) -> String {
    if let field = field(id) { return field.label[language] }
    if id == Signature.table { return Signature.tableLabel[language] }
    return retired.first { $0.id == id }?.label[language] ?? id
  }

  /// A record's title-like text in one line.
  func titleText(_ content: Content, _ language: Language) -> String {
    guard let field = titleField else { return "" }
    return ShownField(field: field, language: language).line(content[field.id])
  }

  /// The same from a row of the index.
  func titleText(_ row: ListRow, _ language: Language) -> String {
    guard let field = titleField, let place = list.firstIndex(of: field.id), row.columns.indices.contains(place)
    else { return "" }
    return ShownField.inOneLine(ShownField(field: field, language: language).listText(row.columns[place]))
  }
}

extension Row {
  /// The first texts of a row, short.
  func excerpt(_ table: Field, _ language: Language) -> String {
    let texts = table.columns.filter { !self[$0.id].isEmpty }.prefix(2).map { column in
      ShownField(field: column, language: language).line(self[column.id])
    }
    return texts.joined(separator: " ").excerpt
  }
}

extension Form {
  /// The label of a field, or of a table and its column where the path is `table.column`.
  func label(ofPath path: String, _ language: Language) -> String {
    let parts = path.split(separator: ".").map(String.init)
    guard parts.count == 2, let table = field(parts[0]) else { return label(of: path, language) }
    let column = table.column(parts[1])?.label[language] ?? parts[1]
    return "\(table.label[language]) / \(column)"
  }
}

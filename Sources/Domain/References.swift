/// What refers to other records.
extension Field {
  /// Whether it holds numbers of other records.
  public var isReference: Bool { kind.family == .reference }

  /// A text as it was typed just now. The number of a record ends in a blank, so that it is looked up and never taken for
  /// one that stands there already, which whoever types may not know: a right guess is answered as a wrong one.
  public func typed(_ text: String) -> String {
    let number = text.trimmed
    return isReference && !number.isEmpty ? number + " " : text
  }
}

extension Form {
  /// Texts as they were typed just now, field by field.
  public func typed(_ content: Content) -> Content {
    var result = content
    for field in fields where field.isReference && !content[field.id].isEmpty {
      result[field.id] = content[field.id].map(field.typed)
    }
    for table in fields {
      let columns = table.columns.filter(\.isReference)
      guard !columns.isEmpty, !content[rows: table.id].isEmpty else { continue }
      result[rows: table.id] = content[rows: table.id].map { row in
        var row = row
        for column in columns where !row[column.id].isEmpty { row[column.id] = row[column.id].map(column.typed) }
        return row
      }
    }
    return result
  }

  /// Every record number in reference fields, tables included.
  public func references(in content: Content) -> [String] {
    fields.flatMap { field -> [String] in
      if field.isReference { return content[field.id] }
      guard field.isTable else { return [] }
      let columns = field.columns.filter(\.isReference)
      return content[rows: field.id].flatMap { row in columns.flatMap { row[$0.id] } }
    }
  }
}

import Domain

/// A content in record format: the form's fields as one record, then a record set for each table.
enum ContentText {
  /// Record sets that are about a content, not part of it.
  static let envelopes: Set = ["content", "version", "entry", "draft", "front_end"]

  /// The type of the record set that holds a form's fields.
  static func type(of form: FormReference?) -> String {
    guard let form else { return "fields" }
    return String(form.id.map { $0 == "-" ? "_" : $0 })
  }

  static func append(_ content: Content, formType: String, to writer: inout RecWriter) {
    writer.type(formType)
    let fields = content.fields.filter { !$0.values.isEmpty }
    for field in fields { writer.field(field.id, field.values) }
    if !fields.isEmpty { writer.endLine() }
    for table in content.tables where !table.rows.isEmpty {
      writer.type(typeName(of: table.id, formType: formType))
      for row in table.rows {
        if row.isEmpty { writer.field(emptyRow, "empty") }
        for cell in row.cells { writer.field(cell.id, cell.values) }
        writer.endLine()
      }
    }
  }

  /// The first set holds the fields, the others are tables.
  static func content(of sets: ArraySlice<RecSet>, formType: String) -> Result<Content, Finding> {
    guard let first = sets.first else { return .success(Content()) }
    guard first.records.count <= 1 else {
      return .failure(
        Finding(
          .file("", line: first.records[1].line, column: 1), rule: "format",
          Phrase(
            zh: "欄位部分有一筆以上的紀錄；請只留一筆，中間不要空行。",
            en: "There is more than one record of fields; leave one, without a blank line inside.")))
    }
    var content = Content(fields: first.records.first?.fields ?? [])
    content.fields.removeAll { $0.id == emptyRow }
    for set in sets.dropFirst() {
      let rows = set.records.map { Row(cells: $0.fields.filter { $0.id != emptyRow }) }
      guard !rows.isEmpty else { continue }
      content.tables.append(Content.Table(id: tableID(of: set.type, formType: formType), rows: rows))
    }
    return .success(content)
  }

  /// Stands in a row that has no cells, since a record cannot be empty.
  static let emptyRow = "Row"

  /// recutils wants every record set named once, so a table that is named like another set of the text
  /// gets a `_` after its name.
  private static func typeName(of id: String, formType: String) -> String {
    isTaken(id, formType) ? id + "_" : id
  }

  static func tableID(of type: String, formType: String) -> String {
    type.last == "_" && isTaken(String(type.dropLast()), formType) ? String(type.dropLast()) : type
  }

  private static func isTaken(_ id: String, _ formType: String) -> Bool {
    let stem = stem(of: id)
    return stem == self.stem(of: formType) || envelopes.contains(stem)
  }

  private static func stem(of id: String) -> String { String(id.reversed().drop { $0 == "_" }.reversed()) }

  /// Whether recutils takes this as the name of a field, and the store as that of a form's field: a small
  /// letter, then letters, digits and `_`.
  static func isValid(fieldID: String) -> Bool {
    guard let first = fieldID.utf8.first, (97...122).contains(first), fieldID.utf8.count <= 100 else { return false }
    return fieldID.utf8.allSatisfy { $0.isLetter || (48...57).contains($0) || $0 == UInt8(ascii: "_") }
  }
}

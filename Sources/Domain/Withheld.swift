/// A place in a record of which somebody is not shown what stands there.
public struct Withheld: Hashable, Sendable {
  /// Stands where something is not shown.
  public static let mark = Phrase(zh: "（不顯示）", en: "(withheld)")

  public let field: String
  /// The row of a table, counted from 0.
  public let row: Int?
  public let column: String?

  public init(_ field: String, row: Int? = nil, column: String? = nil) {
    self.field = field
    self.row = row
    self.column = column
  }

  /// As in `table[row].column`, rows counted from 1.
  public var path: String { field + (row.map { "[\($0 + 1)]" } ?? "") + (column.map { ".\($0)" } ?? "") }

  /// Whether a text is the mark, in whichever language.
  public static func isMark(_ text: String) -> Bool { text == mark.zh || text == mark.en }
}

extension Content {
  /// Without fields, tables and columns, each named as `field` or `table.column`, and where something was left out.
  public func withholding(_ paths: Set<String>) -> (content: Content, withheld: [Withheld]) {
    guard !paths.isEmpty else { return (self, []) }
    var result = self
    var withheld: [Withheld] = []
    result.fields.removeAll { field in
      guard paths.contains(field.id) else { return false }
      withheld.append(Withheld(field.id))
      return true
    }
    result.tables = tables.compactMap { table in
      guard !paths.contains(table.id) else {
        let column = table.rows.first?.cells.first?.id
        withheld.append(Withheld(table.id, row: column == nil ? nil : 0, column: column))
        return nil
      }
      var table = table
      for place in table.rows.indices {
        table.rows[place].cells.removeAll { cell in
          guard paths.contains("\(table.id).\(cell.id)") else { return false }
          withheld.append(Withheld(table.id, row: place, column: cell.id))
          return true
        }
      }
      return table
    }
    return (result, withheld)
  }

  /// Without the numbers of records that are not to be named, in the reference fields of a form.
  public func withholding(
    _ numbers: Set<String>, referredToBy form: Form
  ) -> (content: Content, withheld: [Withheld]) {
    guard !numbers.isEmpty else { return (self, []) }
    var result = self
    var withheld: [Withheld] = []
    func kept(_ values: [String], _ place: Withheld) -> [String] {
      let left = values.filter { !numbers.contains($0) }
      if left.count < values.count { withheld.append(place) }
      return left
    }
    for field in form.fields {
      if field.isReference {
        let left = kept(self[field.id], Withheld(field.id))
        if left != self[field.id] { result[field.id] = left }
      }
      let columns = field.columns.filter(\.isReference)
      guard !columns.isEmpty, let table = result.tables.firstIndex(where: { $0.id == field.id }) else { continue }
      for place in result.tables[table].rows.indices {
        for column in columns {
          let values = result.tables[table].rows[place][column.id]
          let left = kept(values, Withheld(field.id, row: place, column: column.id))
          if left != values { result.tables[table].rows[place][column.id] = left }
        }
      }
    }
    return (result, withheld)
  }

  /// With a mark where something was withheld, for people to read. Never to be saved.
  public func marked(_ withheld: [Withheld], _ language: Language) -> Content {
    var result = self
    let mark = Withheld.mark[language]
    for place in withheld {
      guard let row = place.row, let column = place.column else {
        result[place.field].append(mark)
        continue
      }
      var rows = result[rows: place.field]
      while rows.count <= row { rows.append(Row()) }
      rows[row][column].append(mark)
      result[rows: place.field] = rows
    }
    return result
  }
}

extension Field {
  /// Whether it holds numbers of other records.
  public var isReference: Bool { type.id == "reference" || type.id == "references" }
}

extension Version {
  /// The header line that says which fields are classed higher than the record: each value a field, or `table.column`,
  /// and its classification.
  public static let fieldClassesLine = "Field_classes"

  /// What the record is classed as; empty where it says nothing.
  public var classification: String { content.classification }

  /// Computed fields that come from records classed higher than this one, with the classification they take from them.
  public var fieldClasses: [String: String] {
    let values = furtherHeader.first { $0.id == Version.fieldClassesLine }?.values ?? []
    let pairs = values.compactMap { text -> (String, String)? in
      let parts = text.split(separator: " ").map(String.init)
      return parts.count == 2 ? (parts[0], parts[1]) : nil
    }
    return Dictionary(pairs, uniquingKeysWith: { _, last in last })
  }

  /// The line that a further version of the same content carries on.
  public var classedHeader: [Content.Field] { furtherHeader.filter { $0.id == Version.fieldClassesLine } }

  /// With a mark where something was withheld, for people to read.
  public func marked(_ language: Language) -> Version {
    guard !withheld.isEmpty else { return self }
    var result = self
    result.content = content.marked(withheld, language)
    return result
  }
}

extension Content {
  /// What a record with this content is classed as; empty where it says nothing.
  public var classification: String { self["classification"].first ?? "" }
}

extension RecordValue {
  public var classification: String { content.classification }
}

extension Form {
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

/// A place in a record whose text is withheld from a person.
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

  /// Without the numbers of records that are not to be named: in the reference fields of a form, in lines of text that
  /// repeat one, and with what is worked out from where one stands.
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
    for place in form.repeating(numbers, in: result) + form.following(withheld, in: result) {
      guard let row = place.row, let column = place.column else {
        if !result[place.field].isEmpty { withheld.append(place) }
        result[place.field] = []
        continue
      }
      if !result[rows: place.field][row][column].isEmpty { withheld.append(place) }
      result[rows: place.field][row][column] = []
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

extension Form {
  /// Lines of text that repeat one of these numbers, such as a row's number that begins with its record's.
  fileprivate func repeating(_ numbers: Set<String>, in content: Content) -> [Withheld] {
    func repeats(_ field: Field, _ values: [String]) -> Bool {
      field.kind == .text && values.contains { text in numbers.contains { text.names($0) } }
    }
    return fields.flatMap { field -> [Withheld] in
      guard field.isTable else { return repeats(field, content[field.id]) ? [Withheld(field.id)] : [] }
      return content[rows: field.id].enumerated().flatMap { index, row in
        field.columns.filter { repeats($0, row[$0.id]) }.map { Withheld(field.id, row: index, column: $0.id) }
      }
    }
  }

  /// What is worked out from what is withheld, in the same row where that stands in one.
  fileprivate func following(_ withheld: [Withheld], in content: Content) -> [Withheld] {
    guard !withheld.isEmpty else { return [] }
    let order = ComputeOrder(form: self)
    var found: Set<Withheld> = []
    for source in withheld {
      let path = source.column.map { "\(source.field).\($0)" } ?? source.field
      for following in order.following([path]).subtracting([path]) {
        let parts = following.split(separator: ".").map(String.init)
        guard parts.count == 2 else {
          if !content[following].isEmpty { found.insert(Withheld(following)) }
          continue
        }
        for (index, row) in content[rows: parts[0]].enumerated() where !row[parts[1]].isEmpty {
          if parts[0] == source.field, source.row != index { continue }
          found.insert(Withheld(parts[0], row: index, column: parts[1]))
        }
      }
    }
    return found.sorted { ($0.field, $0.row ?? 0, $0.column ?? "") < ($1.field, $1.row ?? 0, $1.column ?? "") }
  }
}

extension String {
  /// Whether a record's number stands in it, alone or followed by a character that no number has.
  fileprivate func names(_ number: String) -> Bool {
    var rest = self[...]
    while let place = rest.firstRange(of: number) {
      let before = rest[..<place.lowerBound].last
      let after = rest[place.upperBound...].first
      if before?.isLetter != true, before?.isNumber != true, after?.isNumber != true { return true }
      rest = rest[place.upperBound...]
    }
    return false
  }
}

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

extension Version {
  /// The header line that says which fields are classed higher than the record: each value a field, or `table.column`,
  /// and its classification.
  public static let fieldClassesLine = "Field_classes"

  /// What the record counts as; empty where it says nothing.
  public var classification: String { countsAs?.classification ?? content.classification }

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
  public var classedHeader: [Content.Field] {
    furtherHeader.filter { [Version.fieldClassesLine, Version.countsAsLine].contains($0.id) }
  }

  /// The same for a version that somebody signs: whoever agrees to a record that another person classed lower agrees to
  /// that too.
  public func classedHeader(signedBy person: PersonName, _ action: Action) -> [Content.Field] {
    guard action == .agree, let waiting = countsAs, waiting.by != person.id else { return classedHeader }
    return classedHeader.filter { $0.id != Version.countsAsLine }
  }

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

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

extension Version {
  /// With a mark where something was withheld, for people to read.
  public func marked(_ language: Language) -> Version {
    guard !withheld.isEmpty else { return self }
    var result = self
    result.content = content.marked(withheld, language)
    return result
  }
}

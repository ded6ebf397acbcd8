extension Form.Link {
  /// Whether it starts a new record; a link that sets nothing only leads to a related form.
  public var startsRecord: Bool { !set.isEmpty || !fill.isEmpty }
}

extension Form {
  /// The field that a link sets: one of the form, a whole table, or `table.column` for the first row of one.
  func place(ofSet path: String) -> (field: Field, table: Field?)? {
    let parts = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2 else { return field(path).map { ($0, nil) } }
    guard let table = field(parts[0]), table.isTable, let column = table.column(parts[1]) else { return nil }
    return (column, table)
  }
}

extension Entry {
  /// Whether a link is offered: by the record, or by a row of its table.
  public func offers(_ link: Form.Link, in content: Content, row: Int? = nil) -> Bool {
    guard let when = link.when else { return true }
    return holds(when, in: content, row: row, table: link.rows) == true
  }

  /// What the new record of a link starts with. It refers back to this record: by a field that the link sets, or as
  /// a related record.
  public func start(of link: Form.Link, to target: Form, in content: Content, row: Int? = nil) -> Content {
    var result = Content()
    var first: [String: Row] = [:]
    for (id, rule) in link.set {
      guard let (field, table) = target.place(ofSet: id) else { continue }
      if field.isTable {
        result[rows: id] = rows(rule, for: field, in: content) ?? []
        continue
      }
      let found = texts(rule, for: field, in: content, row: row, table: link.rows)
      if let table { first[table.id, default: Row()][field.id] = found } else { result[id] = found }
    }
    let new = Entry(form: target, now: now, me: me, records: records, language: language)
    for (id, row) in first where !row.isEmpty {
      guard let table = target.field(id) else { continue }
      result[rows: id] = [new.withDefaults(row, of: table, in: result)]
    }
    for fill in link.fill {
      guard let table = target.field(fill.table) else { continue }
      result[rows: table.id] += rows(fill, for: table, in: content, row: row, of: link.rows).map {
        new.withDefaults($0, of: table, in: result)
      }
    }
    guard let number else { return result }
    let refersBack = result.fields.contains { cell in
      target.field(cell.id)?.isReference == true && cell.values.contains(number)
    }
    if !refersBack, target.field(Form.relatedRecords) != nil { result[Form.relatedRecords].append(number) }
    return result
  }

  /// The rows that a table of a new record brings along; a copy, and so only of what whoever fills in is cleared for.
  public func broughtRows(_ table: Field, in content: Content) -> [Row] {
    guard let fill = table.brings else { return [] }
    var entry = self
    if let veil { entry.records = veil.cleared }
    return entry.rows(fill, for: table, in: content, row: nil, of: nil).map { withDefaults($0, of: table, in: content) }
  }

  /// A row for each row that counts, without those that nothing goes into.
  private func rows(
    _ fill: Form.Fill, for table: Field, in content: Content, row: Int?, of source: String?
  ) -> [Row] {
    eachRow(fill, in: content, row: row, table: source) { value in
      var result = Row()
      for (id, rule) in fill.set {
        guard let column = table.column(id), !column.isComputed else { continue }
        result[id] = value(rule, column)
      }
      return result.isEmpty ? nil : result
    }
  }
}

extension Form.Link {
  /// What tells a record of the form that the link leads to from others, where there is only one for each; nil where
  /// there may be several, or something of it is not known.
  public func identity(in content: Content) -> [String: [String]]? {
    guard !once.isEmpty, once.allSatisfy({ !content[$0].isEmpty }) else { return nil }
    return Dictionary(once.map { ($0, content[$0]) }, uniquingKeysWith: { first, _ in first })
  }
}

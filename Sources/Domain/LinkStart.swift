extension Form.Link {
  /// Whether it starts a new record; a link that sets nothing only leads to a related form.
  public var startsRecord: Bool { !set.isEmpty }
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
    guard let number else { return result }
    let refersBack = result.fields.contains { cell in
      (target.field(cell.id)?.type.id.hasPrefix("reference") ?? false) && cell.values.contains(number)
    }
    if !refersBack, target.field(Form.relatedRecords) != nil { result[Form.relatedRecords].append(number) }
    return result
  }
}

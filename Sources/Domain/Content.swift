/// What stands in the fields of a record or a draft, as text.
///
/// Fields keep the order they were given in; an empty field is not there. A field with several values
/// (choices, references, files) has one text each. Fields that no definition knows are kept.
public struct Content: Hashable, Sendable {
  public struct Field: Hashable, Sendable {
    public var id: String
    public var values: [String]

    public init(id: String, values: [String]) {
      self.id = id
      self.values = values
    }
  }

  public struct Table: Hashable, Sendable {
    public var id: String
    public var rows: [Row]

    public init(id: String, rows: [Row]) {
      self.id = id
      self.rows = rows
    }
  }

  public var fields: [Field]
  public var tables: [Table]

  public init(fields: [Field] = [], tables: [Table] = []) {
    self.fields = fields
    self.tables = tables
  }

  /// The values of a field; empty where it has none.
  public subscript(id: String) -> [String] {
    get { fields.first { $0.id == id }?.values ?? [] }
    set { fields.set(newValue, for: id) }
  }

  /// The rows of a table; empty where it has none.
  public subscript(rows id: String) -> [Row] {
    get { tables.first { $0.id == id }?.rows ?? [] }
    set {
      if let place = tables.firstIndex(where: { $0.id == id }) {
        if newValue.isEmpty { tables.remove(at: place) } else { tables[place].rows = newValue }
      } else if !newValue.isEmpty {
        tables.append(Table(id: id, rows: newValue))
      }
    }
  }

  public var isEmpty: Bool { fields.isEmpty && tables.isEmpty }

  /// The same content with fields, tables and cells in the given order; what the order does not name
  /// follows, sorted by id.
  public func arranged(fields order: [String], tables tableOrder: [String], columns: [String: [String]]) -> Content {
    Content(
      fields: fields.filter { !$0.values.isEmpty }.inOrder(order, \.id),
      tables: tables.filter { !$0.rows.isEmpty }.inOrder(tableOrder, \.id).map { table in
        Table(id: table.id, rows: table.rows.map { $0.arranged(columns[table.id] ?? []) })
      })
  }
}

/// One row of a table.
public struct Row: Hashable, Sendable {
  public var cells: [Content.Field]

  public init(cells: [Content.Field] = []) {
    self.cells = cells
  }

  public init(_ cells: KeyValuePairs<String, String>) {
    self.cells = cells.map { Content.Field(id: $0.key, values: [$0.value]) }
  }

  public subscript(id: String) -> [String] {
    get { cells.first { $0.id == id }?.values ?? [] }
    set { cells.set(newValue, for: id) }
  }

  public var isEmpty: Bool { cells.allSatisfy { $0.values.isEmpty } }

  func arranged(_ order: [String]) -> Row {
    Row(cells: cells.filter { !$0.values.isEmpty }.inOrder(order, \.id))
  }
}

extension [Content.Field] {
  fileprivate mutating func set(_ values: [String], for id: String) {
    if let place = firstIndex(where: { $0.id == id }) {
      if values.isEmpty { remove(at: place) } else { self[place].values = values }
    } else if !values.isEmpty {
      append(Content.Field(id: id, values: values))
    }
  }
}

extension Array {
  /// Elements named in `order` first, in that order; the rest sorted by name.
  fileprivate func inOrder(_ order: [String], _ name: (Element) -> String) -> [Element] {
    let rank = Dictionary(order.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    return sorted {
      switch (rank[name($0)], rank[name($1)]) {
      case (let left?, let right?): left < right
      case (_?, nil): true
      case (nil, _?): false
      case (nil, nil): name($0) < name($1)
      }
    }
  }
}

/// What a new record takes over from an earlier record of its form, so that a cycle starts from the one before.
public struct Continuation: Hashable, Sendable {
  /// A table whose rows are carried from cycle to cycle.
  public struct Table: Hashable, Sendable, Identifiable {
    /// The table's field.
    public var id: String
    /// Columns that tell which row of one record is the same as which row of the other.
    public var by: [String]
    /// Columns that every cycle fills in again, such as a decision and its day.
    public var anew: [String]
    /// Columns that are taken over but differ in every cycle, such as the number of a risk.
    public var uncompared: [String]

    public init(id: String, by: [String], anew: [String] = [], uncompared: [String] = []) {
      self.id = id
      self.by = by
      self.anew = anew
      self.uncompared = uncompared
    }
  }

  public var tables: [Table]
  /// Fields outside of tables that are taken over.
  public var fields: [String]
  /// Fields that tell what the record is about where each record is about one thing, such as a supplier. They are
  /// taken over too; only records about the same thing continue each other.
  public var about: [String]

  public init(tables: [Table] = [], fields: [String] = [], about: [String] = []) {
    self.tables = tables
    self.fields = fields
    self.about = about
  }

  public func table(_ id: String) -> Table? { tables.first { $0.id == id } }
}

extension Form {
  /// The common field in which a record names others that it has to do with, such as the one it was started from.
  public static let relatedRecords = "related_records"

  /// Records that a new one may continue, the last first; none where the form carries nothing over. What the new
  /// one is about, as far as `known` tells, they are about too; of several about one thing only the last is given.
  public func predecessors(of known: Content = Content(), in records: any RecordSource) -> [RecordValue] {
    guard let continues else { return [] }
    let given = continues.about.filter { !known[$0].isEmpty }
    let all = records.records(of: id, where: [:], limit: 200)
      .filter { record in given.allSatisfy { record.content[$0] == known[$0] } }
    // A record that was amended lately is still the older one.
    func rank(_ record: RecordValue) -> (String, Int, String) {
      (record.content["fill_date"].first ?? "", record.number.utf8.count, record.number)
    }
    var seen: Set<[[String]]> = []
    return all.sorted { rank($0) > rank($1) }.filter { record in
      continues.about.isEmpty || seen.insert(continues.about.map { record.content[$0] }).inserted
    }
  }
}

extension Entry {
  /// What a new record starts with that continues an earlier one: the rows and fields that the form carries over,
  /// a reference to the earlier record, and `known` on top. Days, sign-offs and evidence are left to their defaults.
  public func continued(from earlier: RecordValue, with known: Content = Content()) -> Content {
    guard let continues = form.continues else { return known }
    var result = known
    for id in continues.about + continues.fields where result[id].isEmpty {
      guard let field = form.field(id), !field.isComputed, !field.isAnew else { continue }
      result[id] = earlier.content[id]
    }
    for table in continues.tables where result[rows: table.id].isEmpty {
      guard let field = form.field(table.id) else { continue }
      result[rows: table.id] = carriedRows(earlier.content[rows: table.id], table, field, in: result)
    }
    if form.field(Form.relatedRecords) != nil, !result[Form.relatedRecords].contains(earlier.number) {
      result[Form.relatedRecords].append(earlier.number)
    }
    return result
  }

  private func carriedRows(
    _ rows: [Row], _ table: Continuation.Table, _ field: Field, in content: Content
  ) -> [Row] {
    let anew = field.columns.filter { $0.isAnew || table.anew.contains($0.id) }
    let anewIDs = Set(anew.map(\.id))
    var result = rows.compactMap { row -> Row? in
      var carried = Row()
      for column in field.columns where !column.isComputed && column.kind != .file {
        if !anewIDs.contains(column.id) { carried[column.id] = row[column.id] }
      }
      guard !carried.isEmpty else { return nil }
      // What was left empty before stays empty; what is asked for again gets its default.
      let full = withDefaults(carried, of: field, in: content)
      for column in anew { carried[column.id] = full[column.id] }
      return carried
    }
    // A list that has grown since brings its new items along.
    if case .each(_, let column, _, _)? = field.template {
      let known = Set(result.flatMap { $0[column] })
      result += templateRows(field).filter { known.isDisjoint(with: $0[column]) }.map {
        withDefaults($0, of: field, in: content)
      }
    }
    return result
  }
}

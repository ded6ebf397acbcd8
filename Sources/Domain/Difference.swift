/// What changed between two contents, field by field.
public struct Difference: Hashable, Sendable {
  public enum Mark: String, Hashable, Sendable {
    case removed = "-"
    case added = "+"
    case changed = "~"
  }

  public var mark: Mark
  public var field: String
  /// The row it is about, counted from 0 in the newer content, or in the older where it is removed.
  public var row: Int?
  public var column: String?
  public var old: [String]
  public var new: [String]

  public init(mark: Mark, field: String, row: Int? = nil, column: String? = nil, old: [String], new: [String]) {
    self.mark = mark
    self.field = field
    self.row = row
    self.column = column
    self.old = old
    self.new = new
  }

  /// All differences in the order of the form, then fields it does not know, by id.
  public static func between(_ old: Content, _ new: Content, form: Form?) -> [Difference] {
    let known = form?.fields.map(\.id) ?? []
    let others = Set(old.fields.map(\.id) + new.fields.map(\.id) + old.tables.map(\.id) + new.tables.map(\.id))
      .subtracting(known).sorted()
    return (known + others).flatMap { id in
      let field = form?.field(id)
      let isSame = field?.isSame(old[id], new[id]) == true
      return (isSame ? [] : fieldDifference(id, old[id], new[id]))
        + rowDifferences(id, old[rows: id], new[rows: id], field)
    }
  }

  /// The same for people to read: signatures as texts, last.
  public static func shown(
    _ old: Content, _ new: Content, form: Form?, steps: [Chain.Step], _ clock: StoreClock, _ language: Language
  ) -> [Difference] {
    func texts(_ content: Content, without other: Content) -> [String] {
      let others = other[rows: Signature.table]
      return content[rows: Signature.table].filter { !others.contains($0) }
        .map { Signature.text(of: $0, steps: steps, clock)[language] }
    }
    let signatures = fieldDifference(Signature.table, texts(old, without: new), texts(new, without: old))
    return between(old, new, form: form).filter { $0.field != Signature.table } + signatures
  }

  private static func fieldDifference(_ id: String, _ old: [String], _ new: [String]) -> [Difference] {
    guard old != new else { return [] }
    let mark: Mark = old.isEmpty ? .added : (new.isEmpty ? .removed : .changed)
    return [Difference(mark: mark, field: id, old: old, new: new)]
  }

  /// Rows are matched by what they share, so that a row put in or taken out shows as just that.
  private static func rowDifferences(_ id: String, _ old: [Row], _ new: [Row], _ table: Field?) -> [Difference] {
    guard old != new else { return [] }
    var result: [Difference] = []
    var oldLeft = 0
    var newLeft = 0
    for pair in Self.common(old, new) + [(old.count, new.count)] {
      let removed = Array(oldLeft..<pair.0)
      let added = Array(newLeft..<pair.1)
      for place in 0..<max(removed.count, added.count) {
        if place < removed.count, place < added.count {
          result += cellDifferences(id, old[removed[place]], new[added[place]], added[place], table)
        } else if place < removed.count {
          let row = removed[place]
          result.append(Difference(mark: .removed, field: id, row: row, old: [summary(old[row])], new: []))
        } else {
          let row = added[place]
          result.append(Difference(mark: .added, field: id, row: row, old: [], new: [summary(new[row])]))
        }
      }
      oldLeft = pair.0 + 1
      newLeft = pair.1 + 1
    }
    return result
  }

  private static func cellDifferences(
    _ id: String, _ old: Row, _ new: Row, _ row: Int, _ table: Field?
  ) -> [Difference] {
    let known = table?.columns.map(\.id) ?? []
    let others = Set(old.cells.map(\.id) + new.cells.map(\.id)).subtracting(known).sorted()
    return (known + others).compactMap { column in
      guard old[column] != new[column], table?.column(column)?.isSame(old[column], new[column]) != true else {
        return nil
      }
      let mark: Mark = old[column].isEmpty ? .added : (new[column].isEmpty ? .removed : .changed)
      return Difference(mark: mark, field: id, row: row, column: column, old: old[column], new: new[column])
    }
  }

  private static func summary(_ row: Row) -> String {
    row.cells.map { "\($0.id): \($0.values.joined(separator: " "))" }.joined(separator: "; ")
  }

  /// The longest common subsequence of two tables, as pairs of places.
  private static func common(_ old: [Row], _ new: [Row]) -> [(Int, Int)] {
    guard old.count * new.count <= 4_000_000 else { return [] }
    var lengths = Array(repeating: Array(repeating: 0, count: new.count + 1), count: old.count + 1)
    for i in stride(from: old.count - 1, through: 0, by: -1) {
      for j in stride(from: new.count - 1, through: 0, by: -1) {
        lengths[i][j] = old[i] == new[j] ? lengths[i + 1][j + 1] + 1 : max(lengths[i + 1][j], lengths[i][j + 1])
      }
    }
    var pairs: [(Int, Int)] = []
    var i = 0
    var j = 0
    while i < old.count, j < new.count {
      if old[i] == new[j] {
        pairs.append((i, j))
        i += 1
        j += 1
      } else if lengths[i + 1][j] >= lengths[i][j + 1] {
        i += 1
      } else {
        j += 1
      }
    }
    return pairs
  }
}

/// Brings together two changes of one record.
public struct Merge: Sendable {
  /// A field that both changed, each in another way.
  public struct Conflict: Hashable, Sendable {
    public let field: String
    public let base: [String]
    public let mine: [String]
    public let theirs: [String]
    /// Whether the field is a table, whose rows are chosen as a whole.
    public let isTable: Bool
  }

  /// What only one side changed is in here; conflicts hold my text until somebody chooses.
  public let content: Content
  public let conflicts: [Conflict]

  public init(base: Content, mine: Content, theirs: Content) {
    var result = mine
    var found: [Conflict] = []
    let ids = Set((base.fields + mine.fields + theirs.fields).map(\.id)).sorted()
    for id in ids where mine[id] != theirs[id] {
      if mine[id] == base[id] {
        result[id] = theirs[id]
      } else if theirs[id] != base[id] {
        found.append(Conflict(field: id, base: base[id], mine: mine[id], theirs: theirs[id], isTable: false))
      }
    }
    let tables = Set((base.tables + mine.tables + theirs.tables).map(\.id)).sorted()
    for id in tables where mine[rows: id] != theirs[rows: id] {
      if mine[rows: id] == base[rows: id] {
        result[rows: id] = theirs[rows: id]
      } else if theirs[rows: id] != base[rows: id] {
        let texts = { (rows: [Row]) in
          rows.map { $0.cells.map { "\($0.id): \($0.values.joined(separator: " "))" }.joined(separator: "; ") }
        }
        found.append(
          Conflict(
            field: id, base: texts(base[rows: id]), mine: texts(mine[rows: id]), theirs: texts(theirs[rows: id]),
            isTable: true))
      }
    }
    content = result
    conflicts = found
  }
}

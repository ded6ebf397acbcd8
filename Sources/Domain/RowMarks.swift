/// How the rows of a table differ from those of the record that it continues.
public struct RowMarks: Hashable, Sendable {
  public enum Mark: String, CaseIterable, Hashable, Sendable {
    case added, changed, removed, unchanged

    /// One character for narrow columns.
    public var sign: String {
      switch self {
      case .added: "+"
      case .changed: "~"
      case .removed: "-"
      case .unchanged: "="
      }
    }

    public var label: Phrase {
      switch self {
      case .added: Phrase(zh: "新增", en: "added")
      case .changed: Phrase(zh: "修改", en: "changed")
      case .removed: Phrase(zh: "刪除", en: "removed")
      case .unchanged: Phrase(zh: "無異動", en: "unchanged")
      }
    }
  }

  /// A cell that is not as it was.
  public struct Change: Hashable, Sendable {
    public let column: String
    public let old: [String]
    public let new: [String]
  }

  /// A row as it stands.
  public struct Marked: Hashable, Sendable {
    public let mark: Mark
    /// The cells that are not as they were, in the order of the table.
    public let changes: [Change]
  }

  /// One for each row of the table.
  public private(set) var rows: [Marked] = []
  /// Rows of the earlier record that the table has no more, in their order.
  public private(set) var removed: [Row] = []

  /// Rows of the same key are the same row; of several with one key those are paired first that are alike. Computed
  /// columns, files, and columns that differ in every cycle are not compared.
  public init(_ rows: [Row], since earlier: [Row], _ table: Continuation.Table, of field: Field) {
    let compared = field.columns.filter { column in
      !column.isComputed && column.kind != .file && !(table.anew + table.uncompared).contains(column.id)
    }.map(\.id)
    func key(_ row: Row) -> [[String]] { table.by.map { row[$0] } }
    var left = Dictionary(grouping: earlier.indices) { key(earlier[$0]) }
    var partners: [Int?] = Array(repeating: nil, count: rows.count)
    for wantsAlike in [true, false] {
      for place in rows.indices where partners[place] == nil {
        let key = key(rows[place])
        let found = left[key]?.firstIndex { other in
          !wantsAlike || compared.allSatisfy { earlier[other][$0] == rows[place][$0] }
        }
        if let found { partners[place] = left[key]?.remove(at: found) }
      }
    }
    self.rows = rows.indices.map { place in
      guard let partner = partners[place] else { return Marked(mark: .added, changes: []) }
      let changes = compared.compactMap { column -> Change? in
        let old = earlier[partner][column]
        let new = rows[place][column]
        return old == new ? nil : Change(column: column, old: old, new: new)
      }
      return Marked(mark: changes.isEmpty ? .unchanged : .changed, changes: changes)
    }
    let kept = Set(partners.compactMap { $0 })
    removed = earlier.indices.filter { !kept.contains($0) }.map { earlier[$0] }
  }

  public func count(_ mark: Mark) -> Int {
    mark == .removed ? removed.count : rows.reduce(0) { $0 + ($1.mark == mark ? 1 : 0) }
  }

  /// `+1 ~2 -0 =9`
  public var signs: String { Mark.allCases.map { "\($0.sign)\(count($0))" }.joined(separator: " ") }

  /// `+1 新增  ~2 修改  -0 刪除  =9 無異動`
  public var summary: Phrase {
    let parts = Mark.allCases.map { mark in
      Phrase(zh: "\(mark.sign)\(count(mark)) \(mark.label.zh)", en: "\(mark.sign)\(count(mark)) \(mark.label.en)")
    }
    return Phrase(zh: parts.map(\.zh).joined(separator: "  "), en: parts.map(\.en).joined(separator: "  "))
  }
}

extension Form {
  /// The marks of a table against the content that it continues; nil for a table that is not carried over.
  public func marks(of table: String, in content: Content, since earlier: Content) -> RowMarks? {
    guard let carried = continues?.table(table), let field = field(table) else { return nil }
    return RowMarks(content[rows: table], since: earlier[rows: table], carried, of: field)
  }
}

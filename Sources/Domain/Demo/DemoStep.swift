/// One step of the demo data: a record to save, amend or void, as a person would type it, or a decision about it.
public struct DemoStep: Sendable {
  public enum Kind: Hashable, Sendable {
    case new(form: String)
    case amend
    case void
    /// `submit`, `agree`, `return` or `withdraw`. A personal store, where nobody signs, goes without.
    case decide(Action)
  }

  /// Changes to rows that a table starts with: all of them, or those whose cells match.
  public struct RowChange: Sendable {
    public let table: String
    /// Empty for every row.
    public let match: [String: String]
    public let set: Row

    public init(table: String, match: [String: String], set: Row) {
      self.table = table
      self.match = match
      self.set = set
    }
  }

  public var kind: Kind
  /// The name that other steps refer to the record by.
  public var key: String
  /// Days from today; negative in the past.
  public var day: Int
  /// The end of the day stands for the moment at which the demo is made, which `isNow` says.
  public var time: TimeOfDay
  public var isNow = false
  /// The id of the person who saves; `me` for the one who makes the store.
  public var by: String
  /// Why a record is amended, voided or sent back; what is said with another signature.
  public var reason: String?
  public var content = Content()
  public var rowChanges: [RowChange] = []
  /// The step of the chain that the record then waits for, until its own next step in the data; nil where it is signed
  /// to the end of its chain. The first step of the chain leaves it as it was saved.
  public var waitsFor: String?
  /// Minutes within which all signatures follow; nil where they take the time that people take.
  public var within: Int?
  public var place: Finding.Place

  public init(_ kind: Kind, key: String, day: Int, time: TimeOfDay, by: String, place: Finding.Place) {
    self.kind = kind
    self.key = key
    self.day = day
    self.time = time
    self.by = by
    self.place = place
  }

  /// The fields and tables that it writes.
  public var touched: Set<String> {
    Set(content.fields.map(\.id) + content.tables.map(\.id) + rowChanges.map(\.table))
  }

  /// The keys of other records that it names, as `{key}`.
  public var mentioned: Set<String> {
    var found: Set<String> = []
    func look(_ values: [String]) {
      for text in values where text.contains("{") {
        _ = Self.filled(text) {
          found.insert($0)
          return nil
        }
      }
    }
    for field in content.fields { look(field.values) }
    let rows = content.tables.flatMap(\.rows) + rowChanges.map(\.set)
    for row in rows { for cell in row.cells { look(cell.values) } }
    return found
  }

  /// The text with every `{key}` replaced by its value; one without a value stays.
  public static func filled(_ text: String, _ value: (String) -> String?) -> String {
    var result = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      let key = String(rest[rest.index(after: open)..<close])
      result += rest[..<open] + (value(key) ?? "{\(key)}")
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }
}

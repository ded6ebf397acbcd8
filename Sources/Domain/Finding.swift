/// A problem as a value: where it is, which rule it breaks, what is wrong and what to do.
public struct Finding: Error, Hashable, Sendable {
  public enum Severity: String, Hashable, Sendable, Comparable {
    case note, warning, error

    private var rank: Int {
      switch self {
      case .note: 0
      case .warning: 1
      case .error: 2
      }
    }

    public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }
  }

  /// Where in a record, a file or the store something stands.
  public enum Place: Hashable, Sendable {
    /// A field of a record, or a cell of a table: `row` counts from 0.
    case field(String, row: Int?, column: String?)
    /// A line of a file, counted from 1; 0 = the file as a whole.
    case file(String, line: Int, column: Int)
    /// A record, by number.
    case record(String)
    case nowhere

    public static func field(_ id: String) -> Place { .field(id, row: nil, column: nil) }
  }

  public var place: Place
  /// A short stable name of the rule, for filters and tests: `required`, `type`, `check`, `seal`.
  public var rule: String
  public var severity: Severity
  /// What is wrong and what to do, as complete sentences.
  public var message: Phrase

  public init(_ place: Place, rule: String, severity: Severity = .error, _ message: Phrase) {
    self.place = place
    self.rule = rule
    self.severity = severity
    self.message = message
  }

  /// Names the key that opens a list, if it is about a text that cannot be read; no other finding speaks of it.
  public func naming(pick key: Phrase) -> Finding {
    guard rule == "type", blocks else { return self }
    var finding = self
    finding.message = message.naming(pick: key)
    return finding
  }

  /// Whether saving has to wait until this is mended.
  public var blocks: Bool { severity == .error }
}

/// How one kind of field reads, stores and shows its values.
///
/// To add a field type: 1. a file `FieldTypes/XType.swift` with a struct of this protocol, 2. a case of `FieldKind`; the
/// compiler then asks for all that has to be decided for it, 3. an editor in `FrontEnd/Editors/` only if a line of text
/// will not do.
public protocol FieldType: Sendable {
  var kind: FieldKind { get }
  /// What it is called.
  var name: Phrase { get }
  /// What may be typed, as a complete sentence; `{pick}` is the key that opens a list, see `Phrase.naming`.
  var format: Phrase { get }

  /// The kind that expressions see in a single value.
  func valueKind(of field: Field) -> ValueKind

  /// Reads what a person typed or a file said, and gives the text to store.
  func read(_ typed: String, _ field: Field, _ setting: ReadingContext) -> Result<String, ReadingProblem>

  /// How a typed text was understood, where what is stored does not plainly show it; nil where it does.
  func note(_ typed: String, as stored: String, _ field: Field) -> Phrase?

  /// The value of a stored text; nil if the text is not one.
  func value(_ stored: String, _ field: Field) -> Value?

  /// A stored text for people.
  func shown(_ stored: String, _ field: Field, _ language: Language) -> String

  /// Whether two stored texts say the same.
  func isSame(_ one: String, _ other: String) -> Bool
}

extension FieldType {
  /// The word in a definition, such as `yes-no`.
  public var id: String { kind.rawValue }

  /// Whether a field holds several values.
  public var isList: Bool { kind.isList }

  public func note(_ typed: String, as stored: String, _ field: Field) -> Phrase? { nil }

  public func value(_ stored: String, _ field: Field) -> Value? { .text(stored) }

  public func shown(_ stored: String, _ field: Field, _ language: Language) -> String { stored }

  public func isSame(_ one: String, _ other: String) -> Bool { one == other }
}

/// Why a typed text is not a value: what is wrong and what to do.
public struct ReadingProblem: Error, Hashable, Sendable {
  public let message: Phrase
  /// What it could mean, as it would be stored, where it is in doubt.
  public let readings: [String]

  public init(_ message: Phrase, readings: [String] = []) {
    self.message = message
    self.readings = readings
  }
}

/// What reading a typed text may depend on.
public struct ReadingContext: Sendable {
  public let now: Moment
  /// Asks for people, units and referenced records.
  public let records: any RecordSource
  /// Whether there are keys to press, such as the one for a list; on a command line there are none.
  public let hasKeys: Bool

  public init(now: Moment, records: any RecordSource, hasKeys: Bool = true) {
    self.now = now
    self.records = records
    self.hasKeys = hasKeys
  }

  /// What to do about a text that cannot be read: with keys, of which `{pick}` opens a list, or by command.
  func remedy(keys: Phrase, command: Phrase) -> Phrase { hasKeys ? keys : command }
}

/// What expressions and fields may ask of other records; the store's index answers, tests answer from a table.
public protocol RecordSource: Sendable {
  /// The newest version of a record.
  func record(_ number: String) -> RecordValue?

  /// The newest versions of a form's records that are not void, newest record first, of which each field
  /// named in `equal` has that value. Where the source cannot tell, it may give more than match.
  func records(of form: String, where equal: [String: String], limit: Int?) -> [RecordValue]

  /// What a field that asks for records of its form may know of a record: number and form, and what it is called.
  func named(_ number: String) -> RecordValue?

  /// The same of a form's records that are not void, newest first.
  func names(of form: String, limit: Int?) -> [RecordValue]

  /// The definition of a form.
  func form(_ id: String) -> Form?

  /// The entries of a log of these days, and those before that are still open, as rows of `LogEntry.columns`.
  func entries(of form: String, from: Day, to: Day, now: Moment) -> [Row]

  /// What is known of the hands that grant power. Of records that grant any, a source gives what is in force.
  var hands: Hands { get }
}

extension RecordSource {
  /// As of a source in which everything is in force.
  public var hands: Hands { Hands() }

  // Who may read everything may also name it.
  public func named(_ number: String) -> RecordValue? { record(number) }

  public func names(of form: String, limit: Int?) -> [RecordValue] { records(of: form, where: [:], limit: limit) }

  /// As far as the records alone tell: without seals and signatures.
  public func entries(of form: String, from: Day, to: Day, now: Moment) -> [Row] {
    guard let definition = self.form(form), let review = definition.review else { return [] }
    let all = records(of: form, where: [:], limit: nil)
    let corrections = all.flatMap { record in record.content[LogEntry.corrects].map { ($0, record.number) } }
    let correctedBy = Dictionary(corrections, uniquingKeysWith: { first, _ in first })
    return all.map { record in
      LogEntry(record, definition, review, correctedBy: correctedBy[record.number])
    }.filter { $0.belongs(from: from, to: to) }.sorted().map(\.row)
  }
}

/// A source that knows nothing.
public struct NoRecords: RecordSource {
  public init() {}

  public func record(_ number: String) -> RecordValue? { nil }

  public func records(of form: String, where equal: [String: String], limit: Int?) -> [RecordValue] { [] }

  public func form(_ id: String) -> Form? { nil }
}

/// Every field type there is.
public enum FieldTypes {
  public static let all: [any FieldType] = FieldKind.allCases.map { $0.type() }

  public static subscript(id: String) -> (any FieldType)? { type(id) }

  /// The type as it is in a store: instants are read and shown by the store's clock.
  public static func type(_ id: String, _ clock: StoreClock = .none) -> (any FieldType)? {
    FieldKind(rawValue: id)?.type(clock)
  }
}

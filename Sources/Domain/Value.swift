#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A value as expressions see it; an empty field has none.
public enum Value: Hashable, Sendable {
  case text(String)
  case number(Decimal)
  case day(Day)
  case time(TimeOfDay)
  case moment(Moment)
  case flag(Bool)
  case duration(Duration)
  case list([Value])
  case rows([Row], columns: String)
  /// Another record, or the row of a query.
  case record(RecordValue)

  /// The value as stored in a field.
  public var text: String {
    switch self {
    case .text(let text): text
    case .number(let number): number.description
    case .day(let day): day.text
    case .time(let time): time.text
    case .moment(let moment): moment.text
    case .flag(let flag): flag ? "yes" : "no"
    case .duration(let duration): String(Int(duration.roughSeconds))
    case .list(let values): values.map(\.text).joined(separator: " ")
    case .rows(let rows, _): String(rows.count)
    case .record(let record): record.number
    }
  }

  /// The texts of a field with several values.
  public var texts: [String] {
    if case .list(let values) = self { return values.map(\.text) }
    return [text]
  }
}

/// A record as expressions see it.
public struct RecordValue: Hashable, Sendable {
  public let number: String
  public let form: String
  public let version: Int
  public let content: Content
  /// Where it stands in its chain of sign-off; nil where it has none, as in a personal store.
  public let status: Status?
  /// Fields that are classed higher than the record, with their classification.
  public let fieldClasses: [String: String]
  /// What it counts as; empty where it says nothing.
  public let classification: String

  public init(
    number: String, form: String, version: Int, content: Content, status: Status? = nil,
    fieldClasses: [String: String] = [:], classification: String? = nil
  ) {
    self.fieldClasses = fieldClasses
    self.classification = classification ?? content.classification
    self.number = number
    self.form = form
    self.version = version
    self.content = content
    self.status = status
  }

  public init(_ version: Version) { self.init(version, isSigned: false) }

  /// `isSigned` tells whether records of its form are signed in its store.
  public init(_ version: Version, isSigned: Bool) {
    self.init(
      number: version.record, form: version.form.id, version: version.number, content: version.content,
      status: isSigned ? version.status : nil, fieldClasses: version.fieldClasses,
      classification: version.classification)
  }
}

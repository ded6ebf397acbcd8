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
  /// Where it stands in its chain of sign-off; nothing where it has none, as in a personal store.
  public let status: Status?
  /// Fields that are classed higher than the record, with their classification.
  public let fieldClasses: [String: String]

  public init(
    number: String, form: String, version: Int, content: Content, status: Status? = nil,
    fieldClasses: [String: String] = [:]
  ) {
    self.fieldClasses = fieldClasses
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
      status: isSigned ? version.status : nil, fieldClasses: version.fieldClasses)
  }
}

/// Numbers as people type them and as records store them.
public enum DecimalText {
  /// Reads digits with an optional sign and point; commas and full-width digits are accepted.
  public static func number(_ text: String) -> Decimal? {
    guard text.utf8.count <= 60 else { return nil }
    var plain = ""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x30...0x39, 0x2E, 0x2D: plain.unicodeScalars.append(scalar)
      case 0x2B where plain.isEmpty: break
      case 0xFF10...0xFF19:
        guard let digit = Unicode.Scalar(scalar.value - 0xFF10 + 0x30) else { return nil }
        plain.unicodeScalars.append(digit)
      case 0xFF0E: plain.append(".")
      case 0xFF0D, 0x2212: plain.append("-")
      case 0x2C, 0xFF0C: if plain.isEmpty { return nil }
      default: return nil
      }
    }
    let parts = plain.drop { $0 == "-" }.split(separator: ".", omittingEmptySubsequences: false)
    let signs = plain.prefix { $0 == "-" }.count
    guard signs <= 1, (1...2).contains(parts.count), parts.allSatisfy({ $0.allSatisfy(\.isASCIIDigit) }),
      parts.contains(where: { !$0.isEmpty }), plain.count <= 30
    else { return nil }
    return Decimal(string: plain)
  }
}

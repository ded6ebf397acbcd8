import Domain

/// A JSON value whose keys keep their order.
public indirect enum JSON: ExpressibleByDictionaryLiteral {
  case null
  case flag(Bool)
  case integer(Int)
  case string(String)
  case list([JSON])
  case object([(String, JSON)])

  public init(dictionaryLiteral members: (String, JSON)...) { self = .object(members) }

  public static func text(_ text: String?) -> JSON { text.map(JSON.string) ?? .null }

  public static func texts(_ texts: [String]) -> JSON { .list(texts.map(JSON.string)) }

  public static func number(_ number: Int?) -> JSON { number.map(JSON.integer) ?? .null }

  /// Findings as data, with places by the names of fields.
  public static func findings(_ findings: [Finding], _ language: Language) -> JSON {
    .list(
      findings.map { finding in
        [
          "place": .text(finding.place.text(language)), "rule": .text(finding.rule),
          "severity": .text(finding.severity.rawValue), "message": .text(finding.message[language]),
        ]
      })
  }

  /// The members of both objects.
  public static func + (left: JSON, right: JSON) -> JSON {
    guard case .object(let first) = left, case .object(let more) = right else { return left }
    return .object(first + more)
  }

  /// Its text; outside of ASCII only what `isHidden` is escaped.
  public func text(escaping isHidden: (Unicode.Scalar) -> Bool) -> String {
    switch self {
    case .null: "null"
    case .flag(let flag): flag ? "true" : "false"
    case .integer(let number): String(number)
    case .string(let text): JSONText.quoted(text, escaping: isHidden)
    case .list(let items): "[" + items.map { $0.text(escaping: isHidden) }.joined(separator: ", ") + "]"
    case .object(let members):
      "{"
        + members.map { "\(JSONText.quoted($0, escaping: isHidden)): \($1.text(escaping: isHidden))" }.joined(
          separator: ", ")
        + "}"
    }
  }
}

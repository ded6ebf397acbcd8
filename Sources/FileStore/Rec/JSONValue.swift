/// JSON that keeps the order of members and the spelling of numbers.
indirect enum JSONValue {
  case null
  case bool(Bool)
  case number(String)
  case text(String)
  case list([JSONValue])
  case object([(String, JSONValue)])

  /// The text of a value that is one.
  var scalar: String? {
    switch self {
    case .text(let text), .number(let text): text
    case .bool(let value): value ? "true" : "false"
    default: nil
    }
  }
}

import Domain

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

/// Writes JSON, two blanks a level, nothing beyond ASCII escaped but control characters.
enum JSONWriter {
  static func write(_ value: JSONValue) -> [UInt8] {
    var text = ""
    append(value, 0, &text)
    return Array((text + "\n").utf8)
  }

  private static func append(_ value: JSONValue, _ depth: Int, _ text: inout String) {
    switch value {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .number(let number): text += number
    case .text(let string): text += quoted(string)
    case .list(let items): append(items.map { (nil, $0) }, "[", "]", depth, &text)
    case .object(let members): append(members.map { ($0, $1) }, "{", "}", depth, &text)
    }
  }

  private static func append(
    _ items: [(String?, JSONValue)], _ open: String, _ close: String, _ depth: Int, _ text: inout String
  ) {
    text += open
    for (place, (name, value)) in items.enumerated() {
      text += (place == 0 ? "\n" : ",\n") + String(repeating: "  ", count: depth + 1)
      if let name {
        text += quoted(name) + ": "
      }
      append(value, depth + 1, &text)
    }
    if !items.isEmpty { text += "\n" + String(repeating: "  ", count: depth) }
    text += close
  }

  private static func quoted(_ text: String) -> String {
    JSONText.quoted(text) { (0x7F...0x9F).contains($0.value) || $0.value == 0x2028 || $0.value == 0x2029 }
  }
}

import Domain

/// Reads JSON (RFC 8259), at most 64 levels deep.
struct JSONReader {
  private let bytes: [UInt8]
  private var place = 0
  /// A name that stands twice in one object, which would leave it open what counts.
  private var twice: String?

  static func read(_ bytes: [UInt8]) -> Result<JSONValue, Finding> {
    var reader = JSONReader(bytes: bytes)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { reader.place = 3 }
    guard let value = reader.value(0) else { return .failure(reader.finding) }
    reader.skipBlanks()
    return reader.place == bytes.count ? .success(value) : .failure(reader.finding)
  }

  /// How many values stand one after another, as in JSON lines; nil where anything else is among them.
  static func count(_ bytes: [UInt8]) -> Int? {
    var reader = JSONReader(bytes: bytes)
    var count = 0
    reader.skipBlanks()
    while reader.place < bytes.count {
      guard reader.value(0) != nil else { return nil }
      count += 1
      reader.skipBlanks()
    }
    return count
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private var finding: Finding {
    let before = bytes.prefix(place)
    let line = before.reduce(1) { $0 + ($1 == UInt8(ascii: "\n") ? 1 : 0) }
    let column = before.count - (before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0) + 1
    if let twice {
      return Finding(
        .file("", line: line, column: column), rule: "format",
        Phrase(
          zh: "「\(twice.excerpt)」出現兩次，不知道要用哪一個；請刪掉一個。",
          en: "'\(twice.excerpt)' stands twice, so it is not known which one counts; remove one."))
    }
    return Finding(
      .file("", line: line, column: column), rule: "format",
      Phrase(zh: "第 \(line) 行不是正確的 JSON；請更正後再試。", en: "Line \(line) is not valid JSON; mend it and try again."))
  }

  private var current: UInt8? { place < bytes.count ? bytes[place] : nil }

  private mutating func skipBlanks() {
    while let byte = current, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { place += 1 }
  }

  private mutating func take(_ text: String) -> Bool {
    guard bytes[place...].starts(with: text.utf8) else { return false }
    place += text.utf8.count
    return true
  }

  private mutating func value(_ depth: Int) -> JSONValue? {
    skipBlanks()
    guard depth < 64, let byte = current else { return nil }
    switch byte {
    case UInt8(ascii: "\""): return string().map { .text($0) }
    case UInt8(ascii: "{"): return object(depth)
    case UInt8(ascii: "["): return list(depth)
    case UInt8(ascii: "n"): return take("null") ? .null : nil
    case UInt8(ascii: "t"): return take("true") ? .bool(true) : nil
    case UInt8(ascii: "f"): return take("false") ? .bool(false) : nil
    default: return number()
    }
  }

  private mutating func list(_ depth: Int) -> JSONValue? {
    place += 1
    var items: [JSONValue] = []
    skipBlanks()
    if take("]") { return .list(items) }
    while let item = value(depth + 1) {
      items.append(item)
      skipBlanks()
      if take("]") { return .list(items) }
      guard take(",") else { return nil }
    }
    return nil
  }

  private mutating func object(_ depth: Int) -> JSONValue? {
    place += 1
    var members: [(String, JSONValue)] = []
    var names: Set<String> = []
    skipBlanks()
    if take("}") { return .object(members) }
    while true {
      skipBlanks()
      guard current == UInt8(ascii: "\""), let name = string() else { return nil }
      skipBlanks()
      guard names.insert(name).inserted else {
        twice = name
        return nil
      }
      guard take(":"), let item = value(depth + 1) else { return nil }
      members.append((name, item))
      skipBlanks()
      if take("}") { return .object(members) }
      guard take(",") else { return nil }
    }
  }

  private mutating func number() -> JSONValue? {
    let start = place
    while let byte = current, (48...57).contains(byte) || "+-.eE".utf8.contains(byte) { place += 1 }
    let text = String(decoding: bytes[start..<place], as: UTF8.self)
    return Double(text) == nil ? nil : .number(text)
  }

  private mutating func string() -> String? {
    place += 1
    var text: [UInt8] = []
    while let byte = current {
      place += 1
      switch byte {
      case UInt8(ascii: "\""): return String(validating: text, as: UTF8.self)
      case UInt8(ascii: "\\"):
        guard let scalar = escape() else { return nil }
        text.append(contentsOf: String(Character(scalar)).utf8)
      case 0..<0x20: return nil
      default: text.append(byte)
      }
    }
    return nil
  }

  private mutating func escape() -> Unicode.Scalar? {
    guard let byte = current else { return nil }
    place += 1
    switch byte {
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "u"):
      guard let unit = unit() else { return nil }
      guard (0xD800...0xDBFF).contains(unit) else { return Unicode.Scalar(unit) }
      guard take("\\u"), let low = self.unit(), (0xDC00...0xDFFF).contains(low) else { return nil }
      return Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
    default: return nil
    }
  }

  private mutating func unit() -> UInt32? {
    guard place + 4 <= bytes.count else { return nil }
    let digits = bytes[place..<(place + 4)]
    place += 4
    return UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
  }
}

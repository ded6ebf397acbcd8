import Domain

/// Writes the record format of GNU recutils.
///
/// What that format cannot hold is written as `\u{HEX}`: control characters other than tab and line
/// feed, a backslash at the end of a line (recutils joins such a line with the next), and a backslash
/// before `u{`. Every other backslash stands for itself.
struct RecWriter {
  private(set) var bytes: [UInt8] = []

  mutating func comment(_ text: String) {
    bytes.append(contentsOf: "# ".utf8)
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    appendEscaped(CanonicalText.of(line))
    endLine()
  }

  /// Begins a record set.
  mutating func type(_ name: String) {
    bytes.append(contentsOf: "%rec: ".utf8)
    bytes.append(contentsOf: name.utf8)
    endLine()
    endLine()
  }

  mutating func field(_ id: String, _ value: String) {
    bytes.append(contentsOf: id.utf8)
    bytes.append(UInt8(ascii: ":"))
    if value.utf8.first.map({ $0 != UInt8(ascii: "\n") }) ?? false { bytes.append(UInt8(ascii: " ")) }
    appendEscaped(CanonicalText.of(value))
    endLine()
  }

  mutating func field(_ id: String, _ values: [String]) {
    for value in values { field(id, value) }
  }

  mutating func endLine() { bytes.append(UInt8(ascii: "\n")) }

  mutating func append(_ more: [UInt8]) { bytes.append(contentsOf: more) }

  private mutating func appendEscaped(_ text: String) {
    var text = text
    text.withUTF8 { value in
      var place = 0
      while place < value.count {
        let byte = value[place]
        switch byte {
        case UInt8(ascii: "\n"):
          bytes.append(contentsOf: "\n+".utf8)
          if place + 1 < value.count, value[place + 1] != UInt8(ascii: "\n") { bytes.append(UInt8(ascii: " ")) }
        case UInt8(ascii: "\t"): bytes.append(byte)
        case 0..<0x20, 0x7F: appendEscape(UInt32(byte))
        case 0xC2 where place + 1 < value.count && value[place + 1] < 0xA0:
          place += 1
          appendEscape(UInt32(value[place]))
        case UInt8(ascii: "\\") where needsEscape(value, place): appendEscape(UInt32(byte))
        default: bytes.append(byte)
        }
        place += 1
      }
    }
  }

  private func needsEscape(_ value: UnsafeBufferPointer<UInt8>, _ place: Int) -> Bool {
    let next = place + 1
    if next == value.count || value[next] == UInt8(ascii: "\n") { return true }
    return value[next] == UInt8(ascii: "u") && next + 1 < value.count && value[next + 1] == UInt8(ascii: "{")
  }

  private mutating func appendEscape(_ scalar: UInt32) {
    bytes.append(contentsOf: "\\u{".utf8)
    bytes.append(contentsOf: String(scalar, radix: 16, uppercase: true).utf8)
    bytes.append(UInt8(ascii: "}"))
  }
}

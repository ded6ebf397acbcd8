/// Text of dates, numbers and codes as an input method, a word processor or a PDF gives it, in plain letters.
enum PlainText {
  /// Full-width letters, digits and signs, every kind of hyphen and blank in ASCII; invisible characters are left out.
  static func of(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
    var plain = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if let scalar = self.plain(scalar) { plain.append(scalar) }
    }
    return String(plain)
  }

  private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar.value {
    case 0xFF01...0xFF5E: return Unicode.Scalar(scalar.value - 0xFEE0)
    case 0x2010...0x2015, 0x2212, 0xFE58, 0xFE63: return "-"
    case 0x2044, 0x2215: return "/"
    case 0x2236, 0xFE13, 0xFE55: return ":"
    default: break
    }
    if scalar.properties.isDefaultIgnorableCodePoint { return nil }
    return scalar.properties.generalCategory == .spaceSeparator ? " " : scalar
  }
}

extension String {
  /// Without white space at either end.
  public var trimmed: String {
    var rest = self[...]
    while let first = rest.first, first.isWhitespace { rest.removeFirst() }
    while let last = rest.last, last.isWhitespace { rest.removeLast() }
    return String(rest)
  }

  /// The beginning, short enough for a message.
  public var excerpt: String { count <= 30 ? self : String(prefix(29)) + "…" }
}

/// Cuts text into what the full-text index holds and asks for.
///
/// Scripts written without spaces become pairs of neighbouring characters, and the last character of a run
/// once more by itself: a text of two characters or more is a phrase of pairs, a single character is the
/// beginning of a pair or the end of a run. Other letters and digits become words. Full-width forms count
/// as the usual ones, capitals as small letters.
enum SearchTokens {
  /// Stands between two values, so that no phrase reaches from one into the next.
  static let boundary = "_"

  /// Tokens of a text with a space behind each.
  static func append(_ text: String, to tokens: inout String) {
    var word = ""
    var last: Character?
    func endRun() {
      if !word.isEmpty { tokens.append(word + " ") }
      word = ""
      if let end = last { tokens.append("\(end) ") }
      last = nil
    }
    for scalar in text.unicodeScalars {
      switch kind(of: scalar) {
      case .other: endRun()
      case .word(let folded):
        if last != nil { endRun() }
        word.append(folded)
      case .pair(let folded):
        let character = Character(folded)
        if !word.isEmpty { endRun() }
        if let last { tokens.append("\(last)\(character) ") }
        last = character
      }
    }
    endRun()
  }

  /// An FTS5 expression that finds texts with all words of `typed`; nothing where it holds no letter or digit.
  static func query(_ typed: String) -> String? {
    let terms = typed.split(whereSeparator: \.isWhitespace).compactMap { phrase(String($0)) }
    return terms.isEmpty ? nil : terms.joined(separator: " AND ")
  }

  private static func phrase(_ word: String) -> String? {
    var tokens = ""
    append(word, to: &tokens)
    var parts = tokens.split(separator: " ")
    guard let end = parts.last else { return nil }
    let isPair = end.unicodeScalars.first.map { isPaired($0) } ?? false
    // The end of a run in the middle of a word stands alone; at the end of what was typed more may follow.
    if isPair, parts.count > 1, let before = parts.dropLast().last?.unicodeScalars, before.count == 2,
      before.first.map({ isPaired($0) }) ?? false
    {
      parts.removeLast()
      return "\"\(parts.joined(separator: " "))\""
    }
    return "\"\(parts.joined(separator: " "))\" *"
  }

  private enum Kind {
    case word(String)
    case pair(Unicode.Scalar)
    case other
  }

  private static func kind(of scalar: Unicode.Scalar) -> Kind {
    let value = scalar.value
    if value < 0x80 {
      switch value {
      case 48...57, 97...122: return .word(String(Character(scalar)))
      case 65...90: return .word(String(Character(Unicode.Scalar(UInt8(value + 32)))))
      default: return .other
      }
    }
    if (0xFF01...0xFF5E).contains(value), let plain = Unicode.Scalar(value - 0xFEE0) { return kind(of: plain) }
    if isPaired(scalar) { return .pair(scalar) }
    let isPart = scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    return isPart ? .word(scalar.properties.lowercaseMapping) : .other
  }

  private static func isPaired(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x4E00...0x9FFF, 0x3400...0x4DBF: true
    case 0x2E80...: scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    default: false
    }
  }
}

import Domain

/// Cuts text into what the full-text index holds and asks for.
///
/// Scripts written without spaces become pairs of neighbouring characters, and the last character of a run
/// once more by itself: a text of two characters or more is a phrase of pairs, a single character is the
/// beginning of a pair or the end of a run. Other letters and digits become words. Texts are taken in their
/// `SearchForm`, capitals count as small letters.
struct SearchTokens {
  private var bytes: [UInt8] = []
  /// The run that is being read: a word, or the last character of a script written without spaces.
  private var run = Run.none

  private enum Run {
    case none, word
    case pair(Unicode.Scalar)
  }

  /// All tokens, with a space after each.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  mutating func append(_ text: String) {
    for scalar in SearchForm.of(text).unicodeScalars {
      switch SearchTokens.kind(of: scalar) {
      case .other: endRun()
      case .letter(let folded):
        if case .pair = run { endRun() }
        run = .word
        bytes.append(folded)
      case .word(let folded):
        if case .pair = run { endRun() }
        run = .word
        bytes.append(contentsOf: folded.utf8)
      case .pair(let folded):
        if case .word = run { endRun() }
        if case .pair(let last) = run {
          append(last)
          append(folded)
          bytes.append(UInt8(ascii: " "))
        }
        run = .pair(folded)
      }
    }
    endRun()
  }

  /// Puts a token between two values that no phrase reaches over.
  mutating func endValue() { bytes.append(contentsOf: "_ ".utf8) }

  private mutating func endRun() {
    switch run {
    case .none: return
    case .word: break
    case .pair(let last): append(last)
    }
    bytes.append(UInt8(ascii: " "))
    run = .none
  }

  private mutating func append(_ scalar: Unicode.Scalar) {
    bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
  }

  /// An FTS5 expression that finds texts with all words of `typed`; nil where it holds no letter or digit.
  static func query(_ typed: String) -> String? {
    let terms = SearchForm.of(typed).split(whereSeparator: \.isWhitespace).compactMap { phrase(String($0)) }
    return terms.isEmpty ? nil : terms.joined(separator: " AND ")
  }

  private static func phrase(_ word: String) -> String? {
    var tokens = SearchTokens()
    tokens.append(word)
    var parts = tokens.text.split(separator: " ")
    guard let end = parts.last else { return nil }
    let isPair = end.unicodeScalars.first.map { SearchForm.isRunning($0) } ?? false
    // The end of a run in the middle of a word stands alone; at the end of what was typed more may follow.
    if isPair, parts.count > 1, let before = parts.dropLast().last?.unicodeScalars, before.count == 2,
      before.first.map({ SearchForm.isRunning($0) }) ?? false
    {
      parts.removeLast()
      return "\"\(parts.joined(separator: " "))\""
    }
    return "\"\(parts.joined(separator: " "))\" *"
  }

  private enum Kind {
    case letter(UInt8)
    case word(String)
    case pair(Unicode.Scalar)
    case other
  }

  private static func kind(of scalar: Unicode.Scalar) -> Kind {
    let value = scalar.value
    if value < 0x80 {
      switch value {
      case 48...57, 97...122: return .letter(UInt8(value))
      case 65...90: return .letter(UInt8(value + 32))
      default: return .other
      }
    }
    if SearchForm.isRunning(scalar) { return .pair(scalar) }
    let isPart = scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    return isPart ? .word(scalar.properties.lowercaseMapping) : .other
  }
}

import CRE2
import Synchronization

/// A regular expression of a definition, or of a filter. It is matched in time proportional to the text.
///
/// Without anchors a part of the text is enough; `^` and `$` are the text's beginning and end.
final class Pattern: Sendable {
  /// RE2's own; it is only read after it was made, from any thread.
  private struct Handle: @unchecked Sendable {
    let pointer: OpaquePointer
  }

  private let handle: Handle

  /// The longest pattern that is read, in characters.
  static let mostCharacters = 1_000

  private static let known = Mutex<[String: Pattern]>([:])

  private init?(reading source: String) {
    guard source.unicodeScalars.count <= Pattern.mostCharacters,
      case .success(let text) = PatternText.translated(source),
      let pointer = text.utf8CString.withUnsafeBufferPointer({ cre2_new($0.baseAddress, $0.count - 1) })
    else { return nil }
    handle = Handle(pointer: pointer)
  }

  deinit { cre2_delete(handle.pointer) }

  /// The pattern; nil if it cannot be taken.
  private static func of(_ source: String) -> Pattern? {
    if let found = known.withLock({ $0[source] }) { return found }
    guard let made = Pattern(reading: source) else { return nil }
    known.withLock { all in
      // Definitions hold a few dozen; only filters could bring more.
      if all.count >= 256 { all.removeAll() }
      all[source] = made
    }
    return made
  }

  /// Why a pattern cannot be taken, with what to write instead; nil if it can.
  static func problem(_ source: String) -> Phrase? {
    if source.unicodeScalars.count > mostCharacters {
      return Phrase(
        zh: "樣式太長；最多 \(mostCharacters) 個字元。", en: "The pattern is too long; \(mostCharacters) characters at most.")
    }
    if case .failure(let problem) = PatternText.translated(source) { return problem.message }
    return of(source) == nil ? unknown : nil
  }

  /// Whether the text has a match; nil if the pattern cannot be taken, which was a finding when its rule was read.
  static func matches(_ text: String, _ pattern: String) -> Bool? {
    guard let pattern = of(pattern) else { return nil }
    var text = text
    return text.withUTF8 { bytes in
      cre2_matches(
        pattern.handle.pointer, UnsafeRawPointer(bytes.baseAddress)?.assumingMemoryBound(to: CChar.self), bytes.count)
    }
  }

  private static let unknown = Phrase(
    zh: "樣式不是可用的正規表示式：括號要成對；不能用向前引用（\\1）、前後環視（(?=、(?<!）、占有或原子群組；請改寫，或改用其他條件。",
    en:
      "The pattern is no regular expression that can be used: brackets must be in pairs; back-references (\\1), lookahead and lookbehind ((?=, "
      + "(?<!), possessive and atomic groups are not taken; rewrite it, or use another condition.")
}

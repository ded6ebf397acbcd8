import Synchronization

/// Columns of characters and strings: the one measure for layout, cursor, clipping and tests.
///
/// Text is measured as it is shown, that is after `Neutral` has made hidden characters visible. A cluster of several
/// glyphs (emoji joined by ZWJ, skin tones, flags, VS16) gets as many columns as the terminal that draws it widest,
/// because a blank after an emoji is harmless and an overlap is not.
public nonisolated enum Width {
  private static let ambiguousColumns = Atomic<Int>(1)

  /// Columns of East Asian Ambiguous characters (`①`, `…`, `─`): 1, or 2 if the terminals in use are set so.
  /// Set once at the start; the functions below take another value for a single call.
  public static var ambiguous: Int {
    get { ambiguousColumns.load(ordering: .relaxed) }
    set { ambiguousColumns.store(min(2, max(1, newValue)), ordering: .relaxed) }
  }

  public static func of(_ character: Character, ambiguous: Int = Width.ambiguous) -> Int {
    if let value = character.asciiValue, (0x20...0x7E).contains(value) { return 1 }
    if let marked = Neutral.marked(character) {
      return marked.reduce(0) { $0 + ofVisible($1, ambiguous: ambiguous) }
    }
    return ofVisible(character, ambiguous: ambiguous)
  }

  public static func of(_ string: String, ambiguous: Int = Width.ambiguous) -> Int {
    if let columns = ofOrdinary(string) { return columns }
    return string.reduce(0) { $0 + of($1, ambiguous: ambiguous) }
  }

  /// The columns of what most text consists of, where every scalar is a character of its own and wide or narrow
  /// on every terminal; nil for any other text.
  static func ofOrdinary(_ string: String) -> Int? {
    var columns = 0
    for scalar in string.unicodeScalars {
      switch scalar.value {
      case 0x20...0x7E: columns += 1
      case 0x4E00...0x9FFF, 0x3000...0x3029, 0x3041...0x3096, 0x30A0...0x30FF, 0x3105...0x312F, 0xFF01...0xFF60:
        columns += 2
      default: return nil
      }
    }
    return columns
  }

  /// The longest beginning of the string that fits into so many columns; never splits a character.
  public static func prefix(of string: String, fitting columns: Int, ambiguous: Int = Width.ambiguous) -> Substring {
    var used = 0
    for index in string.indices {
      used += of(string[index], ambiguous: ambiguous)
      if used > columns { return string[..<index] }
    }
    return string[...]
  }

  /// The longest end of the string that fits into so many columns; never splits a character.
  public static func suffix(of string: String, fitting columns: Int, ambiguous: Int = Width.ambiguous) -> Substring {
    var used = 0
    for index in string.indices.reversed() {
      used += of(string[index], ambiguous: ambiguous)
      if used > columns { return string[string.index(after: index)...] }
    }
    return string[...]
  }

  /// The string, shortened with the ellipsis at its end if it is wider than so many columns.
  public static func clipped(
    _ string: String, to columns: Int, ellipsis: String = "~", ambiguous: Int = Width.ambiguous
  ) -> String {
    if of(string, ambiguous: ambiguous) <= columns { return string }
    let room = columns - of(ellipsis, ambiguous: ambiguous)
    guard room >= 0 else { return String(prefix(of: ellipsis, fitting: max(0, columns), ambiguous: ambiguous)) }
    return prefix(of: string, fitting: room, ambiguous: ambiguous) + ellipsis
  }

  /// Where padded text stands in its columns.
  public enum Alignment: Hashable, Sendable {
    case left, right, center
  }

  /// The string clipped or filled with blanks to exactly so many columns.
  public static func padded(
    _ string: String, to columns: Int, _ alignment: Alignment = .left, ambiguous: Int = Width.ambiguous
  ) -> String {
    let text = clipped(string, to: columns, ambiguous: ambiguous)
    let missing = max(0, columns - of(text, ambiguous: ambiguous))
    let before =
      switch alignment {
      case .left: 0
      case .right: missing
      case .center: missing / 2
      }
    return String(repeating: " ", count: before) + text + String(repeating: " ", count: missing - before)
  }

  /// Columns of a character that is shown as it is.
  static func ofVisible(_ character: Character, ambiguous: Int) -> Int {
    var sum = 0
    var asksForEmoji = false
    for scalar in character.unicodeScalars {
      sum += of(scalar, ambiguous: ambiguous)
      if scalar.value == 0xFE0F { asksForEmoji = true }
    }
    return asksForEmoji ? max(2, sum) : sum
  }

  /// Columns of a scalar by itself; 0 for those that join the one before.
  static func of(_ scalar: Unicode.Scalar, ambiguous: Int) -> Int {
    let value = scalar.value
    if value < 0x7F { return 1 }
    if (0x4E00...0x9FFF).contains(value) { return 2 }
    if (0x1160...0x11FF).contains(value) || (0xD7B0...0xD7FF).contains(value) { return 0 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control, .lineSeparator, .paragraphSeparator: return 0
    default: break
    }
    if WidthTables.contains(WidthTables.wide, value) { return 2 }
    if ambiguous == 2, WidthTables.contains(WidthTables.ambiguous, value) { return 2 }
    return 1
  }
}

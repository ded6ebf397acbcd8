/// Makes text harmless for a terminal and honest for a reader: whatever would act or hide is shown as a mark such as
/// `<U+202E>`.
///
/// Marked are control characters (line ends too), line and paragraph separators, direction controls, zero-width and
/// tag characters, unassigned code points, and combining marks that have nothing to combine with. Kept are U+3000,
/// U+00A0, private-use characters, ZWJ inside an emoji, and variation selectors where they belong.
public nonisolated enum Neutral {
  /// The string with every hidden or acting character replaced by its mark.
  public static func text(_ string: String) -> String {
    if isPlainASCII(string) { return string }
    var result = ""
    result.reserveCapacity(string.utf8.count)
    for character in string {
      if let marked = marked(character) {
        result += marked
      } else {
        result.append(character)
      }
    }
    return result
  }

  /// The same of what a command prints: line feeds and tabs stay, since lines and columns are made of them.
  public static func lines(_ string: String) -> String {
    if string.utf8.allSatisfy({ (0x20...0x7E).contains($0) || $0 == 0x0A || $0 == 0x09 }) { return string }
    var result = ""
    result.reserveCapacity(string.utf8.count)
    var start = string.unicodeScalars.startIndex
    for place in string.unicodeScalars.indices {
      let scalar = string.unicodeScalars[place]
      guard scalar == "\n" || scalar == "\t" else { continue }
      result += text(String(string.unicodeScalars[start..<place]))
      result.unicodeScalars.append(scalar)
      start = string.unicodeScalars.index(after: place)
    }
    return result + text(String(string.unicodeScalars[start...]))
  }

  /// How many combining marks a character may carry before the rest is shown as marks.
  private static let mostMarks = 8

  static func isPlainASCII(_ string: String) -> Bool {
    string.utf8.allSatisfy { (0x20...0x7E).contains($0) }
  }

  /// The character with its hidden parts made visible, or nil if it is shown as it is.
  static func marked(_ character: Character) -> String? {
    let scalars = character.unicodeScalars
    if let first = scalars.first, scalars.count == 1, isOrdinary(first) { return nil }
    var result = ""
    var previous: Unicode.Scalar?
    var marks = 0
    var hasMarked = false
    var index = scalars.startIndex
    while index < scalars.endIndex {
      let scalar = scalars[index]
      index = scalars.index(after: index)
      let next = index < scalars.endIndex ? scalars[index] : nil
      let joins = Width.of(scalar, ambiguous: 1) == 0
      if joins { marks += 1 }
      // Nothing may join the end of a mark, so the rest of the character is marked as well.
      let isShown = joins && hasMarked ? false : isShown(scalar, after: previous, before: next, joins: joins)
      if isShown && marks <= mostMarks {
        result.unicodeScalars.append(scalar)
        hasMarked = false
      } else {
        result += mark(scalar)
        hasMarked = true
      }
      previous = scalar
    }
    return result.unicodeScalars.elementsEqual(scalars) ? nil : result
  }

  /// `<U+202E>`
  private static func mark(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "<U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + ">"
  }

  /// A quick yes for what most text consists of.
  private static func isOrdinary(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x7E, 0x4E00...0x9FFF, 0x3000...0x3029, 0x3041...0x3096, 0x30A0...0x30FF, 0x3105...0x312F,
      0xFF01...0xFF9F:
      return true
    default: return false
    }
  }

  private static func isShown(
    _ scalar: Unicode.Scalar, after previous: Unicode.Scalar?, before next: Unicode.Scalar?, joins: Bool
  ) -> Bool {
    guard let previous else { return !joins && !isHidden(scalar) }
    switch scalar.value {
    case 0x200D:
      return isPicture(previous) && (next.map { $0.properties.isEmoji } ?? false)
    case 0xFE0E, 0xFE0F:
      return previous.properties.isEmoji || previous.properties.isIdeographic
    case 0xFE00...0xFE02, 0xE0100...0xE01EF:
      return previous.properties.isIdeographic
    default: return !isHidden(scalar)
    }
  }

  /// Whether a joiner may follow: an emoji, or what modifies one.
  private static func isPicture(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value == 0xFE0F || scalar.properties.isEmoji && scalar.value > 0xFF
  }

  /// Whether a character acts on a terminal or cannot be seen, by itself.
  public static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: return true
    default: return scalar.properties.isDefaultIgnorableCodePoint
    }
  }
}

nonisolated extension String {
  /// The string as it is shown on a terminal; see `Neutral`.
  public var neutralised: String { Neutral.text(self) }
}

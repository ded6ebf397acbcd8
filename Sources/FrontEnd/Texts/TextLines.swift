import Terminal

/// A text with headings and lists, in lines of a width.
public nonisolated enum TextLines {
  public struct Line: Sendable {
    public let text: String
    public let isHeading: Bool
    /// The line of the text that it is a part of.
    public let origin: Int
  }

  /// No line is longer, so that what was found stays the same line on wider screens.
  public static let widest = 76

  /// `isMarked` leaves the marks of headings in their place.
  public static func of(_ text: String, width: Int, isMarked: Bool = false) -> [Line] {
    let width = min(widest, width)
    let paragraphs = text.split(separator: "\n", omittingEmptySubsequences: false)
    return paragraphs.enumerated().flatMap { origin, paragraph -> [Line] in
      let isHeading = paragraph.hasPrefix("#")
      let plain =
        isHeading && !isMarked ? String(paragraph.drop { $0 == "#" || $0 == " " }) : String(paragraph)
      let indent = indent(plain)
      let wrapped = TextWrap.lines(of: plain, width: width - indent)
      if wrapped.isEmpty { return [Line(text: "", isHeading: false, origin: origin)] }
      return wrapped.enumerated().map { place, line in
        let blanks = place > 0 ? String(repeating: " ", count: indent) : ""
        return Line(text: blanks + line.text, isHeading: isHeading, origin: origin)
      }
    }
  }

  /// Columns by which the further lines of a list's entry are moved in.
  private static func indent(_ paragraph: String) -> Int {
    if paragraph.hasPrefix("- ") { return 2 }
    let digits = paragraph.prefix { $0.isNumber }
    return !digits.isEmpty && paragraph.dropFirst(digits.count).hasPrefix(". ") ? digits.count + 2 : 0
  }
}

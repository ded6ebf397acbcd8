/// Breaks text into lines of a given width.
///
/// A line never ends inside a `Character`; Latin words and numbers stay whole if they fit into a line; no line starts
/// with a closing mark such as `，。」` or ends with an opening one such as `「（`. Blanks at the end of a line hang over its
/// edge. The ranges of the lines cover every character of the text but the line ends.
public nonisolated enum TextWrap {
  /// One line of the wrapped text.
  public struct Line: Hashable, Sendable {
    /// The characters of the line, counted from the beginning of the text.
    public var range: Range<Int>
    /// The characters themselves; blanks that hang over the edge included.
    public var text: String
    /// Whether the text has a line end, or its own end, here.
    public var endsParagraph: Bool

    public init(range: Range<Int>, text: String, endsParagraph: Bool) {
      self.range = range
      self.text = text
      self.endsParagraph = endsParagraph
    }
  }

  /// The lines of the text; at least one. Line ends are LF, CR and CR LF.
  public static func lines(of text: String, width: Int, ambiguous: Int = Width.ambiguous) -> [Line] {
    let characters = Array(text)
    var lines: [Line] = []
    var start = 0
    while true {
      let end = characters[start...].firstIndex(where: isLineEnd) ?? characters.count
      wrap(characters[start..<end], width: max(1, width), ambiguous: ambiguous, into: &lines)
      guard end < characters.count else { return lines }
      start = end + 1
    }
  }

  /// Where the caret before the character at `offset` stands: the line it belongs to and its column.
  /// An offset between two lines of a paragraph belongs to the later one.
  public static func position(of offset: Int, in lines: [Line], ambiguous: Int = Width.ambiguous) -> Position {
    let row = lines.lastIndex { $0.range.lowerBound <= offset } ?? 0
    guard lines.indices.contains(row) else { return .zero }
    let line = lines[row]
    let before = line.text.prefix(min(offset, line.range.upperBound) - line.range.lowerBound)
    return Position(column: Width.of(String(before), ambiguous: ambiguous), row: row)
  }

  /// The offset of the character at a place, or of the nearest place for a caret in that row.
  public static func offset(at position: Position, in lines: [Line], ambiguous: Int = Width.ambiguous) -> Int {
    guard !lines.isEmpty else { return 0 }
    let line = lines[min(max(0, position.row), lines.count - 1)]
    let count = Width.prefix(of: line.text, fitting: position.column, ambiguous: ambiguous).count
    let last = line.endsParagraph ? line.range.count : max(0, line.range.count - 1)
    return line.range.lowerBound + min(count, last)
  }

  private static func isLineEnd(_ character: Character) -> Bool {
    character == "\n" || character == "\r\n" || character == "\r"
  }

  private static func wrap(
    _ paragraph: ArraySlice<Character>, width: Int, ambiguous: Int, into lines: inout [Line]
  ) {
    var start = paragraph.startIndex
    repeat {
      let end = lineEnd(of: paragraph[start...], width: width, ambiguous: ambiguous)
      lines.append(
        Line(range: start..<end, text: String(paragraph[start..<end]), endsParagraph: end == paragraph.endIndex))
      start = end
    } while start < paragraph.endIndex
  }

  /// The end of the first line of what is left of a paragraph.
  private static func lineEnd(of rest: ArraySlice<Character>, width: Int, ambiguous: Int) -> Int {
    var used = 0
    var index = rest.startIndex
    while index < rest.endIndex {
      let columns = Width.of(rest[index], ambiguous: ambiguous)
      if used + columns > width {
        if rest[index] == " " { return rest[index...].firstIndex { $0 != " " } ?? rest.endIndex }
        return breakPlace(before: index, in: rest)
      }
      used += columns
      index += 1
    }
    return index
  }

  /// The last place not after `index` where a line may end; `index` itself if there is none.
  private static func breakPlace(before index: Int, in rest: ArraySlice<Character>) -> Int {
    var place = index
    while place > rest.startIndex {
      if LineBreak.isAllowed(between: rest[place - 1], and: rest[place]) { return place }
      place -= 1
    }
    return max(index, rest.startIndex + 1)
  }
}

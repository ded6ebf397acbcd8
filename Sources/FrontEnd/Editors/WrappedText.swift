import Terminal

/// A text of several lines that stays wrapped while it is edited: only the line that changes is wrapped again.
struct WrappedText {
  private(set) var characters: [Character]
  private(set) var bytes: Int
  private(set) var lines: [TextWrap.Line] = []
  private var width = 0

  init(_ text: String) {
    let plain = Self.normalised(text)
    characters = Array(plain)
    bytes = plain.utf8.count
  }

  /// Line ends are LF and tabs are blanks.
  static func normalised(_ text: String) -> String {
    guard text.contains(where: { $0 == "\t" || ($0.isNewline && $0 != "\n") }) else { return text }
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for character in text {
      if character == "\t" {
        result += "    "
      } else {
        result.append(character.isNewline ? "\n" : character)
      }
    }
    return result
  }

  mutating func wrap(width: Int) {
    guard width != self.width else { return }
    self.width = width
    lines = TextWrap.lines(of: String(characters), width: width)
  }

  /// The lines for a width, kept where it is the present one.
  func wrapped(width: Int) -> [TextWrap.Line] {
    width == self.width ? lines : TextWrap.lines(of: String(characters), width: width)
  }

  /// The characters between two line ends.
  func hardLine(at place: Int) -> Range<Int> {
    let start = characters[..<place].lastIndex(of: "\n").map { $0 + 1 } ?? 0
    let end = characters[place...].firstIndex(of: "\n") ?? characters.count
    return start..<end
  }

  /// Puts text in and returns the place after it. A combining mark joins the character before it.
  mutating func insert(_ text: String, at place: Int) -> Int {
    let start = max(0, place - 1)
    let before = place > 0 ? String(characters[start]) : ""
    let count = (before + text).count
    replace(start..<place, with: before + text)
    return start + count
  }

  mutating func replace(_ range: Range<Int>, with text: String) {
    let first = hardLine(at: range.lowerBound).lowerBound
    let last = hardLine(at: range.upperBound).upperBound
    let new = Array(text)
    for character in characters[range] { bytes -= character.utf8.count }
    bytes += text.utf8.count
    characters.replaceSubrange(range, with: new)
    guard width > 0 else { return }
    let shift = new.count - range.count
    let changed = TextWrap.lines(of: String(characters[first..<(last + shift)]), width: width).map { line in
      TextWrap.Line(
        range: (line.range.lowerBound + first)..<(line.range.upperBound + first), text: line.text,
        endsParagraph: line.endsParagraph)
    }
    let from = firstLine(from: first)
    let to = firstLine(from: last + 1)
    if shift != 0 {
      for index in to..<lines.count {
        let range = lines[index].range
        lines[index].range = (range.lowerBound + shift)..<(range.upperBound + shift)
      }
    }
    lines.replaceSubrange(from..<to, with: changed)
  }

  /// The first line that begins at or after a place.
  private func firstLine(from place: Int) -> Int {
    var low = 0
    var high = lines.count
    while low < high {
      let middle = (low + high) / 2
      if lines[middle].range.lowerBound < place { low = middle + 1 } else { high = middle }
    }
    return low
  }

  func wordStart(before place: Int) -> Int {
    var result = place
    while result > 0, characters[result - 1].isWhitespace { result -= 1 }
    while result > 0, !characters[result - 1].isWhitespace { result -= 1 }
    return result
  }

  func wordEnd(after place: Int) -> Int {
    var result = place
    while result < characters.count, characters[result].isWhitespace { result += 1 }
    while result < characters.count, !characters[result].isWhitespace { result += 1 }
    return result
  }
}

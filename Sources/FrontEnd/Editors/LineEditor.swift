import Terminal

/// One line of text with a caret between whole characters.
public struct LineEditor: Hashable {
  public private(set) var characters: [Character]
  /// Characters before the caret.
  public private(set) var caret: Int

  /// The caret is after the text.
  public init(_ text: String = "") {
    characters = Array(text)
    caret = characters.count
  }

  public var text: String { String(characters) }
  public var isEmpty: Bool { characters.isEmpty }

  public mutating func replace(with text: String) {
    characters = Array(text)
    caret = characters.count
  }

  /// More is not taken; the editor's owner says so.
  static let mostCharacters = 4_096

  /// A pasted text as one line: line ends and tabs become blanks.
  static func line(_ text: String) -> String {
    String(text.split(whereSeparator: \.isNewline).joined(separator: " ").map { $0 == "\t" ? " " : $0 })
  }

  /// How long the text would become, where an event would make it too long.
  func excess(_ event: Event) -> Int? {
    let more: Int
    switch event {
    case .paste(let text): more = text.count
    case .key(let key): more = key.text == nil ? 0 : 1
    default: more = 0
    }
    return more > 0 && characters.count + more > Self.mostCharacters ? characters.count + more : nil
  }

  mutating func place(caret: Int) { self.caret = max(0, min(caret, characters.count)) }

  /// Takes a key or paste that edits; gives false for anything else. Line ends in a paste become blanks.
  @discardableResult
  public mutating func handle(_ event: Event) -> Bool {
    switch event {
    case .paste(let text): insert(Self.line(text))
    case .key(let key): return handle(key)
    default: return false
    }
    return true
  }

  @discardableResult
  public mutating func handle(_ key: Key) -> Bool {
    if let character = key.text {
      insert(String(character))
      return true
    }
    switch key {
    case .left: caret = max(0, caret - 1)
    case .right: caret = min(characters.count, caret + 1)
    case .home: caret = 0
    case .end: caret = characters.count
    case Key(.left, .control): caret = wordStart
    case Key(.right, .control): caret = wordEnd
    case .backspace:
      guard caret > 0 else { return true }
      caret -= 1
      characters.remove(at: caret)
    case .delete:
      if caret < characters.count { characters.remove(at: caret) }
    case .control("u"):
      characters.removeSubrange(..<caret)
      caret = 0
    case .control("k"): characters.removeSubrange(caret...)
    case .control("w"):
      let start = wordStart
      characters.removeSubrange(start..<caret)
      caret = start
    default: return false
    }
    return true
  }

  /// Puts text in at the caret. A combining mark joins the character before it.
  public mutating func insert(_ text: String) {
    let head = String(characters[..<caret]) + text
    let tail = characters[caret...]
    let joined = Array(head)
    characters = Array(String(joined) + String(tail))
    caret = min(joined.count, characters.count)
  }

  private var wordStart: Int {
    var place = caret
    while place > 0, characters[place - 1].isWhitespace { place -= 1 }
    while place > 0, !characters[place - 1].isWhitespace { place -= 1 }
    return place
  }

  private var wordEnd: Int {
    var place = caret
    while place < characters.count, characters[place].isWhitespace { place += 1 }
    while place < characters.count, !characters[place].isWhitespace { place += 1 }
    return place
  }

  /// A text that is too long scrolls by half the width, so that most letters typed scroll nothing.
  private func firstInSight(_ widths: [Int], _ width: Int) -> Int {
    // The caret needs a column of its own after the text.
    let excess = widths[..<caret].reduce(0, +) - (width - 1)
    guard excess > 0 else { return 0 }
    let jump = max(1, width / 2)
    let hidden = min((excess + jump - 1) / jump * jump, excess + width - 1)
    var used = 0
    var start = 0
    while used < hidden, start < caret {
      used += widths[start]
      start += 1
    }
    return start
  }

  /// Draws the part around the caret in one line and puts the cursor there. The text is drawn plain: an attribute
  /// would cost ten times the bytes for each letter typed.
  public func draw(into canvas: inout Canvas, at position: Position, width: Int, isFocused: Bool, style: Style = .plain)
  {
    guard width > 1 else { return }
    let shownCharacters = characters.map { String($0).neutralised }
    let widths = shownCharacters.map { Width.of($0) }
    let start = isFocused ? firstInSight(widths, width) : 0
    canvas.write(
      shownCharacters[start...].joined(), at: position, style: style, width: width)
    let end = start < characters.count ? min(width, widths[start...].reduce(0, +)) : 0
    canvas.fill(
      Rect(column: position.column + end, row: position.row, columns: width - end, rows: 1), style: style)
    if isFocused {
      let column = position.column + widths[start..<caret].reduce(0, +)
      canvas.cursor = Position(column: column, row: position.row)
    }
  }
}

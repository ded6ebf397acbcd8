/// A part of a definition file, with its place: a text, a list or a mapping. Nothing else exists there.
struct Tree: Sendable {
  /// Line and column in the file, from 1.
  struct Position: Hashable, Sendable, Comparable {
    var line = 0
    var column = 0

    func right(_ columns: Int) -> Position { Position(line: line, column: column + columns) }

    static func < (left: Position, right: Position) -> Bool { (left.line, left.column) < (right.line, right.column) }
  }

  struct Entry: Sendable {
    let key: String
    let place: Position
    let value: Tree
  }

  enum Content: Sendable {
    case text(String)
    case list([Tree])
    case mapping([Entry])
  }

  let content: Content
  let place: Position
  /// Where the characters of a text begin, after its quote.
  let start: Position

  init(_ content: Content, place: Position, start: Position? = nil) {
    self.content = content
    self.place = place
    self.start = start ?? place
  }

  /// The value of a key; nil if this is no mapping or has no such key.
  subscript(key: String) -> Tree? {
    guard case .mapping(let entries) = content else { return nil }
    return entries.first { $0.key == key }?.value
  }
}

/// A text with its place.
struct PlacedText: Hashable, Sendable {
  let text: String
  let place: Tree.Position
}

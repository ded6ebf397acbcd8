/// A part of a definition file, with its place: a text, a list or a mapping. Nothing else exists there.
struct Tree: Sendable {
  /// Line and column in the file, from 1.
  struct Place: Hashable, Sendable, Comparable {
    var line = 0
    var column = 0

    func right(_ columns: Int) -> Place { Place(line: line, column: column + columns) }

    static func < (left: Place, right: Place) -> Bool { (left.line, left.column) < (right.line, right.column) }
  }

  struct Entry: Sendable {
    let key: String
    let place: Place
    let value: Tree
  }

  enum Content: Sendable {
    case text(String)
    case list([Tree])
    case mapping([Entry])
  }

  let content: Content
  let place: Place
  /// Where the characters of a text begin, behind its quote.
  let start: Place

  init(_ content: Content, place: Place, start: Place? = nil) {
    self.content = content
    self.place = place
    self.start = start ?? place
  }

  /// The value of a key; nothing if this is no mapping or has no such key.
  subscript(key: String) -> Tree? {
    guard case .mapping(let entries) = content else { return nil }
    return entries.first { $0.key == key }?.value
  }
}

/// A text with its place.
struct PlacedText: Hashable, Sendable {
  let text: String
  let place: Tree.Place
}

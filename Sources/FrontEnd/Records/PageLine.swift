import Terminal

/// A line of a page that is read: pieces of text at columns.
struct PageLine: Hashable {
  struct Piece: Hashable {
    var column: Int
    var text: String
    var style: Style
  }

  var pieces: [Piece]
  /// What Enter acts on here, such as the number of a record.
  var item: String?
  /// The row of a table that the line shows.
  var row: RowPlace?

  init(_ pieces: [Piece] = [], item: String? = nil) {
    self.pieces = pieces
    self.item = item
  }

  init(_ text: String, at column: Int = 1, style: Style = .plain, item: String? = nil) {
    self.init([Piece(column: column, text: text, style: style)], item: item)
  }

  /// The line as plain text.
  var text: String {
    pieces.reduce(into: "") { text, piece in
      text += String(repeating: " ", count: max(0, piece.column - Width.of(text))) + piece.text
    }
  }
}

/// Which characters lines and boxes are made of.
public nonisolated enum BoxStyle: Hashable, Sendable {
  /// `+ - |`: right on every terminal.
  case ascii
  /// Box-drawing characters; used only if ambiguous characters take one column.
  case unicode
}

nonisolated extension Canvas {
  /// Writes a text, made neutral, and gives back the columns it took.
  ///
  /// With a width, exactly so many columns are drawn: the text is clipped or followed by blanks.
  @discardableResult
  public mutating func write(
    _ text: String, at position: Position, style: Style = .plain, width: Int? = nil
  ) -> Int {
    let limit = width.map { max(0, $0) } ?? Int.max
    var used = 0
    for character in text {
      if let marked = Neutral.marked(character) {
        for part in marked where used < limit {
          write(part, at: position, style: style, limit: limit, used: &used)
        }
      } else {
        write(character, at: position, style: style, limit: limit, used: &used)
      }
      if used >= limit || position.column + used >= size.columns && width == nil { break }
    }
    if let width {
      while used < width { write(" ", at: position, style: style, limit: limit, used: &used) }
    }
    return used
  }

  /// Writes one visible character; one that passes the limit becomes blanks.
  private mutating func write(
    _ character: Character, at position: Position, style: Style, limit: Int, used: inout Int
  ) {
    let columns = character.isASCII ? 1 : Width.ofVisible(character, ambiguous: ambiguous)
    let place = Position(column: position.column + used, row: position.row)
    if used + columns <= limit {
      put(character, width: columns, at: place, style: style)
      used += columns
    } else {
      for offset in 0..<max(0, limit - used) {
        put(" ", width: 1, at: Position(column: place.column + offset, row: place.row), style: style)
      }
      used = limit
    }
  }

  /// Fills a rectangle with a character.
  public mutating func fill(_ rect: Rect, _ character: Character = " ", style: Style = .plain) {
    let area = rect.intersection(Rect(origin: .zero, size: size))
    let line = String(repeating: character, count: area.size.columns)
    for row in area.rows {
      write(line, at: Position(column: area.origin.column, row: row), style: style, width: area.size.columns)
    }
  }

  public mutating func horizontalLine(
    at position: Position, columns: Int, boxes: BoxStyle = .ascii, style: Style = .plain
  ) {
    let line = glyphs(boxes).horizontal
    write(String(repeating: line, count: max(0, columns)), at: position, style: style)
  }

  public mutating func verticalLine(
    at position: Position, rows: Int, boxes: BoxStyle = .ascii, style: Style = .plain
  ) {
    let line = String(glyphs(boxes).vertical)
    for offset in 0..<max(0, rows) {
      write(line, at: Position(column: position.column, row: position.row + offset), style: style)
    }
  }

  /// Draws the border of a rectangle; its inside is not touched.
  public mutating func box(_ rect: Rect, boxes: BoxStyle = .ascii, style: Style = .plain) {
    guard rect.size.columns >= 2, rect.size.rows >= 2 else { return }
    let glyphs = glyphs(boxes)
    let right = rect.columns.upperBound - 1
    let bottom = rect.rows.upperBound - 1
    let across = String(repeating: glyphs.horizontal, count: rect.size.columns - 2)
    write(glyphs.topLeft + across + glyphs.topRight, at: rect.origin, style: style)
    let foot = Position(column: rect.origin.column, row: bottom)
    write(glyphs.bottomLeft + across + glyphs.bottomRight, at: foot, style: style)
    let inner = rect.size.rows - 2
    for column in [rect.origin.column, right] {
      verticalLine(at: Position(column: column, row: rect.origin.row + 1), rows: inner, boxes: boxes, style: style)
    }
  }

  private func glyphs(_ boxes: BoxStyle) -> BoxGlyphs {
    boxes == .unicode && ambiguous == 1 ? .unicode : .ascii
  }
}

/// The characters of a box.
private nonisolated struct BoxGlyphs {
  var horizontal: String
  var vertical: String
  var topLeft: String
  var topRight: String
  var bottomLeft: String
  var bottomRight: String

  static let ascii = BoxGlyphs(
    horizontal: "-", vertical: "|", topLeft: "+", topRight: "+", bottomLeft: "+", bottomRight: "+")
  static let unicode = BoxGlyphs(
    horizontal: "─", vertical: "│", topLeft: "┌", topRight: "┐", bottomLeft: "└", bottomRight: "┘")
}

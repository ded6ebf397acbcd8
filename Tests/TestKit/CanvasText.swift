import Terminal

/// A canvas as text, for golden screens.
extension Canvas {
  /// The rows without blanks at their ends.
  package func textLines() -> [String] {
    rows { String($0.filter { !$0.isContinuation }.map(\.character)) }
  }

  /// The rows with every run of styled text marked: `{bold red|text}`. Blanks inside a marked run are kept.
  /// Without colours, it is what a monochrome terminal shows.
  package func markedLines(colors: Bool = true) -> [String] {
    rows { row in
      var line = ""
      var current = Style.plain
      for cell in row where !cell.isContinuation {
        let style = colors ? cell.style : cell.style.withoutColor
        if style != current {
          if current != .plain { line += "}" }
          if style != .plain { line += "{\(style.summary)|" }
          current = style
        }
        line.append(cell.character)
      }
      return current == .plain ? line : line + "}"
    }
  }

  /// All rows and, in a last line, where the cursor stands: `cursor 12,3` (column, row) or `no cursor`.
  package var screenText: String { textLines().joined(separator: "\n") + "\n" + cursorLine }

  /// As `screenText`, with styles marked.
  package func markedText(colors: Bool = true) -> String {
    markedLines(colors: colors).joined(separator: "\n") + "\n" + cursorLine
  }

  private var cursorLine: String { cursor.map { "cursor \($0)" } ?? "no cursor" }

  private func rows(_ text: (ArraySlice<Cell>) -> String) -> [String] {
    (0..<size.rows).map { number in
      var line = text(row(number))
      while line.hasSuffix(" ") { line.removeLast() }
      return line
    }
  }
}

extension Style {
  /// The same without colour, as terminals without colours draw it.
  package var withoutColor: Style {
    var style = self
    style.color = .standard
    return style
  }
}

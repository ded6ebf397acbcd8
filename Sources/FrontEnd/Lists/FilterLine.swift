import Domain
import Terminal

/// The first line of a list that is filtered by typing: what is typed at the left, what is found at the right.
enum FilterLine {
  static func draw(
    _ editor: LineEditor, found: Phrase, isFocused: Bool, into canvas: inout Canvas, _ workspace: Workspace
  ) {
    let width = canvas.size.columns
    let label = workspace.text(Phrase(zh: "篩選：", en: "Filter: "))
    let counts = workspace.text(found)
    let countWidth = min(Width.of(counts), width / 2)
    canvas.write(label, at: Position(column: 1, row: 0))
    canvas.write(
      Width.clipped(counts, to: countWidth), at: Position(column: width - countWidth - 1, row: 0), width: countWidth)
    let start = 1 + Width.of(label)
    editor.draw(
      into: &canvas, at: Position(column: start, row: 0), width: width - countWidth - 3 - start, isFocused: isFocused)
  }
}

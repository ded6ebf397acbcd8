import CNcurses
import Glibc

/// Brings canvases to the terminal through ncurses, and writes only what differs from the canvas before.
///
/// ncurses can hold a glyph only if it counts the same columns for it. For the others (emoji sequences, ambiguous
/// characters that take two columns) its model has blanks; the glyph is written over them with the cursor placed again,
/// so that a terminal that draws it narrower or wider cannot shift the rest of the row.
final class CursesScreen {
  private struct Overlay {
    var row: Int
    var column: Int
    var cell: Cell
  }

  private var size = Size(columns: 0, rows: 0)
  private var shown: Canvas?
  /// Rows that hold overlays at present.
  private var overlaidRows: Set<Int> = []
  private var pending: Canvas?

  /// Whether a canvas waits for the terminal to take more output.
  var hasPending: Bool { pending != nil }

  /// The terminal is so large now and shows nothing of what it did.
  func resize(to size: Size) {
    self.size = size
    shown = nil
    overlaidRows = []
    cn_resize(Int32(size.rows), Int32(size.columns))
  }

  /// Shows the canvas now, or as soon as the terminal takes output; of several waiting canvases only the last.
  func show(_ canvas: Canvas) {
    pending = canvas
    var output = pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0)
    if poll(&output, 1, 0) > 0 { flush() }
  }

  /// Writes the canvas that waits.
  func flush() {
    guard let canvas = pending else { return }
    pending = nil
    var overlays: [Overlay] = []
    for row in 0..<min(size.rows, canvas.whole.rows) {
      if let shown, canvas.isUntouched(row: row, since: shown) { continue }
      draw(canvas.row(row), over: shown?.row(row), row: row, overlays: &overlays)
    }
    shown = canvas

    let cursor = canvas.cursor.flatMap { $0.column < size.columns && $0.row < size.rows ? $0 : nil }
    let place = cursor ?? Position(column: 0, row: size.rows - 1)
    cn_update(Int32(place.row), Int32(place.column), cursor != nil)
    guard !overlays.isEmpty else { return }
    for overlay in overlays {
      write(overlay.cell, row: overlay.row, column: overlay.column)
      // Where the glyph was drawn too wide, what stands next to it comes back.
      let next = overlay.column + overlay.cell.width
      for column in next..<min(next + 2, size.columns) {
        if let cell = canvas[Position(column: column, row: overlay.row)], !cell.isContinuation,
          column + cell.width <= size.columns
        {
          write(cell, row: overlay.row, column: column)
        }
      }
    }
    cn_finish_overlays(Int32(place.row), Int32(place.column))
  }

  /// Writes a cell past ncurses.
  private func write(_ cell: Cell, row: Int, column: Int) {
    cn_overlay(
      Int32(row), Int32(column), String(cell.character), attributes(cell.style), Int32(cell.style.color.rawValue))
  }

  private func draw(
    _ new: ArraySlice<Cell>, over old: ArraySlice<Cell>?, row: Int, overlays: inout [Overlay]
  ) {
    if let old, old == new { return }
    let hadOverlays = overlaidRows.remove(row) != nil
    var found: [Overlay] = []
    var column = 0
    while column < min(new.count, size.columns) {
      let cell = new[new.startIndex + column]
      let width = max(1, cell.width)
      if column + width > size.columns { break }
      if hadOverlays || old.map({ differs(new, $0, column: column, width: width) }) ?? true {
        if !put(cell, row: row, column: column) { found.append(Overlay(row: row, column: column, cell: cell)) }
      }
      column += width
    }
    if hadOverlays || !found.isEmpty { cn_forget_row(Int32(row)) }
    if !found.isEmpty { overlaidRows.insert(row) }
    overlays += found
  }

  private func differs(_ new: ArraySlice<Cell>, _ old: ArraySlice<Cell>, column: Int, width: Int) -> Bool {
    guard column + width <= old.count else { return true }
    return new[new.startIndex + column..<new.startIndex + column + width]
      != old[old.startIndex + column..<old.startIndex + column + width]
  }

  /// Gives the cell to ncurses; false if that took only blanks in its place.
  private func put(_ cell: Cell, row: Int, column: Int) -> Bool {
    if put(cell.character, width: cell.width, style: cell.style, row: row, column: column) { return true }
    for offset in 0..<cell.width {
      _ = put(" ", width: 1, style: cell.style, row: row, column: column + offset)
    }
    return false
  }

  private func put(_ character: Character, width: Int, style: Style, row: Int, column: Int) -> Bool {
    let scalars = character.unicodeScalars.map(\.value)
    return cn_put(
      Int32(row), Int32(column), Int32(width), scalars, Int32(scalars.count), attributes(style),
      Int32(style.color.rawValue))
  }

  private func attributes(_ style: Style) -> Int32 {
    var result = 0
    if style.bold { result |= CN_BOLD }
    if style.reverse { result |= CN_REVERSE }
    if style.underline { result |= CN_UNDERLINE }
    if style.dim { result |= CN_DIM }
    return Int32(result)
  }
}

import Synchronization

/// A grid of cells to draw a screen on, with the place where the cursor shall stand.
///
/// In every row the widths of the cells add up to the columns: a wide glyph is never cut. Where one loses a half, the
/// other half becomes blank; one that does not fit at an edge is left blank.
public nonisolated struct Canvas: Hashable, Sendable {
  /// The size of what is drawn on: the whole canvas, or the rectangle inside `inside`.
  public var size: Size { region.size }

  /// The columns of ambiguous characters on this canvas.
  public let ambiguous: Int

  /// The size of the whole canvas, whatever region is drawn on.
  let whole: Size
  private var region: Rect
  private var clip: Rect
  /// Row by row, so that a copy that is drawn on shares the rows that stay as they are.
  private var cells: [[Cell]]
  private var absoluteCursor: Position?
  /// The same for a canvas and its copies, no other.
  private let origin: Int
  /// For each row, how often the canvas had been drawn on when the row was last.
  private var stamps: [Int]
  private var strokes = 0

  private static let origins = Atomic<Int>(0)

  public init(size: Size, ambiguous: Int = Width.ambiguous) {
    whole = Size(columns: max(0, size.columns), rows: max(0, size.rows))
    region = Rect(origin: .zero, size: whole)
    clip = region
    cells = Array(repeating: Array(repeating: .blank(.plain), count: whole.columns), count: whole.rows)
    origin = Self.origins.wrappingAdd(1, ordering: .relaxed).newValue
    stamps = Array(repeating: 0, count: whole.rows)
    self.ambiguous = ambiguous
  }

  /// Where the hardware cursor stands, or nil to hide it. A place outside the canvas counts as nil.
  public var cursor: Position? {
    get { absoluteCursor.map { Position(column: $0.column - region.origin.column, row: $0.row - region.origin.row) } }
    set {
      absoluteCursor = newValue.map(absolute).flatMap { clip.contains($0) ? $0 : nil }
    }
  }

  /// The cell at a place of the present region, or nil outside of it.
  public subscript(position: Position) -> Cell? {
    let place = absolute(position)
    return clip.contains(place) ? cells[place.row][place.column] : nil
  }

  /// The cells of a row of the whole canvas.
  public func row(_ row: Int) -> ArraySlice<Cell> {
    cells.indices.contains(row) ? cells[row][...] : []
  }

  /// Whether a row is as it was on the canvas that this one was copied from, told without looking at its cells.
  /// Of two copies of one canvas only one may be drawn on.
  func isUntouched(row: Int, since earlier: Canvas) -> Bool {
    origin == earlier.origin && stamps.indices.contains(row) && stamps[row] == earlier.stamps[row]
  }

  public static func == (left: Canvas, right: Canvas) -> Bool {
    left.whole == right.whole && left.region == right.region && left.ambiguous == right.ambiguous
      && left.absoluteCursor == right.absoluteCursor && left.cells == right.cells
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(whole)
    hasher.combine(absoluteCursor)
    hasher.combine(cells)
  }

  private mutating func touch(_ row: Int) {
    strokes += 1
    stamps[row] = strokes
  }

  /// Draws in a rectangle as if it were the canvas: positions count from its corner and nothing outside is touched.
  @discardableResult
  public mutating func inside<Result>(_ rect: Rect, _ draw: (inout Canvas) -> Result) -> Result {
    let saved = (region, clip)
    defer { (region, clip) = saved }
    region = Rect(origin: absolute(rect.origin), size: rect.size)
    clip = clip.intersection(region)
    return draw(&self)
  }

  /// Makes everything blank and plain, and removes the cursor if it stands here.
  public mutating func clear() {
    fill(Rect(origin: .zero, size: size))
    if let place = absoluteCursor, clip.contains(place) { absoluteCursor = nil }
  }

  /// Puts one glyph of a known width at a place; gives nothing back because the width is what it was asked to be.
  mutating func put(_ character: Character, width: Int, at position: Position, style: Style) {
    let place = absolute(position)
    guard width > 0, clip.rows.contains(place.row) else { return }
    let columns = place.column..<place.column + width
    let visible = columns.clamped(to: clip.columns)
    guard !visible.isEmpty else { return }
    touch(place.row)
    detach(visible, row: place.row)
    if visible == columns {
      cells[place.row][place.column] = Cell(character: character, width: width, style: style)
      for column in columns.dropFirst() { cells[place.row][column] = .continuation(style) }
    } else {
      for column in visible { cells[place.row][column] = .blank(style) }
    }
  }

  /// Blanks the rest of those glyphs that reach into the columns from outside, or out of them.
  private mutating func detach(_ columns: Range<Int>, row: Int) {
    blankGlyph(across: columns.lowerBound, row: row)
    blankGlyph(across: columns.upperBound, row: row)
  }

  /// If a glyph lies across the left edge of a column, makes all its cells blank.
  private mutating func blankGlyph(across column: Int, row: Int) {
    guard column < whole.columns, cells[row][column].isContinuation else { return }
    var lead = column
    while cells[row][lead].isContinuation { lead -= 1 }
    for place in lead..<lead + cells[row][lead].width { cells[row][place] = .blank(cells[row][place].style) }
  }

  private func absolute(_ position: Position) -> Position {
    Position(column: region.origin.column + position.column, row: region.origin.row + position.row)
  }
}

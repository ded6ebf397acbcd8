/// One cell of a canvas: a glyph, or a continuation of the wide glyph to its left.
public nonisolated struct Cell: Hashable, Sendable {
  /// The glyph; a blank in continuation cells.
  public let character: Character
  /// Columns that the glyph takes; 0 in continuation cells.
  public let width: Int
  public internal(set) var style: Style

  /// Whether the cell is covered by the glyph to its left.
  public var isContinuation: Bool { width == 0 }

  static func blank(_ style: Style) -> Cell { Cell(character: " ", width: 1, style: style) }
  static func continuation(_ style: Style) -> Cell { Cell(character: " ", width: 0, style: style) }
}

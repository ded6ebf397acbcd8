/// The extent of a screen or of a part of it, in columns and rows.
public nonisolated struct Size: Hashable, Sendable, CustomStringConvertible {
  public var columns: Int
  public var rows: Int

  public init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
  }

  /// `80x24`
  public var description: String { "\(columns)x\(rows)" }

  /// Parses `80x24`.
  public init?(_ description: some StringProtocol) {
    let parts = description.split(separator: "x", omittingEmptySubsequences: false)
    guard parts.count == 2, let columns = Int(parts[0]), let rows = Int(parts[1]), columns >= 0, rows >= 0 else {
      return nil
    }
    self.init(columns: columns, rows: rows)
  }
}

/// A place on the screen; column and row count from 0 at the top left.
public nonisolated struct Position: Hashable, Sendable, CustomStringConvertible {
  public var column: Int
  public var row: Int

  public init(column: Int, row: Int) {
    self.column = column
    self.row = row
  }

  public static let zero = Position(column: 0, row: 0)

  /// `12,3` — column, then row.
  public var description: String { "\(column),\(row)" }
}

/// A rectangle of cells.
public nonisolated struct Rect: Hashable, Sendable {
  public var origin: Position
  public var size: Size

  public init(origin: Position, size: Size) {
    self.origin = origin
    self.size = size
  }

  public init(column: Int, row: Int, columns: Int, rows: Int) {
    self.init(origin: Position(column: column, row: row), size: Size(columns: columns, rows: rows))
  }

  /// The columns it covers; empty when its size is not positive.
  public var columns: Range<Int> { origin.column..<(origin.column + max(0, size.columns)) }

  /// The rows it covers; empty when its size is not positive.
  public var rows: Range<Int> { origin.row..<(origin.row + max(0, size.rows)) }

  public var isEmpty: Bool { columns.isEmpty || rows.isEmpty }

  public func contains(_ position: Position) -> Bool {
    columns.contains(position.column) && rows.contains(position.row)
  }

  /// The part that both cover, possibly empty.
  public func intersection(_ other: Rect) -> Rect {
    let columns = columns.clamped(to: other.columns)
    let rows = rows.clamped(to: other.rows)
    return Rect(
      column: columns.lowerBound, row: rows.lowerBound, columns: columns.count, rows: rows.count)
  }
}

import Terminal

/// The selected place in a list, and the part of the list that is in sight.
public struct Selection: Hashable {
  public private(set) var index = 0

  public init(index: Int = 0) { self.index = index }

  /// Takes keys that move; gives false for anything else.
  @discardableResult
  public mutating func handle(_ key: Key, count: Int, page: Int) -> Bool {
    switch key {
    case .up: move(to: index - 1, count: count)
    case .down: move(to: index + 1, count: count)
    case .pageUp: move(to: index - max(1, page - 1), count: count)
    case .pageDown: move(to: index + max(1, page - 1), count: count)
    case .home: move(to: 0, count: count)
    case .end: move(to: count - 1, count: count)
    default: return false
    }
    return true
  }

  public mutating func move(to place: Int, count: Int) {
    index = max(0, min(place, count - 1))
  }

  /// The places in sight on `rows` lines.
  public func visible(count: Int, rows: Int) -> Range<Int> {
    guard rows > 0, count > 0 else { return 0..<0 }
    let first = max(0, min(index - rows / 2, count - rows))
    return first..<min(count, first + rows)
  }
}

/// How far a list or a page is scrolled: it moves by half a screen, and only where it must.
struct Scroll {
  /// The first line in sight.
  var top = 0

  /// Keeps the focused lines and some around them in sight.
  mutating func keep(_ focus: Range<Int>, of total: Int, rows: Int) {
    let margin = min(3, max(0, (rows - focus.count) / 2))
    if focus.lowerBound - margin < top {
      top = focus.upperBound + margin - rows * 2 / 3
      if focus.lowerBound - margin < top { top = focus.lowerBound - margin }
    } else if focus.upperBound + margin > top + rows {
      top = min(focus.lowerBound - margin, focus.lowerBound - rows / 3)
      if focus.upperBound + margin > top + rows { top = focus.upperBound + margin - rows }
    }
    if focus.lowerBound < top { top = focus.lowerBound }
    // One blank line stays at the end: a long message may lie over the last row.
    top = max(0, min(top, total + 1 - rows))
  }

  /// The lines of a list in sight, of which one is selected.
  mutating func window(around index: Int, of count: Int, rows: Int) -> Range<Int> {
    keep(index..<index + 1, of: max(0, count - 1), rows: rows)
    top = min(top, max(0, count - rows))
    return top..<min(count, top + rows)
  }
}

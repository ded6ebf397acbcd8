import Domain
import Terminal

/// What drawing leaves behind for the next event: how far it was scrolled and how large it was. No data.
final class ViewMemory {
  /// The first line of the form in sight.
  var top = 0
  /// Lines of the form in sight.
  var rows = 18
  var columns = 80
  /// Columns of values.
  var valueWidth = 50
  /// Where fields were drawn, in rows below the title line.
  var places: [(rows: Range<Int>, slot: Slot)] = []
  /// Where the focused field is typed in, on the whole page; nothing where drawing it anew is not enough.
  var focused: Rect?
  /// Whether more than the text of the focused field may have changed since the page was drawn.
  var changedMore = true
  /// What the message line says of a field with nothing wrong, as long as it stays the same.
  var hint: (key: HintKey, text: Phrase)?

  struct HintKey: Hashable {
    var slot: Slot
    var columns: Int
    var language: Language
  }

  /// What records are called that fields refer to.
  var titles: [String: String] = [:]

  /// Keeps the lines of the focused field and some around them in sight, moving by half a screen where it must.
  func scroll(to focus: Range<Int>, of total: Int, rows: Int) {
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
    self.rows = rows
  }
}

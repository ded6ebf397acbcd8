import Domain
import Terminal

/// What the last drawing of a page of fields left for the next event and the next drawing.
struct LastDrawing {
  var scroll = Scroll()
  /// Columns of values.
  var valueWidth = 0
  /// Where fields were drawn, in rows below the title line.
  var places: [(rows: Range<Int>, slot: FieldSlot)] = []
  /// Where the focused field is typed in, on the whole page; nil where the page has to be drawn again for it.
  var focused: Rect?
  /// Whether more than the text of the focused field may have changed since the page was drawn.
  var changedMore = true
  /// What the message line says of a field without findings, as long as it stays the same.
  var hint: (key: HintKey, text: Phrase)?

  struct HintKey: Hashable {
    var slot: FieldSlot
    var columns: Int
    var language: Language
  }

  /// The names of records that fields refer to, by number.
  var names: [String: String] = [:]
}

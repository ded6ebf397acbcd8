import Domain
import Terminal

/// What a screen's last drawing was: how much room it had, and the lines of its page.
final class Sight {
  var size = Size(columns: 80, rows: 21)
  private var kept: (columns: Int, language: Language, lines: [PageLine])?

  /// The lines for the room there is; made anew only if that, the language or what is shown has changed.
  func lines(_ language: Language, make: (_ width: Int) -> [PageLine]) -> [PageLine] {
    if let kept, kept.columns == size.columns, kept.language == language { return kept.lines }
    let lines = make(size.columns)
    kept = (size.columns, language, lines)
    return lines
  }

  /// Called when something else is shown.
  func forget() { kept = nil }
}

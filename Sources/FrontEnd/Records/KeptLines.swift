import Domain
import Terminal

/// The lines of a page as they were last drawn, so that a key does not make all of them again.
struct KeptLines {
  private var kept: (columns: Int, language: Language, lines: [PageLine])?

  /// The lines, where they were drawn in this width and language; nil where they have to be made.
  func lines(_ workspace: Workspace) -> [PageLine]? {
    guard let kept, kept.columns == workspace.room.columns, kept.language == workspace.language else { return nil }
    return kept.lines
  }

  mutating func keep(_ lines: [PageLine], _ workspace: Workspace) {
    kept = (workspace.room.columns, workspace.language, lines)
  }

  /// Called when something else is shown.
  mutating func forget() { kept = nil }
}

import Domain

/// What an editor made of an event.
enum EditorAnswer {
  /// Not for this editor: the form may use it to move on.
  case ignored
  /// Something but the text changed, such as the place of the caret.
  case moved
  case changed
  /// Changed, but not exactly as it was put in.
  case changedNoting(Phrase)
  /// Changed, and the field is finished.
  case changedAndNext
  case refused(Phrase)
  /// Asks for the list, the calendar, the files or the table.
  case open
}

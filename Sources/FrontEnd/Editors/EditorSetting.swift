import Domain

/// What an editor may know of its surroundings.
struct EditorSetting {
  let field: Field
  let slot: FieldSlot
  let workspace: Workspace
  let reading: ReadingContext
  /// Values of this field in the last records.
  let recent: () -> [String]
  /// A record by number and title, as far as it may be named.
  let name: (String) -> String
  /// Columns of the field on the screen, as drawn last.
  let width: Int

  var language: Language { workspace.language }

  func shown(_ stored: String) -> String {
    field.isReference ? name(stored) : field.type.shown(stored, field, language)
  }
}

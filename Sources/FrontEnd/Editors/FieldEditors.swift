import Domain

/// Finds the editor of a field.
enum FieldEditors {
  static func editor(_ setting: EditorSetting, _ filling: Filling) -> any FieldEditor {
    let field = setting.field
    let texts = filling[setting.slot]
    if field.isComputed, !field.isTable { return FixedEditor(texts: texts) }
    switch field.kind {
    case .yesNo: return YesNoEditor(texts)
    case .paragraph: return ParagraphEditor(texts, lines: field.lines ?? 3)
    case .choice, .person, .unit, .reference: return PickEditor(texts, setting)
    case .choices, .references: return MultiplePickEditor(texts, setting)
    case .file: return FilesEditor(texts)
    case .rows: return TableEditor(field: field, filling: filling)
    case .text, .number, .day, .time, .moment, .timeZone: return TextEditor(texts, setting)
    }
  }

  /// Said for a text that is longer than any editor takes.
  static func tooLong(_ characters: Int, most: Int) -> Phrase {
    Phrase(
      zh: "這樣會有 \(characters) 字，超過上限 \(most) 字，所以沒有放入；請分段或改附檔案。",
      en: "That would be \(characters) characters, \(most) is the most, so nothing was put in; attach a file instead.")
  }
}

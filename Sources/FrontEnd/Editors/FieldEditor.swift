import Domain
import Terminal

/// How one kind of field is typed in while it has the focus.
///
/// A field type gets an editor in `FieldEditors.editor`; one that needs no other is a line of text.
protocol FieldEditor {
  /// The texts of the field so far: as stored where nothing was changed, otherwise as typed.
  var texts: [String] { get }

  /// Characters before the caret, for drafts and undo.
  var caret: Int { get }

  mutating func place(caret: Int)

  mutating func handle(_ event: Event, _ setting: EditorSetting) -> EditorAnswer

  /// Whether a list of suggestions lies over the form.
  var isListOpen: Bool { get }

  mutating func closeList()

  /// Tab with a list open: takes the entry that is meant, where there is no doubt which.
  mutating func complete(_ setting: EditorSetting) -> EditorAnswer

  /// The field is about to be left.
  mutating func finish()

  /// The lines it takes, the line with the caret among them.
  func rows(width: Int, _ setting: EditorSetting) -> Int

  /// Draws itself and puts the cursor where typing goes on.
  func draw(into canvas: inout Canvas, in rect: Rect, _ setting: EditorSetting)

  /// Draws what lies over the form; `rect` is the field on a canvas that is the whole form.
  func drawList(into canvas: inout Canvas, below rect: Rect, _ setting: EditorSetting)
}

extension FieldEditor {
  var caret: Int { 0 }
  mutating func place(caret: Int) {}
  var isListOpen: Bool { false }
  mutating func closeList() {}
  mutating func complete(_ setting: EditorSetting) -> EditorAnswer { .ignored }
  mutating func finish() {}
  func rows(width: Int, _ setting: EditorSetting) -> Int { 1 }
  func drawList(into canvas: inout Canvas, below rect: Rect, _ setting: EditorSetting) {}
}

/// What an editor made of an event.
enum EditorAnswer {
  /// Not for this editor: the form may use it to move on.
  case ignored
  /// Something but the text changed, such as the place of the caret.
  case moved
  case changed
  /// Changed, and not quite as it was put in.
  case changedNoting(Phrase)
  /// Changed, and nothing is left to do here.
  case changedAndNext
  case refused(Phrase)
  /// Asks for the list, the calendar, the files or the table.
  case open
}

/// What an editor may know of the world.
struct EditorSetting {
  let field: Field
  let slot: Slot
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

  /// What no editor takes: more than the longest text.
  static func tooLong(_ characters: Int, most: Int) -> Phrase {
    Phrase(
      zh: "這樣會有 \(characters) 字，超過上限 \(most) 字，所以沒有放入；請分段或改附檔案。",
      en: "That would be \(characters) characters, \(most) is the most, so nothing was put in; attach a file instead.")
  }
}

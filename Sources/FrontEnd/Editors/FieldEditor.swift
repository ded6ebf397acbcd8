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

  /// Draws itself and puts the cursor where typing continues.
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

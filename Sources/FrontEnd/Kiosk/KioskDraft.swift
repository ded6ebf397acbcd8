import Domain
import Desk

/// What is half typed on a screen of the shared terminal: kept as a draft of the terminal itself, so that it is there
/// again after the program was killed and whoever is on duty has unlocked.
struct KioskDraft {
  enum Screen: String {
    case signIn = "sign-in"
    case handOver = "hand-over"
  }

  private static let screenName = "Screen"

  let screen: Screen
  private let id: DraftID
  /// When something was typed that is not kept yet.
  private var touchedAt: Moment?
  private var isOver = false

  init(_ screen: Screen, id: DraftID = DraftID()) {
    self.screen = screen
    self.id = id
  }

  mutating func touch(_ now: Moment) { touchedAt = now }

  mutating func wasSaved() { touchedAt = nil }

  /// The draft, where something has been typed since it was kept.
  func draft(_ form: String, _ content: Content, _ extra: [Content.Field]) -> Draft? {
    guard let touchedAt, !isOver else { return nil }
    return Draft(
      id: id, person: KioskRules.nobody.id, form: FormReference(id: form, version: 1), savedAt: touchedAt,
      content: content, extra: [Content.Field(id: Self.screenName, values: [screen.rawValue])] + extra)
  }

  /// Nothing is left to keep: it was saved, or left on purpose.
  mutating func end() -> [Effect] {
    isOver = true
    return [.kiosk(.removeDraft(id))]
  }

  /// What was left half typed on a screen, the newest.
  static func left(_ screen: Screen, _ workspace: Workspace) -> (draft: Draft?, effects: [Effect]) {
    let (drafts, effects) = workspace.attended(by: KioskRules.nobody).ownDrafts()
    return (drafts?.first { extra(screenName, of: $0) == screen.rawValue }, effects)
  }

  static func extra(_ id: String, of draft: Draft) -> String? { draft.extra.first { $0.id == id }?.values.first }

  /// Said where somebody goes on with it.
  static func goesOn(_ draft: Draft) -> Effect {
    .show(
      .note(
        Phrase(
          zh: "接續 \(draft.savedAt.shown) 打到一半的內容；Esc 返回即捨棄。",
          en: "Going on with what was half typed at \(draft.savedAt.shown); Esc goes back and discards it.")))
  }
}

extension Workspace {
  /// What the person on duty left half filled in: of a new record, or on top of one. Nothing where nobody is on duty.
  func leftDraft(of form: String, record: String? = nil) -> (draft: Draft?, effects: [Effect]) {
    guard person != KioskRules.nobody else { return (nil, []) }
    let (drafts, effects) = ownDrafts()
    return (drafts?.first { $0.form.id == form && $0.record == record }, effects)
  }

  /// Goes on with a form that was left half filled in.
  func goingOn(with draft: Draft, _ form: Form) -> [Effect] {
    let note = Phrase(
      zh: "接續 \(draft.savedAt.shown) 的草稿；Ctrl+X 捨棄。",
      en: "Going on with the draft of \(draft.savedAt.shown); Ctrl+X discards it.")
    return [.push(FormScreen(resuming: draft, form: form, workspace: self)), .show(.note(note))]
  }
}

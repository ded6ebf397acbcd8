import Domain
import Desk

/// What is half typed on a screen of the shared terminal: kept as a draft of that terminal, so that it survives the
/// program. It is continued only when it is chosen from the list of drafts, never because the same key is pressed for
/// another person.
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

  /// There is no draft to keep: it was saved, or left on purpose.
  mutating func end() -> [Effect] {
    isOver = true
    return [.removeDraft(id)]
  }

  /// The screen that a draft was left on; nil for a form.
  static func screen(of draft: Draft) -> Screen? { extra(screenName, of: draft).flatMap { Screen(rawValue: $0) } }

  static func extra(_ id: String, of draft: Draft) -> String? { draft.extra.first { $0.id == id }?.values.first }

  /// What distinguishes such drafts: who is to be signed in, or the first word of a hand-over.
  static func text(of draft: Draft) -> String? {
    switch screen(of: draft) {
    case .signIn?: extra("Name", of: draft) ?? extra("Line", of: draft) ?? ""
    case .handOver?: draft.content["remarks"].first ?? draft.content[rows: "visits"].first?["word"].first ?? ""
    case nil: nil
    }
  }

  /// Said when it is continued.
  static func goesOn(_ draft: Draft, _ clock: StoreClock) -> Effect {
    let moment = clock.placed(draft.savedAt).shown
    return .show(
      .note(
        Phrase(
          zh: "接續 \(moment) 打到一半的內容；\(key: .back) 返回即捨棄。",
          en: "Going on with what was half typed at \(moment); \(key: .back) goes back and discards it.")))
  }
}

extension KioskDraft.Screen {
  var title: Phrase {
    switch self {
    case .signIn: Phrase(zh: "進入登記", en: "Sign in")
    case .handOver: Phrase(zh: "交班", en: "Hand over")
    }
  }
}

extension Workspace {
  /// Opens a draft of this terminal where it was left.
  func goingOn(with draft: Draft) -> [Effect] {
    switch KioskDraft.screen(of: draft) {
    case .signIn?: return [.replace(SignInScreen(resuming: draft, self)), KioskDraft.goesOn(draft, clock)]
    case .handOver?:
      guard Shift.open(self).shift != nil else {
        return [.show(.error(Phrase(zh: "現在沒有開班，無法交班；草稿還在。", en: "No shift is open to hand over; the draft is kept.")))]
      }
      let (visits, effects) = Visit.inside(self)
      return effects + [.replace(HandOverScreen(visits, resuming: draft)), KioskDraft.goesOn(draft, clock)]
    case nil:
      guard let form = catalogue.form(draft.form.id) else { return DraftsScreen.undefined(draft.form.id) }
      let moment = clock.placed(draft.savedAt).shown
      let note = Phrase(
        zh: "接續 \(moment) 的草稿；\(key: .discard) 捨棄。",
        en: "Going on with the draft of \(moment); \(key: .discard) discards it.")
      return [.replace(FormScreen(resuming: draft, form: form, workspace: self)), .show(.note(note))]
    }
  }
}

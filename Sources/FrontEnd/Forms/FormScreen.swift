import Domain
import Desk
import Terminal

/// Fills in a form: a new record, an amendment, or a draft.
public struct FormScreen: PageScreen {
  var page: FieldPage
  var request: PageRequest?
  let form: Form
  /// Set once the record is saved or the draft thrown away: there is no draft to keep.
  var isDone = false
  /// The cell of a table that a draft was left at; opened with the form.
  private var opening: FieldSlot?
  /// The row of another record that this one was started from, where that has a column for its number.
  var source: RowReference?

  /// A new record with the form's defaults.
  public init(form: Form, workspace: Workspace) {
    self.init(new: form, prefilled: Content(), workspace: workspace)
  }

  /// A new record of which some fields are known, such as one started from another record.
  public init(new form: Form, prefilled: Content, workspace: Workspace) {
    self.init(new: form, prefilled: prefilled, from: nil, workspace: workspace)
  }

  /// The same, with the row that it was started from.
  init(new form: Form, prefilled: Content, from source: RowReference?, workspace: Workspace) {
    self.init(Filling(form: form, content: prefilled, target: .newRecord(), workspace), workspace)
    self.source = source
  }

  /// A new version of a record. `form` is the present definition; `opening` is the field to begin with, and the
  /// character of its text.
  public init(
    amending version: Version, form: Form, reason: String, opening: (field: String, caret: Int)? = nil,
    workspace: Workspace
  ) {
    let target = FillingTarget(
      number: version.record, base: version.number, baseVersion: version, reason: reason, draft: DraftID())
    self.init(
      Filling(
        form: form, restoring: workspace.entry(form).startOfAmendment(version.content), opening: version.content,
        target: target, workspace), workspace)
    if let opening { page.focus(FieldSlot(opening.field), caret: opening.caret, workspace) }
  }

  /// Continues a draft, with every letter typed and the cursor where it was.
  public init(resuming draft: Draft, form: Form, workspace: Workspace) {
    self.init(Filling.resuming(draft, form: form, workspace), workspace)
  }

  /// Continues with merged content on top of the newest version; saving removes the draft of that id.
  public init(
    merging content: Content, onto current: Version, form: Form, reason: String?, draft: DraftID, workspace: Workspace
  ) {
    let target = FillingTarget(
      number: current.record, base: current.number, baseVersion: current, reason: reason, draft: draft)
    var filling = Filling(form: form, restoring: content, opening: current.content, target: target, workspace)
    filling.touch()
    self.init(filling, workspace)
  }

  private init(_ filling: Filling, _ workspace: Workspace) {
    form = filling.form
    page = FieldPage(filling, workspace)
    if let focus = filling.focus {
      page.focus(focus, caret: filling.caret, workspace)
      if focus.table != nil { opening = focus }
    } else {
      page.goToFirst(workspace)
    }
  }

  public func title(_ workspace: Workspace) -> Phrase {
    guard let number = page.filling.target.number else { return form.title }
    return form.title + Phrase(verbatim: " \(number)")
  }

  public var mode: Phrase? {
    guard let base = page.filling.target.base else { return Phrase(zh: "填寫", en: "fill in") }
    return Phrase(zh: "修正第 \(base) 版", en: "amend version \(base)")
  }

  public func bindings(_ workspace: Workspace) -> [Binding] {
    [
      bind(.back) { $0.back($1) },
      bind(.save) { $0.save($1) },
      bindOnPage(.pick) { $0.pick($1) },
      bindOnPage(.ditto) { $0.ditto($1) },
      bind(.findings) { $0.showFindings($1) },
      bindOnPage(.undo) { $0.undo(redoing: false, $1) },
      bindOnPage(.redo) { $0.undo(redoing: true, $1) },
      bindOnPage(.follow) { $0.follow($1) },
      bindOnPage(.nextSection) { $0.moveSection(1, $1) },
      bindOnPage(.previousSection) { $0.moveSection(-1, $1) },
      bind(.discard) { screen, _ in screen.askForDiscarding() },
    ]
  }

  public var takesText: Bool { true }

  public mutating func appear(_ workspace: Workspace) -> [Effect] {
    page.filling.refresh(workspace)
    guard let slot = opening else { return hint(workspace) }
    opening = nil
    return show(slot.place, workspace)
  }

  public func helpText(_ workspace: Workspace) -> [Phrase] { pageHelp(workspace) }

  public mutating func draw(into canvas: inout Canvas, _ workspace: Workspace) { page.draw(into: &canvas, workspace) }

  // MARK: - Events

  public mutating func handle(_ event: Event, _ workspace: Workspace) -> [Effect] { handleOnPage(event, workspace) }

  private mutating func moveSection(_ step: Int, _ workspace: Workspace) -> [Effect] {
    page.moveSection(step, workspace)
    return hint(workspace)
  }

  private mutating func askForDiscarding() -> [Effect] {
    request = .discard
    return [
      .push(
        MenuScreen(
          title: Phrase(zh: "丟棄這份草稿？打到一半的內容會不見。", en: "Throw this draft away? What was typed will be gone."),
          items: [
            Phrase(zh: "留著，繼續填寫", en: "Keep it and go on"), Phrase(zh: "丟棄草稿", en: "Throw the draft away"),
          ]))
    ]
  }

  /// Closes the list, or leaves the form; what was typed stays as a draft.
  private mutating func back(_ workspace: Workspace) -> [Effect] {
    if page.editor.isListOpen {
      page.closeList()
      return hint(workspace)
    }
    page.flush()
    guard page.filling.wasChanged else { return [.pop()] }
    if workspace.isKiosk {
      return [.pop(), .show(.note(Phrase(zh: "打到一半的內容留成草稿。", en: "What was typed is kept as a draft.")))]
    }
    return [
      .pop(),
      .show(
        .note(
          Phrase(
            zh: "打到一半的內容留成草稿，\(key: .drafts) 可以接著填。",
            en: "What was typed is kept as a draft; \(key: .drafts) continues it."))),
    ]
  }

  public mutating func receive(_ outcome: Outcome, _ workspace: Workspace) -> [Effect] {
    if let effects = receiveOnPage(outcome, workspace) { return effects }
    let answered = request
    if case .saved = outcome {} else { request = nil }
    switch outcome {
    case .filling(let filling):
      page.take(filling, workspace)
      guard filling.wantsSave else { return hint(workspace) }
      page.filling.wantsSave = false
      return save(workspace)
    case .place(let place): return show(place, workspace)
    case .values(["save"]) where answered == .findings: return saveAcknowledged(workspace)
    case .choice(1) where answered == .discard: return discard()
    case .saved(let version): return finish(version, workspace)
    case .conflict(let current): return merge(onto: current, workspace)
    case .content(let content): return takeMerged(content, answered, workspace)
    case .refused(let refusal): return take(refusal, workspace)
    case .failed(let reason): return [.show(.error(reason))]
    default: return hint(workspace)
    }
  }

  mutating func atEnd(_ workspace: Workspace) -> [Effect] {
    let effects = hint(workspace)
    if let slot = page.slot, !page.filling.findings(at: slot).isEmpty { return effects }
    return [
      .show(
        .note(Phrase(zh: "這是最後一欄；\(key: .save) 檢查並儲存。", en: "This is the last field; \(key: .save) checks and saves.")))
    ]
  }

  private mutating func discard() -> [Effect] {
    isDone = true
    return [
      .removeDraft(page.filling.target.draft), .pop(),
      .show(.note(Phrase(zh: "草稿已丟棄。", en: "The draft was thrown away."))),
    ]
  }

  // MARK: - Draft

  /// While a table's screen has the filling, that screen keeps the draft.
  public var draft: Draft? {
    guard !isDone, request != .table, page.filling.isDirty else { return nil }
    var page = page
    page.flush()
    return page.filling.draft(person: page.filling.entry.me)
  }

  public mutating func draftWasSaved() { page.filling.isDirty = false }
}

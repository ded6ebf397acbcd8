import Domain
import Desk
import Terminal

/// One's own drafts: what was typed and not saved. On the shared terminal, what was left half typed there.
public struct DraftsScreen: Screen {
  private var drafts: [Draft] = []
  /// Why drafts cannot be read; these come after the others.
  private var damaged: [Finding] = []
  private var selection = Selection()
  /// The draft that is asked about.
  private var discarding: DraftID?

  public init() {}

  public func title(_ workspace: Workspace) -> Phrase {
    workspace.isKiosk ? Phrase(zh: "打到一半的登記", en: "Half-typed entries") : Phrase(zh: "我的草稿", en: "My drafts")
  }

  public var isForKiosk: Bool { true }

  public func bindings(_ workspace: Workspace) -> [Binding] {
    [bind(.discard, unless: { screen, _ in screen.undiscardable }) { $0.askForDiscarding($1) }]
  }

  public mutating func appear(_ workspace: Workspace) -> [Effect] {
    let (found, findings, effects) = workspace.ownDrafts()
    drafts = found
    damaged = findings
    selection.move(to: selection.index, count: count)
    return effects
  }

  private var count: Int { drafts.count + damaged.count }

  /// What is wrong with the selected draft.
  private var fault: Finding? {
    let place = selection.index - drafts.count
    return damaged.indices.contains(place) ? damaged[place] : nil
  }

  private var selected: Draft? { drafts.indices.contains(selection.index) ? drafts[selection.index] : nil }

  public mutating func handle(_ event: Event, _ workspace: Workspace) -> [Effect] {
    guard case .key(let key) = event else { return [] }
    switch key {
    case .enter: return resume(workspace)
    case .delete: return [.run(.discard)]
    default: selection.handle(key, count: count, page: workspace.room.rows - 2)
    }
    return []
  }

  private func resume(_ workspace: Workspace) -> [Effect] {
    if let fault { return [.show(.warning(fault.message))] }
    guard let draft = selected else { return [] }
    if workspace.isKiosk { return workspace.goingOn(with: draft) }
    guard let form = workspace.catalogue.form(draft.form.id) else { return Self.undefined(draft.form.id) }
    return [.push(FormScreen(resuming: draft, form: form, workspace: workspace))]
  }

  static func undefined(_ form: String) -> [Effect] {
    [
      .show(
        .error(
          Phrase(
            zh: "找不到表單 \(form) 的定義，草稿還在；請管理者確認 screens 目錄。",
            en: "The form \(form) is not defined here; the draft is kept. Ask the administrator.")))
    ]
  }

  private var undiscardable: Denial? {
    // What cannot be read is never thrown away from here.
    if let fault { return Denial(.warning(fault.message)) }
    return selected == nil ? Denial(.note(Phrase(zh: "沒有草稿可以捨棄。", en: "There is no draft to discard."))) : nil
  }

  private mutating func askForDiscarding(_ workspace: Workspace) -> [Effect] {
    guard let draft = selected else { return [] }
    discarding = draft.id
    let name = title(of: draft, workspace)
    let moment = workspace.clock.placed(draft.savedAt).shown
    return [
      .push(
        MenuScreen(
          title: Phrase(zh: "捨棄「\(name.zh)」\(moment) 的草稿？", en: "Discard the draft of '\(name.en)' of \(moment)?"),
          items: [Phrase(zh: "不要，留著", en: "No, keep it"), Phrase(zh: "捨棄，不能復原", en: "Discard it for good")]))
    ]
  }

  public mutating func receive(_ outcome: Outcome, _ workspace: Workspace) -> [Effect] {
    let asked = discarding
    discarding = nil
    guard case .choice(1) = outcome, let asked else { return [] }
    drafts.removeAll { $0.id == asked }
    selection.move(to: selection.index, count: count)
    return [.removeDraft(asked), .show(.success(Phrase(zh: "草稿捨棄了。", en: "The draft is gone.")))]
  }

  // MARK: - Drawing

  public func draw(into canvas: inout Canvas, _ workspace: Workspace) {
    let width = canvas.size.columns
    guard count > 0 else {
      let text = Phrase(
        zh: "沒有草稿。填到一半離開表單，內容會自動留在這裡。",
        en: "No drafts. What you type in a form and do not save is kept here by itself.")
      for (row, line) in TextWrap.lines(of: workspace.text(text), width: width - 4).enumerated() {
        canvas.write(line.text, at: Position(column: 2, row: row + 1))
      }
      canvas.cursor = Position(column: 2, row: 1)
      return
    }
    let header = [
      Phrase(zh: "表單", en: "Form"), Phrase(zh: "紀錄", en: "Record"), Phrase(zh: "時間", en: "Typed at"),
      Phrase(zh: "內容", en: "Text"),
    ].map { workspace.text($0) }
    let broken = damaged.map { finding in
      var path = ""
      if case .file(let name, _, _) = finding.place { path = name }
      return [workspace.text(Phrase(zh: "!損壞", en: "!damaged")), "", "", path]
    }
    let rows = drafts.map { draft in
      [
        Width.clipped(workspace.text(title(of: draft, workspace)), to: width * 3 / 10),
        draft.record ?? workspace.text(Phrase(zh: "新紀錄", en: "new")), workspace.clock.placed(draft.savedAt).shown,
        firstText(draft, workspace),
      ]
    }
    canvas.inside(Rect(column: 0, row: 0, columns: width, rows: canvas.size.rows - 1)) { canvas in
      let table = TableText(header: header, rows: rows + broken, flexible: 3, width: width - 3)
      canvas.table(table, selection: selection, from: 0)
    }
    let key = Command.discard.key
    let hint = workspace.text(Phrase(zh: "Enter 繼續填寫   \(key) 捨棄", en: "Enter resumes   \(key) discards"))
    canvas.write(
      Width.clipped(hint, to: width - 2), at: Position(column: 1, row: canvas.size.rows - 1), style: .faint)
  }

  private func title(of draft: Draft, _ workspace: Workspace) -> Phrase {
    KioskDraft.screen(of: draft)?.title ?? workspace.formTitle(draft.form.id)
  }

  /// The text that identifies the draft best: the title-like field, else the first text typed.
  private func firstText(_ draft: Draft, _ workspace: Workspace) -> String {
    if let text = KioskDraft.text(of: draft) { return ShownField.inOneLine(text) }
    guard let form = workspace.catalogue.form(draft.form.id) else {
      return ShownField.inOneLine(draft.content.fields.first?.values.first ?? "")
    }
    let title = form.titleText(draft.content, workspace.language)
    if !title.isEmpty { return title }
    let typed = form.fields.first { $0.kind.family == .words && !draft.content[$0.id].isEmpty }
    guard let typed else { return "" }
    return ShownField.inOneLine(draft.content[typed.id].joined(separator: " "))
  }

  public func helpText(_ workspace: Workspace) -> [Phrase] {
    [
      Phrase(
        zh: "草稿只有自己看得到，不算紀錄。Enter 接著填；捨棄前會先問。「!損壞」的檔案讀不懂，原樣保留在所列路徑。",
        en:
          "Drafts are your own and no records. Enter continues one; before one is thrown away you are asked. What is "
          + "marked !damaged cannot be read, and its file is kept as it is.")
    ]
  }
}

import Domain
import Desk

/// Amending, voiding, and starting other forms from a record.
extension RecordScreen {
  /// Why the record cannot be acted on.
  func denial(of action: Action?, _ workspace: Workspace) -> Denial? {
    guard let version else { return absence.map { Denial(.note($0)) } }
    if let action, let finding = workspace.access.refusal(action.right, form: version.form.id) {
      return Denial(finding, action, on: version.record)
    }
    if isOld {
      return Denial(
        .warning(
          Phrase(
            zh: "這是舊版，只能看；請回到目前的版本再做。",
            en: "This is an old version, for reading only; go back to the current one first.")))
    }
    if version.status == .void {
      return Denial(
        .warning(
          Phrase(
            zh: "這筆紀錄已作廢，不能再修正或作廢；需要時請新增一筆。",
            en: "This record is void and cannot be changed any more; fill in a new one if needed.")))
    }
    return workspace.isReadOnly ? Denial(.warning(Self.readOnly)) : nil
  }

  func denialOfAmendment(_ workspace: Workspace) -> Denial? {
    if let denial = denial(of: .amend, workspace) ?? denialWithoutForm(workspace) { return denial }
    guard let state = signOff?.state else { return nil }
    if let finding = state.refusal(amendingAs: workspace.access, workspace.catalogue.everyStep(of: state.form)) {
      return Denial(finding, .amend, on: state.version.record)
    }
    return state.mayAmend().first(where: \.blocks).map { Denial(.error($0.message)) }
  }

  func denialOfLink(_ workspace: Workspace) -> Denial? { denial(of: nil, workspace) ?? denialWithoutForm(workspace) }

  /// The definition for new versions: the current one, whichever the record names.
  private func currentForm(_ workspace: Workspace) -> Form? {
    version.flatMap { workspace.catalogue.form($0.form.id) }
  }

  private func denialWithoutForm(_ workspace: Workspace) -> Denial? {
    guard currentForm(workspace) == nil else { return nil }
    return Denial(
      .error(
        Phrase(
          zh: "找不到這張表單的定義；請管理者確認 screens 目錄。",
          en: "The form is not defined here; ask the administrator about the screens folder.")))
  }

  mutating func amend(_ workspace: Workspace) -> [Effect] {
    asking = .amend
    var title = Phrase(zh: "修正的原因", en: "Reason for the amendment")
    for finding in signOff?.state.mayAmend() ?? [] { title = finding.message + Phrase(verbatim: "\n") + title }
    return [.push(PromptScreen(title: title, text: "", isRequired: true))]
  }

  mutating func askForVoid() -> [Effect] {
    asking = .void
    return [
      .push(PromptScreen(title: Phrase(zh: "作廢的原因", en: "Reason for voiding"), text: "", isRequired: true))
    ]
  }

  mutating func startFromHere(_ workspace: Workspace) -> [Effect] {
    guard let version, let form = currentForm(workspace) else { return [] }
    let starts = RecordStart.all(from: version, form: form, row: focusedRow(workspace), workspace)
    guard !starts.isEmpty else {
      return [
        .show(
          .note(Phrase(zh: "這筆紀錄目前沒有可以開立的表單。", en: "No other form can be started from this record now.")))
      ]
    }
    asking = .link(starts)
    let title = Phrase(zh: "由 \(number) 開立", en: "Start from \(number)")
    guard starts.count > Self.mostInMenu else {
      return [.push(MenuScreen(title: title, items: starts.map(\.label)))]
    }
    let items = starts.enumerated().map { PickItem(id: String($0), label: $1.label) }
    return [.push(PickScreen(title: title, items: items))]
  }

  public mutating func receive(_ outcome: Outcome, _ workspace: Workspace) -> [Effect] {
    let asked = asking
    asking = nil
    if case .cancelled = outcome, let before = amended {
      amended = nil
      // The form was saved and has shown the record already: back leads past both.
      if newest != before { return [.pop()] }
    }
    switch (asked, outcome) {
    case (.amend, .values(let texts)):
      guard let form = currentForm(workspace), let reason = texts.first,
        let version = workspace.base(of: number, version?.number)
      else { return [] }
      amended = newest
      return [.push(FormScreen(amending: version, form: form, reason: reason, workspace: workspace))]
    case (.void, .values(let texts)):
      guard let reason = texts.first else { return [] }
      asking = .confirmVoid(reason: reason)
      return [
        .push(
          MenuScreen(
            title: Phrase(zh: "把 \(number) 作廢？作廢後不能恢復。", en: "Void \(number)? This cannot be undone."),
            items: [
              Phrase(zh: "不要，返回", en: "No, go back"),
              Phrase(zh: "作廢：\(reason.excerpt)", en: "Void it: \(reason.excerpt)"),
            ]))
      ]
    case (.confirmVoid(let reason), .choice(1)):
      guard let version else { return [] }
      asking = .saveVoid
      return [.void(version, reason: reason)]
    case (.saveVoid, .saved(let saved)):
      return appear(workspace) + [
        .show(.success(Phrase(zh: "已作廢。", en: "It is void now. ") + saved.receipt + Phrase(zh: "。", en: ".")))
      ]
    case (.saveVoid, .conflict(let current)):
      return appear(workspace) + [
        .show(
          .warning(
            Phrase(
              zh: "沒有作廢：\(current.savedBy.shown) 剛剛存了第 \(current.number) 版；請看過再決定。",
              en:
                "Not voided: \(workspace.people.named(current.savedBy).shown(.en)) has just saved version \(current.number); read it first."
            )))
      ]
    case (.saveVoid, _): return outcome.problem.map { [.show(.error($0))] } ?? []
    case (.link(let starts), .choice(let place)): return follow(starts, place, workspace)
    case (.link(let starts), .values(let texts)):
      return follow(starts, texts.first.flatMap { Int($0) } ?? -1, workspace)
    case (.follow(let numbers), .choice(let place)):
      return numbers.indices.contains(place) ? [.push(RecordScreen(number: numbers[place]))] : []
    default: return []
    }
  }

  /// A menu is answered by one digit; more are picked from a list.
  private static let mostInMenu = 9

  private func follow(_ starts: [RecordStart], _ place: Int, _ workspace: Workspace) -> [Effect] {
    guard starts.indices.contains(place) else { return [] }
    let start = starts[place]
    guard let content = start.content else { return [.push(ListScreen(form: start.form))] }
    if let existing = start.existing { return [.push(RecordScreen(number: existing.number))] }
    if let denial = NewRecord.denial(of: start.form, workspace) { return [.refuse(denial)] }
    if start.continues { return [.push(FormScreen(new: start.form, prefilled: content, workspace: workspace))] }
    return NewRecord.effects(of: start.form, known: content, from: start.source, workspace)
  }
}

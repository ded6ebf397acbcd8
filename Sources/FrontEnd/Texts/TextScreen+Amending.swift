import Domain
import Desk

extension TextScreen {
  func denialOfAmendment(_ workspace: Workspace) -> Denial? {
    if let finding = workspace.access.refusal(.amend, form: ProcedureText.form) {
      return Denial(finding, .amend, on: source.number)
    }
    if version?.status == .void {
      return Denial(
        .warning(Phrase(zh: "這份文件已作廢，不能再修正。", en: "This document is void and cannot be changed any more.")))
    }
    return workspace.isReadOnly ? Denial(.warning(RecordScreen.readOnly)) : nil
  }

  mutating func amend() -> [Effect] {
    asking = .amend
    return [.push(PromptScreen(title: Phrase(zh: "修正的原因", en: "Reason for the amendment"), isRequired: true))]
  }

  var noHistory: Denial? {
    guard version == nil else { return nil }
    return Denial(
      .note(
        Phrase(
          zh: "還沒有歷程：這是程式所附的文字；按 \(key: .amend) 修正時才會存成第 1 版。",
          en: "No history yet: this text comes with the program; \(key: .amend) keeps it as version 1 and amends it.")))
  }

  mutating func answer(_ outcome: Outcome, _ workspace: Workspace) -> [Effect] {
    let asked = asking
    asking = nil
    switch (asked, outcome) {
    case (.amend, .values(let texts)):
      guard let reason = texts.first else { return [] }
      if let version {
        guard let base = workspace.base(of: source.number, version.number) else { return [] }
        return open(base, reason, workspace)
      }
      return adopt(reason, workspace)
    case (.adopt(let reason), .saved(let saved)):
      return open(saved, reason, workspace) + [
        .show(
          .note(
            Phrase(
              zh: "所附的文字已存成 \(saved.record) 第 1 版；這裡修正的會是第 2 版。",
              en: "The shipped text is kept as \(saved.record), version 1; what you amend here becomes version 2.")))
      ]
    case (.adopt, _): return outcome.problem.map { appear(workspace) + [.show(.error($0))] } ?? []
    default: return []
    }
  }

  /// Saves the shipped text as the first version.
  private mutating func adopt(_ reason: String, _ workspace: Workspace) -> [Effect] {
    guard let form = workspace.catalogue.form(ProcedureText.form),
      let content = workspace.catalogue.firstContent(of: source)
    else { return [.show(.error(Self.noForm))] }
    asking = .adopt(reason: reason)
    return [.submit(Submission(new: form.id, workspace.entry(form).withDefaults(content)))]
  }

  /// The form with the text at the line that was read.
  private func open(_ version: Version, _ reason: String, _ workspace: Workspace) -> [Effect] {
    guard let form = workspace.catalogue.form(ProcedureText.form) else { return [.show(.error(Self.noForm))] }
    let field = ProcedureText.field(workspace.language)
    let above = (version.content[field].first ?? "").split(separator: "\n", omittingEmptySubsequences: false)
      .prefix(topLine(workspace))
    let caret = above.reduce(0) { $0 + $1.count + 1 }
    return [
      .push(
        FormScreen(
          amending: version, form: form, reason: reason, opening: (field: field, caret: caret), workspace: workspace))
    ]
  }

  private static let noForm = Phrase(
    zh: "找不到作業說明書的表單定義；請執行 ismsbook screens check。",
    en: "The form of procedure texts is not defined; run ismsbook screens check.")
}

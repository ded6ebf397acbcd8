import Domain
import Desk

/// Where entries of menu and palette lead.
enum Destination {
  static func open(_ item: Menu.Item, _ workspace: Workspace) -> [Effect] {
    switch item.kind {
    case .procedure: procedure(item.id, workspace)
    case .form: form(item.id, workspace)
    case .document: ProcedureText(item).map { text($0, workspace) } ?? []
    case .screen: Command(rawValue: item.id).map { [.run($0)] } ?? []
    }
  }

  static func procedure(_ id: String, _ workspace: Workspace) -> [Effect] {
    guard let procedure = workspace.catalogue.procedure(id) else { return [.show(.error(unreadable(id, workspace)))] }
    return [.push(ProcedureScreen(procedure: procedure))]
  }

  static func form(_ id: String, _ workspace: Workspace) -> [Effect] {
    if let refusal = workspace.access.refusal(.read, form: id), workspace.catalogue.form(id) != nil {
      // A person who may only fill it in goes straight to the form.
      guard workspace.access.may(.create, form: id), let form = workspace.catalogue.form(id) else {
        return [.refuse(Denial(refusal, .read, on: id))]
      }
      return NewRecord.effects(of: form, workspace)
    }
    if let form = workspace.catalogue.form(id) { return [.push(ListScreen(form: form))] }
    let isLater = workspace.catalogue.procedures().contains { $0.later.contains { $0.form == id } }
    if isLater {
      return [
        .show(
          .note(Phrase(zh: "這張表單的內容稍後提供；作業說明可以先看。", en: "This form follows later; the procedure's text can be read.")))
      ]
    }
    return [.show(.error(unreadable(id, workspace)))]
  }

  static func text(_ text: ProcedureText, _ workspace: Workspace) -> [Effect] {
    let isThere =
      workspace.desk?.isThere(text.number) == true
      || workspace.catalogue.text(text.name, folder: text.folder, language: .zhTW) != nil
    guard isThere else {
      return [.show(.note(Phrase(zh: "這份文件的內容稍後提供。", en: "The text of this document follows later.")))]
    }
    return [.push(TextScreen(text))]
  }

  /// What the definitions' findings say of a file that cannot be used.
  private static func unreadable(_ id: String, _ workspace: Workspace) -> Phrase {
    for finding in workspace.catalogue.findings() where finding.severity == .error {
      if case .file(let name, let line, let column) = finding.place, name.contains(id) {
        return Phrase(verbatim: "\(name):\(line):\(column): ") + finding.message
      }
    }
    return Phrase(
      zh: "「\(id)」的定義讀不到；請執行 ismsbook screens check。",
      en: "The definition of '\(id)' cannot be read; run ismsbook screens check.")
  }
}

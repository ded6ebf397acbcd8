import Domain
import Desk

/// Submitting, signing, sending back and withdrawing from a record's view.
extension RecordScreen {
  /// Opens the screen that signs, or says why not and who may.
  func startSigning(_ action: Action, _ workspace: Workspace) -> [Effect] {
    guard let version else { return [] }
    guard workspace.access.isShared else { return [.show(.note(Self.personal))] }
    if signOff != nil, workspace.isReadOnly { return [.show(.warning(Self.readOnly))] }
    let (answer, problems) = workspace.ask { (desk) throws(StoreProblem) in try desk.maySign(action, version) }
    switch answer {
    case nil: return problems
    case .success: return problems + [.push(SignScreen(action, [version]))]
    case .failure(let refusal) where signOff == nil: return [.show(.note(refusal.message))]
    case .failure(let refusal):
      return [
        .note(.refused(action, record: version.record, rule: refusal.rule)), .show(.error(refusal.message)),
      ]
    }
  }

  /// What was changed since somebody signed.
  func compareWithSigned(_ workspace: Workspace) -> [Effect] {
    guard let version, let signed = signOff?.signedBefore,
      let changes = workspace.changes(of: version.record, since: signed, to: version)
    else {
      return [
        .show(
          .note(
            Phrase(
              zh: "簽核後沒有改過；要比較各版請按 F7 看歷程。",
              en: "Nothing has changed since a signature; F7 compares any versions.")))
      ]
    }
    return [
      .push(DifferenceScreen(older: changes.old, newer: changes.new, form: workspace.catalogue.form(version.form)))
    ]
  }

  static let personal = Phrase(
    zh: "個人紀錄庫沒有簽核，紀錄存檔就完成。", en: "A personal store has no sign-off; a record is done when it is saved.")

  /// Where somebody looks for the sign-off of a record in a personal store.
  static let statusNote = Phrase(zh: "（個人紀錄庫，不用簽核）", en: " (no sign-off in a personal store)")

  static let readOnly = Phrase(zh: "紀錄庫只能讀，不能儲存。", en: "The store can be read but not written.")
}

import Domain
import Desk

/// Submitting, signing, sending back and withdrawing from a record's view.
extension RecordScreen {
  /// The commands that decide about the record; each opens the screen that signs.
  var decisions: [Binding] {
    Command.decisions.map { command, action in
      bind(
        command, isShown: signOff?.actions.contains(action) == true, unless: { $0.denial(ofDeciding: action, $1) }
      ) { screen, _ in screen.version.map { [.push(SignScreen(action, [$0]))] } ?? [] }
    }
  }

  /// Why the person may not decide so, and who may.
  private func denial(ofDeciding action: Action, _ workspace: Workspace) -> Denial? {
    guard let version, let desk = workspace.desk else { return absence.map { Denial(.note($0)) } }
    guard workspace.access.isShared else { return Denial(.note(Self.personal)) }
    if signOff != nil, workspace.isReadOnly { return Denial(.warning(Self.readOnly)) }
    do throws(StoreProblem) {
      guard case .failure(let refusal) = try desk.maySign(action, version) else { return nil }
      return signOff == nil ? Denial(.note(refusal.message)) : Denial(refusal, action, on: version.record)
    } catch { return Denial(.error(error.message)) }
  }

  /// What was changed since a signature.
  func compareWithSigned(_ workspace: Workspace) -> [Effect] {
    guard let version, let signed = signOff?.signedBefore,
      let changes = workspace.changes(of: version.record, since: signed, to: version)
    else {
      return [
        .show(
          .note(
            Phrase(
              zh: "簽核後沒有改過；要比較各版請按 \(key: .history) 看歷程。",
              en: "Nothing has changed since a signature; \(key: .history) compares any versions.")))
      ]
    }
    return [
      .push(DifferenceScreen(older: changes.old, newer: changes.new, form: workspace.catalogue.form(version.form)))
    ]
  }

  static let personal = Phrase(
    zh: "個人紀錄庫沒有簽核，紀錄存檔就完成。", en: "A personal store has no sign-off; a record is done when it is saved.")

  /// Said in a personal store to a person who looks for sign-off.
  static let statusNote = Phrase(zh: "（個人紀錄庫，不用簽核）", en: " (no sign-off in a personal store)")

  static let readOnly = Phrase(zh: "紀錄庫只能讀，不能儲存。", en: "The store can be read but not written.")
}

import Domain
import Desk

/// Who is at the keyboard, and what the journal records of it.
extension Application {
  func check(_ name: String, _ secret: String, _ purpose: CredentialPurpose) {
    answer { (desk) throws(StoreProblem) in
      let checked = try desk.check(name, secret, purpose)
      kiosk?.proofs[name] = checked.proof
      return .credential(checked.answer)
    }
  }

  /// Before log-in, and at the shared terminal, a person can only set their own.
  func setSecret(of subject: PersonName, _ secret: String, _ isOneTime: Bool) {
    answer(
      { (desk) throws(StoreProblem) in
        switch try desk.setSecret(of: subject, secret, oneTime: isOneTime) {
        case .success(let proof):
          kiosk?.proofs[subject.id] = proof
          return .done
        case .failure(let refusal): return .refused(refusal)
        }
      }, at: isLoggedIn && kiosk == nil ? nil : desk(of: subject))
  }

  func accept(_ shown: [WaitingDefinition], _ secret: String) {
    answer { (desk) throws(StoreProblem) in
      switch try desk.acceptDefinitions(shown: shown, secret: secret) {
      case .success(let acceptance): .accepted(acceptance)
      case .failure(let refusal): .refused(refusal)
      }
    }
  }

  func removeCredential(of subject: String) {
    answer { (desk) throws(StoreProblem) in try desk.removeCredential(of: subject).map { .refused($0) } ?? .done }
  }

  func release(_ subject: String) {
    answer { (desk) throws(StoreProblem) in try desk.release(subject).map { .refused($0) } ?? .done }
  }

  func enter(_ person: PersonName) {
    self.person = person
    isLoggedIn = true
    stack = [firstScreen]
    refresh()
    guard stack.first is HomeScreen else { return }
    let screens = openingScreens
    openingScreens = []
    carryOut(screens.map { .push($0) })
    askForTimeZone()
    tellOfWaitingDefinitions()
  }

  /// Tells administrators what waits for them; everybody was told before log-in.
  private func tellOfWaitingDefinitions() {
    guard let desk, desk.isShared, desk.access.refusalUnlessAdministrator == nil,
      let count = workspace.ask({ desk throws(StoreProblem) in try desk.waitingDefinitions() }).result?.files.count,
      count > 0
    else { return }
    message = .warning(
      Phrase(
        zh: "screens/ 有 \(count) 個定義等系統管理者接受，還沒有生效；按 \(key: .definitions) 看。",
        en:
          "\(count) definition(s) in screens/ wait for administrators and are not in force; \(key: .definitions) shows them."
      ))
  }

  /// A person who is not in force yet agrees first to what they were given.
  var firstScreen: any Screen {
    workspace.awaited(person.id) == nil ? HomeScreen() : AcceptScreen()
  }

  /// A store of an earlier format names no zone: asks for it first, if the person may change the settings.
  func askForTimeZone() {
    if let offset = desk?.proposedTimeZone { carryOut([.push(TimeZoneScreen(proposed: offset))]) }
  }

  func write(_ note: JournalNote) {
    do throws(StoreProblem) {
      try desk?.note(note)
    } catch {
      message = .error(error.message)
    }
  }

  /// Records that the person left. Of one who came in without the log-in screen, the session records it.
  func logOut() {
    guard isLoggedIn, !configuration.isAuthenticated else { return }
    // The terminal may be gone, so there is nowhere to say that the journal cannot be written.
    try? desk?.note(.logOut)
  }
}

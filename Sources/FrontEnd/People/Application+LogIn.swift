import Domain
import Desk

/// Who is at the keyboard, and what the journal hears of it.
extension Application {
  private var credentialRules: CredentialRules {
    CredentialRules(Settings(workspace.records), cost: configuration.secretCost)
  }

  func check(_ name: String, _ secret: String, _ purpose: CredentialPurpose) {
    guard let store else { return }
    let outcome: Outcome
    do throws(StoreProblem) {
      outcome = .credential(
        try store.check(name, secret, rules: credentialRules, purpose: purpose))
    } catch {
      outcome = .failed(error.message)
    }
    withTop { $0.receive(outcome, $1) }
  }

  /// Before somebody is logged in they can only set their own.
  func setSecret(of subject: PersonName, _ secret: String, _ isOneTime: Bool) {
    guard let store else { return }
    let outcome: Outcome
    do throws(StoreProblem) {
      try store.setCredential(
        of: subject, secret, by: isLoggedIn ? person : subject, oneTime: isOneTime, rules: credentialRules)
      outcome = .done
    } catch {
      outcome = .failed(error.message)
    }
    withTop { $0.receive(outcome, $1) }
  }

  func release(_ subject: String) {
    guard let store else { return }
    let outcome: Outcome
    do throws(StoreProblem) {
      try store.release(subject, by: person)
      outcome = .done
    } catch {
      outcome = .failed(error.message)
    }
    withTop { $0.receive(outcome, $1) }
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
  }

  /// Somebody who is not in force yet agrees first to what they were given.
  var firstScreen: any Screen {
    workspace.awaited(person.id) == nil ? HomeScreen() : AcceptScreen()
  }

  func write(_ note: JournalNote) {
    guard let store, store.description.isShared else { return }
    do throws(StoreProblem) {
      _ = try store.appendEntry(action: note.action, by: note.person ?? person, details: note.details)
    } catch {
      message = .error(error.message)
    }
  }

  /// Who let the person in without the log-in screen records that they left, too.
  func logOut() {
    guard let store, store.description.isShared, isLoggedIn, !configuration.isAuthenticated else { return }
    // The terminal may be gone, so nobody could be told that the journal cannot be written.
    _ = try? store.appendEntry(action: JournalNote.logOut.action, by: person)
  }
}

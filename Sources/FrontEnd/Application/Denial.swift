import Desk
import Domain

/// Why something is refused: what the user is told, and what the journal records.
public struct Denial {
  let message: Message
  let note: JournalNote?

  /// Something that nobody can do now; not recorded in the journal.
  init(_ message: Message) {
    self.message = message
    note = nil
  }

  /// Something that this person may not do.
  init(_ finding: Finding, _ action: Action, on subject: String) {
    message = .error(finding.naming(pick: Command.pick.named).message)
    note = .refused(action, record: subject, rule: finding.rule)
  }

  /// The same, as the desk says it.
  init(_ refusal: Refusal, _ action: Action, on subject: String) {
    message = .error(refusal.naming(pick: Command.pick.named).message)
    note = .refused(action, record: subject, rule: refusal.rule)
  }

  /// The same for another person than the one at the keyboard.
  init(of person: PersonName, _ reason: Phrase, _ action: Action, on subject: String, rule: String) {
    message = .error(reason)
    note = .refusedTo(person, action, record: subject, rule: rule)
  }
}

import ArgumentParser
import Domain
import Desk

/// What somebody may do, asked before anything is done. In a personal store everything may be done.
extension Session {
  /// What who runs the sub-command may do.
  func access() throws -> Access {
    guard desk.isShared else { return Access(alone: proven ?? Surroundings.proposedPerson) }
    return access(of: try person())
  }

  /// Ends with a message that says who may, where who runs the sub-command may not.
  func require(_ right: Right, form: String, _ access: Access) throws {
    if let finding = access.refusal(right, form: form) { throw try refuse(finding, about: form, access.person) }
  }

  /// A version of a record as who runs the sub-command may read it. Ends with a message where they may not.
  func look(at record: String, _ version: Int? = nil) throws -> SeenRecord {
    _ = try access()
    return try done { desk throws(StoreProblem) in try desk.look(at: record, version: version) }
  }

  /// Administrators only.
  func requireAdministrator() throws -> PersonName {
    if let refusal = try ask({ desk throws(StoreProblem) in try desk.refusalUnlessAdministrator() }) {
      throw Output.fail(refusal, language)
    }
    return desk.person
  }

  private func refuse(_ finding: Finding, about what: String, _ person: PersonName) throws -> ExitCode {
    if desk.isShared {
      try Session.note(.refused, [(JournalLine.about, what), (JournalLine.cause, finding.rule)], desk)
    }
    return Session.refusal(finding.message, Exit.notPermitted, language)
  }

  /// Puts what is no record into the journal.
  static func note(_ action: Action, _ details: [(String, String)], _ desk: Desk) throws {
    do throws(StoreProblem) {
      try desk.note(action, details)
    } catch { throw Output.fail(error, desk.language) }
  }
}

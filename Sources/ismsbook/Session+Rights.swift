import ArgumentParser
import Domain
import Desk

/// What somebody may do, asked before anything is done. In a personal store everything may be done.
extension Session {
  /// What who runs the sub-command may do.
  func access() throws -> Access {
    guard store.description.isShared else { return Access(alone: proven ?? Surroundings.proposedPerson) }
    return access(of: try person())
  }

  /// Ends with a message that says who may, where who runs the sub-command may not.
  func require(_ right: Right, form: String, _ access: Access) throws {
    if let finding = access.refusal(right, form: form) { throw try refuse(finding, about: form, access.person) }
  }

  func requireReading(_ version: Version, _ access: Access) throws {
    if let finding = access.refusal(reading: version) {
      throw try refuse(finding, about: version.record, access.person)
    }
  }

  /// A version of a record as who runs the sub-command may read it. Ends with a message where they may not.
  func look(at record: String, _ version: Int? = nil) throws -> SeenRecord {
    _ = try access()
    return try take(try ask { desk throws(StoreProblem) in try desk.look(at: record, version: version) })
  }

  /// What the desk gives; ends with its refusal where it gives nothing.
  func take<Value>(_ result: Result<Value, Refusal>) throws -> Value {
    switch result {
    case .success(let value): return value
    case .failure(let refusal): throw Session.refusal(refusal.message, Exit.code(refusal), language)
    }
  }

  /// Administrators only.
  func requireAdministrator() throws -> PersonName {
    let access = try access()
    if let finding = access.refusalUnlessAdministrator {
      throw try refuse(finding, about: "administration", access.person)
    }
    return access.person
  }

  private func refuse(_ finding: Finding, about what: String, _ person: PersonName) throws -> ExitCode {
    try recordRefusal(finding.rule, about: what, person)
    return Session.refusal(finding.message, Exit.notPermitted, language)
  }

  /// Puts into the journal that something was refused, and by which rule. In a personal store nobody is refused.
  func recordRefusal(_ rule: String, about what: String, tried action: Action? = nil, _ person: PersonName) throws {
    guard store.description.isShared else { return }
    let tried = action.map { [(JournalLine.tried, $0.rawValue)] } ?? []
    try Session.record(
      .refused, person, tried + [(JournalLine.about, what), (JournalLine.cause, rule)], store, language)
  }

  /// Characters of a detail in the journal at most.
  private static let longestDetail = 300

  /// Puts what is no record into the journal.
  static func record(
    _ action: Action, _ person: PersonName, _ details: [(String, String)], _ store: FileStore, _ language: Language
  ) throws {
    let fields =
      [Content.Field(id: "Person", values: [person.text])]
      + details.map { name, text in
        let plain = String(
          String.UnicodeScalarView(text.unicodeScalars.map { $0.properties.generalCategory == .control ? "?" : $0 }))
        return Content.Field(
          id: name, values: [plain.count > longestDetail ? plain.prefix(longestDetail) + "…" : plain])
      }
    do throws(StoreProblem) {
      try store.appendEntry(action: action, by: person, details: fields)
    } catch { throw Output.fail(error, language) }
  }
}

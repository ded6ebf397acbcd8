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

  /// The same for what is about to be shown: that somebody sees a confidential record is put into the journal first.
  func requireShowing(_ versions: [Version], _ access: Access) throws {
    for version in versions { try requireReading(version, access) }
    guard store.description.isShared else { return }
    let confidential = versions.filter { $0.content["classification"].first == "confidential" }
    guard let first = confidential.first else { return }
    let numbers = confidential.map { String($0.number) }.joined(separator: ", ")
    try Session.note(
      .readConfidential, [(JournalLine.about, first.record), (JournalLine.ofVersion, numbers)], desk)
  }

  /// Administrators only.
  func requireAdministrator() throws -> PersonName {
    if let refusal = try attempt({ (_) throws(StoreProblem) in try desk.refusalUnlessAdministrator() }) {
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

/// Records as somebody may read them: what they may not read is not there.
struct ReadableRecords: RecordSource {
  let records: any RecordSource
  let access: Access

  func record(_ number: String) -> RecordValue? {
    records.record(number).flatMap { mayRead($0) ? $0 : nil }
  }

  func records(of form: String, where equal: [String: String], limit: Int?) -> [RecordValue] {
    // A limit counts what may be read.
    let found = records.records(of: form, where: equal, limit: access.isShared ? nil : limit).filter(mayRead)
    return limit.map { Array(found.prefix($0)) } ?? found
  }

  func form(_ id: String) -> Form? { records.form(id) }

  private func mayRead(_ record: RecordValue) -> Bool {
    access.refusal(reading: record.form, classification: record.content["classification"].first ?? "") == nil
  }
}

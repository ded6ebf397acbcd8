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
    try Session.record(
      .readConfidential, access.person, [(JournalLine.about, first.record), (JournalLine.ofVersion, numbers)], store,
      language)
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

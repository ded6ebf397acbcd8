import Domain
import Desk

/// The open shift of the data room: a record of the form `shift` without a time of handing over.
struct Shift {
  static let form = "shift"

  let version: Version
  let keeper: PersonName
  let openedAt: Moment?

  private init?(_ version: Version, _ clock: StoreClock) {
    guard let keeper = version.content["keeper"].first.flatMap({ PersonName($0) }) else { return nil }
    self.version = version
    self.keeper = keeper
    openedAt = clock.moment(version.content["opened_at"].first)
  }

  /// The open shift; nil if there is none.
  static func open(_ workspace: Workspace) -> (shift: Shift?, effects: [Effect]) {
    let place = workspace.catalogue.form(form)?.list.firstIndex(of: "closed_at")
    let (found, effects) = workspace.ask { (desk) throws(StoreProblem) in
      var found: Shift?
      try desk.eachRecord(of: form, columnEquals: place.map { [$0: ""] } ?? [:]) { version in
        if version.status != .void, version.content["closed_at"].isEmpty { found = Shift(version, workspace.clock) }
        return found == nil
      }
      return found
    }
    return (found ?? nil, effects)
  }
}

extension Shift {
  /// The record that opens a shift; nil if the form is missing.
  static func opening(by person: PersonName, _ workspace: Workspace) -> Effect? {
    guard let form = workspace.catalogue.form(form) else { return nil }
    let content = workspace.attended(by: person).entry(form).withDefaults()
    return .submit(Submission(new: form.id, content), by: person)
  }

  /// The record that hands it over.
  func closing(
    next: PersonName, words: [(visit: Visit, word: String)], remarks: String, _ workspace: Workspace
  ) -> Submission {
    var content = version.content
    content["closed_at"] = [workspace.now.toTheMinute.text]
    content["next_keeper"] = [next.text]
    content["remarks"] = remarks.isEmpty ? [] : [remarks]
    content[rows: "visits"] = words.map { visit, word in
      var row = Row(["entry": visit.number, "name": visit.name, "word": word])
      row["entered_at"] = visit.enteredAt.map { [$0.text] } ?? []
      return row
    }
    return Submission(
      amending: version.record, base: version.number, to: content,
      reason: Phrase(zh: "交班", en: "Handed over")[workspace.language])
  }
}

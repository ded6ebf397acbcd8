import Domain
import Desk

/// A visit to the data room: an entry of the log. Without a time of leaving the visitor is inside.
struct Visit {
  static let form = "entry-log"

  let version: Version
  let name: String
  let organisation: String
  let enteredAt: Moment?
  let purpose: String
  /// The escort of an outsider; nil if none is named.
  let escort: PersonName?
  let badge: String?
  let isOutsider: Bool
  /// Whether the escort has been signed in and is inside too.
  private(set) var isEscorted = true
  /// The entry that corrects this one.
  private(set) var correctedBy: String?

  var number: String { version.record }
  /// The entry that this one corrects.
  var corrects: String? { version.content[LogEntry.corrects].first }
  var area: String? { version.content["area"].first }

  init(_ version: Version, _ clock: StoreClock) {
    let content = version.content
    self.version = version
    name = content["person_name"].first ?? version.record
    organisation = content["person_org"].first ?? ""
    enteredAt = clock.moment(content["enter_at"].first)
    purpose = content["purpose"].first ?? ""
    escort = content["escort"].first.flatMap { PersonName($0) }
    badge = content["badge_no"].first
    isOutsider = content["person_kind"].first != "authorized"
  }

  /// Minutes since the entry.
  func minutes(until now: Moment) -> Int { enteredAt.map { max(0, (now.seconds - $0.seconds) / 60) } ?? 0 }

  /// What is asked of: name, company, badge.
  func matches(_ text: String) -> Bool {
    let wanted = SearchForm.folded(text)
    return [name, organisation, badge ?? "", number].contains { SearchForm.folded($0).contains(wanted) }
  }

  /// All who are inside, the longest stay first. Entries that a later one corrects do not count.
  static func inside(_ workspace: Workspace) -> (visits: [Visit], effects: [Effect]) {
    let place = workspace.catalogue.form(form)?.list.firstIndex(of: "leave_at")
    let (found, effects) = workspace.ask { (desk) throws(StoreProblem) in
      var visits: [Visit] = []
      try desk.eachRecord(of: form, columnEquals: place.map { [$0: ""] } ?? [:]) { (version) throws(StoreProblem) in
        let isOpen = version.status != .void && version.content["leave_at"].isEmpty
        if isOpen, try desk.correction(of: version.record) == nil { visits.append(Visit(version, workspace.clock)) }
        return true
      }
      return visits
    }
    let visits = found ?? []
    let staff = Set(visits.filter { !$0.isOutsider }.map(\.name))
    let known = visits.map { visit in
      var visit = visit
      visit.isEscorted = !visit.isOutsider || visit.escort.map { staff.contains($0.name) } ?? false
      return visit
    }
    return (
      known.sorted { ($0.enteredAt?.seconds ?? 0, $0.number) < ($1.enteredAt?.seconds ?? 0, $1.number) }, effects
    )
  }

  /// The latest entries, those who left included; for corrections.
  static func latest(_ most: Int, _ workspace: Workspace) -> (visits: [Visit], effects: [Effect]) {
    let (found, effects) = workspace.ask { (desk) throws(StoreProblem) in
      var visits: [Visit] = []
      try desk.eachRecord(of: form) { (version) throws(StoreProblem) in
        if version.status != .void {
          var visit = Visit(version, workspace.clock)
          visit.correctedBy = try desk.correction(of: version.record)
          visits.append(visit)
        }
        return visits.count < most
      }
      return visits
    }
    return (found ?? [], effects)
  }
}

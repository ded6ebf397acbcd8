import Domain
import FileStore

/// The records of a shared store that somebody has something to do with, by kind, those that wait longest first.
///
/// Only records that the index lists as open, or as saved and perhaps to be submitted by the person, are read, a page
/// at a time.
public struct Inbox: Sendable {
  public private(set) var items: [InboxItem] = []
  /// Records looked at so far, and all that have to be.
  public private(set) var read = 0
  public private(set) var total = 0
  /// Forms of which the person may read records that are signed; asked once.
  private var forms: Set<String>?
  /// Forms whose records the person sees from the first save on.
  private var watched: Set<String> = []

  /// Whether what records give the person to do has been looked up.
  private var hasTasks = false

  /// Records that are looked at in one go.
  public static let page = 200

  public init() {}

  public var hasMore: Bool { read < total }

  public func count(_ kind: InboxItem.Kind) -> Int { items.filter { $0.kind == kind }.count }

  /// Those that are overdue, of whatever kind.
  public var overdue: Int { items.filter(\.isOverdue).count }

  /// Looks at the next page for whoever sits at the desk; in a personal store there is nothing to look at.
  public mutating func readOn(_ desk: Desk) throws(StoreProblem) {
    let access = desk.reader
    guard access.isShared else { return }
    let forms = self.forms ?? Self.forms(access, desk.catalogue)
    if self.forms == nil { watched = Self.watched(access, desk.catalogue) }
    self.forms = forms
    if !hasTasks { try lookUpTasks(desk) }
    let query = ListQuery(
      statuses: Waiting.statuses, unsent: ListQuery.Unsent(by: access.person.id, forms: forms, watched: watched),
      clearance: access.readable, sort: .savedAt, offset: read, limit: Self.page)
    let page = try desk.store.list(query)
    total = page.rows.isEmpty ? read : page.total
    read += page.rows.count
    let people = desk.people
    let limits = SignOffLimits(desk.everything)
    for row in page.rows where access.may(.read, form: row.form) {
      let history = try desk.store.history(of: row.number)
      guard let version = history.last, access.mayRead(version),
        let state = try desk.store.signOff(
          of: version, history: history, catalogue: desk.catalogue, people: people, now: desk.now),
        var item = InboxItem(state, limits: limits, for: access)
      else { continue }
      item.version = desk.cleared(version)
      // What is to be signed is one thing to do, and done with the task.
      items.removeAll { $0.version.record == item.version.record }
      items.append(item)
      try desk.note(reading: [Desk.Reading(version)])
    }
    items.sort()
  }

  private mutating func lookUpTasks(_ desk: Desk) throws(StoreProblem) {
    let access = desk.reader
    hasTasks = true
    for number in try desk.store.numbers(assignedTo: access.person.id) {
      guard let version = try desk.store.version(number), access.mayRead(version),
        let form = desk.catalogue.form(version.form),
        var item = InboxItem(assignedBy: version, form, to: access.person, now: desk.now, records: desk.everything)
      else { continue }
      item.version = desk.cleared(version)
      items.append(item)
      try desk.note(reading: [Desk.Reading(version)])
    }
    items.sort()
  }

  /// Entries of a log are signed as they stand, or in a batch; nobody has to submit each.
  private static func forms(_ access: Access, _ catalogue: any Catalogue) -> Set<String> {
    let unsigned: Set<Form.Kind> = [.log, .administration]
    return Set(catalogue.heads().filter { !unsigned.contains($0.kind) && access.may(.read, form: $0.id) }.map(\.id))
  }

  private static func watched(_ access: Access, _ catalogue: any Catalogue) -> Set<String> {
    Set(
      catalogue.heads().filter { !access.roles.isDisjoint(with: $0.watchedBy) && access.may(.read, form: $0.id) }
        .map(\.id))
  }
}

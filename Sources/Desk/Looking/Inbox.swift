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

  /// Records that are looked at in one go.
  public static let page = 200

  public init() {}

  public var hasMore: Bool { read < total }

  public func count(_ kind: InboxItem.Kind) -> Int { items.filter { $0.kind == kind }.count }

  /// Those that are overdue, of whatever kind.
  public var overdue: Int { items.filter(\.isOverdue).count }

  /// Looks at the next page; in a personal store there is nothing to look at.
  public mutating func readOn(
    _ store: FileStore, for access: Access, catalogue: any Catalogue, records: any RecordSource, now: Moment
  ) throws(StoreProblem) {
    guard access.isShared else { return }
    let forms = self.forms ?? Self.forms(access, catalogue)
    self.forms = forms
    let query = ListQuery(
      statuses: Waiting.statuses, unsent: ListQuery.Unsent(by: access.person.id, forms: forms),
      hidden: access.hiddenClassifications, sort: .savedAt, offset: read, limit: Self.page)
    let page = try store.list(query)
    total = page.rows.isEmpty ? read : page.total
    read += page.rows.count
    let people = People(records)
    let limits = SignOffLimits(records)
    for row in page.rows where access.may(.read, form: row.form) {
      let history = try store.history(of: row.number)
      guard let version = history.last,
        let state = try store.signOff(
          of: version, history: history, catalogue: catalogue, people: people, now: now),
        let item = InboxItem(state, limits: limits, for: access)
      else { continue }
      items.append(item)
    }
    items.sort()
  }

  /// Entries of a log are signed as they stand, or in a batch; nobody has to submit each.
  private static func forms(_ access: Access, _ catalogue: any Catalogue) -> Set<String> {
    let unsigned: Set<Form.Kind> = [.log, .administration]
    return Set(catalogue.heads().filter { !unsigned.contains($0.kind) && access.may(.read, form: $0.id) }.map(\.id))
  }
}

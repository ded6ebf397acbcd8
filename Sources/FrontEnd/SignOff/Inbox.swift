import Domain
import FileStore

/// The open records of a shared store that somebody has something to do with, those that wait longest first.
///
/// Only records that the index lists as open are read, a page at a time.
struct Inbox {
  enum Kind: Int, CaseIterable {
    /// To be signed.
    case sign
    /// Sent back, to be mended and submitted again.
    case returned
    /// Submitted by the person and overdue with somebody else.
    case late
    /// The person is named in it.
    case named

    var label: Phrase {
      switch self {
      case .sign: Phrase(zh: "待簽", en: "to sign")
      case .returned: Phrase(zh: "退回", en: "returned")
      case .late: Phrase(zh: "催辦", en: "chase up")
      case .named: Phrase(zh: "有我", en: "names me")
      }
    }
  }

  struct Item {
    let version: Version
    let kind: Kind
    let form: Phrase
    let subject: String
    let step: Phrase
    let waitsFor: Phrase
    let since: Moment
    let isOverdue: Bool
  }

  private(set) var items: [Item] = []
  /// Open records read so far, and all of them.
  private(set) var read = 0
  private(set) var total = 0

  static let page = 200

  var hasMore: Bool { read < total }

  func count(_ kind: Kind) -> Int { items.filter { $0.kind == kind }.count }

  var overdue: Int { items.filter(\.isOverdue).count }

  /// Reads the next page of open records.
  mutating func readOn(_ workspace: Workspace) -> [Effect] {
    guard workspace.access.isShared else { return [] }
    let query = ListQuery(
      statuses: SignOffInbox.statuses, hidden: workspace.access.hiddenClassifications, sort: .savedAt,
      offset: read, limit: Self.page)
    var (found, effects) = workspace.page(query)
    guard let page = found else { return effects }
    found = nil
    total = page.total
    read += page.rows.count
    if page.rows.isEmpty { read = total }
    let people = People(workspace.records)
    for row in page.rows where workspace.access.may(.read, form: row.form) {
      let (version, problems) = workspace.version(of: row.number)
      effects += problems
      guard let version, let signOff = workspace.signOff(of: version, people: people).result,
        let item = Self.item(version, signOff, workspace)
      else { continue }
      items.append(item)
    }
    items.sort { ($0.kind.rawValue, $0.since, $0.version.record) < ($1.kind.rawValue, $1.since, $1.version.record) }
    return effects
  }

  private static func item(_ version: Version, _ signOff: RecordSignOff, _ workspace: Workspace) -> Item? {
    let state = signOff.state
    let me = workspace.person
    guard let waiting = SignOffInbox.item(of: state, limits: signOff.limits) else { return nil }
    let isMine =
      waiting.waitsFor.contains { $0.id == me.id } || waiting.deputies.contains { $0.person.id == me.id }
    let kind: Kind
    if isMine, waiting.reason == .sign, !waiting.isBatch, workspace.access.may(.sign, form: state.form.id) {
      kind = .sign
    } else if isMine, waiting.reason != .sign {
      kind = .returned
    } else if waiting.isOverdue, state.round.first?.principal.id == me.id {
      kind = .late
    } else if state.form.names(me.id, in: version.content) {
      kind = .named
    } else {
      return nil
    }
    return Item(
      version: version, kind: kind, form: state.form.title,
      subject: state.form.titleText(version.content, workspace.language), step: waiting.title,
      waitsFor: Phrase.listing(waiting.waitsFor), since: waiting.since, isOverdue: waiting.isOverdue)
  }
}

extension Phrase {
  /// `王小明` or `王小明 +2`.
  fileprivate static func listing(_ people: [PersonName]) -> Phrase {
    guard let first = people.first else { return Phrase(verbatim: "-") }
    return Phrase(verbatim: people.count == 1 ? first.name : "\(first.name) +\(people.count - 1)")
  }
}

extension Form {
  /// Whether a field for persons, in a table too, holds somebody.
  fileprivate func names(_ person: String, in content: Content) -> Bool {
    func holds(_ field: Field, _ values: [String]) -> Bool {
      field.type.id == PersonType().id && values.contains { $0 == person || $0.hasPrefix(person + " ") }
    }
    return fields.contains { field in
      guard field.isTable else { return holds(field, content[field.id]) }
      return content[rows: field.id].contains { row in field.columns.contains { holds($0, row[$0.id]) } }
    }
  }
}

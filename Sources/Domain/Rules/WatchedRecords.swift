import Synchronization

/// All records, noting the classifications of those that were asked for and that somebody is not cleared for.
public final class WatchedRecords: RecordSource {
  private let all: any RecordSource
  private let isOpen: @Sendable (String) -> Bool
  /// The entries of a log that they are cleared for.
  private let cleared: any RecordSource
  private let closed: Set<String>
  private let noted = Mutex<Set<String>>([])

  /// `closed` are the classifications they are not cleared for; `cleared` holds everything else.
  public init(
    _ all: any RecordSource, cleared: any RecordSource, closed: Set<String>,
    isOpen: @escaping @Sendable (String) -> Bool
  ) {
    self.all = all
    self.cleared = cleared
    self.closed = closed
    self.isOpen = isOpen
  }

  /// What a body gives, and the classifications of what it asked for that they are not cleared for.
  func watching<Result>(_ body: (WatchedRecords) -> Result) -> (result: Result, noted: Set<String>) {
    noted.withLock { $0 = [] }
    let result = body(self)
    return (result, noted.withLock { $0 })
  }

  public func record(_ number: String) -> RecordValue? {
    let found = all.record(number)
    note(found.map { [$0] } ?? [])
    return found
  }

  public func records(of form: String, where equal: [String: String], limit: Int?) -> [RecordValue] {
    let found = all.records(of: form, where: equal, limit: limit)
    note(found)
    return found
  }

  public func form(_ id: String) -> Form? { all.form(id) }

  public func entries(of form: String, from: Day, to: Day, now: Moment) -> [Row] {
    let found = all.entries(of: form, from: from, to: to, now: now)
    if found != cleared.entries(of: form, from: from, to: to, now: now) { noted.withLock { $0.formUnion(closed) } }
    return found
  }

  private func note(_ records: [RecordValue]) {
    let classes = records.flatMap { [$0.classification] + $0.fieldClasses.values }.filter { !isOpen($0) }
    if !classes.isEmpty { noted.withLock { $0.formUnion(classes) } }
  }
}

/// Keeps from whoever fills in a form what its rules see of records that they are not cleared for.
///
/// Rules see all records, whoever saves. What they say and work out is compared with what they would if there were
/// only records that the person is cleared for; only that is shown.
public struct Veil: Sendable {
  let cleared: any RecordSource
  let watched: WatchedRecords
  /// Whom to ask about what is classed so.
  let holders: @Sendable (Set<String>) -> Phrase

  public init(
    cleared: any RecordSource, watched: WatchedRecords, holders: @escaping @Sendable (Set<String>) -> Phrase
  ) {
    self.cleared = cleared
    self.watched = watched
    self.holders = holders
  }

  func refusal(_ finding: Finding, _ classes: Set<String>) -> Finding {
    Finding(
      finding.place, rule: "clearance", severity: finding.severity,
      Phrase(zh: "這樣填不行；請洽詢：", en: "This is not possible; ask one of: ") + holders(classes))
  }
}

import Domain
import FileStore

/// What happened in the store, as far as whoever sits at the desk may know of it.
extension Desk {
  /// Entries of whole days, the newest first; see `FileStore.journal`. Who may not read the whole journal is shown what
  /// they did themselves, and nobody what they may not read of records.
  public func journal(
    _ query: JournalQuery, before day: Day? = nil, enough: Int = 200
  ) throws(StoreProblem) -> JournalPage {
    var query = query
    if access.journalLimit != nil { query.doneBy = access.person.id }
    let closed = unreadable
    let mark = Withheld.mark[language]
    let page = try store.journal(query, before: day, enough: enough) { $0.withholding(closed, mark) }
    let reasons = page.items.filter { $0.isSave && $0.reason != nil }
    try note(
      reading: reasons.compactMap { item in
        guard let record = item.subject.flatMap({ everything.record($0) }), let version = item.version else {
          return nil
        }
        return Reading(record, version: version)
      })
    return page
  }

  /// What others saved after an entry of this site's journal, the newest first; records that the person may not read are
  /// left out. No further back than the day of the newest entry.
  public func saves(byOthersAfter sequence: Int) throws(StoreProblem) -> [JournalItem] {
    let page = try store.journal(JournalQuery(), enough: 1)
    let closed = unreadable
    return page.items.filter { item in
      item.isSave && item.site == store.description.site && item.sequence > sequence && item.person.id != person.id
        && item.subject.map { !closed.contains($0) } ?? false
    }
  }
}

extension Desk.Reading {
  fileprivate init(_ record: RecordValue, version: Int) {
    self.record = record.number
    self.version = version
    classification = record.classification
  }
}

import Domain
import Desk

/// What the reading screens ask the store for.
extension Workspace {
  /// A version of a record, the newest if no number is given.
  func version(of record: String, _ number: Int? = nil) -> (result: Version?, effects: [Effect]) {
    let (found, effects) = read { store throws(StoreProblem) in try store.version(record, number) }
    return (found ?? nil, effects)
  }

  /// Every version of a record, the first save first.
  func history(of record: String) -> (result: [Version]?, effects: [Effect]) {
    read { store throws(StoreProblem) in try store.history(of: record) }
  }

  func page(_ query: ListQuery) -> (result: ListPage?, effects: [Effect]) {
    var query = query
    query.hidden = access.hiddenClassifications
    return read { store throws(StoreProblem) in try store.list(query) }
  }

  func hits(_ text: String, limit: Int, offset: Int) -> (result: [SearchHit]?, effects: [Effect]) {
    let hidden = access.hiddenClassifications
    return read { store throws(StoreProblem) in
      try store.search(text, hidden: hidden, limit: limit, offset: offset)
    }
  }

  /// Records that refer to a record; none where the index cannot tell.
  func links(to record: String) -> [(from: String, field: String)] {
    read { store throws(StoreProblem) in try store.linksTo(record) }.result ?? []
  }

  /// The person's own drafts, the last saved first.
  func ownDrafts() -> (result: [Draft]?, effects: [Effect]) {
    read { store throws(StoreProblem) in try store.drafts(of: person.id) }
  }
}

extension PersonName {
  /// `王小明 (wang.xm)`
  var shown: String { name == id || name.isEmpty ? id : "\(name) (\(id))" }
}

extension Version {
  /// `第 3 版`
  var numberText: Phrase { Phrase(zh: "第 \(number) 版", en: "version \(number)") }

  /// When, by whom and what: `2026-11-22 14:20  王小明 (wang.xm)  修正`
  var saveText: Phrase { Phrase(verbatim: "\(savedAt.shown)  \(savedBy.shown)  ") + action.label }
}

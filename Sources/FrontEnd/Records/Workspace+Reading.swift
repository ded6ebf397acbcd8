import Domain
import Desk

/// What the reading screens ask the store for.
extension Workspace {
  /// A version of a record as the person may read it, the newest if no number is given; or why they may not.
  func look(
    at record: String, _ number: Int? = nil, isAgain: Bool = false
  ) -> (result: Result<SeenRecord, Refusal>?, effects: [Effect]) {
    ask { desk throws(StoreProblem) in try desk.look(at: record, version: number, isAgain: isAgain) }
  }

  /// A version as it is stored, to be changed and never shown; nil if it may not be read.
  func base(of record: String, _ number: Int?) -> Version? {
    ask { desk throws(StoreProblem) in try desk.base(of: record, number) }.result.flatMap { $0 }
  }

  /// Every version of a record, the first save first.
  func history(of record: String) -> (result: [Version]?, effects: [Effect]) {
    let (found, effects) = ask { desk throws(StoreProblem) in try desk.history(of: record) }
    switch found {
    case .success(let versions): return (versions, effects)
    case .failure(let refusal): return (nil, effects + [.show(.error(refusal.message))])
    case nil: return (nil, effects)
    }
  }

  /// Two versions to be compared; or the message that says why they may not be.
  func compare(_ record: String, _ older: Int, _ newer: Int) -> (
    versions: (old: Version, new: Version)?, effects: [Effect]
  ) {
    let (found, effects) = ask { desk throws(StoreProblem) in try desk.compare(record, older, newer) }
    switch found {
    case .success((let old?, let new)): return ((old, new), effects)
    case .failure(let refusal): return (nil, effects + [.show(.error(refusal.message))])
    default: return (nil, effects)
    }
  }

  func page(_ query: ListQuery) -> (result: ListPage?, effects: [Effect]) {
    ask { desk throws(StoreProblem) in try desk.list(query) }
  }

  func hits(_ text: String, limit: Int, offset: Int) -> (result: [SearchHit]?, effects: [Effect]) {
    ask { desk throws(StoreProblem) in try desk.search(text, limit: limit, offset: offset) }
  }

  /// The person's own drafts, the last saved first, and what is wrong with those that cannot be read. On the shared
  /// terminal those of the terminal.
  func ownDrafts() -> (drafts: [Draft], findings: [Finding], effects: [Effect]) {
    let (found, effects) = ask { desk throws(StoreProblem) in
      (drafts: try desk.drafts(), findings: try desk.draftFindings())
    }
    return (found?.drafts ?? [], found?.findings ?? [], effects)
  }

  /// Those of the records that may be shown now.
  func shown(_ records: [RecordValue]) -> [RecordValue] { desk?.shown(records) ?? records }

  /// What is known of a record that a field refers to.
  func mention(_ number: String, askedFor targets: [String]) -> Mention {
    if let desk { return desk.mention(number, askedFor: targets) }
    return records.record(number).map(Mention.init) ?? .unknown(number)
  }

  /// The chapters that can be read here.
  var chapters: [ManualChapter] {
    (isKiosk ? KioskRules.chapters : ManualChapter.allCases).filter {
      catalogue.manual($0, language: .zhTW) != nil
    }
  }
}

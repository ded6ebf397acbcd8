import Domain
import Desk

extension Workspace {
  /// The state of a version in its form's chain; nil in a personal store and for forms without one.
  func signOff(of version: Version) -> (result: RecordSignOff?, effects: [Effect]) {
    guard access.isShared else { return (nil, []) }
    let (state, effects) = ask { (desk) throws(StoreProblem) in try desk.signOff(of: version) }
    return (state.flatMap { $0 }.map { RecordSignOff($0, SignOffLimits(records), access) }, effects)
  }

  /// The review of a log that a version is, with the entries that signing it signs; nil for any other record.
  func review(_ version: Version) -> (result: LogReview?, effects: [Effect]) {
    let (review, effects) = ask { (desk) throws(StoreProblem) in try desk.review(version) }
    return (review.flatMap { $0 }, effects)
  }

  /// Two versions without their signatures: what was changed in between.
  func changes(of record: String, since number: Int, to version: Version) -> (old: Version, new: Version)? {
    guard let versions = compare(record, number, version.number).versions else { return nil }
    var (old, new) = versions
    old.content[rows: Signature.table] = []
    new.content[rows: Signature.table] = []
    return (old, new)
  }

  /// Looks at the next page of what may concern the person.
  func read(on inbox: inout Inbox) -> [Effect] {
    let before = inbox
    let (after, effects) = ask { desk throws(StoreProblem) in
      var inbox = before
      try inbox.readOn(desk)
      return inbox
    }
    if let after { inbox = after }
    return effects
  }

  /// The record of a person who has to agree to it themselves before it is in force; nil for all others.
  func awaited(_ person: String) -> SignOffState? {
    ask { desk throws(StoreProblem) in try desk.awaited(person) }.result.flatMap { $0 }
  }
}

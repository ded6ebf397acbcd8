import Domain
import FileStore

/// A record that ended under earlier rules.
public struct EndedRecord: Sendable {
  /// As whoever looks may read it.
  public let version: Version
  public let form: Form
  /// What today's rules ask for before it may end; it stays ended without.
  public let lacks: [Finding]
}

extension Desk {
  /// What today's rules would ask of a record that has ended before it may end; none for one that is open, or lacks
  /// nothing.
  public func lacks(_ version: Version) throws(StoreProblem) -> [Finding] {
    guard [.approved, .closed].contains(version.status),
      // By the same rules it ended with all that they asked for; what has changed since is not what it lacks.
      version.form.definition == nil || version.form.definition != catalogue.form(version.form.id)?.definition
    else { return [] }
    guard let whole = try whole(version) else { return [] }
    let state = try store.signOff(of: whole, byToday: true, catalogue: catalogue, people: people, now: now)
    return state?.lacking ?? []
  }

  /// Records of forms, of all where none are named, that ended under earlier rules and lack what today's ask for.
  public func endedUnderEarlierRules(_ forms: [String]? = nil) throws(StoreProblem) -> [EndedRecord] {
    var result: [EndedRecord] = []
    for head in catalogue.heads() where forms?.contains(head.id) ?? true {
      guard let form = catalogue.form(head.id), form.chain != nil else { continue }
      try eachRecord(of: head.id) { (version) throws(StoreProblem) in
        let lacks = try lacks(version)
        if !lacks.isEmpty { result.append(EndedRecord(version: version, form: form, lacks: lacks)) }
        return true
      }
    }
    return result.sorted { $0.version.record < $1.version.record }
  }
}

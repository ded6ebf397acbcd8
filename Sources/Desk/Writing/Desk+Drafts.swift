import Domain
import FileStore

/// What the person has typed and not saved. Drafts are their own, and never counted as records. What is typed at a
/// terminal that several people share belongs to that terminal.
extension Desk {
  /// The drafts kept here, the last kept first; none on top of a record that the person may not read any more.
  public func drafts() throws(StoreProblem) -> [Draft] {
    let closed = unreadable
    var found: [Draft] = []
    for owner in draftOwners { found += try store.drafts(of: owner) }
    return found.filter { draft in draft.record.map { !closed.contains($0) } ?? true }.sorted {
      ($1.savedAt, $1.id.rawValue) < ($0.savedAt, $0.id.rawValue)
    }
  }

  /// What is wrong with drafts kept here that cannot be read; their files are kept.
  public func draftFindings() throws(StoreProblem) -> [Finding] {
    var found: [Finding] = []
    for owner in draftOwners { found += try store.draftFindings(of: owner) }
    return found
  }

  /// Keeps a draft: after this it survives a crash.
  public func keep(_ draft: Draft) throws(StoreProblem) {
    var draft = draft
    if let terminal { draft.person = terminal.draftOwner }
    try store.saveDraft(draft)
    // One of the time when all terminals had theirs together is this one's from now on.
    for owner in draftOwners where owner != draft.person { try store.removeDraft(draft.id, of: owner) }
  }

  public func removeDraft(_ id: DraftID) throws(StoreProblem) {
    for owner in draftOwners { try store.removeDraft(id, of: owner) }
  }

  /// Keeps other programs from the drafts of this terminal as long as this one runs; false where another has them.
  public func reserveDrafts() throws(StoreProblem) -> Bool {
    guard let terminal else { return true }
    return try store.reserveDrafts(of: terminal.draftOwner)
  }

  /// Whose drafts are kept here, the first for what is kept from now on.
  private var draftOwners: [String] {
    guard let terminal else { return [person.id] }
    return terminal.draftOwner == terminal.nobody.id
      ? [terminal.draftOwner] : [terminal.draftOwner, terminal.nobody.id]
  }

  /// Whose draft a version came from; nil where it is the person's own.
  var draftOwner: String? { terminal?.draftOwner }
}

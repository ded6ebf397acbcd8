import Domain
import FileStore

/// What the person has typed and not saved. Drafts are their own, and never counted as records.
extension Desk {
  /// The person's drafts, the last kept first; none on top of a record that they may not read any more.
  public func drafts() throws(StoreProblem) -> [Draft] {
    let closed = unreadable
    return try store.drafts(of: person.id).filter { draft in draft.record.map { !closed.contains($0) } ?? true }
  }

  /// What is wrong with the person's drafts that cannot be read; their files are kept.
  public func draftFindings() throws(StoreProblem) -> [Finding] { try store.draftFindings(of: person.id) }

  /// Keeps a draft of whoever it names: after this it survives a crash.
  public func keep(_ draft: Draft) throws(StoreProblem) { try store.saveDraft(draft) }

  public func removeDraft(_ id: DraftID) throws(StoreProblem) { try store.removeDraft(id, of: person.id) }
}

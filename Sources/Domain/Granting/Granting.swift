/// A version on its way into a shared store that changes what its record grants, or continues a record that grants
/// something: what it becomes, or why it may not be saved.
public struct Granting: Sendable {
  /// What keeps it from being saved; empty where it may be.
  public let findings: [Finding]
  /// What the record is once it is saved.
  public let status: Status
  /// Who has to agree, or that nobody can yet; nil where nothing waits.
  public let waiting: Finding?

  /// Nil for a form that grants nothing. `history` are the record's versions so far; `base` is what was edited.
  public init?(
    _ version: NewGrant, form: Form, history: [Version], access: Access, people: People, catalogue: any Catalogue,
    now: Moment
  ) {
    guard access.isShared, form.isGranting, let chain = form.chain.flatMap({ catalogue.chain($0, of: form) })
    else { return nil }
    let before = history.last { $0.number == version.base }
    let next = Version(
      record: version.record, form: form.reference, number: (before?.number ?? 0) + 1, status: .saved,
      action: version.action, savedAt: now, savedBy: version.savedBy, site: "", sequence: .max, previous: [], seal: "",
      content: version.content)
    let versions = history.filter { $0.number <= version.base ?? 0 }
    if version.action == .void {
      let isInForce = history.contains { $0.isInForce(since: people.hands) }
      findings = isInForce ? [GrantFinding.noVoid(form, version.record)] : []
      status = .void
      waiting = nil
      return
    }
    let state = SignOffState(
      granting: form, chain: chain, version: next, history: versions + [next], people: people, now: now)
    let new = form.counting(version.content) ?? version.content
    let changed = form.grantingFields.filter { !$0.isSame(form.counting(before?.content), new) }
    let me = version.savedBy
    var refusals: [Finding] = []
    if !changed.isEmpty {
      if let refusal = access.refusal(.grant, form: form.id) {
        refusals.append(GrantFinding.notAllowed(changed, refusal, form, version.record))
      }
      let mine = changed.filter { state.grants?.gains[$0.id]?.contains(me.id) == true }
      if !mine.isEmpty {
        refusals.append(GrantFinding.own(mine, access.others(who: .grant, form: form.id, than: me.id), version.record))
      }
    }
    findings = refusals
    guard let grants = state.grants, grants.progress != .settled, !state.needsNobody else {
      status = .approved
      waiting = nil
      return
    }
    if changed.isEmpty, let before {
      // What waited, or was sent back, goes on as it was.
      status = before.status
    } else {
      status = state.status
    }
    waiting = state.current.map { GrantFinding.waits(grants.fields, $0.signers, chain, version.record) }
  }
}

/// What a version grants, as far as it decides what becomes of it.
public struct NewGrant: Sendable {
  public let record: String
  /// The version that was edited; nil for a new record.
  public let base: Int?
  public let action: Action
  public let savedBy: PersonName
  public let content: Content

  public init(record: String, base: Int?, action: Action, savedBy: PersonName, content: Content) {
    self.record = record
    self.base = base
    self.action = action
    self.savedBy = savedBy
    self.content = content
  }
}

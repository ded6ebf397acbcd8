/// Limits of signing that an organisation sets.
public struct SignOffLimits: Hashable, Sendable {
  /// Days within which a step should be signed; nil where there is no limit.
  public var stepDays: Int?
  /// Hours after which an entry of a log is no longer changed in place; nil where there is no limit.
  public var shiftHours: Int?

  public init(stepDays: Int? = nil, shiftHours: Int? = nil) {
    self.stepDays = stepDays
    self.shiftHours = shiftHours
  }

  /// The settings `sign_off_days` and `shift_hours`, with their defaults where they were never saved.
  public init(_ records: any RecordSource) {
    let settings = Settings(records)
    self.init(stepDays: settings.number("sign_off_days"), shiftHours: settings.number("shift_hours"))
  }
}

extension SignOffState {
  /// What a record becomes when what was signed is changed: its chain starts again.
  public static let statusAfterAmending = Status.saved

  /// What to say before a record is changed; an error where it may not be. Nil for one that nobody has signed.
  public func mayAmend() -> [Finding] {
    if let newer { return [SignOffFinding.stale(version, newer)] }
    if grants != nil, status != .void {
      return isGrantPending ? [GrantFinding.amendsWaiting(version.record)] : []
    }
    switch status {
    case .void: return [SignOffFinding.isVoid(version.record)]
    case .approved, .closed, .refused: return [SignOffFinding.amendsSigned(status, version.record, open: openFields)]
    default: return isSubmitted ? [SignOffFinding.amendsSubmitted(version.record, open: openFields)] : []
    }
  }

  /// Why somebody may not change what others have signed; nil where they may, and where nothing is signed. Whoever a record
  /// is about leaves it alone. Whoever has no part in it may add to it, and changes nothing that is signed: asked once
  /// there is a `content`. `steps` are all that it may be signed in.
  public func refusal(amendingAs access: Access, _ steps: [Chain.Step], to content: Content? = nil) -> Finding? {
    let me = access.person.id
    // A register is kept up by whoever learns of a change, which is agreed to again.
    guard access.isShared, grants == nil, form.kind != .register, isSubmitted,
      round.contains(where: { !$0.people.contains(me) })
    else { return nil }
    if search.subjects.contains(me) { return SignOffFinding.amendsAboutThemselves(version.record, round) }
    guard let content, !keepsSignatures(changedTo: content),
      round.contains(where: { $0.decision == .agree && !$0.people.contains(me) })
    else { return nil }
    // Whoever may void it may mend it.
    if access.may(.void, form: form.id) || search.authors.contains(me) { return nil }
    if self.steps.contains(where: { $0.signers.function(of: me) != nil }) { return nil }
    let named = form.everybodyNamed(in: version.content)
    let parts = form.parties(of: version, steps: steps).union(named)
    return parts.isDisjoint(with: access.parties) ? SignOffFinding.amendsOfOthers(version.record, round) : nil
  }

  /// Whether a change of a log's entry has to be another entry that corrects this one: where something that was
  /// written is altered after the shift, or after somebody else signed. To write down what was still open, such as
  /// when somebody left, is no correction.
  public func isCorrectedByNewEntry(changedTo content: Content, limits: SignOffLimits) -> Bool {
    guard form.kind == .log, isCorrection(content) else { return false }
    if isOver || round.contains(where: { $0.decision == .agree }) { return true }
    guard let hours = limits.shiftHours else { return false }
    return now.seconds - createdAt.seconds > hours * 3600
  }

  /// Whether something that was written is altered or taken away; computed values follow others.
  private func isCorrection(_ content: Content) -> Bool {
    form.fields.filter { !$0.isComputed && !$0.adds(to: version.content, content) }.contains { field in
      guard field.isTable else { return Self.alters(version.content[field.id], content[field.id]) }
      let before = version.content[rows: field.id]
      let after = content[rows: field.id]
      guard before.count <= after.count else { return true }
      let columns = field.columns.filter { !$0.isComputed }.map(\.id)
      return zip(before, after).contains { old, new in columns.contains { Self.alters(old[$0], new[$0]) } }
    }
  }

  private static func alters(_ before: [String], _ after: [String]) -> Bool { !before.isEmpty && before != after }
}

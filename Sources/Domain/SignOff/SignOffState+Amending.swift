/// Limits of signing that an organisation sets.
public struct SignOffLimits: Hashable, Sendable {
  /// Days within which a step should be signed; nothing where there is no limit.
  public var stepDays: Int?
  /// Hours after which an entry of a log is no longer changed in place; nothing where there is no limit.
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

  /// What to say before a record is changed; an error where it may not be. Nothing for one that nobody has signed.
  public func mayAmend() -> [Finding] {
    if let newer { return [SignOffFinding.stale(version, newer)] }
    if grants != nil, status != .void {
      return isGrantPending ? [GrantFinding.amendsWaiting(version.record)] : []
    }
    switch status {
    case .void: return [SignOffFinding.isVoid(version.record)]
    case .approved, .closed: return [SignOffFinding.amendsSigned(status, version.record)]
    default: return isSubmitted ? [SignOffFinding.amendsSubmitted(version.record, open: openFields)] : []
    }
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
    form.fields.filter { !$0.isComputed }.contains { field in
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

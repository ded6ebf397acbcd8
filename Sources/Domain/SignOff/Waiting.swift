/// What a record waits for in its chain, for whom, and until when.
public struct Waiting: Sendable {
  /// Beside records that are saved and not submitted, those with one of these wait for somebody.
  public static let statuses: Set<Status> = [.inReview, .executing, .returned]

  public enum Reason: Hashable, Sendable {
    /// To be signed.
    case sign
    /// Sent back, to be mended and submitted again.
    case returned
    /// Changed after it was signed or sent back, to be submitted again.
    case changed
    /// Saved, or taken back, and not submitted.
    case draft
  }

  public let reason: Reason
  /// The step that waits.
  public let step: Chain.Step
  /// Whose turn it is; any of them.
  public let signers: StepSigners
  public let since: Moment
  /// By when it should be signed; nil where no limit is set. Only what was submitted has one: a draft may take
  /// its time.
  public let deadline: Deadline?

  /// Nil for a record that waits for nobody.
  public init?(_ state: SignOffState, limits: SignOffLimits) {
    guard let current = state.current else { return nil }
    switch state.status {
    case .returned: reason = .returned
    case .saved:
      let isMended = state.signatures.last?.decision.missingReason != nil
      reason = state.changedSince != nil || isMended ? .changed : .draft
    default: reason = .sign
    }
    step = current.step
    signers = current.signers
    since = state.version.savedAt
    deadline =
      reason != .sign
      ? nil
      : limits.stepDays.map { days in
        let name = Phrase(zh: "簽核期限（\(days) 天）", en: "Signature due (\(days) days)")
        return Deadline(name, state.version.savedAt.day.adding(days: days), today: state.now.day)
      }
  }

  /// Signed with the month's other entries, not for itself.
  public var isBatch: Bool { reason == .sign && step.isBatch }

  public var isOverdue: Bool { deadline?.isOverdue ?? false }
}

extension Waiting.Reason {
  /// What is waited for, for whoever's turn it is.
  var kind: InboxItem.Kind {
    switch self {
    case .sign: .sign
    case .returned: .returned
    case .changed: .changed
    case .draft: .draft
    }
  }
}

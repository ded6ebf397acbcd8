/// What waits for whom among many records.
public struct SignOffInbox: Sendable {
  /// A record that waits for somebody in its chain has one of these.
  public static let statuses: Set<Status> = [.inReview, .executing, .returned]

  public enum Reason: Hashable, Sendable {
    /// To be signed.
    case sign
    /// Sent back, to be mended and submitted again.
    case returned
    /// Changed after it was signed, to be submitted again.
    case changed
  }

  public struct Item: Hashable, Sendable {
    public let record: String
    public let form: String
    public let version: Int
    public let reason: Reason
    /// The step that waits.
    public let step: String
    public let title: Phrase
    /// Whose turn it is; any of them.
    public let waitsFor: [PersonName]
    public let deputies: [StepSigners.Deputy]
    public let since: Moment
    /// When it should be signed; nothing where no limit is set.
    public let due: Moment?
    public let isOverdue: Bool
    /// Signed with the month's other entries, not for itself.
    public let isBatch: Bool
    /// Why it was sent back, or what the last signer said.
    public let comment: String?
  }

  public let items: [Item]

  public init(_ states: [SignOffState], limits: SignOffLimits) {
    items = states.compactMap { Self.item(of: $0, limits: limits) }
  }

  /// What waits for somebody, as themselves or as a deputy, longest first; entries signed in a batch are left out.
  public func items(for person: PersonName) -> [Item] {
    items.filter { item in
      !item.isBatch
        && (item.waitsFor.contains { $0.id == person.id } || item.deputies.contains { $0.person.id == person.id })
    }.sorted { ($0.since, $0.record) < ($1.since, $1.record) }
  }

  /// Who a record waits for; nothing for one that waits for nobody.
  public static func item(of state: SignOffState, limits: SignOffLimits) -> Item? {
    guard let current = state.current else { return nil }
    let reason: Reason
    switch state.status {
    case .returned: reason = .returned
    case .saved:
      guard state.changedSince != nil else { return nil }
      reason = .changed
    default: reason = .sign
    }
    // Only what was submitted has a limit; a draft may take its time.
    let due = reason == .sign ? limits.stepDays.map { state.version.savedAt.adding(days: $0) } : nil
    return Item(
      record: state.version.record, form: state.form.id, version: state.version.number, reason: reason,
      step: current.id, title: current.title, waitsFor: current.signers.wanted, deputies: current.signers.deputies,
      since: state.version.savedAt, due: due, isOverdue: due.map { $0 < state.now } ?? false,
      isBatch: current.step.isBatch && reason == .sign, comment: state.signatures.last?.comment)
  }
}

extension Moment {
  fileprivate func adding(days: Int) -> Moment {
    Moment(seconds: seconds + days * 86_400, offset: offset, toTheSecond: toTheSecond)
  }
}

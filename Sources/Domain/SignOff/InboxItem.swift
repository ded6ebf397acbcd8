/// A record that somebody has something to do with, and what.
public struct InboxItem: Sendable {
  /// In the order in which they are listed.
  public enum Kind: String, CaseIterable, Sendable {
    /// To be signed.
    case sign
    /// Saved by somebody else and not submitted yet, of a form that the person watches.
    case watched
    /// Sent back, to be mended and submitted again.
    case returned
    /// Changed after it was signed or sent back, to be submitted again.
    case changed
    /// Submitted by the person, and overdue with somebody else, or there is nobody who can sign it.
    case late
    /// Gives the person something to do.
    case assigned
    /// Saved and not submitted, or taken back.
    case draft

    public var label: Phrase {
      switch self {
      case .sign: Phrase(zh: "待簽", en: "to sign")
      case .watched: Phrase(zh: "新填", en: "new")
      case .returned: Phrase(zh: "退回", en: "returned")
      case .changed: Phrase(zh: "改後待送", en: "changed")
      case .late: Phrase(zh: "催辦", en: "chase up")
      case .assigned: Phrase(zh: "交辦", en: "assigned")
      case .draft: Phrase(zh: "未送審", en: "unsent")
      }
    }

    var place: Int { Kind.allCases.firstIndex(of: self) ?? 0 }
  }

  public let kind: Kind
  /// As whoever looks may read it.
  public var version: Version
  public let form: Form
  /// What the record waits for in its chain; nil for what it gives the person to do beside that.
  public let waiting: Waiting?
  /// For whom the person would sign, where they are a deputy.
  public let deputyFor: PersonName?
  /// What the record gives the person to do.
  public let assignment: Assignment?
  /// Why it was sent back, or what the last signer said.
  public let comment: String?

  /// By when: the limit for the signature, or for what the record gives the person to do.
  public var deadline: Deadline? { waiting?.deadline ?? assignment?.deadline }

  /// Since when it waits: for a task, since the record was saved last.
  public var since: Moment { waiting?.since ?? version.savedAt }

  /// What is to be signed, or what the record says of the person.
  public var step: Phrase { waiting?.step.title ?? assignment?.field ?? Phrase(verbatim: "") }

  public var isOverdue: Bool { deadline?.isOverdue ?? false }

  /// By whom it waits to be submitted: `王小明還沒送審，存於 2026-11-28 03:10`.
  public var unsent: Phrase {
    let names = waiting?.signers.names ?? Phrase(verbatim: version.savedBy.shown)
    return Phrase(
      zh: "\(names.zh)還沒送審，存於 \(since.shown)", en: "Not submitted yet by \(names.en), saved \(since.shown)")
  }

  /// Nil for a record with which the person has nothing to do; entries that are signed in a batch are left out.
  public init?(_ state: SignOffState, limits: SignOffLimits, for access: Access) {
    guard let waiting = Waiting(state, limits: limits) else { return nil }
    let me = access.person.id
    let function = waiting.signers.function(of: me)
    // Whoever agrees to what is granted needs no right to sign such forms: the chain names them.
    let mayGrant = state.grants != nil
    let isMine = state.grants?.writers.contains { $0.id == me } ?? (state.round.first?.principal.id == me)
    if function != nil,
      waiting.reason != .sign || mayGrant || !waiting.isBatch && access.may(.sign, form: state.form.id)
    {
      kind = waiting.reason.kind
    } else if waiting.isOverdue || waiting.signers.gap != nil, isMine {
      kind = .late
    } else if waiting.reason != .sign, access.watches(state.form) {
      kind = .watched
    } else {
      return nil
    }
    self.waiting = waiting
    assignment = nil
    version = state.version
    form = state.form
    comment = state.signatures.last?.comment
    if case .deputy(let principal)? = function { deputyFor = principal } else { deputyFor = nil }
  }

  /// What a record gives somebody to do, signed or not; nil where it gives them nothing, or all is done.
  public init?(assignedBy version: Version, _ form: Form, to person: PersonName, now: Moment, records: any RecordSource)
  {
    guard ![Status.void, .refused].contains(version.status),
      let task = Assignment.all(in: version, form, now: now, records: records).first(where: { $0.person == person.id })
    else { return nil }
    kind = .assigned
    self.version = version
    self.form = form
    waiting = nil
    deputyFor = nil
    assignment = task
    comment = nil
  }
}

extension InboxItem: Comparable {
  public static func == (left: InboxItem, right: InboxItem) -> Bool {
    left.kind == right.kind && left.version.record == right.version.record
  }

  /// By kind, what is overdue before the rest; tasks by when they are due, then what waits longest.
  public static func < (left: InboxItem, right: InboxItem) -> Bool {
    let order = { (item: InboxItem) in
      (
        item.kind.place, item.isOverdue ? 0 : 1,
        item.kind == .assigned ? item.deadline?.day.daysSinceEpoch ?? .max : 0, item.since, item.version.record
      )
    }
    return order(left) < order(right)
  }
}

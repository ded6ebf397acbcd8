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
  /// What the record waits for.
  public let waiting: Waiting
  /// For whom the person would sign, where they are a deputy.
  public let deputyFor: PersonName?
  /// What the record gives the person to do.
  public let assignment: Assignment?
  /// Why it was sent back, or what the last signer said.
  public let comment: String?

  /// By when: the limit for the signature, or for what the record gives the person to do.
  public var deadline: Deadline? { kind == .assigned ? assignment?.deadline : waiting.deadline }

  public var isOverdue: Bool { deadline?.isOverdue ?? false }

  /// By whom it waits to be submitted: `王小明還沒送審，存於 2026-11-28 03:10`.
  public var unsent: Phrase {
    let names = waiting.signers.names
    return Phrase(
      zh: "\(names.zh)還沒送審，存於 \(waiting.since.shown)",
      en: "Not submitted yet by \(names.en), saved \(waiting.since.shown)")
  }

  /// Nothing for a record with which the person has nothing to do; entries that are signed in a batch are left out.
  public init?(_ state: SignOffState, limits: SignOffLimits, for access: Access) {
    guard let waiting = Waiting(state, limits: limits) else { return nil }
    let me = access.person.id
    let function = waiting.signers.function(of: me)
    let own = state.grants == nil ? Self.assignment(of: me, state) : nil
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
    } else if own != nil {
      kind = .assigned
    } else {
      return nil
    }
    self.waiting = waiting
    assignment = kind == .assigned ? own : nil
    version = state.version
    form = state.form
    comment = state.signatures.last?.comment
    if case .deputy(let principal)? = function { deputyFor = principal } else { deputyFor = nil }
  }

  /// Whoever wrote a record knows that it names them; it is a task only where a row of it or a deadline says so.
  private static func assignment(of person: String, _ state: SignOffState) -> Assignment? {
    let all = Assignment.all(of: person, in: state.version.content, state.form, today: state.now.day)
    return state.search.authors.contains(person) ? all.first { $0.isOfRow || $0.deadline != nil } : all.first
  }
}

extension InboxItem: Comparable {
  public static func == (left: InboxItem, right: InboxItem) -> Bool {
    left.kind == right.kind && left.version.record == right.version.record
  }

  /// By kind, then what waits longest.
  public static func < (left: InboxItem, right: InboxItem) -> Bool {
    (left.kind.place, left.waiting.since, left.version.record)
      < (right.kind.place, right.waiting.since, right.version.record)
  }
}

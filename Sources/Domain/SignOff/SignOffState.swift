/// Where a record stands in its chain: what is signed, what waits for whom, and what may be done.
///
/// Pure: the same record, people and moment always give the same answers. The status follows the chain; nobody
/// types it.
public struct SignOffState: Sendable {
  public enum Progress: Hashable, Sendable {
    case signed
    /// Left out, and why.
    case skipped(Phrase)
    case waiting
    case later
  }

  /// A step of the chain, for this record.
  public struct StepState: Sendable, Identifiable {
    public let step: Chain.Step
    public var progress: Progress
    /// Signatures of this round; more than one only where a step needs all.
    public var signatures: [Signature]
    /// Who may sign now, or could if it were the turn of this step; nobody for a step that is signed or left out.
    public var signers: StepSigners

    public var id: String { step.id }
    public var title: Phrase { step.title }
  }

  public let form: Form
  public let chain: Chain
  /// The version that was looked at, and that a signature would sign.
  public let version: Version
  /// A later version, saved by somebody else meanwhile.
  public let newer: Version?
  /// Whether every version up to this one is known; without the first, nobody can tell whose request it is.
  let isWhole: Bool
  public let status: Status
  public let steps: [StepState]
  /// What counts: from the last submission on, with no change between.
  public let round: [Signature]
  /// Every signature of the record, also those that no longer count, oldest first.
  public let signatures: [Signature]
  /// The version that was signed last, where the record was changed after it: its signatures do not count.
  public let changedSince: Int?
  /// Who filled the record in first.
  public let filler: PersonName
  /// When the record was first saved.
  public let createdAt: Moment
  public let people: People
  public let now: Moment
  let search: SignerSearch
  /// What the record grants and what of it waits, where its form grants power.
  let grants: GrantHistory?
  /// What was added since the submission, oldest first.
  public let additions: [Addition]
  /// When the record was approved, and when its chain was over, for the first time.
  let approvedAt: Moment?
  let endedAt: Moment?

  /// `history` are all versions of the record, oldest first; `version` is the one that somebody looks at.
  public init(
    form: Form, chain: Chain, version: Version, history: [Version], people: People, now: Moment
  ) {
    self.form = form
    self.chain = chain
    self.version = version
    self.people = people
    self.now = now
    grants = nil
    newer = history.filter { $0.number > version.number }.max { $0.number < $1.number }.map(people.named)
    let before = history.filter { $0.number <= version.number }
    let first = before.min { $0.number < $1.number } ?? version
    isWhole = Set((before + [version]).map(\.number)) == Set(1...max(version.number, 1))
    filler = people.named(first.savedBy)
    createdAt = first.savedAt
    let known = Dictionary((before + [version]).map { ($0.number, $0) }, uniquingKeysWith: { _, last in last })
    let ordered = known.values.sorted { $0.number < $1.number }
    let fillings = Self.fillings(in: ordered, form, chain)
    let written = ordered.filter { !Action.ofSignOff.contains($0.action) && fillings[$0.number] == nil }
    let filledIn = fillings.compactMap { number, steps in known[number].map { ($0.savedBy.id, steps) } }
    let evaluator = Evaluator(
      context: EvaluationContext(
        form: form, content: version.content, number: version.record, version: version.number, now: now,
        me: first.savedBy, records: people.records))
    let asking = chain.steps.first.flatMap { chain.signer(of: $0, on: form) }
    let named = asking.flatMap { evaluator.value(of: $0) }?.texts ?? []
    let subjects = form.neverSign.flatMap { evaluator.value(of: $0.expression)?.texts ?? [] }
    search = SignerSearch(
      form: form, chain: chain, record: version.record, content: version.content, people: people, day: now.day,
      subjects: Set(subjects.filter { !$0.isEmpty }.map(People.id)), authors: Set(written.map(\.savedBy.id) + named),
      filledIn: Dictionary(filledIn, uniquingKeysWith: { $0.union($1) }), evaluator: evaluator)
    let reached = ordered.filter { $0.action == .agree || $0.action == .submit }
    endedAt = reached.first { $0.status.isEnd }?.savedAt
    approvedAt =
      reached.first {
        $0.status.isEnd
          || ($0.status == .executing && chain.place(of: SignedSteps.approval) != chain.place(of: SignedSteps.end))
      }?.savedAt
    signatures = Signature.all(in: version.content).map(people.named)
    let made = Self.round(of: version, signatures, fillings, known, chain)
    let last = made.last?.decision
    round = last == .return || last == .withdraw ? [] : made
    additions = round.first.map { Self.additions(in: ordered.map(people.named), since: $0.version, form) } ?? []
    let isChanged = made.isEmpty && version.action != .void
    changedSince = isChanged ? Self.lastSigned(before.filter { $0.number < version.number }) : nil
    if version.status == .void || version.action == .void {
      status = .void
      steps = Self.walk(search, [], isOver: true)
    } else if round.isEmpty {
      status = last == .return ? .returned : .saved
      steps = Self.walk(search, [], isOver: false)
    } else {
      // What is over stays over, whatever becomes of people and roles.
      let isOver = version.status.isEnd
      var steps = Self.walk(search, round, isOver: isOver)
      if !isOver, !steps.contains(where: { $0.progress == .waiting }) { Self.reopenLast(&steps, search, round) }
      self.steps = steps
      status = isOver ? version.status : Self.status(of: steps, chain)
    }
  }

  /// The step that waits; for a record that is not submitted, the filler's own.
  public var current: StepState? { steps.first { $0.progress == .waiting } }

  public var isSubmitted: Bool { grants.map { $0.progress == .waiting } ?? !round.isEmpty }

  public var isOver: Bool { status.isEnd || status == .void }

  /// The status for people: a record of a form with a chain is a draft of a request until it is submitted.
  public var statusLabel: Phrase {
    if let changedSince {
      return Phrase(zh: "簽核第 \(changedSince) 版後已修改", en: "changed since version \(changedSince) was signed")
    }
    return status.label(of: form, isShared: true)
  }

  /// Steps that nobody can sign as things are, in order.
  public var gaps: [Finding] { steps.compactMap(\.signers.gap) }

  // MARK: - From the rows

  /// The signatures that lead, one version after the other, from a submission to this version; between them what a
  /// step to come needs may have been filled in.
  private static func round(
    of version: Version, _ signatures: [Signature], _ fillings: [Int: Set<Chain.Step.ID>], _ known: [Int: Version],
    _ chain: Chain
  ) -> [Signature] {
    guard let last = signatures.last, let made = known[last.version + 1], last.decision == made.action,
      last.person.id == made.savedBy.id, made.previous.contains(last.seal)
    else { return [] }
    var result: [Signature] = []
    var next = version.number
    for signature in signatures.reversed() {
      let made = signature.version + 1
      guard made <= next, (made..<next).allSatisfy({ fillings[$0 + 1] != nil }) else { return [] }
      result.insert(signature, at: 0)
      if signature.decision == .submit || chain.isSignedAtOnce { return result }
      next = signature.version
    }
    return []
  }

  /// A record that was taken back or sent back was to be changed; any other was not.
  private static func lastSigned(_ earlier: [Version]) -> Int? {
    let signed = earlier.filter { Action.ofSignOff.contains($0.action) }.max { $0.number < $1.number }
    guard let signed, signed.action == .submit || signed.action == .agree else { return nil }
    return signed.number - 1
  }

  // MARK: - Along the chain

  /// `isSent` where saving was the submission, without a signature.
  static func walk(_ search: SignerSearch, _ round: [Signature], isOver: Bool, isSent: Bool = false) -> [StepState] {
    let steps = search.chain.steps
    let reached = steps.lastIndex { step in round.contains { $0.step == step.id } } ?? (isSent ? 0 : -1)
    var isWaiting = false
    return steps.enumerated().map { index, step in
      var state = StepState(
        step: step, progress: .later, signatures: round.filter { $0.step == step.id }, signers: StepSigners())
      if index < reached || (isOver && index != reached) {
        let why = { Self.why(step, search, round, isReached: index < reached) }
        state.progress = state.signatures.isEmpty ? .skipped(why()) : .signed
        return state
      }
      if index == reached, isOver || !step.needsAll {
        state.progress = .signed
        return state
      }
      guard search.isTaken(step) else {
        state.progress = .skipped(Phrase(zh: "本筆不需要", en: "not needed for this record"))
        return state
      }
      if step.by == .filler {
        state.signers = fillers(search, round)
      } else {
        state.signers = search.signers(of: step, after: round)
        if let counted = state.signers.counted, state.signatures.isEmpty {
          state.progress = .skipped(counted)
          state.signers = StepSigners()
          return state
        }
        if !state.signers.needsAll, !state.signatures.isEmpty {
          state.progress = .signed
          state.signers = StepSigners()
          return state
        }
        let left = remaining(state.signers, step, search.chain, round)
        if left.wanted.isEmpty, state.signers.gap == nil {
          state.progress =
            state.signatures.isEmpty ? .skipped(Phrase(zh: "已簽過前面的關卡", en: "signed an earlier step")) : .signed
          state.signers = StepSigners()
          return state
        }
        state.signers = left
      }
      state.progress = isWaiting ? .later : .waiting
      isWaiting = true
      return state
    }
  }

  /// Why a step that is passed has no signature, as far as the record says.
  private static func why(
    _ step: Chain.Step, _ search: SignerSearch, _ round: [Signature], isReached: Bool
  ) -> Phrase {
    if !search.isTaken(step) { return Phrase(zh: "本筆不需要", en: "not needed for this record") }
    if !isReached {
      let signers = search.signers(of: step, after: round)
      if let counted = signers.counted { return counted }
      if signers.gap == nil, remaining(signers, step, search.chain, round).wanted.isEmpty {
        return Phrase(zh: "已簽過前面的關卡", en: "signed an earlier step")
      }
    }
    if !isReached { return Phrase(zh: "到此為止，未走到這一關", en: "not reached, the record ended before") }
    return Phrase(zh: "前面的簽核已涵蓋", en: "covered by a signature before")
  }

  /// What is still wanted where somebody signed this step, or an earlier one, already.
  private static func remaining(
    _ signers: StepSigners, _ step: Chain.Step, _ chain: Chain, _ round: [Signature]
  ) -> StepSigners {
    // Only who has agreed need not agree again: what was done, checked or witnessed is no agreement.
    let counts = round.filter { signature in
      if signature.step == step.id { return true }
      return chain.same == .skip && step.kind == .approval && chain.step(signature.step)?.kind == .approval
    }
    let signed = Set(counts.map(\.principal.id))
    guard signers.needsAll else {
      return signers.wanted.contains { signed.contains($0.id) } ? StepSigners() : signers
    }
    return StepSigners(
      wanted: signers.wanted.filter { !signed.contains($0.id) },
      deputies: signers.deputies.filter { !signed.contains($0.deputyFor.id) }, needsAll: true, gap: signers.gap,
      standsIn: signers.standsIn)
  }

  /// Who may submit: whoever filled the record in or changed it, and who is named as the one who asks.
  private static func fillers(_ search: SignerSearch, _ round: [Signature]) -> StepSigners {
    let able = search.authors.sorted().compactMap { search.people[$0] }.filter(\.isActive)
    let deputies = able.filter { $0.hasDeputy(on: search.day) }.compactMap { person -> StepSigners.Deputy? in
      guard let deputy = person.deputy.flatMap({ search.people[$0] }), deputy.isActive else { return nil }
      return StepSigners.Deputy(person: deputy.name, deputyFor: person.name)
    }
    return StepSigners(wanted: able.map(\.name), deputies: deputies)
  }

  /// Somebody who would be left out today may sign what was waiting for them when it was last saved.
  private static func reopenLast(_ steps: inout [StepState], _ search: SignerSearch, _ round: [Signature]) {
    guard let place = steps.lastIndex(where: { $0.signatures.isEmpty }) else { return }
    steps[place].progress = .waiting
    steps[place].signers = search.signers(of: steps[place].step, after: round)
  }

  static func status(of steps: [StepState], _ chain: Chain) -> Status {
    steps.first { $0.progress == .waiting }?.step.status ?? chain.end.status
  }
}

/// What a signature makes of a record: the next version's content, status and action.
public struct Signed: Hashable, Sendable {
  /// The fields of the version that was signed, byte for byte, and one more row of signatures. It is saved as it
  /// is: nothing may be computed again, or the signature would stand under something else.
  public let content: Content
  public let status: Status
  public let action: Action
  public let signature: Signature
}

/// Why something may not be signed: never empty.
public struct SignOffRefusal: Error, Hashable, Sendable {
  public let findings: [Finding]
}

extension SignOffState {
  /// What somebody may do now.
  public func actions(of person: PersonName) -> [Action] {
    Action.ofSignOff.filter { action in !mayAct(action, by: person).contains(where: \.blocks) }
  }

  /// Why somebody may not do something; empty, or warnings only, where they may.
  public func mayAct(_ action: Action, by person: PersonName) -> [Finding] {
    if let newer { return [SignOffFinding.stale(version, newer)] }
    guard isWhole else { return [SignOffFinding.incomplete(version.record)] }
    if status == .void { return [SignOffFinding.isVoid(version.record)] }
    guard let known = people[person.id] else { return [SignOffFinding.unknown(person, version.record)] }
    guard known.isActive || isAcceptance(by: person.id) else {
      return [SignOffFinding.disabled(person, version.record)]
    }
    if let grants { return mayAct(action, by: person, on: grants) }
    if chain.isSignedAtOnce, let current, action != .agree {
      return [SignOffFinding.isSignedAtOnce(current, version.record)]
    }
    switch action {
    case .submit: return maySubmit(person).orIfNoneBlocks { unready(for: .submit, person) }
    case .agree: return maySign(person).orIfNoneBlocks { unready(for: .agree, person) }
    case .return: return maySign(person)
    case .refuse: return maySign(person).orIfNoneBlocks { mayRefuse }
    case .withdraw: return mayWithdraw(person)
    default: return [SignOffFinding.noDecision(action, version.record)]
    }
  }

  /// The next version's content, status and action, or why there is none. Agreeing may carry a comment, sending
  /// back must give the reason. `known` is what `mayAct` has just said of it, where that was asked.
  public func signed(
    _ action: Action, by person: PersonName, comment: String? = nil, known: [Finding]? = nil
  ) -> Result<Signed, SignOffRefusal> {
    let said = comment?.trimmed ?? ""
    var findings = (known ?? mayAct(action, by: person)).filter(\.blocks)
    if findings.isEmpty, said.isEmpty, let missing = action.missingReason {
      findings = [Finding(.record(version.record), rule: "reason", missing)]
    }
    findings += WrittenReason.finding(in: said, of: version.record).map { [$0] } ?? []
    guard findings.isEmpty else { return .failure(SignOffRefusal(findings: findings)) }
    guard let signature = signature(action, by: person, said) else {
      return .failure(SignOffRefusal(findings: [SignOffFinding.isOver(status, version.record)]))
    }
    var content = version.content
    content[rows: Signature.table].append(signature.row)
    return .success(
      Signed(content: content, status: status(after: signature), action: action, signature: signature))
  }

  private func signature(_ action: Action, by person: PersonName, _ said: String) -> Signature? {
    guard let step = action == .withdraw ? chain.steps.first : current?.step else { return nil }
    var deputyFor: PersonName?
    if action != .withdraw, case .deputy(let principal)? = current?.signers.function(of: person.id) {
      deputyFor = principal
    }
    return Signature(
      step: step.id, person: person, deputyFor: deputyFor, decision: action, comment: said.isEmpty ? nil : said,
      at: now, version: version.number, seal: version.seal,
      chain: action == .submit && !form.otherChains.isEmpty ? chain.id : nil)
  }

  private func status(after signature: Signature) -> Status {
    if let grants { return status(after: signature, on: grants) }
    switch signature.decision {
    case .return: return .returned
    case .refuse: return .refused
    case .withdraw: return .saved
    default:
      let steps = Self.walk(search, round + [signature], isOver: false)
      return Self.status(of: steps, chain)
    }
  }

  // MARK: - What a signature needs

  /// What is signed so far, for the rules of the form. What was refused is asked for again, from its first step on.
  public var signedSteps: SignedSteps { signedSteps(status == .refused ? [] : round, steps) }

  private func signedSteps(_ round: [Signature], _ steps: [StepState]) -> SignedSteps {
    let earlier = signatures.filter { !round.contains($0) }
    var signed = SignedSteps(
      chain, steps, round: round, signatures: earlier + round, approvedAt: approvedAt, endedAt: endedAt)
    if status.isAgreed, !round.isEmpty { signed.sealed = version.content }
    return signed
  }

  /// What the form asks for before this signature: what would be wrong with it, and was not wrong without it.
  private func unready(for action: Action, _ person: PersonName) -> [Finding] {
    guard form.waitsForSignatures, let signature = signature(action, by: person, "") else { return [] }
    let signed = round + [signature]
    let signing = current.map { SignedSteps.Signing(step: $0.title, person: person) }
    var entry = self.entry
    entry.signed?.signing = signing
    let before = Set(entry.findings(version.content))
    entry.signed = signedSteps(signed, Self.walk(search, signed, isOver: false))
    entry.signed?.signing = signing
    return entry.findings(version.content).filter { $0.blocks && !before.contains($0) }
  }

  /// The record as its rules see it now.
  private var entry: Entry {
    var entry = Entry(
      form: form, number: version.record, version: version.number, now: now, me: version.savedBy,
      records: people.records)
    entry.signed = signedSteps
    return entry
  }

  /// What steps to come will ask for and the record does not have yet, as notes; of one that is over, what is to be added.
  public var stillNeeded: [Finding] { status == .void ? [] : stillNeeded(in: version.content) }

  /// The same for what it is about to become.
  public func stillNeeded(in content: Content) -> [Finding] {
    form.waitsForSignatures ? entry.stillNeeded(content, titles: wantingSteps) : []
  }

  /// What today's rules ask for before a record may end, of one that has ended without it.
  public var lacking: [Finding] {
    guard isOver, [.approved, .closed].contains(status), form.waitsForSignatures else { return [] }
    return entry.lacking(version.content, titles: wantingSteps)
  }

  /// The steps that may want something of the record: those that are not left out.
  private var wantingSteps: [String: Phrase] {
    let spared = steps.filter { if case .skipped = $0.progress { true } else { false } }.map(\.id)
    return chain.titles.filter { !spared.contains($0.key) }
  }

  // MARK: - Each decision

  private func maySubmit(_ person: PersonName) -> [Finding] {
    guard !isOver else { return [SignOffFinding.isOver(status, version.record)] }
    guard !isSubmitted, let first = current else { return [SignOffFinding.isSubmitted(version.record, current)] }
    guard first.signers.function(of: person.id) != nil else {
      return [SignOffFinding.notTheFiller(first.signers, version.record)]
    }
    let gaps = self.gaps
    return gaps.enumerated().map { index, gap in
      // Only the step that comes next has to have somebody; others can still be given the role.
      var finding = gap
      if index > 0 || steps.dropFirst().first(where: { $0.progress == .later })?.signers.gap == nil {
        finding.severity = .warning
      }
      return finding
    }
  }

  private func maySign(_ person: PersonName) -> [Finding] {
    guard !isOver else { return [SignOffFinding.isOver(status, version.record)] }
    guard isSubmitted || chain.isSignedAtOnce, let current else {
      return [SignOffFinding.notSubmitted(version.record, changedSince)]
    }
    if current.signers.function(of: person.id) != nil { return [] }
    if let gap = current.signers.gap { return [gap] }
    if let known = people[person.id], stands(known, in: current),
      let why = search.exclusion(of: known, from: current.step, after: round)
    {
      return [SignOffFinding.excluded(why, current, search)]
    }
    for principal in current.signers.wanted.compactMap({ people[$0.id] }) where principal.deputy == person.id {
      guard principal.hasDeputy(on: now.day) else {
        return [SignOffFinding.notDeputyToday(principal, now.day, version.record)]
      }
      let why = people[person.id].flatMap { search.exclusion(ofDeputy: $0, from: current.step, after: round) }
      return [SignOffFinding.excluded(why ?? .twice, current, search)]
    }
    return [SignOffFinding.notTheTurn(of: person, current, version.record)]
  }

  /// Whether somebody would be asked for a step if nothing kept them from it: only then is that worth telling.
  private func stands(_ person: People.Person, in current: StepState) -> Bool {
    if search.authors.contains(person.id) || round.contains(where: { $0.people.contains(person.id) }) { return true }
    switch current.step.by {
    case .role(let role), .field(_, let role?): return person.roles.contains(role)
    case .field(_, nil), .unitHead, .filler: return !current.step.outsideOf.isEmpty
    }
  }

  /// Only a request is refused, and only by whoever is asked to agree to it.
  private var mayRefuse: [Finding] {
    chain.isRefusable && current?.step.kind == .approval
      ? [] : [SignOffFinding.notRefusable(chain.isRefusable ? current?.title : nil, version.record)]
  }

  private func mayWithdraw(_ person: PersonName) -> [Finding] {
    guard !isOver else { return [SignOffFinding.isOver(status, version.record)] }
    guard let submission = round.first else { return [SignOffFinding.notSubmitted(version.record, changedSince)] }
    guard submission.people.contains(person.id) else {
      return [SignOffFinding.notTheSubmitter(submission.person, version.record)]
    }
    guard round.count > 1 else { return [] }
    return [SignOffFinding.signedMeanwhile(round[1], version.record)]
  }
}

extension [Finding] {
  /// These findings, and others where none of these blocks.
  fileprivate func orIfNoneBlocks(_ others: () -> [Finding]) -> [Finding] {
    contains(where: \.blocks) ? self : self + others()
  }
}

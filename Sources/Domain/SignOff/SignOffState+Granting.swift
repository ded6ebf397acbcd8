/// Records that grant power: saving them is their submission, and until a second person agrees what was agreed to
/// before stays in force.
extension SignOffState {
  init(granting form: Form, chain: Chain, version: Version, history: [Version], people: People, now: Moment) {
    self.form = form
    self.chain = chain
    self.version = version
    self.people = people
    self.now = now
    newer = history.filter { $0.number > version.number }.max { $0.number < $1.number }.map(people.named)
    let before = history.filter { $0.number < version.number }
    let known = Dictionary(before.map { ($0.number, $0) }, uniquingKeysWith: { _, last in last })
    let ordered = known.values.sorted { $0.number < $1.number } + [version]
    let first = ordered[0]
    isWhole = ordered.map(\.number) == Array(1...max(version.number, 1))
    filler = people.named(first.savedBy)
    createdAt = first.savedAt
    let evaluator = Evaluator(
      context: EvaluationContext(
        form: form, content: version.content, number: version.record, version: version.number, now: now,
        me: first.savedBy, records: people.records))
    let found = GrantHistory(form, ordered, people.hands, evaluator)
    additions = []
    grants = found
    search = SignerSearch(
      form: form, chain: chain, record: version.record, content: version.content, people: people, day: now.day,
      authors: found.authors, filledIn: [:], evaluator: evaluator, granting: found)
    endedAt = nil
    approvedAt = nil
    signatures = Signature.all(in: version.content).map(people.named)
    round = found.round.map(people.named)
    changedSince = nil
    switch found.progress {
    case _ where version.status == .void || version.action == .void:
      status = .void
      steps = Self.walk(search, [], isOver: true)
    case .settled:
      status = version.sequence <= people.hands.upTo ? version.status : chain.end.status
      steps = Self.walk(search, found.round, isOver: true)
    case .waiting:
      steps = Self.walk(search, found.round, isOver: false, isSent: true)
      status = Self.status(of: steps, chain)
    case .returned, .withdrawn:
      steps = Self.walk(search, [], isOver: false)
      status = found.progress == .returned ? .returned : .saved
    }
  }

  /// The version whose grants are in force; nil for a form that grants nothing, and where nothing is.
  public var inForce: Version? { grants?.inForce }

  /// Whether who may decide is for the chain alone to say, and no right of their roles is asked for.
  public var asksNoRight: Bool { grants != nil }

  /// The fields that wait to be agreed to, and what the record says of them where all of it is in force that was.
  public var pendingGrants: (fields: [Field], before: Content)? {
    guard let grants, grants.progress != .settled else { return nil }
    return (grants.fields, form.inForce(version.content, granted: grants.inForce?.content))
  }

  /// Whether what the record grants waits to be agreed to, or was sent or taken back.
  public var isGrantPending: Bool { grants.map { $0.progress != .settled } ?? false }

  /// Whether somebody would agree to what they are given themselves, such as a new person at their first log-in.
  public func isAcceptance(by person: String) -> Bool {
    guard let grants, grants.progress == .waiting else { return false }
    return grants.gainers.contains(person) && current?.signers.function(of: person) == .own
  }

  /// Whether a change takes effect by one hand: where there is nobody else to ask, taking away from others does no harm.
  var needsNobody: Bool {
    guard let grants, grants.onlyTakes, case .role(let role)? = current?.step.by else { return false }
    return search.isAlone(role, grants) && !people.holders(of: role).contains { $0.id == version.record }
  }

  // MARK: - Deciding

  func mayAct(_ action: Action, by person: PersonName, on grants: GrantHistory) -> [Finding] {
    guard grants.progress != .settled, let current else { return [GrantFinding.nothingWaits(version.record)] }
    switch action {
    case .submit:
      guard grants.progress != .waiting else { return [SignOffFinding.isSubmitted(version.record, current)] }
      guard grants.writers.contains(where: { $0.id == person.id }) else {
        return [SignOffFinding.notTheFiller(StepSigners(wanted: grants.writers), version.record)]
      }
      return []
    case .withdraw:
      guard grants.progress == .waiting else { return [SignOffFinding.notSubmitted(version.record, nil)] }
      guard grants.writers.contains(where: { $0.id == person.id }) else {
        return [SignOffFinding.notTheSubmitter(grants.writers.first ?? version.savedBy, version.record)]
      }
      return round.last.map { [SignOffFinding.signedMeanwhile($0, version.record)] } ?? []
    case .agree, .return:
      guard grants.progress == .waiting else { return [SignOffFinding.notSubmitted(version.record, nil)] }
      return mayAgree(action, person, current)
    default: return [SignOffFinding.noDecision(action, version.record)]
    }
  }

  private func mayAgree(_ action: Action, _ person: PersonName, _ current: StepState) -> [Finding] {
    guard current.signers.function(of: person.id) != nil else {
      if let gap = current.signers.gap { return [gap] }
      if let known = people[person.id], let why = search.exclusion(of: known, from: current.step, after: round) {
        return [SignOffFinding.excluded(why, current, search)]
      }
      return [SignOffFinding.notTheTurn(of: person, current, version.record)]
    }
    guard action == .agree, case .role(let role) = current.step.by else { return [] }
    let left = people.holders(of: role, once: form.id == "person" ? version.record : "", says: version.content)
    return left.isEmpty ? [GrantFinding.last(people.title(ofRole: role), version.record)] : []
  }

  /// What the record becomes by a decision about what it grants.
  func status(after signature: Signature, on grants: GrantHistory) -> Status {
    switch signature.decision {
    case .return: return .returned
    case .withdraw: return .saved
    default:
      let round = signature.decision == .agree ? round + [signature] : []
      return Self.status(of: Self.walk(search, round, isOver: false, isSent: true), chain)
    }
  }
}

extension SignerSearch {
  /// Who agrees to what somebody else granted: whoever has the role or passes their own power on by it; and where that
  /// leaves nobody, as with two administrators of whom one writes and the other gains, whoever gains by what the other
  /// wrote: that still takes two.
  func second(
    of role: String, _ step: Chain.Step, _ grants: GrantHistory, _ round: [Signature]
  ) -> StepSigners {
    let holders = people.holders(of: role).filter { people.hands.canSign($0.id) }
    let able = holders.filter { exclusion(of: $0, from: step, after: round) == nil }
    let principals = grants.principals.sorted().compactMap { people[$0] }.filter {
      people.hands.canSign($0.id) && exclusion(of: $0, from: step, after: round) == nil
    }
    var wanted = able.map(\.name)
    for principal in principals where !wanted.contains(principal.name) { wanted.append(principal.name) }
    if wanted.isEmpty, isAlone(role, grants) || hasNobodyLeft(role, grants) {
      let able = isAlone(role, grants) ? grants.gainers : grants.gainers.intersection(holders.map(\.id))
      let mine = able.subtracting(grants.authors).sorted().filter { id in
        people.hands.givenBy[id].map { !grants.authors.contains($0) } ?? true
      }
      wanted = mine.compactMap { id in people[id]?.name ?? named(id) }
    }
    guard wanted.isEmpty else { return StepSigners(wanted: wanted) }
    return StepSigners(gap: GrantFinding.nobody(people.title(ofRole: role), holders.map(\.name), grants, record))
  }

  /// Whether one person at most has the role and can sign, and what waits is theirs.
  func isAlone(_ role: String, _ grants: GrantHistory) -> Bool {
    let holders = people.holders(of: role).filter { people.hands.canSign($0.id) }
    return holders.count <= 1 && holders.allSatisfy { grants.authors.contains($0.id) }
  }

  /// Whether two people have the role and can sign, of whom one wrote what waits and the other gains by it.
  private func hasNobodyLeft(_ role: String, _ grants: GrantHistory) -> Bool {
    let holders = people.holders(of: role).filter { people.hands.canSign($0.id) }
    return holders.count == 2
      && holders.allSatisfy { grants.authors.contains($0.id) || grants.gainers.contains($0.id) }
  }

  /// Somebody who is not registered yet: the record itself is theirs.
  private func named(_ id: String) -> PersonName? {
    guard content["id"].first == id else { return nil }
    return PersonName(id: id, name: content["name"].first ?? id)
  }

  /// Why somebody may not be the second person, whoever they are.
  func exclusion(of person: People.Person, _ grants: GrantHistory) -> Exclusion? {
    if grants.authors.contains(person.id) { return .own }
    if grants.gainers.contains(person.id), !grants.principals.contains(person.id) { return .gains }
    guard let giver = people.hands.givenBy[person.id], grants.authors.contains(giver) else { return nil }
    return .given(by: people[giver]?.name ?? PersonName(id: giver, name: giver))
  }
}

/// Finds who may sign a step of one record: by role, by unit, by what its fields name, without those who must not.
struct SignerSearch: Sendable {
  /// Why somebody must not sign a step.
  enum Exclusion: Hashable, Sendable {
    case disabled
    /// Filled the record in, changed it, or is the one who asks.
    case own
    /// Signed a step that this one must differ from.
    case signed(Chain.Step.ID)
    /// Is of the unit of somebody who signed a step that this one must be independent of.
    case sameUnit(Chain.Step.ID)
    /// Signed before: for somebody else, or in a chain that wants another person for each step.
    case twice
    /// Is whom the record is about.
    case subject
    /// Gains by what is to be agreed to.
    case gains
    /// Has the passphrase from somebody who wrote it.
    case given(by: PersonName)
  }

  let form: Form
  let chain: Chain
  let record: String
  let content: Content
  let people: People
  let day: Day
  /// Ids of those whom the record is about.
  var subjects: Set<String> = []
  /// Ids of everybody who wrote something in the record, or is named as the one who asks.
  let authors: Set<String>
  /// Who filled in, while it was being signed, what which steps needed.
  let filledIn: [String: Set<Chain.Step.ID>]
  let evaluator: Evaluator
  /// What is granted, where that is what is signed.
  var granting: GrantHistory?

  /// Whether the record needs a step.
  func isTaken(_ step: Chain.Step) -> Bool {
    chain.conditions(of: step, on: form).allSatisfy { evaluator.flag($0, []) != false }
  }

  /// Who may sign a step after what was signed before it.
  func signers(of step: Chain.Step, after round: [Signature]) -> StepSigners {
    if let granting, case .role(let role) = step.by { return second(of: role, step, granting, round) }
    let named = self.named(in: step, after: round)
    if !named.people.isEmpty {
      let found = named.signers.wanted.isEmpty ? superior(of: named.people, step, round) : named.signers
      return withDeputies(found ?? named.signers, step, round)
    }
    if !named.signers.wanted.isEmpty { return withDeputies(named.signers, step, round) }
    let found: StepSigners
    switch step.by {
    case .filler: found = named.signers
    case .unitHead: found = unitHead(step, round)
    case .role(let role): found = holders(of: role, step, round)
    case .field(_, let role?): found = holders(of: role, step, round)
    case .field(_, nil): found = named.signers
    }
    return withDeputies(found, step, round)
  }

  // MARK: - One step higher

  /// The head of the record's unit, or whoever stands above; at the top the submission counts.
  private func unitHead(_ step: Chain.Step, _ round: [Signature]) -> StepSigners {
    let found = head(of: content["unit"].first.map(People.id), step, round)
    guard found.isAtTop else { return found }
    return top(step, round, insteadOf: step.title) ?? found
  }

  /// Who signs where a named person must not: the head of their unit, or whoever stands above.
  private func superior(of named: [People.Person], _ step: Chain.Step, _ round: [Signature]) -> StepSigners? {
    guard let person = named.first else { return nil }
    var found = head(of: person.unit, step, round)
    let reason = SignOffFinding.standsIn(for: person.name.phrase)
    if found.wanted.isEmpty { found = top(step, round, insteadOf: person.name.phrase) ?? found }
    guard !found.wanted.isEmpty || found.counted != nil else { return nil }
    if found.counted == nil { found.standsIn = reason }
    return found
  }

  /// The role that stands above all, where it may sign; else the submission of somebody who has nobody above.
  private func top(_ step: Chain.Step, _ round: [Signature], insteadOf title: Phrase) -> StepSigners? {
    guard let role = chain.standIns?[Chain.aboveAllHeads] else { return nil }
    let all = people.holders(of: role)
    let able = all.filter { exclusion(of: $0, from: step, after: round) == nil }
    if !able.isEmpty {
      return StepSigners(wanted: able.map(\.name), standsIn: SignOffFinding.standsIn(for: title))
    }
    // In a chain that wants another person for each step, whoever stands above all cannot be another one twice: what
    // they agreed to counts, and what they only did, checked or witnessed is no agreement.
    let isSpent = all.allSatisfy { [.twice, .own].contains(exclusion(of: $0, from: step, after: round)) }
    if step.kind == .approval, isSpent {
      let agreements = round.filter { $0.decision == .agree && chain.step($0.step)?.kind == .approval }
      if all.contains(where: { person in agreements.contains { $0.people.contains(person.id) } }) {
        return StepSigners(counted: SignOffFinding.countedBefore)
      }
      let again = all.filter { exclusion(of: $0, from: step, after: round) == .twice }
      if !again.isEmpty {
        return StepSigners(wanted: again.map(\.name), standsIn: SignOffFinding.standsIn(for: title))
      }
    }
    let isTop = all.isEmpty || all.allSatisfy { authors.contains($0.id) }
    guard step.kind == .approval, isTop, !authors.isEmpty else { return nil }
    return StepSigners(counted: SignOffFinding.counted)
  }

  // MARK: - Where people come from

  /// The people that the record names for a step, or the heads of the units that it names.
  ///
  /// `people` are those whom it names and who are known; none for units.
  func named(in step: Chain.Step, after round: [Signature]) -> (signers: StepSigners, people: [People.Person]) {
    let nobody = (StepSigners(gap: SignOffFinding.nobodyNamed(step, record)), [People.Person]())
    guard let expression = chain.signer(of: step, on: form) else { return nobody }
    let ids = (evaluator.value(of: expression)?.texts ?? []).filter { !$0.isEmpty }
    guard let first = ids.first else { return nobody }
    if isUnit(expression) {
      let heads = ids.map { head(of: $0, step, round) }
      let wanted = unique(heads.flatMap(\.wanted))
      // A unit without a head keeps a step from being finished only where every unit has to sign.
      let gap = wanted.isEmpty || step.needsAll ? heads.compactMap(\.gap).first : nil
      return (StepSigners(wanted: wanted, needsAll: step.needsAll, gap: gap), [])
    }
    let known = ids.compactMap { people[$0] }
    let able = known.filter { exclusion(of: $0, from: step, after: round) == nil }
    if !able.isEmpty { return (StepSigners(wanted: unique(able.map(\.name)), needsAll: step.needsAll), known) }
    let name = people[first]?.name ?? PersonName(id: first, name: first)
    let why = people[first].flatMap { exclusion(of: $0, from: step, after: round) } ?? .disabled
    return (StepSigners(gap: SignOffFinding.namedMayNot(name, why, step, self)), known)
  }

  private func isUnit(_ expression: Expression) -> Bool {
    let checker = TypeChecker(form: form) { people.records.form($0) }
    // An expression that does not fit was a finding when the form was loaded.
    guard let kind = try? checker.kind(of: expression, rows: []) else { return false }
    switch kind {
    case .reference(let forms), .list(.reference(let forms)): return forms == ["unit"]
    default: return false
    }
  }

  /// The head of a unit; of the unit above while the head must not sign.
  private func head(of unit: String?, _ step: Chain.Step, _ round: [Signature]) -> StepSigners {
    guard var at = unit.flatMap({ people.unit($0) }) else {
      return StepSigners(gap: SignOffFinding.noUnit(step, record))
    }
    var seen: Set<String> = []
    while seen.insert(at.id).inserted {
      guard let person = at.head.flatMap({ people[$0] }), person.isActive else {
        return StepSigners(gap: SignOffFinding.noHead(at, step, record))
      }
      if exclusion(of: person, from: step, after: round) == nil { return StepSigners(wanted: [person.name]) }
      guard let parent = at.parent.flatMap({ people.unit($0) }) else { break }
      at = parent
    }
    var nobody = StepSigners(gap: SignOffFinding.noHeadAbove(at, step, record))
    nobody.isAtTop = at.parent == nil
    return nobody
  }

  private func holders(of role: String, _ step: Chain.Step, _ round: [Signature]) -> StepSigners {
    let all = people.signers(as: role, chain.standIns ?? [:])
    let able = all.filter { exclusion(of: $0, from: step, after: round) == nil }
    if !able.isEmpty { return StepSigners(wanted: able.map(\.name)) }
    if let standIn = standIn(for: role, all, step, round) { return standIn }
    let reasons = all.map { ($0.name, exclusion(of: $0, from: step, after: round)) }
    return StepSigners(gap: SignOffFinding.nobodyHas(people.title(ofRole: role), reasons, step, self))
  }

  /// Who signs in place of a role whose holders must not: the role one step higher, and the next; else the head of
  /// a holder's unit, or whoever stands above. Nobody stands in where nobody holds the role at all.
  private func standIn(
    for role: String, _ holders: [People.Person], _ step: Chain.Step, _ round: [Signature]
  ) -> StepSigners? {
    guard !holders.isEmpty, let ladder = chain.standIns else { return nil }
    let title = people.title(ofRole: role)
    let able = people.standIns(for: role, ladder) { exclusion(of: $0, from: step, after: round) == nil }
    if !able.isEmpty {
      return StepSigners(wanted: able.map(\.name), standsIn: SignOffFinding.standsIn(for: title))
    }
    if ladder[role] == nil, var found = superior(of: holders, step, round) {
      if found.counted == nil { found.standsIn = SignOffFinding.standsIn(for: title) }
      return found
    }
    return top(step, round, insteadOf: title)
  }

  private func withDeputies(_ found: StepSigners, _ step: Chain.Step, _ round: [Signature]) -> StepSigners {
    var result = found
    for person in found.wanted.compactMap({ people[$0.id] }) where person.hasDeputy(on: day) {
      guard let deputy = person.deputy.flatMap({ people[$0] }),
        exclusion(ofDeputy: deputy, from: step, after: round) == nil
      else { continue }
      result.deputies.append(StepSigners.Deputy(person: deputy.name, deputyFor: person.name))
    }
    return result
  }

  private func unique(_ names: [PersonName]) -> [PersonName] {
    names.reduce(into: []) { all, name in if !all.contains(name) { all.append(name) } }
  }

  // MARK: - Who must not

  func exclusion(of person: People.Person, from step: Chain.Step, after round: [Signature]) -> Exclusion? {
    if let granting, let why = exclusion(of: person, granting) { return why }
    if !person.isActive { return .disabled }
    let submitted = round.contains { $0.decision == .submit && $0.people.contains(person.id) }
    if subjects.contains(person.id) { return .subject }
    if authors.contains(person.id) || submitted || filledIn(by: person, before: step), !step.isWork { return .own }
    // Whoever did the work neither checks nor agrees to it.
    let place = chain.place(of: step.id) ?? 0
    for work in chain.steps.prefix(place) where work.isWork && !step.isWork {
      if round.contains(where: { $0.step == work.id && $0.people.contains(person.id) }) { return .signed(work.id) }
    }
    for other in step.notBy where round.contains(where: { $0.step == other && $0.people.contains(person.id) }) {
      return .signed(other)
    }
    // Where everybody is of one unit, nobody can be outside of it: another person has to do.
    if let unit = person.unit, people.everybody.contains(where: { $0.isActive && $0.unit != nil && $0.unit != unit }) {
      for other in step.outsideOf {
        let signers = round.filter { $0.step == other }.flatMap(\.people)
        if signers.contains(where: { people[$0]?.unit == unit || $0 == person.id }) { return .sameUnit(other) }
      }
    }
    guard !step.isWork else { return nil }
    // One hand signs one step, in whatever name: what a person signed as a deputy does not count as their own signature.
    if round.contains(where: { $0.deputyFor != nil && $0.person.id == person.id }) { return .twice }
    if step.kind == .check { return nil }
    guard chain.same == .refuse || step.kind == .witness else { return nil }
    return round.contains { $0.step != step.id && $0.people.contains(person.id) } ? .twice : nil
  }

  /// A deputy signs for nobody where they have signed already, for themselves or for another.
  func exclusion(ofDeputy person: People.Person, from step: Chain.Step, after round: [Signature]) -> Exclusion? {
    exclusion(of: person, from: step, after: round)
      ?? (round.contains { $0.people.contains(person.id) } ? .twice : nil)
  }

  /// Whether somebody filled in what an earlier step needed, and so would sign what they wrote themselves.
  private func filledIn(by person: People.Person, before step: Chain.Step) -> Bool {
    guard let place = chain.place(of: step.id), let steps = filledIn[person.id] else { return false }
    return steps.contains { (chain.place(of: $0) ?? place) < place }
  }

  func title(of step: Chain.Step.ID) -> Phrase { chain.step(step)?.title ?? Phrase(verbatim: step) }
}

import Domain
import Desk

/// Has the demo's records signed between its steps, in the order of time, by those whose turn it is.
struct DemoSigning {
  /// A record whose next signature is due.
  private struct Turn {
    let record: String
    let step: DemoStep
    /// The record's next step in the data; what that one is to change is not signed before.
    let next: DemoStep?
    var at: Moment
    /// Signatures that there have been since the step.
    var count = 0
  }

  let catalogue: any Catalogue
  let desk: Desk
  let clock: DemoClock
  private var turns: [Turn] = []
  /// Records as the demo saved and signed them last.
  private var newest: [String: Version] = [:]
  private(set) var findings: [Finding] = []
  /// Who has a passphrase already: everybody sets their own before they sign for the first time.
  private var proofs: [PersonName: Proof] = [:]

  init(catalogue: any Catalogue, desk: Desk, clock: DemoClock) {
    self.catalogue = catalogue
    self.desk = desk
    self.clock = clock
  }

  /// A step of the demo saved it.
  mutating func saved(_ version: Version) { newest[version.record] = version }

  /// The newest version of a record; of one from before the demo, as the founder may read it.
  mutating func version(_ record: String) throws(StoreProblem) -> Version? {
    if let known = newest[record] { return known }
    guard case .success(let seen) = try desk.look(at: record) else { return nil }
    saved(seen.version)
    return seen.version
  }

  /// What was just done with a record may now be signed.
  mutating func plan(_ record: String, after step: DemoStep, next: DemoStep?) {
    turns.removeAll { $0.record == record }
    // What was sent or taken back waits for its filler's next step.
    if [.return, .refuse, .withdraw].contains(where: { step.kind == .decide($0) }) { return }
    // Decisions that are written out are left to themselves, unless the step says how far to go before.
    if case .decide? = next?.kind, step.waitsFor == nil { return }
    var turn = Turn(record: record, step: step, next: next, at: clock.now)
    turn.at = DemoPace.next(after: clock.now, step, 0)
    turns.append(turn)
  }

  /// Signs everything that is due until then.
  mutating func run(until moment: Moment) throws(StoreProblem) {
    while let place = turns.indices.min(by: { turns[$0].at < turns[$1].at }), turns[place].at <= moment {
      var turn = turns.remove(at: place)
      clock.move(to: max(turn.at, clock.now))
      guard try sign(turn) else { continue }
      turn.count += 1
      turn.at = DemoPace.next(after: clock.now, turn.step, turn.count)
      turns.append(turn)
    }
  }

  /// A decision that the data writes out.
  mutating func decide(
    _ action: Action, _ record: String, by person: PersonName, comment: String?
  ) throws(StoreProblem) -> Finding? {
    guard let version = try version(record), try desk.signOff(of: version) != nil else { return nil }
    if case .failure(let refusal) = try desk.attended(by: person, proof: try proof(of: person)).maySign(action, version)
    {
      return refusal.finding
    }
    return try sign(action, version, by: person, comment: comment)
  }

  /// False if there is no more to sign for now.
  private mutating func sign(_ turn: Turn) throws(StoreProblem) -> Bool {
    guard let version = try version(turn.record), let state = try desk.signOff(of: version), !state.isOver,
      let current = state.current, mayGoOn(to: current.step, state, turn)
    else { return false }
    let action: Action = state.isSubmitted || state.chain.isSignedAtOnce ? .agree : .submit
    let able = candidates(current, action, version)
    var refusal: Finding?
    for person in able {
      // Only what is permitted is tried, so that the journal of the year has no refusals.
      refusal = state.mayAct(action, by: person).first(where: \.blocks)
      if refusal == nil { refusal = try sign(action, version, by: person, comment: nil) }
      if refusal == nil { return true }
    }
    // What the form still asks for comes with a later step, or the record waits for the next person, as it would for
    // people; anything else is wrong with the data.
    guard turn.next == nil else { return false }
    if case .field? = refusal?.place { return false }
    let why = refusal ?? current.signers.gap ?? noRight(current, version)
    findings.append(DemoFiller.at(turn.step, why, about: "\(turn.record) \(current.step.id)"))
    return false
  }

  private func mayGoOn(to step: Chain.Step, _ state: SignOffState, _ turn: Turn) -> Bool {
    guard let place = state.chain.place(of: step.id) else { return false }
    // Logs are signed together, by a review.
    if let review = state.form.review?.step(in: state.chain), review.id == step.id { return false }
    if let last = turn.step.waitsFor.flatMap({ state.chain.place(of: $0) }), place >= last { return false }
    guard let next = turn.next, next.kind == .amend else { return true }
    let changed = state.form.fields.filter { next.touched.contains($0.id) }
    let places = changed.map { field -> Int in
      let steps = field.isTable && field.step == nil ? field.columns.compactMap(\.step) : [field.step].compactMap { $0 }
      return steps.compactMap { state.chain.place(of: $0) }.min() ?? -1
    }
    guard let first = places.min(), first >= 0 else { return true }
    return place < first
  }

  /// Who may sign: a deputy while there is one, else those who are waited for, in another order for each record.
  private func candidates(_ current: SignOffState.StepState, _ action: Action, _ version: Version) -> [PersonName] {
    let signers = current.signers
    let away = Set(signers.deputies.map(\.deputyFor))
    var all = signers.deputies.map(\.person) + signers.wanted.filter { !away.contains($0) }
    if action == .submit {
      all =
        signers.wanted.filter { $0.id == version.savedBy.id } + signers.wanted.filter { $0.id != version.savedBy.id }
    } else if !all.isEmpty {
      let first = DemoPace.number(version.record) % all.count
      all = Array(all[first...] + all[..<first])
    }
    // What grants power is agreed to by the person its rules name.
    if catalogue.form(version.form.id)?.isGranting == true { return all }
    return all.filter {
      let access = desk.attended(by: $0).access
      return access.may(.sign, form: version.form.id) && access.refusal(reading: version) == nil
    }
  }

  private mutating func sign(
    _ action: Action, _ version: Version, by person: PersonName, comment: String?
  ) throws(StoreProblem) -> Finding? {
    let desk = desk.attended(by: person, proof: try proof(of: person))
    switch try desk.sign(action, [version], comment: comment) {
    case .failure(let refusal): return refusal.finding
    case .success(let results):
      // A review signs the entries of its list too.
      for result in results.flatMap({ [$0] + $0.entries }) {
        if let version = result.saved { saved(version) }
      }
      switch results.first?.outcome {
      case .refused(let refusal): return refusal.finding
      case .failed(let problem): throw problem
      case .signed, nil: return nil
      }
    }
  }

  private mutating func proof(of person: PersonName) throws(StoreProblem) -> Proof? {
    if let known = proofs[person] { return known }
    let secret = (0..<4).map { _ in String(Int.random(in: 1_000...9_999)) }.joined(separator: "-")
    guard case .success(let proof) = try desk.attended(by: person).setSecret(of: person, secret, oneTime: false) else {
      return nil
    }
    proofs[person] = proof
    return proof
  }

  private func noRight(_ current: SignOffState.StepState, _ version: Version) -> Finding {
    Finding(
      .record(version.record), rule: "right",
      Phrase(
        zh: "\(current.signers.names.zh) 沒有簽核「\(version.form.id)」的權限。",
        en: "\(current.signers.names.en) may not sign '\(version.form.id)'."))
  }
}

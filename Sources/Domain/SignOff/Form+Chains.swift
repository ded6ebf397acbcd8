extension Form {
  /// A chain that a form's records may go through.
  public struct ChainChoice: Sendable {
    public let id: Chain.ID
    /// Nil for the one that is left when no other is taken.
    public let when: Rule?

    public init(id: Chain.ID, when: Rule? = nil) {
      self.id = id
      self.when = when
    }
  }

  /// A step that a form adds to its chain.
  public struct AddedStep: Sendable {
    public let step: Chain.Step
    /// The step that it stands beside; or `end`, to stand after all others.
    public let beside: Chain.Step.ID
    public let isBefore: Bool

    public init(step: Chain.Step, beside: Chain.Step.ID, isBefore: Bool) {
      self.step = step
      self.beside = beside
      self.isBefore = isBefore
    }
  }

  /// Every chain that its records may go through; the last is taken where no condition of another holds.
  public var chainIDs: [Chain.ID] { otherChains.map(\.id) + (chain.map { [$0] } ?? []) }
}

extension Chain {
  /// The chain as it is on a form: without the steps that the form leaves out, with those that it adds.
  public func adapted(to form: Form) -> Chain {
    guard !form.addedSteps.isEmpty || !form.leftOutSteps.isEmpty else { return self }
    var adapted = steps.filter { !form.leftOutSteps.contains($0.id) }
    var lastBehind: [Step.ID: Step.ID] = [:]
    for added in form.addedSteps {
      // Of several after the same step, the one named first comes first.
      let named = added.beside == SignedSteps.end ? adapted.last?.id ?? "" : added.beside
      let beside = added.isBefore ? named : lastBehind[named] ?? named
      guard let place = adapted.firstIndex(where: { $0.id == beside }) else { continue }
      adapted.insert(added.step, at: added.isBefore ? place : place + 1)
      if !added.isBefore { lastBehind[named] = added.step.id }
    }
    // What is done after the last agreement closes the record, where every record has it.
    let isClosed = adapted.last.map { $0.isWork && $0.when == nil } == true && steps.last?.isWork != true
    return Chain(
      id: id, steps: adapted, same: same, end: isClosed ? .closed : end, conditions: conditions,
      isRefusable: isRefusable, standIns: standIns)
  }
}

extension Catalogue {
  /// The chains that a form's records may go through, as they are on that form.
  public func chains(of form: Form) -> [Chain] {
    form.chainIDs.compactMap { chain($0, of: form) }
  }

  /// A chain as it is on a form; of a definition that the store keeps, as it was then.
  func chain(_ id: Chain.ID, of form: Form) -> Chain? {
    (form.keptChains.map { kept in kept.first { $0.id == id } } ?? chain(id))?.adapted(to: form)
  }

  /// Every step that a form's records may be signed in, whichever chain they take: for what steps are called.
  public func everyStep(of form: Form?) -> [Chain.Step] {
    guard let form else { return [] }
    var known: Set<Chain.Step.ID> = []
    return chains(of: form).flatMap(\.steps).filter { known.insert($0.id).inserted }
  }

  /// The chain that a record would be submitted under now; nil for a form without one.
  func chain(of form: Form, _ evaluator: Evaluator) -> Chain? {
    let taken = form.otherChains.first { choice in
      choice.when.map { evaluator.flag($0.expression, []) == true } ?? false
    }
    return (taken?.id ?? form.chain).flatMap { chain($0, of: form) }
  }
}

extension SignOffState {
  /// A record under the chain that it was submitted under; one that is not submitted, or was changed since, under the
  /// chain that it would be submitted under now. Nil for a form without a chain.
  public init?(
    form: Form, catalogue: any Catalogue, version: Version, history: [Version], people: People, now: Moment
  ) {
    if form.isGranting {
      guard let chain = form.chain.flatMap({ catalogue.chain($0, of: form) }) else { return nil }
      self.init(granting: form, chain: chain, version: version, history: history, people: people, now: now)
      return
    }
    let submission = Signature.all(in: version.content).last { $0.decision == .submit }
    if let chosen = submission?.chain.flatMap({ catalogue.chain($0, of: form) }) {
      let state = SignOffState(
        form: form, chain: chosen, version: version, history: history, people: people, now: now)
      if state.isSubmitted {
        self = state
        return
      }
    }
    let evaluator = Evaluator(
      context: EvaluationContext(
        form: form, content: version.content, number: version.record, version: version.number, now: now,
        me: version.savedBy, records: people.records))
    guard let chain = catalogue.chain(of: form, evaluator) else { return nil }
    self.init(form: form, chain: chain, version: version, history: history, people: people, now: now)
  }
}

extension Status {
  /// The status for people: where records are signed, one that goes along a chain is a draft until it is submitted.
  public func label(of form: Form?, isShared: Bool) -> Phrase {
    self == .saved && isShared && form?.chain != nil && form?.isGranting != true ? Phrase(zh: "草稿", en: "draft") : label
  }
}

/// Filling in what a step to come needs, and adding to what is signed: the only changes of a record that leave its
/// signatures standing.
extension SignOffState {
  /// The versions that only filled in what a step to come needs, with those steps, or only added something. `versions` are all of a record,
  /// oldest first.
  static func fillings(in versions: [Version], _ form: Form, _ chain: Chain) -> [Int: Set<Chain.Step.ID>] {
    guard form.hasOpenFields else { return [:] }
    var found: [Int: Set<Chain.Step.ID>] = [:]
    var live: [Signature] = []
    var previous: Version?
    for version in versions {
      if Action.ofSignOff.contains(version.action) {
        let signature = Signature.all(in: version.content).last
        switch (version.action, signature) {
        case (.submit, let signature?): live = [signature]
        case (.agree, let signature?) where !live.isEmpty: live.append(signature)
        default: live = []
        }
      } else if version.action == .amend, let previous, previous.number == version.number - 1,
        let steps = steps(filledInFrom: previous, to: version.content, form, chain, after: live)
      {
        found[version.number] = steps
      } else {
        live = []
      }
      previous = version
    }
    return found
  }

  /// The steps whose fields a change fills in, none where it only adds; nil where it changes anything else, what is
  /// signed already, or nothing at all.
  private static func steps(
    filledInFrom version: Version, to content: Content, _ form: Form, _ chain: Chain, after round: [Signature]
  ) -> Set<Chain.Step.ID>? {
    guard !round.isEmpty, version.status != .void, version.status != .refused,
      version.content[rows: Signature.table] == content[rows: Signature.table]
    else { return nil }
    let reached = chain.steps.lastIndex { step in round.contains { $0.step == step.id } } ?? 0
    let parts = form.changedParts(from: version.content, to: content)
    var steps: Set<Chain.Step.ID> = []
    for part in parts where !part.adds(to: version.content, content) {
      guard !version.status.isEnd, let place = part.step.flatMap({ chain.place(of: $0) }), place > reached else {
        return nil
      }
      steps.insert(chain.steps[place].id)
    }
    return parts.isEmpty ? nil : steps
  }

  /// Whether a change only fills in what a step to come needs, or adds to what is signed, so that the signatures so far stand.
  public func keepsSignatures(changedTo content: Content) -> Bool {
    // What it grants is compared with what is in force, see `Granting`.
    if grants != nil { return !isGrantPending }
    return Self.steps(filledInFrom: version, to: content, form, chain, after: round) != nil
  }

  /// Whether nothing that people fill in differs from what is signed.
  public func isUnchanged(by content: Content) -> Bool {
    form.changedParts(from: version.content, to: content).isEmpty
  }

  /// What the record becomes when it is changed: it goes on where the signatures stand; otherwise its chain starts again.
  public func statusAfterAmending(to content: Content) -> Status {
    grants == nil && keepsSignatures(changedTo: content) ? status : Self.statusAfterAmending
  }

  /// Fields that can be filled in now without the signatures falling away.
  public var openFields: [Field] {
    guard grants == nil, isSubmitted, status != .void, status != .refused else { return [] }
    if isOver { return form.fields.filter(\.takesAdditions) }
    let reached = chain.steps.lastIndex { step in round.contains { $0.step == step.id } } ?? 0
    return form.fields.filter { field in
      ([field] + field.columns).contains { part in
        part.addedAfter != nil || part.grows || (part.step.flatMap { chain.place(of: $0) } ?? -1) > reached
      }
    }
  }
}

extension Form {
  fileprivate var hasOpenFields: Bool {
    fields.contains { field in field.takesAdditions || ([field] + field.columns).contains { $0.step != nil } }
  }
}

/// What is signed of a record so far: what its fields and rules may ask of its sign-off.
public struct SignedSteps: Hashable, Sendable {
  /// The steps that agree before anything is done; every step where nothing is done, or nothing is agreed to before.
  public static let approval = "approval"
  /// The whole chain, to its last signature.
  public static let end = "end"
  /// What may be named instead of a step, in every chain.
  public static let words = [approval, end]

  /// When a step, or all that a word stands for, was signed first, in whichever round.
  public var at: [String: Moment]
  /// Ids of those who have signed in this round, with those for whom a deputy signed.
  public var by: [String: Set<String>]
  /// Steps and words that are over in this round, signed or left out.
  public var passed: Set<String>
  public var titles: [String: Phrase]
  /// What was signed to the end and stands: only what is added to it is worked out and judged.
  var sealed: Content?
  /// Whether it is only asked what steps to come will want, so that nothing blocks.
  var isPreview = false
  /// The step that is being signed and who signs it, where a signature is tried.
  public var signing: Signing?

  /// A step with whoever signs it, as messages name them.
  public struct Signing: Hashable, Sendable {
    public let step: Phrase
    public let person: PersonName

    public init(step: Phrase, person: PersonName) {
      self.step = step
      self.person = person
    }

    /// `「資安小組受理」（吳資安）簽核前`
    var before: Phrase {
      Phrase(
        zh: "「\(step.zh)」（\(person.name)）簽核前", en: "before \(person.called(.en)) signs '\(step.en)'")
    }
  }

  public init(
    at: [String: Moment] = [:], by: [String: Set<String>] = [:], passed: Set<String> = [],
    titles: [String: Phrase] = [:]
  ) {
    self.at = at
    self.by = by
    self.passed = passed
    self.titles = titles
  }

  func isPassed(_ step: String) -> Bool { passed.contains(step) }

  func title(of step: String) -> Phrase { titles[step] ?? Phrase(verbatim: step) }
}

extension SignedSteps {
  /// As of a round; `approvedAt` and `endedAt` say when that was the case first.
  init(
    _ chain: Chain, _ steps: [SignOffState.StepState], round: [Signature], signatures: [Signature],
    approvedAt: Moment?, endedAt: Moment?
  ) {
    self.init(titles: chain.titles)
    let agreed = round.filter { $0.decision == .agree }
    for step in chain.steps {
      let given = signatures.first { $0.step == step.id && ($0.decision == .agree || $0.decision == .submit) }
      at[step.id] = given?.at
      by[step.id] = Set(round.filter { $0.step == step.id }.flatMap(\.people))
    }
    let approving = Set(chain.approvingSteps.map(\.id))
    by[Self.approval] = Set(agreed.filter { approving.contains($0.step) }.flatMap(\.people))
    by[Self.end] = round.last.map(\.people)
    guard !round.isEmpty else { return }
    let waiting = steps.firstIndex { $0.progress == .waiting } ?? steps.count
    passed = Set(chain.steps.prefix(waiting).map(\.id))
    for (word, first) in [(Self.approval, approvedAt), (Self.end, endedAt)] {
      at[word] = first
      guard let place = chain.place(of: word), place < waiting else { continue }
      passed.insert(word)
      if at[word] == nil { at[word] = round.last?.at }
    }
  }
}

extension Chain {
  /// The steps that agree before the first step of doing; all but the submission where there is no such step.
  var approvingSteps: ArraySlice<Step> {
    let before = steps.dropFirst().prefix { !$0.isWork }
    return before.isEmpty ? steps.dropFirst() : before
  }

  /// Where a step stands, or the last of those that a word of `SignedSteps` stands for.
  public func place(of step: String) -> Int? {
    switch step {
    case SignedSteps.approval: approvingSteps.indices.last
    case SignedSteps.end: steps.indices.last
    default: steps.firstIndex { $0.id == step }
    }
  }

  /// Titles of the steps, and of the words that stand for several.
  public var titles: [String: Phrase] {
    var titles = Dictionary(steps.map { ($0.id, $0.title) }, uniquingKeysWith: { first, _ in first })
    titles[SignedSteps.approval] = Phrase(zh: "核准", en: "approval")
    titles[SignedSteps.end] = Phrase(zh: "最後一關", en: "the last step")
    return titles
  }
}

extension Expression {
  /// The steps whose signature it asks about.
  public var stepsWaitedFor: Set<String> {
    var result: Set<String> = []
    if case .call(let name, let arguments) = node, let function = Function(rawValue: name),
      function == .signedAt || function == .signedBy, case .literal(.text(let step))? = arguments.first?.node
    {
      result.insert(step)
    }
    for child in children { result.formUnion(child.stepsWaitedFor) }
    return result
  }
}

extension Form {
  /// The steps before whose signature fields have to be filled in, and checks hold.
  public var stepsWaitedFor: Set<String> {
    Set(
      fields.flatMap { field in
        ([field] + field.columns).flatMap { part in [part.neededBy].compactMap { $0 } + part.checks.compactMap(\.step) }
      })
  }

  /// Whether a signature may make something wrong that was right before.
  var waitsForSignatures: Bool {
    fields.contains { field in
      ([field] + field.columns).contains { part in
        part.neededBy != nil || part.addedAfter != nil
          || part.checks.contains { $0.step != nil || !$0.rule.expression.stepsWaitedFor.isEmpty }
      }
    }
  }
}

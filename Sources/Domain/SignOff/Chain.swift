/// Who signs a record, in which order.
public struct Chain: Sendable, Identifiable {
  /// Whose signature a step wants.
  public enum Signer: Hashable, Sendable {
    /// Whoever filled the record in; their signature is the submission.
    case filler
    /// The head of the record's unit; of the unit above where that would be the filler, and so on.
    case unitHead
    /// Any active person with the role.
    case role(String)
    /// The person named in a field, or the head of the unit named there; the role where the record names nobody.
    case field(String, role: String?)
  }

  /// What happens where somebody who has signed already comes up again.
  public enum Repetition: String, CaseIterable, Sendable {
    /// The later step is left out.
    case skip
    /// Somebody else has to sign the later step.
    case refuse
  }

  /// What a signature of a step says.
  public enum Kind: String, CaseIterable, Sendable {
    /// Agreement. Left out where whoever would agree has agreed already, in a chain that skips.
    case approval
    /// That something is done. Whoever filled the record in may sign it, and it is never left out for a signature before.
    case work
    /// That what was done is right: signed after it, never by whoever did it, and never left out for a signature before.
    case check
    /// That somebody was there: by nobody who has signed anything else, and never left out.
    case witness
  }

  /// What a record is when the last step is signed.
  public enum End: String, CaseIterable, Sendable {
    case approved, closed

    public var status: Status { self == .approved ? .approved : .closed }
  }

  public struct Step: Sendable, Identifiable {
    public let id: String
    public let title: Phrase
    public let by: Signer
    /// The step is left out only where this is false for the record; what is not known spares no signature.
    public let when: Rule?
    /// Steps whose signers must not sign this one.
    public let notBy: [String]
    /// Steps of which this one is independent: no signer of them, and nobody of their units, may sign it.
    public let outsideOf: [String]
    /// What the record is while it waits for this step.
    public let status: Status
    public let kind: Kind
    /// Everybody whom the record names must sign, not only one of them.
    public let needsAll: Bool
    /// Signs the entries of a month together, not each for itself.
    public let isBatch: Bool

    public init(
      id: String, title: Phrase, by: Signer = .filler, when: Rule? = nil, notBy: [String] = [],
      outsideOf: [String] = [], status: Status = .inReview, kind: Kind = .approval, needsAll: Bool = false,
      isBatch: Bool = false
    ) {
      self.id = id
      self.title = title
      self.by = by
      self.when = when
      self.notBy = notBy
      self.outsideOf = outsideOf
      self.status = status
      self.kind = kind
      self.needsAll = needsAll
      self.isBatch = isBatch
    }

    public var isWork: Bool { kind == .work }
  }

  /// A name that conditions of steps may use: a form says what it means there.
  public struct Condition: Sendable {
    public let name: String
    /// What it is on a form that neither says what it means nor has a field of that name.
    public let otherwise: Rule

    public init(name: String, otherwise: Rule) {
      self.name = name
      self.otherwise = otherwise
    }
  }

  public let id: String
  public let steps: [Step]
  public let same: Repetition
  public let end: End
  public let conditions: [Condition]
  /// Whether whoever is asked to agree may refuse for good: the record ends there, with the reason.
  public let isRefusable: Bool
  /// Stands in `standIns` for a head of unit above whom there is no unit.
  public static let aboveAllHeads = "unit_head"
  /// For each role, the one a step higher that signs where nobody of it may; nil where the file does not say.
  public var standIns: [String: String]?

  public init(
    id: String, steps: [Step], same: Repetition = .skip, end: End = .approved, conditions: [Condition] = [],
    isRefusable: Bool = false, standIns: [String: String]? = nil
  ) {
    self.isRefusable = isRefusable
    self.standIns = standIns
    self.id = id
    self.steps = steps
    self.same = same
    self.end = end
    self.conditions = conditions
  }

  /// One step that nobody submits to: whoever it names signs their own work, such as a review.
  public var isSignedAtOnce: Bool { steps.count == 1 && steps[0].by != .filler }

  public func step(_ id: String) -> Step? { steps.first { $0.id == id } }

  /// The conditions that a step has on a form, each of which may leave it out; names of the chain's conditions
  /// are replaced by what they mean there.
  public func conditions(of step: Step, on form: Form) -> [Expression] {
    var meanings: [String: Expression] = [:]
    for condition in conditions {
      if let own = form.conditions.first(where: { $0.name == condition.name }) {
        meanings[condition.name] = own.rule.expression
      } else if form.field(condition.name) == nil {
        meanings[condition.name] = condition.otherwise.expression
      }
    }
    let ofChain = (step.when?.expression).map { $0.replacing(meanings) }
    let ofForm = form.conditions.first { $0.name == step.id }?.rule.expression
    return [ofChain, ofForm].compactMap { $0 }
  }

  /// What names the signer of a step on a form: its own rule, or the field that the chain names.
  public func signer(of step: Step, on form: Form) -> Expression? {
    if let own = form.signers.first(where: { $0.name == step.id }) { return own.rule.expression }
    guard case .field(let id, _) = step.by, let field = form.field(id), field.namesSigner else { return nil }
    return Expression(.name(id), offset: 0)
  }
}

extension Field {
  /// Whether it holds a person or a unit.
  public var namesSigner: Bool { kind.family == .party }
}

extension Expression {
  /// The expression with names replaced by what they mean.
  func replacing(_ meanings: [String: Expression]) -> Expression {
    func inner(_ expression: Expression) -> Expression { expression.replacing(meanings) }
    let replaced: Node
    switch node {
    case .name(let id): return meanings[id] ?? self
    case .literal, .column: return self
    case .list(let items): replaced = .list(items.map(inner))
    case .member(let base, let id): replaced = .member(inner(base), id)
    case .negate(let part): replaced = .negate(inner(part))
    case .not(let part): replaced = .not(inner(part))
    case .binary(let symbol, let left, let right): replaced = .binary(symbol, inner(left), inner(right))
    case .conditional(let condition, let yes, let no): replaced = .conditional(inner(condition), inner(yes), inner(no))
    case .duration(let amount, let unit): replaced = .duration(inner(amount), unit)
    case .call(let name, let arguments): replaced = .call(name, arguments.map(inner))
    }
    return Expression(replaced, offset: offset)
  }
}

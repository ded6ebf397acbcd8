/// Who may sign a step now.
public struct StepSigners: Hashable, Sendable {
  /// Somebody who may sign for another today.
  public struct Deputy: Hashable, Sendable {
    public let person: PersonName
    public let deputyFor: PersonName
  }

  /// Whose signature is wanted: one of them, or each where all are needed.
  public var wanted: [PersonName]
  public var deputies: [Deputy]
  /// Everybody wanted must sign, not only one of them.
  public var needsAll: Bool
  /// Why nobody can sign, and who can mend it.
  public var gap: Finding?
  /// Whether there is no gap but that nobody stands above those who must not sign.
  var isAtTop = false
  /// Whom they stand in for, and why: where nobody whose turn it would be may sign.
  public var standsIn: Phrase?
  /// Why the step needs no signature, because the submission counts as it: nobody stands above whoever filled it in.
  public var counted: Phrase?

  public init(
    wanted: [PersonName] = [], deputies: [Deputy] = [], needsAll: Bool = false, gap: Finding? = nil,
    standsIn: Phrase? = nil, counted: Phrase? = nil
  ) {
    self.standsIn = standsIn
    self.counted = counted
    self.wanted = wanted
    self.deputies = deputies
    self.needsAll = needsAll
    self.gap = gap
  }

  /// Everybody who could sign, deputies last.
  public var everybody: [PersonName] {
    deputies.map(\.person).reduce(into: wanted) { all, person in if !all.contains(person) { all.append(person) } }
  }

  /// For whom somebody would sign: for themselves, or as a deputy.
  enum Function: Hashable, Sendable {
    case own
    case deputy(PersonName)
  }

  /// Nil for somebody who may not sign.
  func function(of id: String) -> Function? {
    if wanted.contains(where: { $0.id == id }) { return .own }
    return deputies.first { $0.person.id == id }.map { .deputy($0.deputyFor) }
  }

  /// `王小明 (wang)、李四 (li)` or, for many, `王小明 (wang)等 7 人`.
  public var names: Phrase { Phrase.people(wanted) }
}

extension Phrase {
  public static func people(_ people: [PersonName]) -> Phrase {
    guard people.count > 4, let first = people.first else {
      return Phrase(
        zh: people.map(\.shown).joined(separator: "、"), en: people.map { $0.shown(.en) }.joined(separator: ", "))
    }
    return Phrase(zh: "\(first.shown)等 \(people.count) 人", en: "\(first.shown(.en)) and \(people.count - 1) others")
  }
}

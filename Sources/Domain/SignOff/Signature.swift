/// One row of a record's `sign_off` table: who decided what about which version.
public struct Signature: Hashable, Sendable {
  /// The table that holds the signatures of a record, oldest first.
  public static let table = "sign_off"
  /// Its columns, in order.
  public static let columns = ["step", "person", "deputy_for", "decision", "comment", "at", "version", "seal", "chain"]

  /// The step of the chain.
  public var step: String
  /// Who signed.
  public var person: PersonName
  /// For whom, where a deputy signed.
  public var deputyFor: PersonName?
  /// `submit`, `agree`, `return` or `withdraw`.
  public var decision: Action
  public var comment: String?
  public var at: Moment
  /// The version that was signed, and its seal.
  public var version: Int
  public var seal: String
  /// The chain that a submission chose, where the form has several.
  public var chain: String?

  public init(
    step: String, person: PersonName, deputyFor: PersonName? = nil, decision: Action, comment: String? = nil,
    at: Moment, version: Int, seal: String, chain: String? = nil
  ) {
    self.step = step
    self.person = person
    self.deputyFor = deputyFor
    self.decision = decision
    self.comment = comment
    self.at = at
    self.version = version
    self.seal = seal
    self.chain = chain
  }

  /// Nil if the row is not a signature.
  public init?(_ row: Row) {
    guard let step = row["step"].first, let person = row["person"].first.flatMap({ PersonName($0) }),
      let decision = row["decision"].first, let at = row["at"].first.flatMap({ Moment($0) }),
      let version = row["version"].first.flatMap({ WholeNumber.read($0) }), let seal = row["seal"].first
    else { return nil }
    self.init(
      step: step, person: person, deputyFor: row["deputy_for"].first.flatMap { PersonName($0) },
      decision: Action(rawValue: decision), comment: row["comment"].first, at: at, version: version, seal: seal,
      chain: row["chain"].first)
  }

  public var row: Row {
    let values: [String?] = [
      step, person.text, deputyFor?.text, decision.rawValue, comment, at.text, String(version), seal,
      chain,
    ]
    return Row(
      cells: zip(Self.columns, values).compactMap { id, value in value.map { Content.Field(id: id, values: [$0]) } })
  }

  /// In whose function it was signed.
  public var principal: PersonName { deputyFor ?? person }

  /// Everybody who took part in it: the signer, and whom they signed for.
  var people: Set<String> { [person.id, principal.id] }

  /// The signatures in a content, oldest first; rows that are none are left out.
  public static func all(in content: Content) -> [Signature] { content[rows: table].compactMap { Signature($0) } }

  /// `王小明 (wang)`, or `李四 (li)（代理王小明 (wang)）`.
  public var signer: Phrase {
    guard let deputyFor else { return person.phrase }
    return Phrase(
      zh: "\(person.shown)（代理\(deputyFor.shown)）", en: "\(person.shown(.en)) (deputy for \(deputyFor.shown(.en)))")
  }

  /// `李四 (li)（代理王小明 (wang)）  2026-11-22 14:20  同意  第 2 版「意見」`, with the time by the store's clock.
  public func text(_ clock: StoreClock) -> Phrase {
    let text =
      signer + Phrase(verbatim: "  \(clock.placed(at).shown)  ") + decision.label
      + Phrase(zh: "  第 \(version) 版", en: "  version \(version)")
    guard let comment else { return text }
    return text
      + (decision.missingReason != nil
        ? Phrase(zh: "：\(comment)", en: ": \(comment)") : Phrase(zh: "「\(comment)」", en: " '\(comment)'"))
  }

  /// A row of the table of signatures for people, with its step as it is called. A row that is no signature is
  /// given as it stands.
  public static func text(of row: Row, steps: [Chain.Step], _ clock: StoreClock) -> Phrase {
    guard let signature = Signature(row) else {
      return Phrase(verbatim: row.cells.map { "\($0.id): \($0.values.joined(separator: " "))" }.joined(separator: "; "))
    }
    return signature.text(steps: steps, clock)
  }

  /// The same with the step as it is called before it.
  public func text(steps: [Chain.Step], _ clock: StoreClock) -> Phrase {
    (steps.first { $0.id == step }?.title ?? Phrase(verbatim: step)) + Phrase(zh: "：", en: ": ") + text(clock)
  }

  /// What people call the table of signatures.
  public static let tableLabel = Phrase(zh: "簽核", en: "Sign-off")
}

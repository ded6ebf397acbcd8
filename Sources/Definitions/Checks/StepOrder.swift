import Domain

/// What is asked when a step is signed can be answered by then: a rule that waits for a later step, or reads what only
/// comes after, would keep every record at that step for good.
struct StepOrder {
  let findings: [Finding]

  /// `chains` are the form's own, as they are on it.
  init(_ form: Form, _ chains: [Chain], _ read: ReadFile<Form>) {
    var seen: Set<String> = []
    findings = chains.flatMap { chain in
      form.fields.flatMap { field in
        ([(field, "fields/\(field.id)")] + field.columns.map { ($0, "fields/\(field.id).\($0.id)") }).flatMap {
          part, path in
          part.checks.compactMap { check -> Finding? in
            guard let why = Self.problem(check, form, chain), seen.insert("\(path) \(check.rule.source)").inserted
            else { return nil }
            return read.finding(path, "order", why + Phrase(verbatim: " [\(check.rule.source)]"))
          }
        }
      }
    }
  }

  private static func problem(_ check: Field.Check, _ form: Form, _ chain: Chain) -> Phrase? {
    guard let step = check.step, let place = chain.place(of: step) else { return nil }
    let rule = check.rule.expression
    let title = chain.titles[step] ?? Phrase(verbatim: step)
    func later(_ step: String, or same: Bool) -> Bool {
      chain.place(of: step).map { $0 > place || same && $0 == place } ?? false
    }
    if let signed = rule.stepsWaitedFor.sorted().first(where: { later($0, or: false) }) {
      return waits(title, for: chain.titles[signed] ?? Phrase(verbatim: signed))
    }
    if let state = rule.ownStates.first(where: { later($0, or: false) }) {
      return waits(title, for: chain.titles[state] ?? Phrase(verbatim: state))
    }
    let parts = form.fields.flatMap { [$0] + $0.columns }.filter {
      rule.names.contains($0.id) || rule.columns.contains($0.id)
    }
    for part in parts {
      // What is computed is worked out when the record is saved, before anybody signs that version.
      if let compute = part.compute, !part.isOfNow,
        let signed = compute.expression.stepsWaitedFor.sorted().first(where: { later($0, or: true) })
      {
        return waits(title, for: chain.titles[signed] ?? Phrase(verbatim: signed))
      }
      if let added = part.addedAfter, later(added, or: true) {
        return Phrase(
          zh: "「\(title.zh)」簽核時檢查的「\(part.label.zh)」要到之後才填，永遠無法成立；請改在更後面的關卡檢查。",
          en: "asked when '\(title.en)' is signed, but '\(part.label.en)' is filled in after that; ask at a later step")
      }
    }
    let emptied = rule.conjuncts.compactMap(\.fieldToBeEmpty)
    if let field = form.fields.first(where: { field in
      emptied.contains(field.id) && field.neededWhen == nil
        && field.neededBy.flatMap { chain.place(of: $0) }.map { $0 <= place } == true
    }) {
      return Phrase(
        zh: "「\(title.zh)」簽核時「\(field.label.zh)」要空白，但那時它已必填；請刪除其中一項。",
        en:
          "'\(field.label.en)' has to be empty when '\(title.en)' is signed, but is needed by then; remove one of the two"
      )
    }
    return nil
  }

  private static func waits(_ step: Phrase, for later: Phrase) -> Phrase {
    Phrase(
      zh: "「\(step.zh)」簽核時就要成立，卻等「\(later.zh)」簽核，永遠無法成立；請改在那一關之後檢查。",
      en: "asked when '\(step.en)' is signed, but it waits for '\(later.en)'; ask at a later step")
  }
}

extension Expression {
  /// The words of `SignedSteps` for what the rule asks of the record's own state.
  fileprivate var ownStates: [String] {
    everyPart.compactMap { part in
      guard case .member(let base, let name) = part.node, case .name("this") = base.node else { return nil }
      switch name {
      case "is_approved": return SignedSteps.approval
      case "is_ended": return SignedSteps.end
      default: return nil
      }
    }
  }

  /// What has to hold together.
  fileprivate var conjuncts: [Expression] {
    if case .binary(.and, let left, let right) = node { return left.conjuncts + right.conjuncts }
    return [self]
  }

  /// The field that this wants to be empty.
  fileprivate var fieldToBeEmpty: String? {
    guard case .call("empty", let arguments) = node, case .name(let id)? = arguments.first?.node else { return nil }
    return id
  }
}

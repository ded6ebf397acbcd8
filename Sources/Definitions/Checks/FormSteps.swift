import Domain

/// What a form says about steps of its chain is about steps that there are: where it adds some, which it leaves out,
/// for which its fields and rules wait, and what is done in each step of work.
struct FormSteps {
  let findings: [Finding]

  /// `shared` are all chains as they are for every form, `own` those of the form as they are on it.
  init(_ form: Form, _ shared: [Chain], _ own: [Chain], _ read: ReadFile<Form>, roles: [String]) {
    let bases = form.chainIDs.compactMap { id in shared.first { $0.id == id } }
    findings =
      form.addedSteps.flatMap { Self.added($0, form, bases, own, read, roles) } + Self.leftOut(form, bases, read)
      + Self.waiting(form, own, read) + Self.working(form, own, read)
      + StepOrder(form, own, read).findings
  }

  // MARK: - Done

  /// A step of work is signed for something that is done: a field that it needs, or a check that is asked at it. A form
  /// that has nothing of the kind says why under 'signed_empty'.
  private static func working(_ form: Form, _ own: [Chain], _ read: ReadFile<Form>) -> [Finding] {
    let known = Set(own.flatMap { $0.steps.map(\.id) })
    let unknownSteps = form.signedEmpty.map(\.step).filter { !known.contains($0) }.map { id in
      unknown(id, known.sorted(), Phrase(zh: "關卡", en: "step"), "signed_empty/\(id)", read)
    }
    var seen: Set<String> = []
    let empty = own.flatMap { chain in
      chain.steps.enumerated().filter { index, step in
        step.isWork && index > 0 && !form.signedEmpty.contains { $0.step == step.id }
          && !form.stepsWaitedFor.contains { chain.place(of: $0) == index } && seen.insert(step.id).inserted
      }.map { _, step in
        read.finding(
          "chain/\(chain.id)", "signed_empty",
          Phrase(
            zh: "「\(step.title.zh)」（\(step.id)）是做事的關卡，卻沒有簽核前要填的欄位或要成立的檢查；請加上 needed_by 或 at，或在 signed_empty 寫明理由。",
            en:
              "'\(step.id)' is a step of work, but nothing has to be filled in or hold before it is signed; add 'needed_by' or "
              + "'at', or say why under 'signed_empty'"))
      }
    }
    return unknownSteps + empty
  }

  // MARK: - Added and left out

  private static func added(
    _ added: Form.AddedStep, _ form: Form, _ bases: [Chain], _ own: [Chain], _ read: ReadFile<Form>, _ roles: [String]
  ) -> [Finding] {
    let step = added.step
    let path = "steps/\(step.id)"
    var result: [Finding] = []
    if bases.contains(where: { $0.step(step.id) != nil }) {
      result.append(
        read.finding(
          path, "duplicate",
          Phrase(
            zh: "流程已有關卡「\(step.id)」；請改名，或在 without 去掉原來的。",
            en: "the chain has a step '\(step.id)' already; choose another id")))
    }
    for chain in own {
      guard let place = chain.steps.firstIndex(where: { $0.id == step.id }) else {
        let known = chain.steps.map(\.id) + [SignedSteps.end]
        let what = Phrase(zh: "\(chain.id) 的關卡", en: "step of \(chain.id)")
        result.append(unknown(added.beside, known, what, path, read))
        continue
      }
      if place == 0 {
        result.append(
          read.finding(
            path, "by",
            Phrase(zh: "送審之前不能再有關卡；請插在後面。", en: "no step can come before the submission; put it after")))
      }
      let earlier = chain.steps.prefix(place).map(\.id)
      for other in step.notBy + step.outsideOf where !earlier.contains(other) {
        let what = Phrase(zh: "\(chain.id) 前面的關卡", en: "earlier step of \(chain.id)")
        result.append(unknown(other, earlier, what, path, read))
      }
    }
    return result + (step.unknownRole(among: roles, at: path, read).map { [$0] } ?? [])
  }

  private static func leftOut(_ form: Form, _ bases: [Chain], _ read: ReadFile<Form>) -> [Finding] {
    let known = bases.flatMap { $0.steps.dropFirst().map(\.id) }
    return form.leftOutSteps.filter { !known.contains($0) }.map { id in
      unknown(id, known, Phrase(zh: "可去掉的關卡", en: "step that can be left out"), "without/\(id)", read)
    }
  }

  private static func unknown(
    _ id: String, _ known: [String], _ what: Phrase, _ path: String, _ read: ReadFile<Form>
  ) -> Finding {
    read.finding(path, "reference", Suggestion.unknown(what, id, Suggestion.nearest(to: id, among: known)))
  }

  // MARK: - Waited for

  /// Fields and rules name steps of the form's chain, or one of the words for a part of it.
  private static func waiting(_ form: Form, _ own: [Chain], _ read: ReadFile<Form>) -> [Finding] {
    let known = own.isEmpty ? [] : own.flatMap { $0.steps.map(\.id) } + SignedSteps.words
    let name = own.map(\.id).joined(separator: ", ")
    let what =
      own.isEmpty
      ? Phrase(zh: "關卡（這張表單沒有簽核流程）", en: "step, since the form has no chain,")
      : Phrase(zh: "\(name) 的關卡", en: "step of \(name)")
    func message(_ id: String) -> Phrase { Suggestion.unknown(what, id, Suggestion.nearest(to: id, among: known)) }
    return form.fields.flatMap { field -> [Finding] in
      let parts = [(field, "fields/\(field.id)")] + field.columns.map { ($0, "fields/\(field.id).\($0.id)") }
      return parts.flatMap { part, path -> [Finding] in
        let named = ([part.neededBy, part.openUntil, part.addedAfter] + part.checks.map(\.step)).compactMap { $0 }
          .filter { !known.contains($0) }
        let ofKeys = named.map { read.finding(path, "reference", message($0)) }
        let ofRules = part.rules.flatMap { rule in
          rule.expression.stepsWaitedFor.filter { !known.contains($0) }.map { id in
            read.finding(path, "reference", message(id) + Phrase(verbatim: " [\(rule.source)]"))
          }
        }
        return ofKeys + ofRules
      }
    }
  }
}

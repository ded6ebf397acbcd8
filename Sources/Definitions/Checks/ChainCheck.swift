import Domain

/// Every form's chain exists, its conditions fit the form, and somebody can sign each of its steps.
struct ChainCheck: ScreenCheck {
  func findings(_ screens: CheckedScreens) -> [Finding] {
    let chains = screens.catalogue.chains()
    let ofForms = screens.forms.flatMap { read -> [Finding] in
      guard let form = read.value else { return [] }
      let missing = form.chainIDs.filter { id in !chains.contains { $0.id == id } }
      guard missing.isEmpty else {
        return missing.map { id in
          let near = Suggestion.nearest(to: id, among: chains.map(\.id))
          return read.finding(
            "chain/\(id)", "reference", Suggestion.unknown(Phrase(zh: "簽核流程", en: "chain"), id, near))
        }
      }
      let own = screens.catalogue.chains(of: form)
      let ofChains = own.flatMap {
        conditions(of: $0, form, read, screens) + signers(of: $0, form, read) + review(of: $0, form, read)
      }
      return ofChains + grants(form, own, read) + names(in: form, own, read)
        + FormSteps(form, chains, own, read, roles: screens.roleIDs).findings
    }
    return ofForms + roles(screens)
  }

  private func conditions(
    of chain: Chain, _ form: Form, _ read: ReadFile<Form>, _ screens: CheckedScreens
  ) -> [Finding] {
    let checker = FormChecker(form: form, file: read.file.name) { screens.catalogue.parsedForm($0)?.value }
    return chain.steps.flatMap { step -> [Finding] in
      // The form's own conditions are checked with its other rules.
      guard let when = step.when, let condition = chain.conditions(of: step, on: form).first else { return [] }
      return checker.findings(ofCondition: Rule(source: when.source, expression: condition)).map { found in
        read.finding(
          "chain", found.rule,
          Phrase(
            zh: "流程 \(chain.id) 的條件不適用本表單：\(found.message.zh)",
            en: "a condition of chain \(chain.id) does not fit this form: \(found.message.en)"))
      }
    }
  }

  /// What a form says about its chain is about something that the chain has.
  private func names(in form: Form, _ chains: [Chain], _ read: ReadFile<Form>) -> [Finding] {
    let name = chains.map(\.id).joined(separator: ", ")
    let steps = chains.flatMap(\.steps).map(\.id)
    let conditions = chains.flatMap { $0.conditions.map(\.name) + $0.steps.dropFirst().map(\.id) }
    let parts = [
      ("signers", form.signers, steps, Phrase(zh: "\(name) 的關卡", en: "step of \(name)")),
      (
        "conditions", form.conditions, conditions, Phrase(zh: "\(name) 的條件或關卡", en: "condition or step of \(name)")
      ),
    ]
    return parts.flatMap { key, rules, known, what in
      rules.filter { !known.contains($0.name) }.map { rule in
        read.finding(
          "\(key)/\(rule.name)", "reference",
          Suggestion.unknown(what, rule.name, Suggestion.nearest(to: rule.name, among: known)))
      }
    }
  }

  /// What grants power has a chain that says who the second person is.
  private func grants(_ form: Form, _ chains: [Chain], _ read: ReadFile<Form>) -> [Finding] {
    guard let field = form.grantingFields.first else { return [] }
    let isFit =
      chains.count == 1 && chains[0].steps.count > 1
      && chains[0].steps.dropFirst().allSatisfy { if case .role = $0.by { true } else { false } }
    guard !isFit || chains[0].end != .approved else { return [] }
    return [
      read.finding(
        "fields/\(field.id)", "grants",
        Phrase(
          zh: "有「grants」欄位的表單要有一條 chain，第一關之後由角色同意，最後為 approved；請寫上 chain: GRANT。",
          en:
            "a form with 'grants' has one chain that ends approved and is signed by roles after its first step; write "
            + "'chain: GRANT'"))
    ]
  }

  /// A review signs a step that the chain has.
  private func review(of chain: Chain, _ form: Form, _ read: ReadFile<Form>) -> [Finding] {
    guard let review = form.review, review.step(in: chain) == nil else { return [] }
    let known = chain.steps.map(\.id)
    let named = review.step ?? ""
    return [
      read.finding(
        "review", "reference",
        Suggestion.unknown(
          Phrase(zh: "\(chain.id) 的關卡", en: "step of \(chain.id)"), named, Suggestion.nearest(to: named, among: known)))
    ]
  }

  /// A step has a role, a unit or a field that it takes its signer from.
  private func signers(of chain: Chain, _ form: Form, _ read: ReadFile<Form>) -> [Finding] {
    chain.steps.compactMap { step in
      if chain.signer(of: step, on: form) != nil { return nil }
      switch step.by {
      case .filler, .role, .field(_, role: _?): return nil
      case .unitHead where form.field("unit")?.kind == .unit: return nil
      case .unitHead, .field(_, role: nil):
        return read.finding(
          "chain", "signer",
          Phrase(
            zh: "本表單沒有欄位說明「\(step.id)」由誰簽；請在 signers 寫上欄位。",
            en: "no field of this form says who signs '\(step.id)'; name one under 'signers'"))
      }
    }
  }

  private func roles(_ screens: CheckedScreens) -> [Finding] {
    screens.chains.flatMap { read in
      standIns(read, screens.roleIDs)
        + (read.value ?? []).flatMap { chain in
          chain.steps.compactMap { $0.unknownRole(among: screens.roleIDs, at: "chains/\(chain.id)/\($0.id)", read) }
        }
    }
  }
}

extension ChainCheck {
  /// Roles stand in for roles, and going up comes to an end.
  private func standIns(_ read: ReadFile<[Chain]>, _ known: [String]) -> [Finding] {
    let ladder = read.value?.first?.standIns ?? [:]
    return ladder.sorted { $0.key < $1.key }.flatMap { role, higher -> [Finding] in
      let named = [(role, "stand_ins/\(role)"), (higher, "stand_ins/\(role)/\(higher)")]
      let unknown = named.filter { id, _ in
        !known.contains(id) && id != Chain.aboveAllHeads
      }.map { id, path in
        read.finding(
          path, "reference",
          Suggestion.unknown(Phrase(zh: "角色", en: "role"), id, Suggestion.nearest(to: id, among: known)))
      }
      var seen: Set<String> = [role]
      var next: String? = higher
      while let at = next, seen.insert(at).inserted { next = ladder[at] }
      guard next == role else { return unknown }
      return unknown + [
        read.finding(
          "stand_ins/\(role)", "stand_ins",
          Phrase(
            zh: "「\(role)」往上代簽又回到自己；請改正，最上面的角色不要有上一級。",
            en: "going up from '\(role)' leads back to it; correct it, the highest role has none above"))
      ]
    }
  }
}

extension CheckedScreens {
  var roleIDs: [String] { catalogue.choiceList("roles")?.items.map(\.id) ?? [] }
}

extension Chain.Step {
  /// The role that may sign it is one that there is.
  func unknownRole<Read>(among known: [String], at path: String, _ read: ReadFile<Read>) -> Finding? {
    let role: String
    switch by {
    case .role(let id), .field(_, let id?): role = id
    case .filler, .unitHead, .field(_, nil): return nil
    }
    guard !known.contains(role) else { return nil }
    return read.finding(
      "\(path)/role", "reference",
      Suggestion.unknown(Phrase(zh: "角色", en: "role"), role, Suggestion.nearest(to: role, among: known)))
  }
}

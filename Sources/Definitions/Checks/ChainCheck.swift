import Domain

/// Every form's chain exists, and the conditions of its steps fit the form.
struct ChainCheck: ScreenCheck {
  func findings(_ screens: CheckedScreens) -> [Finding] {
    let chains = screens.catalogue.chains()
    return screens.forms.flatMap { read -> [Finding] in
      guard let form = read.value, let id = form.chain else { return [] }
      guard let chain = chains.first(where: { $0.id == id }) else {
        let near = Suggestion.nearest(to: id, among: chains.map(\.id))
        return [read.finding("chain", "reference", Suggestion.unknown(Phrase(zh: "簽核流程", en: "chain"), id, near))]
      }
      return conditions(of: chain, form, read, screens)
    }
  }

  private func conditions(
    of chain: Chain, _ form: Form, _ read: ReadFile<Form>, _ screens: CheckedScreens
  ) -> [Finding] {
    var probe = form
    // A section's `when` is checked like a step's, so the steps stand as sections of an otherwise empty form.
    probe.links = []
    probe.sections = probe.sections.map { Section(id: $0.id, title: $0.title, fields: $0.fields.map(\.withoutRules)) }
    probe.sections += chain.steps.map { Section(id: $0.id, title: $0.title, when: $0.when, fields: []) }
    let checker = FormChecker(form: probe, file: read.file.name) { screens.catalogue.parsedForm($0)?.value }
    return checker.findings().map { found in
      read.finding(
        "chain", found.rule,
        Phrase(
          zh: "流程 \(chain.id) 的條件不適用本表單：\(found.message.zh)",
          en: "a condition of chain \(chain.id) does not fit this form: \(found.message.en)"))
    }
  }
}

extension Field {
  /// The field as others see it.
  fileprivate var withoutRules: Field {
    Field(
      id: id, type: type, label: label, choices: choices, targets: targets, columns: columns.map(\.withoutRules))
  }
}

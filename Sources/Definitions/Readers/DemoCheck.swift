import Domain

/// What the steps of the demo data say of records and chains, which one file alone does not tell.
struct DemoCheck {
  let catalogue: ScreensCatalogue

  /// `steps` in the order in which they are carried out.
  func findings(_ steps: [DemoStep]) -> [Finding] {
    var forms: [String: Form] = [:]
    var findings: [Finding] = []
    for step in steps {
      if case .new(let id) = step.kind {
        guard let form = catalogue.form(id) else {
          findings.append(finding(step, noForm(id)))
          continue
        }
        if forms.updateValue(form, forKey: step.key) != nil { findings.append(finding(step, twice(step.key))) }
      }
      // What every store has from the beginning goes by its own number; whether it is there the filling finds out.
      guard let form = forms[step.key] else { continue }
      if case .decide = step.kind, chains(form).isEmpty { findings.append(finding(step, unsigned(form))) }
      guard let id = step.waitsFor else { continue }
      let known = chains(form).flatMap { $0.steps.map(\.id) }
      if !known.contains(id) { findings.append(finding(step, unknown(id, known, form))) }
    }
    return findings
  }

  private func chains(_ form: Form) -> [Chain] { catalogue.chains(of: form) }

  private func finding(_ step: DemoStep, _ message: Phrase) -> Finding { Finding(step.place, rule: "demo", message) }

  private func noForm(_ id: String) -> Phrase {
    Phrase(zh: "沒有表單「\(id)」；請改正 form。", en: "there is no form '\(id)'; correct 'form'")
  }

  private func twice(_ key: String) -> Phrase {
    Phrase(zh: "「\(key)」已經用過；請改用別的 key。", en: "'\(key)' is taken; use another key")
  }

  private func unsigned(_ form: Form) -> Phrase {
    Phrase(
      zh: "「\(form.title.zh)」沒有簽核流程；請刪掉這一步。",
      en: "the form '\(form.title.en)' has no chain of sign-off; take this step out")
  }

  private func unknown(_ step: String, _ known: [String], _ form: Form) -> Phrase {
    guard !known.isEmpty else { return unsigned(form) }
    let names = known.joined(separator: ", ")
    return Phrase(
      zh: "「\(form.title.zh)」沒有簽核關卡「\(step)」；可以寫：\(names)。",
      en: "the form '\(form.title.en)' has no step '\(step)'; write one of: \(names)")
  }
}

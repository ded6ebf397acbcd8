import Domain

/// No rule says "later" by counting how often a record was saved: what comes later comes at a step of sign-off, and
/// what holds for the first time only is told from what was saved before.
///
/// In a store's own form it goes on as it was, so that is a warning.
struct VersionCountCheck: ScreenCheck {
  private static let word = "version"

  func findings(_ screens: CheckedScreens) -> [Finding] {
    (screens.forms + [screens.common]).flatMap { read -> [Finding] in
      guard let form = read.value else { return [] }
      let ofSections = form.sections.map { ([$0.when].compactMap { $0 }, "sections/\($0.id)") }
      let ofFields = form.fields.flatMap { field in
        [(field.rules, "fields/\(field.id)")] + field.columns.map { ($0.rules, "fields/\(field.id).\($0.id)") }
      }
      let ofChain =
        form.otherChains.map { ([$0.when].compactMap { $0 }, "chain/\($0.id)") }
        + form.conditions.map { ([$0.rule], "conditions/\($0.name)") }
        + form.addedSteps.map { ([$0.step.when].compactMap { $0 }, "steps/\($0.step.id)") }
      // Common fields have their place in a file of their own.
      return (ofSections + ofFields + ofChain).filter { read.places[$0.1] != nil }.flatMap { rules, path in
        rules.filter { $0.expression.names.contains(Self.word) }.map { finding($0, path, read) }
      }
    }
  }

  private func finding(_ rule: Rule, _ path: String, _ read: ReadFile<Form>) -> Finding {
    var finding = read.finding(
      path, "version",
      Phrase(
        zh: "「\(Self.word)」數的是存了幾次，不是走到哪一關；之後才要填的請用 needed_by，簽核時才檢查的請用 at，第一次才檢查的請和 this 的欄位相比。"
          + "[\(rule.source.excerpt)]",
        en: "'\(Self.word)' counts saves, not steps; use 'needed_by' for what is filled in later, 'at' for what is "
          + "checked when a step is signed, and compare with a field of 'this' what is checked at first only. "
          + "[\(rule.source.excerpt)]"))
    if read.file.isOverride { finding.severity = .warning }
    return finding
  }
}

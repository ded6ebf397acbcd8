extension Entry {
  /// What is wrong with one field and its rows, by all records that rules may ask for.
  func judgement(of field: Field, in content: Content) -> [Finding] {
    let tooLarge = limitFindings(of: field, in: content)
    guard tooLarge.isEmpty else { return tooLarge }
    guard standing(content) != nil else { return allowedFindings(of: field, in: content) }
    // What is signed was judged when it was signed.
    let isTouched = added.contains(field.id) || field.columns.contains { added.contains("\(field.id).\($0.id)") }
    return isTouched ? allowedFindings(of: field, in: content).filter { $0.place.isIn(added) } : []
  }

  /// What is wrong with a field that is not too large.
  private func allowedFindings(of field: Field, in content: Content) -> [Finding] {
    if field.isTable { return tableFindings(field, in: content) }
    guard !field.isComputed else { return checkFindings(field, in: content, place: .field(field.id), rows: []) }
    return valueFindings(field, content[field.id], in: content, place: .field(field.id), rows: [])
  }

  private func tableFindings(_ table: Field, in content: Content) -> [Finding] {
    let rows = content[rows: table.id]
    // What the program worked out is not looked at cell by cell.
    if table.isComputed { return checkFindings(table, in: content, place: .field(table.id), rows: []) }
    if rows.isEmpty { return missing(table, in: content, place: .field(table.id), rows: []) }
    var result: [Finding] = []
    for (index, row) in rows.enumerated() {
      let binding = Evaluator.RowBinding.row(row, index, columns: table.columns)
      for column in table.columns where isVisible(column, in: content, row: index, table: table) {
        let place = Finding.Place.field(table.id, row: index, column: column.id)
        if column.isComputed {
          result += checkFindings(column, in: content, place: place, rows: [binding])
        } else {
          result += valueFindings(column, row[column.id], in: content, place: place, rows: [binding])
        }
      }
    }
    return result + checkFindings(table, in: content, place: .field(table.id), rows: [])
  }

  private func valueFindings(
    _ field: Field, _ stored: [String], in content: Content, place: Finding.Place, rows: [Evaluator.RowBinding]
  ) -> [Finding] {
    if stored.allSatisfy(\.isEmpty) {
      // What is missing is told once.
      let missing = missing(field, in: content, place: place, rows: rows)
      return missing.isEmpty ? checkFindings(field, in: content, place: place, rows: rows, isEmpty: true) : missing
    }
    let problems = stored.compactMap { text -> Finding? in
      guard case .failure(let problem) = field.type.read(text, field, reading) else { return nil }
      return Finding(place, rule: "type", problem.message)
    }
    return problems.isEmpty ? checkFindings(field, in: content, place: place, rows: rows) : problems
  }

  private func missing(
    _ field: Field, in content: Content, place: Finding.Place, rows: [Evaluator.RowBinding]
  ) -> [Finding] {
    if let step = field.addedAfter {
      guard let signed, signed.isPreview, isRequired(field, in: content, rows: rows) else { return [] }
      return [SignOffFinding.toBeAdded(field, after: step, signed, place)]
    }
    guard isRequired(field, in: content, rows: rows) else {
      guard let step = field.neededBy, let signed, signed.isPassed(step), isNeeded(field, in: content, rows: rows)
      else { return [] }
      return [SignOffFinding.needed(field, by: step, signed, place)]
    }
    let remedy =
      field.isTable
      ? Phrase(zh: "「\(field.label.zh)」至少要有一列；請新增。", en: "'\(field.label.en)' needs at least one row; add one.")
      : Phrase(zh: "「\(field.label.zh)」必填；請填寫。", en: "'\(field.label.en)' is required; fill it in.")
    return [Finding(place, rule: "required", remedy)]
  }

  private func checkFindings(
    _ field: Field, in content: Content, place: Finding.Place, rows: [Evaluator.RowBinding], isEmpty: Bool = false
  ) -> [Finding] {
    guard !field.checks.isEmpty else { return [] }
    let evaluator = evaluator(content)
    return field.checks.compactMap { check in
      if let step = check.step, signed?.isPassed(step) != true { return nil }
      // An empty field has nothing to check, but what a step asks of the rest of the record is asked all the same.
      if isEmpty, check.step == nil || check.rule.expression.reads(field.id) { return nil }
      guard evaluator.flag(check.rule.expression, rows) == false else { return nil }
      let message = check.message.filled { shown($0, in: content) }
      if check.step != nil { return SignOffFinding.unready(message, signed, place) }
      return Finding(place, rule: "check", severity: check.isWarning ? .warning : .error, message)
    }
  }

  /// Whether the step that a field is needed by needs it, given what is filled in so far.
  private func isNeeded(_ field: Field, in content: Content, rows: [Evaluator.RowBinding]) -> Bool {
    field.neededWhen.map { evaluator(content).flag($0.expression, rows) == true } ?? true
  }

  /// What steps of the sign-off to come will ask for and the content does not have yet, as notes: nothing of it keeps
  /// the record from being saved. `titles` are those of the steps that it goes through; none in a personal store.
  public func stillNeeded(_ content: Content, titles: [String: Phrase] = [:]) -> [Finding] {
    let now = Set(findings(content))
    return wanted(content, titles, signed ?? SignedSteps()).filter {
      [SignOffFinding.neededRule, SignOffFinding.addedRule].contains($0.rule) && !now.contains($0)
    }
  }

  /// What the steps ask for of a content that has passed them all, and does not have; what is added later is no part
  /// of it.
  func lacking(_ content: Content, titles: [String: Phrase]) -> [Finding] {
    var steps = signed ?? SignedSteps()
    steps.sealed = nil  // what was signed is judged again
    return wanted(content, titles, steps).filter { $0.rule == SignOffFinding.neededRule }
  }

  /// The findings once all steps are passed.
  private func wanted(_ content: Content, _ titles: [String: Phrase], _ signed: SignedSteps) -> [Finding] {
    var whole = self
    var steps = signed
    steps.titles = titles
    steps.signing = nil
    steps.passed = titles.isEmpty ? form.stepsWaitedFor : Set(titles.keys)
    steps.isPreview = true
    whole.signed = steps
    return whole.findings(content)
  }

  /// The value of a field as people read it.
  private func shown(_ id: String, in content: Content) -> Phrase? {
    guard let field = form.field(id), !field.isTable else { return nil }
    func joined(_ language: Language) -> String {
      content[id].map { field.type.shown($0, field, language) }.joined(separator: "、")
    }
    return Phrase(zh: joined(.zhTW), en: joined(.en))
  }

  func isRequired(_ field: Field, in content: Content, rows: [Evaluator.RowBinding]) -> Bool {
    switch field.need {
    case .optional: false
    case .required: true
    case .when(let rule): evaluator(content).flag(rule.expression, rows) == true
    }
  }

  /// Whether a field has to be filled in, given what is filled in so far.
  public func isRequired(_ field: Field, in content: Content, row: Int? = nil, table: Field? = nil) -> Bool {
    var rows: [Evaluator.RowBinding] = []
    if let table, let row, content[rows: table.id].indices.contains(row) {
      rows = [.row(content[rows: table.id][row], row, columns: table.columns)]
    }
    return isRequired(field, in: content, rows: rows)
  }
}

import Definitions
import Domain
import Desk

/// Saves the demo data step by step, through the same checks as everything else.
struct DemoFiller {
  let catalogue: ScreensCatalogue
  /// With the founder at it.
  let desk: Desk
  let clock: DemoClock
  let today: Moment
  let me: PersonName
  /// Told how many steps of how many are done.
  let progress: (Int, Int) -> Void

  /// The demo's first day: a year and some days ago, in the morning.
  static func beginning(_ now: Moment) -> Moment {
    Moment(day: now.day.adding(days: -400), time: TimeOfDay(minutes: 480) ?? .midnight, offset: now.offset)
  }

  /// Carries out every step; ends with everything that is wrong with them.
  func fill() throws(StoreProblem) {
    let (steps, findings) = catalogue.demoSteps()
    if findings.contains(where: \.blocks) {
      throw .invalid(
        Self.all(
          findings.map { finding in
            var placed = finding
            placed.message = Phrase(verbatim: finding.place.text(.en) + ": ") + finding.message
            return placed
          }))
    }
    var signing = DemoSigning(catalogue: catalogue, desk: desk, clock: clock)
    var numbers: [String: String] = ["me": me.id]
    var wrong: [Finding] = []
    // What could not be saved has no next steps.
    var missing: Set<String> = []
    let upcoming = Self.upcoming(steps)
    for (place, step) in steps.enumerated() {
      progress(place, steps.count)
      let moment =
        step.isNow ? today : Moment(day: today.day.adding(days: step.day), time: step.time, offset: today.offset)
      if desk.isShared { try signing.run(until: moment) }
      clock.move(to: max(moment, clock.now))
      if missing.contains(step.key) || !missing.isDisjoint(with: step.mentioned) {
        missing.insert(step.key)
        continue
      }
      do throws(StoreProblem) {
        if case .decide(let action) = step.kind {
          guard desk.isShared else { continue }
          try decide(action, step, &signing, numbers)
        } else {
          try carryOut(step, &signing, &numbers)
        }
      } catch {
        guard case .invalid(let finding) = error else { throw error }
        wrong.append(finding)
        if case .new = step.kind { missing.insert(step.key) }
        continue
      }
      if desk.isShared { signing.plan(numbers[step.key] ?? step.key, after: step, next: upcoming[place]) }
    }
    if desk.isShared { try signing.run(until: today) }
    progress(steps.count, steps.count)
    wrong += signing.findings
    if !wrong.isEmpty { throw .invalid(Self.all(wrong)) }
  }

  /// The next step of the same record for each step.
  private static func upcoming(_ steps: [DemoStep]) -> [DemoStep?] {
    var next: [String: DemoStep] = [:]
    var result: [DemoStep?] = []
    for step in steps.reversed() {
      result.append(next[step.key])
      next[step.key] = step
    }
    return result.reversed()
  }

  private static func all(_ findings: [Finding]) -> Finding {
    var first = findings[0]
    first.message = Phrase(
      zh: findings.map(\.message.zh).joined(separator: "\n"), en: findings.map(\.message.en).joined(separator: "\n"))
    return first
  }

  private func decide(
    _ action: Action, _ step: DemoStep, _ signing: inout DemoSigning, _ numbers: [String: String]
  ) throws(StoreProblem) {
    guard let person = person(step.by) else { throw .invalid(Self.at(step, unknownPerson(step.by))) }
    let record = numbers[step.key] ?? step.key
    // A misspelt key would be passed over in silence, and no record be signed.
    guard try signing.version(record) != nil else { throw .invalid(Self.at(step, unknown(step.key))) }
    let comment = step.reason.map { resolved($0, numbers) }
    if let finding = try signing.decide(action, record, by: person, comment: comment) {
      throw .invalid(Self.at(step, finding))
    }
  }

  private func carryOut(
    _ step: DemoStep, _ signing: inout DemoSigning, _ numbers: inout [String: String]
  ) throws(StoreProblem) {
    guard let person = person(step.by) else { throw .invalid(Self.at(step, unknownPerson(step.by))) }
    let desk = desk.attended(by: person)
    let reason = step.reason.map { resolved($0, numbers) } ?? ""
    switch step.kind {
    case .decide: return
    case .new(let id):
      guard let form = catalogue.form(id) else { throw .invalid(Self.at(step, Self.missing(id, catalogue))) }
      let entry = Entry(form: form, now: clock.now, me: person, records: desk.records)
      let new = completed(resolved(step.content, numbers), entry)
      let typed = try checked(changed(entry.withDefaults(entry.read(new)), step, numbers), step, entry)
      let made = try saved(try desk.submit(Submission(new: id, typed)).map(\.version), step)
      numbers[step.key] = made.record
      signing.saved(made)
    case .amend, .void:
      // What was there before the demo, such as a procedure's text, goes by its own number.
      guard let base = desk.records.record(numbers[step.key] ?? step.key), let form = catalogue.form(base.form) else {
        throw .invalid(Self.at(step, unknown(step.key)))
      }
      if step.kind == .void {
        signing.saved(try saved(try desk.void(base.number, reason: reason), step))
        return
      }
      let entry = Entry(
        form: form, number: base.number, version: base.version + 1, now: clock.now, me: person, records: desk.records)
      var typed = base.content
      let new = completed(resolved(step.content, numbers), entry)
      for field in new.fields { typed[field.id] = field.values }
      for table in new.tables { typed[rows: table.id] = table.rows }
      typed = try checked(changed(typed, step, numbers), step, entry)
      var result = try desk.submit(Submission(amending: base.number, base: base.version, to: typed, reason: reason))
      // What is over in a log stays as it was written: another entry corrects it, as people would have to.
      if case .failure(let refusal) = result, refusal.rule == "log" {
        typed[LogEntry.corrects] = [base.number]
        typed[rows: Signature.table] = []
        result = try desk.submit(Submission(new: form.id, typed))
      }
      let amended = try saved(result.map(\.version), step)
      numbers[step.key] = amended.record
      signing.saved(amended)
    }
  }

  private func saved(_ result: Result<Version, Refusal>, _ step: DemoStep) throws(StoreProblem) -> Version {
    switch result {
    case .success(let version): return version
    case .failure(let refusal): throw .invalid(Self.at(step, refusal.finding ?? unknown(step.key)))
    }
  }

  /// What is typed, with its files in the store; names only registered people.
  private func checked(_ content: Content, _ step: DemoStep, _ entry: Entry) throws(StoreProblem) -> Content {
    if let id = strangers(content, entry).first { throw .invalid(Self.at(step, unknownPerson(id))) }
    return try attached(content, entry.form, step)
  }

  /// Copies the files that file fields name, from `Demo/` into the store.
  private func attached(_ content: Content, _ form: Form, _ step: DemoStep) throws(StoreProblem) -> Content {
    var result = content
    for field in form.fields {
      if field.kind == .file { result[field.id] = try attached(content[field.id], step) }
      for column in field.columns where column.kind == .file {
        var rows = result[rows: field.id]
        for index in rows.indices { rows[index][column.id] = try attached(rows[index][column.id], step) }
        result[rows: field.id] = rows
      }
    }
    return result
  }

  private func attached(_ values: [String], _ step: DemoStep) throws(StoreProblem) -> [String] {
    var result: [String] = []
    for value in values {
      guard value.hasPrefix("files/"), !value.contains("..") else {
        result.append(value)
        continue
      }
      switch try desk.attach(path: "\(catalogue.folder)/Demo/\(value)") {
      case .success(let reference): result.append(reference.text)
      case .failure(let refusal): throw .invalid(Self.at(step, refusal.finding ?? unknown(step.key)))
      }
    }
    return result
  }

  /// Puts record numbers in the place of `{key}`.
  private func resolved(_ content: Content, _ numbers: [String: String]) -> Content {
    var result = content
    result.fields = content.fields.map { Content.Field(id: $0.id, values: $0.values.map { resolved($0, numbers) }) }
    result.tables = content.tables.map { table in
      Content.Table(id: table.id, rows: table.rows.map { resolved($0, numbers) })
    }
    return result
  }

  private func resolved(_ row: Row, _ numbers: [String: String]) -> Row {
    Row(cells: row.cells.map { Content.Field(id: $0.id, values: $0.values.map { resolved($0, numbers) }) })
  }

  private func resolved(_ text: String, _ numbers: [String: String]) -> String {
    guard text.contains("{") else { return text }
    return DemoStep.filled(text) { numbers[$0] }
  }

  private func changed(_ content: Content, _ step: DemoStep, _ numbers: [String: String]) -> Content {
    var result = content
    for change in step.rowChanges {
      result[rows: change.table] = result[rows: change.table].map { row in
        guard change.match.allSatisfy({ row[$0.key] == [$0.value] }) else { return row }
        var row = row
        for cell in resolved(change.set, numbers).cells { row[cell.id] = cell.values }
        return row
      }
    }
    return result
  }

  /// Typed rows with the defaults of the columns that they do not name, as a new row on the screen has them.
  private func completed(_ content: Content, _ entry: Entry) -> Content {
    var result = content
    for table in content.tables {
      guard let field = entry.form.field(table.id) else { continue }
      let standard = entry.newRow(of: field, in: content)
      result[rows: table.id] = table.rows.map { row in
        let named = Set(row.cells.map(\.id))
        return Row(cells: row.cells + standard.cells.filter { !named.contains($0.id) })
      }
    }
    return result
  }

  private func person(_ id: String) -> PersonName? {
    if id == "me" { return me }
    guard let found = desk.records.record(id), found.form == "person" else { return nil }
    return PersonName(id: id, name: found.content["name"].first ?? id)
  }

  /// Ids in person fields that no person has. A part of a name, which the screens take too, is not enough here.
  private func strangers(_ content: Content, _ entry: Entry) -> [String] {
    let isPerson = { (field: Field) in field.kind == .person && !field.isComputed }
    let typed = entry.form.fields.flatMap { field -> [String] in
      if isPerson(field) { return content[field.id] }
      let columns = field.columns.filter(isPerson).map(\.id)
      return content[rows: field.id].flatMap { row in columns.flatMap { row[$0] } }
    }
    return typed.filter { text in
      let id = text.split(separator: " ").first.map(String.init) ?? text
      return entry.records.record(id)?.form != "person"
    }
  }

  private func unknownPerson(_ id: String) -> Finding {
    Finding(
      .nowhere, rule: "demo",
      Phrase(zh: "人員名冊中沒有「\(id)」；請改寫已登錄人員的帳號。", en: "No person '\(id)' is registered; write the id of one who is."))
  }

  static func at(_ step: DemoStep, _ finding: Finding, about what: String? = nil) -> Finding {
    let inner = what ?? finding.place.text(.en)
    var result = finding
    result.place = step.place
    let place = step.place.text(.en)
    result.message = Phrase(verbatim: "\(place): \(step.key): \(inner): ") + finding.message
    return result
  }

  private static func missing(_ id: String, _ catalogue: ScreensCatalogue) -> Finding {
    catalogue.findings().first { $0.severity == .error }
      ?? Finding(
        .nowhere, rule: "form",
        Phrase(
          zh: "缺少表單「\(id)」的定義；請執行 ismsbook screens check。",
          en: "The form '\(id)' is missing; run ismsbook screens check."))
  }

  private func unknown(_ key: String) -> Finding {
    Finding(
      .nowhere, rule: "demo",
      Phrase(zh: "示範資料裡沒有「\(key)」。", en: "The demo data has no '\(key)'."))
  }
}

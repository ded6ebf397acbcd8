import Definitions
import Domain
import Desk
import Synchronization

/// A clock that is set by hand.
final class DemoClock: Sendable {
  private let time: Mutex<Moment>

  init(_ start: Moment) { time = Mutex(start) }

  var now: Moment { time.withLock { $0 } }

  func move(to moment: Moment) { time.withLock { $0 = moment } }
}

/// Saves the demo data step by step, through the same checks as everything else.
struct DemoFiller {
  let catalogue: ScreensCatalogue
  let store: FileStore
  let clock: DemoClock
  let today: Moment
  let me: PersonName

  /// The demo's first day: a year and some days ago, in the morning.
  static func beginning(_ now: Moment) -> Moment {
    Moment(day: now.day.adding(days: -400), time: TimeOfDay(minutes: 480) ?? .midnight, offset: now.offset)
  }

  func fill() throws(StoreProblem) {
    let (steps, findings) = catalogue.demoSteps()
    if let finding = findings.first(where: \.blocks) { throw .invalid(finding) }
    let records = StoreRecords(store: store, catalogue: catalogue)
    var numbers: [String: String] = ["me": me.id]
    for step in steps {
      let moment =
        step.isNow ? today : Moment(day: today.day.adding(days: step.day), time: step.time, offset: today.offset)
      clock.move(to: max(moment, clock.now))
      try carryOut(step, records, &numbers)
    }
  }

  private func carryOut(_ step: DemoStep, _ records: StoreRecords, _ numbers: inout [String: String])
    throws(StoreProblem)
  {
    guard let person = person(step.by, records) else { throw .invalid(at(step, unknownPerson(step.by))) }
    let reason = step.reason.map { resolved($0, numbers) }
    switch step.kind {
    case .new(let id):
      guard let form = catalogue.form(id) else { throw .invalid(at(step, StoreMaker.missing(id, catalogue))) }
      let entry = Entry(form: form, now: clock.now, me: person, records: records)
      let new = completed(resolved(step.content, numbers), entry)
      let typed = changed(entry.withDefaults(entry.read(new)), step, numbers)
      let version = try save(step, entry, typed, base: nil, action: .create, reason: reason)
      numbers[step.key] = version.record
    case .amend, .void:
      // What was there before the demo, such as a procedure's text, goes by its own number.
      guard let base = try store.version(numbers[step.key] ?? step.key),
        let form = catalogue.form(base.form.id)
      else { throw .invalid(at(step, unknown(step.key))) }
      let number = base.record
      if step.kind == .void {
        _ = try store.append(
          NewVersion(
            form: base.form, title: form.title.zh, record: .existing(number, base: base.number), status: .void,
            action: .void, savedBy: person, reason: reason, content: base.content))
        return
      }
      let entry = Entry(
        form: form, number: number, version: base.number + 1, now: clock.now, me: person, records: records)
      var typed = base.content
      let new = completed(resolved(step.content, numbers), entry)
      for field in new.fields { typed[field.id] = field.values }
      for table in new.tables { typed[rows: table.id] = table.rows }
      _ = try save(step, entry, changed(typed, step, numbers), base: base, action: .amend, reason: reason)
    }
  }

  private func save(
    _ step: DemoStep, _ entry: Entry, _ content: Content, base: Version?, action: Action, reason: String?
  ) throws(StoreProblem) -> Version {
    if let id = strangers(content, entry).first { throw .invalid(at(step, unknownPerson(id))) }
    let typed = try attached(content, entry.form)
    var submission = Submission(entry: entry, typed: typed, base: base, action: action, reason: reason)
    if let finding = submission.findings.first(where: \.blocks) { throw .invalid(at(step, finding)) }
    // What the demo begins with is in force, like what any new store begins with.
    if store.description.isShared, entry.form.isGranting { submission.status = .approved }
    guard case .saved(let version) = try store.submit(submission) else { throw .invalid(at(step, unknown(step.key))) }
    return version
  }

  /// Copies the files that file fields name, which stand below `Demo/`, into the store.
  private func attached(_ content: Content, _ form: Form) throws(StoreProblem) -> Content {
    var result = content
    for field in form.fields {
      if field.type.id == FileType().id { result[field.id] = try attached(content[field.id]) }
      for column in field.columns where column.type.id == FileType().id {
        var rows = result[rows: field.id]
        for index in rows.indices { rows[index][column.id] = try attached(rows[index][column.id]) }
        result[rows: field.id] = rows
      }
    }
    return result
  }

  private func attached(_ values: [String]) throws(StoreProblem) -> [String] {
    var result: [String] = []
    for value in values {
      let isPath = value.hasPrefix("files/") && !value.contains("..")
      result.append(isPath ? try store.attach(path: "\(catalogue.folder)/Demo/\(value)").text : value)
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
    return numbers.reduce(text) { $0.replacing("{\($1.key)}", with: $1.value) }
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

  private func person(_ id: String, _ records: StoreRecords) -> PersonName? {
    if id == "me" { return me }
    guard let found = records.record(id), found.form == "person" else { return nil }
    return PersonName(id: id, name: found.content["name"].first ?? id)
  }

  /// Ids in person fields that no person has. A part of a name, which the screens take too, is not enough here.
  private func strangers(_ content: Content, _ entry: Entry) -> [String] {
    let isPerson = { (field: Field) in field.type.id == PersonType().id && !field.isComputed }
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

  private func at(_ step: DemoStep, _ finding: Finding) -> Finding {
    let inner = FindingText.place(finding.place, nil, .en)
    var result = finding
    result.place = step.place
    let place = FindingText.place(step.place, nil, .en)
    result.message = Phrase(verbatim: "\(place): \(step.key): \(inner): ") + finding.message
    return result
  }

  private func unknown(_ key: String) -> Finding {
    Finding(
      .nowhere, rule: "demo",
      Phrase(zh: "示範資料裡沒有「\(key)」。", en: "The demo data has no '\(key)'."))
  }
}

import Domain
import TestKit

/// A check of a form tried on some values.
struct CheckTrial {
  /// 2026-11-23 10:00 in Taipei, a Monday.
  static let now = Moment(seconds: 1_795_399_200, offset: 480, toTheSecond: false)
  static let me = Cast.wang

  let form: Form
  let field: Field
  let column: Field?
  let check: Field.Check

  /// The check of that name; nil if the form has none.
  init?(_ name: CheckName, of form: Form) {
    let (id, columnID) = name.place
    guard let field = form.field(id) else { return nil }
    let column = columnID.flatMap { field.column($0) }
    guard (column == nil) == (columnID == nil),
      let check = (column ?? field).checks.first(where: {
        CheckName(path: name.path, rule: $0.rule.source) == name
      })
    else { return nil }
    self.form = form
    self.field = field
    self.column = column
    self.check = check
  }

  /// What a try shows.
  struct Outcome {
    /// What the rule gives; nil if an operand is empty.
    var holds: Bool?
    /// Whether saving would say the check's message at its place.
    var isFound: Bool
    /// What makes it no fair try: values that cannot be stored, a field that is not asked for or not filled in.
    var faults: [String]
  }

  func outcome(_ filling: Filling, standing: [RecordValue]) -> Outcome {
    let records = TableRecords(filling.others, standing: standing, forms: ShippedScreens.catalogue)
    var entry = Entry(form: form, version: filling.version, now: Self.now, me: Self.me, records: records)
    entry.number = filling.number
    entry.signed = filling.signed
    if let step = check.step {
      // A check that is asked at a step is tried as if that step were signed.
      var signed = filling.signed ?? SignedSteps()
      signed.passed.insert(step)
      entry.signed = signed
    }
    var typed = filling.typed
    for table in filling.templates { typed = withTemplate(table, typed, entry) }
    let content = entry.settled(entry.read(typed))
    let findings = entry.findings(content)
    let row = column == nil ? nil : filling.row
    let place = Finding.Place.field(field.id, row: row, column: column?.id)
    let holds = entry.holds(check.rule, in: content, row: row, table: column == nil ? nil : field.id)
    let rule = check.step == nil ? "check" : "needed_by"
    let isFound = findings.contains { $0.rule == rule && $0.place == place && $0.message.says(check.message) }
    return Outcome(
      holds: holds, isFound: isFound,
      faults: unknown(filling, typed) + findings.filter { $0.rule == "type" }.map { "\($0.place): \($0.message.en)" }
        + notAsked(entry, content, row))
  }

  /// The table with the form's own rows, and what the values say about some of their cells.
  private func withTemplate(_ table: String, _ typed: Content, _ entry: Entry) -> Content {
    var result = typed
    result[rows: table] = []
    var rows = entry.withDefaults(entry.read(result))[rows: table]
    for (index, row) in typed[rows: table].enumerated() {
      if !rows.indices.contains(index) { rows.append(Row()) }
      for cell in row.cells { rows[index][cell.id] = cell.values }
    }
    result[rows: table] = rows
    return result
  }

  /// Values for fields that are not there, which would stay without effect.
  private func unknown(_ filling: Filling, _ typed: Content) -> [String] {
    let contents = [(form.id, typed)] + filling.others.map { ($0.form, $0.content) }
    return contents.flatMap { id, content -> [String] in
      guard let form = id == form.id ? form : ShippedScreens.catalogue.form(id) else { return ["no form \(id)"] }
      let fields = content.fields.filter { form.field($0.id)?.isTable != false }.map { "\(id) has no field \($0.id)" }
      let columns = content.tables.flatMap { table in
        table.rows.flatMap(\.cells).filter { form.field(table.id)?.column($0.id) == nil }
          .map { "\(id) has no column \(table.id).\($0.id)" }
      }
      return fields + columns
    }
  }

  /// Why the check would not be asked for at all.
  private func notAsked(_ entry: Entry, _ content: Content, _ row: Int?) -> [String] {
    guard entry.visible(in: content).contains(where: { $0.fields.contains { $0.id == field.id } }) else {
      return ["\(field.id) is not asked for"]
    }
    guard let column, let row else {
      let isEmpty = content[field.id].isEmpty && content[rows: field.id].isEmpty
      return isEmpty && !field.isComputed ? ["\(field.id) is empty"] : []
    }
    guard content[rows: field.id].indices.contains(row) else { return ["\(field.id) has no row \(row + 1)"] }
    guard entry.isVisible(column, in: content, row: row, table: field) else { return ["\(column.id) is not asked for"] }
    return content[rows: field.id][row][column.id].isEmpty && !column.isComputed ? ["\(column.id) is empty"] : []
  }
}

/// The records of one try, newest first, before those that are always there.
struct TableRecords: RecordSource {
  private let all: [RecordValue]
  private let forms: any Catalogue

  init(_ records: [RecordValue], standing: [RecordValue], forms: any Catalogue) {
    let own = Set(records.map(\.number))
    all = records + standing.filter { !own.contains($0.number) }
    self.forms = forms
  }

  func record(_ number: String) -> RecordValue? { all.first { $0.number == number } }

  func records(of form: String, where equal: [String: String], limit: Int?) -> [RecordValue] {
    let found = all.filter { $0.form == form }
    return limit.map { Array(found.prefix($0)) } ?? found
  }

  func form(_ id: String) -> Form? { forms.form(id) }

  /// Signatures are no values of a record here: what follows `waits for ` in an entry's remarks says who has to sign.
  func entries(of form: String, from: Day, to: Day, now: Moment) -> [Row] {
    WithoutSignatures(table: self).entries(of: form, from: from, to: to, now: now).map { row in
      var row = row
      let remarks = row["record"].first.flatMap { record($0) }?.content["remarks"].first ?? ""
      if remarks.hasPrefix("waits for ") { row["waits_for"] = [String(remarks.dropFirst(10))] }
      return row
    }
  }

  private struct WithoutSignatures: RecordSource {
    let table: TableRecords

    func record(_ number: String) -> RecordValue? { table.record(number) }
    func records(of form: String, where equal: [String: String], limit: Int?) -> [RecordValue] {
      table.records(of: form, where: equal, limit: limit)
    }
    func form(_ id: String) -> Form? { table.form(id) }
  }
}

extension Phrase {
  /// Whether it is a message of a definition, with something in place of the names in braces.
  fileprivate func says(_ message: Phrase) -> Bool {
    func says(_ text: String, _ pattern: String) -> Bool {
      var rest = text[...]
      for (place, part) in pattern.split(separator: "{", omittingEmptySubsequences: false).enumerated() {
        let words = place == 0 ? part : part.drop { $0 != "}" }.dropFirst()
        guard place > 0 || rest.hasPrefix(words),
          let found = words.isEmpty ? rest.startIndex..<rest.startIndex : rest.firstRange(of: words)
        else { return false }
        rest = rest[found.upperBound...]
      }
      return rest.isEmpty || pattern.hasSuffix("}")
    }
    return says(zh, message.zh) && says(en, message.en)
  }
}

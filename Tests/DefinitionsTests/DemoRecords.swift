import Definitions
import Domain
import Foundation

/// The records of the demo data in memory, as far as links between forms need them: nothing is stored or attached.
struct DemoRecords: RecordSource {
  let catalogue: ScreensCatalogue
  private(set) var byNumber: [String: RecordValue] = [:]
  /// Numbers in the order of saving.
  private(set) var order: [String] = []
  private var isVoid: Set<String> = []

  static let me = PersonName(id: "wang", name: "王小明")
  static let today = Moment("2026-11-22T10:00+08:00") ?? Moment(seconds: 0, offset: 480)

  init(catalogue: ScreensCatalogue) {
    self.catalogue = catalogue
    var numbers = ["me": Self.me.id]
    var serials: [String: Int] = [:]
    add("wang", "person", Content(fields: [.init(id: "id", values: ["wang"]), .init(id: "name", values: ["王小明"])]))
    for step in catalogue.demoSteps().steps { take(step, &numbers, &serials) }
  }

  private mutating func add(_ number: String, _ form: String, _ content: Content, version: Int = 1) {
    if byNumber[number] == nil { order.append(number) }
    byNumber[number] = RecordValue(number: number, form: form, version: version, content: content)
  }

  private mutating func take(_ step: DemoStep, _ numbers: inout [String: String], _ serials: inout [String: Int]) {
    let now = Moment(day: Self.today.day.adding(days: step.day), time: step.time, offset: Self.today.offset)
    let given = resolved(step.content, numbers)
    switch step.kind {
    case .new(let id):
      guard let form = catalogue.form(id) else { return }
      let entry = Entry(form: form, now: now, me: Self.me, records: self)
      let content = changed(entry.withDefaults(entry.read(given)), step, numbers)
      let pattern = NumberTemplate.expand(form.number, on: now.day, site: "main", content: content)
      serials[pattern, default: 0] += 1
      let serial = String(10_000 + (serials[pattern] ?? 0)).dropFirst()
      let number = pattern.replacing("{serial}", with: serial)
      let numbered = Entry(form: form, number: number, now: now, me: Self.me, records: self)
      numbers[step.key] = number
      add(number, id, numbered.settled(numbered.read(content)))
    case .amend:
      guard let number = numbers[step.key], let base = byNumber[number], let form = catalogue.form(base.form) else {
        return
      }
      var content = base.content
      for field in given.fields { content[field.id] = field.values }
      for table in given.tables { content[rows: table.id] = table.rows }
      let entry = Entry(
        form: form, number: number, version: base.version + 1, now: now, me: Self.me, records: self)
      let typed = changed(content, step, numbers)
      add(number, base.form, entry.settled(entry.read(typed)), version: base.version + 1)
    case .decide: return
    case .void:
      if let number = numbers[step.key] { isVoid.insert(number) }
    }
  }

  private func changed(_ content: Content, _ step: DemoStep, _ numbers: [String: String]) -> Content {
    var result = content
    for change in step.rowChanges {
      result[rows: change.table] = result[rows: change.table].map { row in
        guard change.match.allSatisfy({ row[$0.key] == [$0.value] }) else { return row }
        var row = row
        for cell in change.set.cells { row[cell.id] = cell.values.map { resolved($0, numbers) } }
        return row
      }
    }
    return result
  }

  private func resolved(_ content: Content, _ numbers: [String: String]) -> Content {
    func cells(_ fields: [Content.Field]) -> [Content.Field] {
      fields.map { Content.Field(id: $0.id, values: $0.values.map { resolved($0, numbers) }) }
    }
    return Content(
      fields: cells(content.fields),
      tables: content.tables.map { Content.Table(id: $0.id, rows: $0.rows.map { Row(cells: cells($0.cells)) }) })
  }

  private func resolved(_ text: String, _ numbers: [String: String]) -> String {
    guard text.contains("{") else { return text }
    return numbers.reduce(text) { $0.replacing("{\($1.key)}", with: $1.value) }
  }

  // MARK: - RecordSource

  func record(_ number: String) -> RecordValue? { byNumber[number] }

  func records(of form: String, where equal: [String: String], limit: Int?) -> [RecordValue] {
    let all = order.reversed().lazy.compactMap { byNumber[$0] }.filter {
      $0.form == form && !isVoid.contains($0.number)
    }
    return Array(all.prefix(limit ?? Int.max))
  }

  func form(_ id: String) -> Form? { catalogue.form(id) }
}

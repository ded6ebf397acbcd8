import Domain
import Testing

@Suite("A record that goes on from an earlier one")
struct RowMarksTests {
  private static let accounts = Sample.field(
    "accounts", "rows",
    columns: [
      Sample.field("name", "text"), Sample.field("role", "text"), Sample.field("at", "day"),
      Sample.field("decision", "text", default: "'open'"), Sample.field("proof", "file"),
      Sample.field("length", "number", compute: "length(.role)"),
    ])

  private static let continuation = Continuation(
    tables: [Continuation.Table(id: "accounts", by: ["name"], anew: ["decision"], uncompared: ["at"])],
    fields: ["scope"], about: ["system"])

  private static let review = Form(
    id: "review", version: 1, title: Phrase(zh: "審查", en: "Review"), number: "REV-{serial}",
    continues: continuation, list: ["system"],
    sections: [
      Section(
        id: "all", title: Phrase(zh: "全部", en: "All"),
        fields: [
          Sample.field("system", "text"), Sample.field("scope", "text"), Sample.field("period", "text"),
          Sample.field("fill_date", "day", default: "today"), accounts, Sample.field("related_records", "references"),
        ])
    ])

  private static func row(_ name: String, _ role: String) -> Row { Row(["name": name, "role": role]) }

  private func marks(_ new: [Row], since old: [Row]) throws -> RowMarks {
    let table = try #require(Self.continuation.table("accounts"))
    return RowMarks(new, since: old, table, of: Self.accounts)
  }

  @Test("marks rows as added, changed, removed and unchanged by their key, wherever they stand")
  func marks() throws {
    let old = [Self.row("amy", "user"), Self.row("bob", "admin"), Self.row("cat", "user")]
    let new = [Self.row("dan", "user"), Self.row("cat", "user"), Self.row("bob", "user")]
    let found = try marks(new, since: old)
    #expect(found.rows.map(\.mark) == [.added, .unchanged, .changed])
    let change = try #require(found.rows.last?.changes.first)
    #expect(change.column == "role" && change.old == ["admin"] && change.new == ["user"])
    #expect(found.removed == [Self.row("amy", "user")])
    #expect(found.summary.en == "+1 added  ~1 changed  -1 removed  =1 unchanged")
  }

  @Test("pairs rows of one key that are alike before others")
  func sameKey() throws {
    let old = [Self.row("amy", "user"), Self.row("amy", "admin")]
    let new = [Self.row("amy", "admin"), Self.row("amy", "guest")]
    let found = try marks(new, since: old)
    #expect(found.rows.map(\.mark) == [.unchanged, .changed])
    #expect(found.removed.isEmpty)
  }

  @Test("does not compare what is computed, attached or filled in again in every cycle")
  func uncompared() throws {
    let old = Row(["name": "amy", "role": "user", "at": "2025-01-01", "decision": "keep", "length": "9", "proof": "x"])
    #expect(try marks([Self.row("amy", "user")], since: [old]).rows.map(\.mark) == [.unchanged])
  }

  private struct Earlier: RecordSource {
    var all: [RecordValue]

    func record(_ number: String) -> RecordValue? { all.first { $0.number == number } }
    func records(of form: String, where equal: [String: String], limit: Int?) -> [RecordValue] { all }
    func form(_ id: String) -> Form? { nil }
  }

  private static func record(_ number: String, _ system: String, on day: String) -> RecordValue {
    var content = Content.of(["system": system, "scope": "all", "period": "H1", "fill_date": day])
    content[rows: "accounts"] = [
      Row(["name": "amy", "role": "user", "decision": "keep", "length": "4", "at": "2025-01-01"])
    ]
    return RecordValue(number: number, form: "review", version: 1, content: content)
  }

  private func entry(_ records: [RecordValue]) -> Entry {
    Entry(form: Self.review, now: Sample.now, me: Sample.me, records: Earlier(all: records))
  }

  @Test("takes over rows and named fields, but no period, decision, computed value or day of the record")
  func continued() {
    let earlier = Self.record("REV-0001", "mail", on: "2025-11-01")
    let entry = entry([earlier])
    let content = entry.withDefaults(entry.continued(from: earlier))
    #expect(content["system"] == ["mail"] && content["scope"] == ["all"])
    #expect(content["period"].isEmpty && content["fill_date"] == ["2026-11-22"])
    let row = content[rows: "accounts"].first
    #expect(row?["name"] == ["amy"] && row?["at"] == ["2025-01-01"] && row?["decision"] == ["open"])
    #expect(row?["length"] == ["4"])
    #expect(content["related_records"] == ["REV-0001"])
    #expect(Self.review.marks(of: "accounts", in: content, since: earlier.content)?.count(.unchanged) == 1)
  }

  @Test("keeps what is known already")
  func known() {
    let earlier = Self.record("REV-0001", "mail", on: "2025-11-01")
    var known = Content.of(["scope": "half"])
    known["related_records"] = ["INC-0001"]
    let content = entry([earlier]).continued(from: earlier, with: known)
    #expect(content["scope"] == ["half"])
    #expect(content["related_records"] == ["INC-0001", "REV-0001"])
  }

  @Test("may be started from the last record about the same thing, by its day and not by its last save")
  func predecessors() {
    let all = [
      Self.record("REV-0001", "mail", on: "2024-11-01"), Self.record("REV-0003", "web", on: "2025-12-01"),
      Self.record("REV-0002", "mail", on: "2025-11-01"),
    ]
    let records = Earlier(all: all)
    #expect(Self.review.predecessors(in: records).map(\.number) == ["REV-0003", "REV-0002"])
    #expect(Self.review.predecessors(of: Content.of(["system": "mail"]), in: records).map(\.number) == ["REV-0002"])
    #expect(Self.review.predecessors(of: Content.of(["system": "dns"]), in: records).isEmpty)
    #expect(Sample.incident.predecessors(in: records).isEmpty)
  }

  @Test("brings along the new items of a list that has grown")
  func grown() throws {
    let table = Field(
      id: "levels", type: Sample.type("rows"), label: Phrase(verbatim: "levels"),
      template: .each(list: Sample.levels, column: "level"),
      columns: [Sample.field("level", "choice", choices: Sample.levels), Sample.field("why", "text", default: "'new'")])
    let form = Form(
      id: "levels", version: 1, title: Phrase(verbatim: "levels"),
      continues: Continuation(tables: [Continuation.Table(id: "levels", by: ["level"])]),
      sections: [Section(id: "all", title: Phrase(verbatim: "all"), fields: [table])])
    var content = Content()
    content[rows: "levels"] = [Row(["level": "low"]), Row(["level": "high", "why": "old"])]
    let entry = Entry(form: form, now: Sample.now, me: Sample.me, records: NoRecords())
    let found = entry.continued(from: RecordValue(number: "L-1", form: "levels", version: 1, content: content))
    #expect(
      found[rows: "levels"] == [
        Row(["level": "low"]), Row(["level": "high", "why": "old"]), Row(["level": "highest", "why": "new"]),
      ])
  }
}

@Suite("The draft of a link")
struct LinkStartTests {
  private static let plan = Form(
    id: "plan", version: 1, title: Phrase(verbatim: "plan"),
    sections: [
      Section(
        id: "all", title: Phrase(verbatim: "all"),
        fields: [
          Sample.field("problem", "text"), Sample.field("source", "reference"),
          Sample.field("related_records", "references"),
          Sample.field(
            "steps", "rows", columns: [Sample.field("what", "text"), Sample.field("state", "text", default: "'open'")]),
        ])
    ])

  private func start(_ set: [(field: String, value: Rule)], row: Int? = nil) -> Content {
    let content = Content.of(["title": "a"], items: [Row(["name": "disk"]), Row(["name": "fan"])])
    let entry = Entry(form: Sample.incident, number: "INC-1", now: Sample.now, me: Sample.me, records: NoRecords())
    let link = Form.Link(
      id: "plan", form: "plan", label: Phrase(verbatim: "plan"), rows: row == nil ? nil : "items", set: set)
    return entry.start(of: link, to: Self.plan, in: content, row: row)
  }

  @Test("has the row's values and refers back, also where the link does not say so")
  func refersBack() {
    let found = start([("problem", Sample.rule(".name"))], row: 1)
    #expect(found["problem"] == ["fan"] && found["related_records"] == ["INC-1"])
  }

  @Test("refers back once where the link says how")
  func once() {
    let found = start([("source", Sample.rule("this"))])
    #expect(found["source"] == ["INC-1"] && found["related_records"].isEmpty)
  }

  @Test("may begin a table with a row that has its defaults")
  func row() {
    let found = start([("steps.what", Sample.rule("title"))])
    #expect(found[rows: "steps"] == [Row(["what": "a", "state": "open"])])
  }
}

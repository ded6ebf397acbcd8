import Domain
import Testing

/// What a file may give a form, and what it is told.
@Suite("What is given to a form")
struct GivenTests {
  private func findings(_ content: Content, others: [String] = [], over base: Content = Content()) -> [Finding] {
    Sample.incident.findings(ofGiven: content, others: others, over: base)
  }

  @Test("An unknown field, table, column or key is refused with the one that is near")
  func unknown() throws {
    var content = Content.of(["titel": "x"], items: [Row(["nmae": "a", "qty": "1"]), Row(["nmae": "b"])])
    content[rows: "itmes"] = [Row(["name": "a"])]
    let found = findings(content, others: ["title", "items", "feilds"])
    let suggestions = ["\"fields\"", "\"tables\"", "'fields'", "'title'", "'name'", "'items'"]
    #expect(found.count == suggestions.count)
    for (finding, near) in zip(found, suggestions) {
      #expect(finding.blocks && finding.message.en.contains(near), "\(finding.message.en)")
    }
  }

  @Test("A field among the tables, a table or a column among the fields is told where it belongs")
  func misplaced() {
    var content = Content.of(["items": "x", "qty": "1"])
    content[rows: "title"] = [Row(["x": "1"])]
    let found = findings(content).map(\.message.en)
    #expect(found.count == 3)
    #expect(
      found[0].contains("is a table") && found[1].contains("column of the table 'items'")
        && found[2].contains("is no table"))
  }

  @Test("Several values are refused where one is taken")
  func several() {
    var content = Content.of(["title": "a", "title": "b", "kinds": "low", "kinds": "high"])
    content[rows: "items"] = [Row(cells: [Content.Field(id: "name", values: ["a", "b"])])]
    #expect(findings(content).map(\.place) == [.field("title"), .field("items", row: 0, column: "name")])
  }

  @Test("What the record holds already is kept, known to the form or not; signatures are nobody's to give")
  func kept() {
    var base = Content.of(["old_field": "x"], items: [Row(["name": "a", "old_column": "y"])])
    base[rows: "old_table"] = [Row(["z": "1"])]
    var given = base
    given[rows: Signature.table] = [Row(["Step": "x"])]
    #expect(findings(given, over: base).isEmpty)
    given["old_field"] = ["y"]
    #expect(findings(given, over: base).map(\.place) == [.field("old_field")])
  }

  @Test("A computed value that differs from what is saved is told")
  func computed() {
    var given = Content.of(["minutes": "5", "title": "x"], items: [Row(["name": "a", "total": "9"])])
    var saved = given
    #expect(Sample.incident.notes(onGiven: given, savedAs: saved).isEmpty)
    saved["minutes"] = ["150"]
    saved[rows: "items"] = [Row(["name": "a", "total": "21"])]
    let notes = Sample.incident.notes(onGiven: given, savedAs: saved)
    #expect(notes.map(\.place) == [.field("minutes"), .field("items", row: nil, column: "total")])
    #expect(notes.allSatisfy { $0.severity == .note } && notes[0].message.en.contains("150"))
    given["minutes"] = []
    #expect(Sample.incident.notes(onGiven: given, savedAs: saved).count == 1)
  }
}

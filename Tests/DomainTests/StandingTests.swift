import Domain
import Testing

@Suite("Where other records stand")
struct StandingTests {
  private static let all = ["saved", "returned", "in_review", "executing", "approved", "closed"]

  /// A record of each status; `nil` as in a personal store.
  private func table(_ statuses: [String?]) -> Table {
    var table = Table(all: [])
    for (index, status) in statuses.enumerated() {
      table.all.append(
        RecordValue(
          number: "INC-\(index + 1)", form: "incident", version: 1,
          content: Content.of(["title": "a", "level": "low"]), status: status.map { Status(rawValue: $0) }))
    }
    return table
  }

  private func computed(_ source: String, _ records: Table) -> String? {
    let field = Sample.field("n", "number", compute: source)
    let form = Form(
      id: "statistics", version: 1, title: Phrase(verbatim: "s"), number: "S-{serial}", list: [],
      sections: [Section(id: "s", title: Phrase(verbatim: "s"), fields: [field])])
    return Sample.entry(records, form: form).settled(Content())["n"].first
  }

  @Test("is asked of a record, and is given for all once nothing is signed")
  func asked() {
    let table = table(Self.all)
    let counts = ["is_saved": "6", "is_submitted": "4", "is_approved": "3", "is_ended": "2"]
    for (word, count) in counts {
      #expect(Sample.value("count('incident', .\(word))", Content(), table) == count, "\(word)")
      #expect(Sample.value("count('incident', .\(word))", Content(), self.table([nil, nil])) == "2", "\(word)")
    }
    #expect(Sample.value("lookup('incident', .number = 'INC-1').is_approved", Content(), table) == "no")
    #expect(Sample.value("lookup('incident', .number = 'INC-5').is_approved", Content(), table) == "yes")
  }

  @Test("keeps drafts out of what is computed, unless its condition asks; rules see them")
  func drafts() {
    let table = table(Self.all)
    #expect(computed("count('incident')", table) == "4")
    #expect(computed("count('incident', .level = 'low')", table) == "4")
    #expect(computed("count('incident', .level = 'low' and .is_saved)", table) == "6")
    #expect(computed("count('incident')", self.table([nil, nil])) == "2")
    #expect(Sample.value("count('incident', .level = 'low')", Content(), table) == "6", "a rule")
  }

  @Test("tells whether somebody has a role, and nothing where nobody has it")
  func holds() {
    var table = Table(all: [])
    for (id, roles, active) in [
      ("wang", ["ciso", "manager"], "yes"), ("li", ["manager"], "yes"), ("old", ["ciso"], "no"),
    ] {
      var content = Content.of(["active": active])
      content["roles"] = roles
      table.all.append(RecordValue(number: id, form: "person", version: 1, content: content))
    }
    func holds(_ person: String, _ role: String) -> String? {
      Sample.value("holds(handler, '\(role)')", Content.of(["handler": "\(person) 某"]), table)
    }
    #expect(holds("wang", "ciso") == "yes")
    #expect(holds("li", "ciso") == "no")
    #expect(holds("old", "ciso") == "no")
    #expect(holds("li", "auditor") == nil)
    #expect(Sample.value("holds(handler, 'ciso')", Content(), table) == nil)
  }
}

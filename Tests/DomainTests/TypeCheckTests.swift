import Domain
import Testing

@Suite("Type checks of a definition")
struct TypeCheckTests {
  private func findings(_ fields: [Field], form other: Form? = nil) -> [Finding] {
    let form = Form(
      id: "test", version: 1, title: Phrase(verbatim: "t"),
      sections: [Section(id: "s", title: Phrase(verbatim: "s"), fields: Sample.incident.fields + fields)])
    return FormChecker(form: form, file: "test.yaml") { $0 == "plan" ? other : nil }.findings()
  }

  @Test("find nothing wrong with a sound form")
  func sound() {
    #expect(FormChecker(form: Sample.incident, file: "f", otherForm: { _ in nil }).findings() == [])
  }

  @Test(
    "find a wrong check, and say what was meant",
    arguments: [
      ("titel = 'x'", "did you mean 'title'"), ("level = 'hihg'", "did you mean 'high'"),
      ("title > 3", "do not go together"),
      ("title", "needs yes or no"), ("known_at + 3", "do not go together"),
      ("lenght(title) > 3", "did you mean 'length'"),
      ("count(items, .qyt > 1) = 0", "did you mean 'qty'"), (".qty > 1", "can only stand"),
      ("sum(items) > 1", "does not work"),
      ("level in ['low', 'hgh']", "did you mean 'high'"), ("not title", "needs yes or no"),
      ("length() > 1", "takes 1 to 1"),
      ("matches(title, '(')", "regular expression"), ("latest(title, true).title = 'x'", "id of a form"),
      ("if secret then 1 else 'x'", "both must give the same"), ("title - title", "do not go together"),
    ])
  func wrong(_ source: String, _ part: String) {
    let found = findings([Sample.field("x", "text", checks: [(source, "m")])])
    #expect(found.count == 1, "\(source): \(found)")
    #expect(found.first?.message.en.contains(part) == true, "\(source): \(found.first?.message.en ?? "")")
  }

  @Test("find a default or computation of another type than the field")
  func otherType() {
    #expect(findings([Sample.field("x", "number", compute: "title")]).count == 1)
    #expect(findings([Sample.field("x", "day", default: "now")]).count == 1)
    #expect(findings([Sample.field("x", "choice", default: "'none'", choices: Sample.levels)]).count == 1)
    #expect(findings([Sample.field("x", "choice", default: "'low'", choices: Sample.levels)]).isEmpty)
    #expect(findings([Sample.field("x", "day", default: "'2026-01-05'")]).isEmpty)
    #expect(findings([Sample.field("x", "day", default: "'tomorrow'")]).count == 1)
  }

  @Test("find computations that depend on each other in a loop")
  func loop() {
    let found = findings([
      Sample.field("a", "number", compute: "b + 1"), Sample.field("b", "number", compute: "c"),
      Sample.field("c", "number", compute: "a"),
    ])
    #expect(found.map(\.rule) == ["compute"])
    #expect(found.first?.message.en.contains("loop") == true)
  }

  @Test("find a field that a referenced form does not have, and accept a form that is not there yet")
  func referenced() {
    let plan = Form(
      id: "plan", version: 1, title: Phrase(verbatim: "p"),
      sections: [Section(id: "s", title: Phrase(verbatim: "s"), fields: [Sample.field("handler", "person")])])
    #expect(findings([Sample.field("x", "person", compute: "plan.handler")], form: plan).isEmpty)
    #expect(findings([Sample.field("x", "person", compute: "plan.handlr")], form: plan).count == 1)
    #expect(findings([Sample.field("x", "text", compute: "plan.whatever")]).isEmpty)
  }

  @Test("name file, line and column")
  func place() {
    let rule = Rule(source: "titel", expression: Sample.rule("titel").expression, line: 12, column: 7)
    let checker = FormChecker(form: Sample.incident, file: "incident.yaml", otherForm: { _ in nil })
    #expect(checker.findings(ofCondition: rule).map(\.place) == [.file("incident.yaml", line: 12, column: 7)])
  }
}

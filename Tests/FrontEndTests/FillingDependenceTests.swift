import Domain
import Testing

@testable import FrontEnd

@Suite("Which fields change others") @MainActor
struct FillingDependenceTests {
  private func field(
    _ id: String, _ type: any FieldType = TextType(), columns: [Field] = [], when: String? = nil, compute: String? = nil
  ) -> Field {
    let rule = { (source: String?) in source.flatMap { try? Rule.parse($0).get() } }
    return Field(
      id: id, type: type, label: Phrase(verbatim: id), columns: columns, when: rule(when), compute: rule(compute))
  }

  @Test("A field that a computation or a condition reads changes others, any other does not")
  func affects() {
    let form = Form(
      id: "test", version: 1, title: Phrase(verbatim: "t"),
      sections: [
        Section(
          id: "s", title: Phrase(verbatim: "s"),
          fields: [
            field("title"), field("level"), field("start", DayType()),
            field("reason", when: "level = 'high'"), field("due", DayType(), compute: "start + 1 month"),
            field(
              "items", RowsType(),
              columns: [field("qty", NumberType()), field("note"), field("twice", NumberType(), compute: ".qty * 2")]),
          ])
      ])
    let dependence = Dependence(form)
    #expect(dependence.affects(FieldSlot("level")))
    #expect(dependence.affects(FieldSlot("start")))
    #expect(dependence.affects(FieldSlot("items")))
    #expect(!dependence.affects(FieldSlot("title")))
    #expect(!dependence.affects(FieldSlot("reason")))
    #expect(dependence.affects(FieldSlot(table: "items", row: 0, column: "qty")))
  }
}

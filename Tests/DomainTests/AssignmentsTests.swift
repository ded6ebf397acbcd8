import Domain
import Testing

@Suite("Values given by name")
struct AssignmentsTests {
  private func assigned(_ texts: [String], over content: Content = Content()) throws(Finding) -> Assignments {
    var assignments = Assignments(over: content, of: Sample.incident)
    for text in texts { try assignments.assign(text) }
    return assignments
  }

  @Test("They replace what was there; further ones for a field with several are added, and none empties it")
  func fields() throws {
    let base = Content.of(["title": "old", "kinds": "highest", "handler": "wang"])
    let result = try assigned(["title=a=b", "kinds=low", "kinds=high", "handler="], over: base)
    #expect(result.content["title"] == ["a=b"] && result.content["handler"].isEmpty)
    #expect(result.content["kinds"] == ["low", "high"])
    #expect(result.given.fields.map(\.id) == ["title", "kinds"])
  }

  @Test("A row is given with those before it; the next row may be added, and no row be left out")
  func rows() throws {
    let base = Content.of([:], items: [Row(["name": "a"])])
    let result = try assigned(["items[2].name=b", "items[2].qty=3"], over: base)
    #expect(result.content[rows: "items"].map { $0["name"] } == [["a"], ["b"]])
    #expect(result.given[rows: "items"].count == 2)
    #expect(throws: Finding.self) { try assigned(["items[3].name=c"], over: base) }
  }

  @Test(
    "What is no place, no value or no field to fill is refused",
    arguments: [
      "title", "titel=x", "items=x", "items[1].nmae=x", "items[0].name=x", "items].name[=x", "minutes=3",
      "items[1].total=3",
    ])
  func refused(_ text: String) {
    #expect(throws: Finding.self) { try assigned([text]) }
  }

  @Test("One value is not given twice, and a misspelt field is told the one that is near")
  func told() {
    #expect(throws: Finding.self) { try assigned(["title=a", "title=b"]) }
    let finding = #expect(throws: Finding.self) { try assigned(["titel=x"]) }
    #expect(finding?.message.en.contains("'title'") == true)
  }
}

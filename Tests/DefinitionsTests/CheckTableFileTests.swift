import Domain
import Testing

/// The check table is read as its format says, and a try with values that are none is told from a fair one.
@Suite struct CheckTableFileTests {
  @Test func aFileGivesWhatStandsInIt() throws {
    let file = try CheckTableFile(
      name: "patrol",
      text: """
        # a note
        checks: count(checks) > 1
          pass
            at row 2
            at version 3
            at number PAT-115-0001
            template checks
            remarks = one\\ntwo
            ref = A
            ref = B
            checks[1-2].result = normal
            checks[2].note = dust
            record INC-115-0001 of incident-notice
              level = 3
              checks[1].result = normal
          fail
            area = data_room
        """)
    let example = try #require(file.examples.first)
    #expect(file.examples.count == 1 && example.line == 2)
    #expect(example.name == CheckName(path: "checks", rule: "count(checks)  >  1"))
    let filling = try #require(example.passing.first)
    #expect(filling.row == 1 && filling.version == 3 && filling.number == "PAT-115-0001")
    #expect(filling.templates == ["checks"])
    #expect(filling.typed["remarks"] == ["one\ntwo"] && filling.typed["ref"] == ["A", "B"])
    #expect(
      filling.typed[rows: "checks"] == [Row(["result": "normal"]), Row(["result": "normal", "note": "dust"])])
    let other = try #require(filling.others.first)
    #expect(other.number == "INC-115-0001" && other.form == "incident-notice" && other.content["level"] == ["3"])
    #expect(other.content[rows: "checks"] == [Row(["result": "normal"])])
    #expect(example.failing.map(\.typed) == [Content(fields: [Content.Field(id: "area", values: ["data_room"])])])
  }

  @Test(arguments: [
    "checks", "  pass", "a: b\n    c = d", "a: b\n  pass\n    c", "a: b\n  pass\n   c = d",
    "a: b\n  pass\n    c[0].d = e", "a: b\n  pass\n    c[2-1].d = e", "a: b\n  pass\n      c = d",
    "a: b\n  pass\n    at row x", "a: b\n  pass\n    record X",
  ])
  func aLineThatIsNoneIsNamed(_ text: String) {
    #expect(throws: CheckTableProblem.self) { try CheckTableFile(name: "x", text: text) }
  }

  /// What would make a line of the table mean nothing.
  @Test(arguments: [
    ("temperature = 22.4\n    temprature = 80", "patrol has no field temprature"),
    ("temperature = warm", "not a number"), ("area = data_room", "temperature is empty"),
    ("temperature = 22\n    inspector = nobody", "nobody"),
    ("temperature = 22\n    record X-1 of patrol\n      heat = 1", "patrol has no field heat"),
  ])
  func aTryThatIsNotFairIsTold(_ values: String, _ fault: String) throws {
    let rule = "temperature > -20 and temperature < 80"
    let file = try CheckTableFile(name: "patrol", text: "temperature: \(rule)\n  pass\n    \(values)")
    let example = try #require(file.examples.first)
    let form = try #require(ShippedScreens.catalogue.form("patrol"))
    let trial = try #require(CheckTrial(example.name, of: form))
    let outcome = trial.outcome(try #require(example.passing.first), standing: [])
    #expect(outcome.faults.contains { $0.contains(fault) })
  }
}

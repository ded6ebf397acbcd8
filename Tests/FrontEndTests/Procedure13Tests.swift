import Domain
import Testing

@Suite("Training: hours by presence, and a return by person", .serialized) @MainActor
struct Procedure13Tests {
  private let desk: ProcedureDesk

  init() throws { desk = try ProcedureDesk() }

  private func attendance(_ more: [(place: String, texts: [String])] = []) throws -> String {
    try desk.save(
      "training-attendance",
      [
        ("session_date", ["2026-11-19"]), ("start_time", ["09:00"]), ("end_time", ["12:00"]), ("hours", ["3"]),
        ("hours_kind", ["general"]), ("attendees.0.name", ["王小明"]), ("attendees.0.unit", ["IT"]),
        ("attendees.0.sign_in", ["2026-11-19T10:00+08:00"]), ("attendees.0.sign_out", ["2026-11-19T12:00+08:00"]),
        ("attendees.0.hours", ["2"]), ("attendees.0.state", ["late"]), ("n_expected", ["1"]),
      ] + more)
  }

  @Test("Nobody is granted more hours than they were there")
  func presence() throws {
    let number = try attendance()
    #expect(try desk.amend(number, [("attendees.0.hours", ["3"])]) == ["attendees.hours"])
  }

  @Test("The yearly return sums the hours of submitted sheets, and asks what becomes of whoever has too few")
  func yearly() throws {
    let sheet = try attendance()
    let values: [(place: String, texts: [String])] = [
      ("from_on", ["2026-01-01"]), ("to_on", ["2026-11-20"]), ("sessions", [sheet]), ("people.0.name", ["王小明"]),
      ("people.0.unit", ["IT"]), ("people.0.plan", ["十二月補訓"]),
    ]
    #expect(throws: (any Error).self, "the sheet is a draft") { try desk.save("training-return", values) }
    try desk.signOn(sheet)
    let number = try desk.save("training-return", values)
    let row = try #require(try desk.content(number)[rows: "people"].first)
    #expect(row["general"] == ["2"] && row["met"] == ["no"])
    #expect(try desk.content(number)["rate"] == ["0"])
    #expect(try desk.amend(number, [("people.0.plan", [])]) == ["people.plan"])
  }
}

import Domain
import Testing

@Suite("Changes: a freeze needs a reason and the chief security officer", .serialized) @MainActor
struct Procedure08Tests {
  private let desk: ProcedureDesk

  init() throws { desk = try ProcedureDesk() }

  private func change(from start: String, to end: String) throws -> String {
    try desk.save(
      "change-request",
      [
        ("planned_start", [start]), ("planned_end", [end]), ("risk", ["low"]), ("in_window", ["no"]),
        ("change_class", ["normal"]),
      ])
  }

  @Test("A change planned in an approved freeze says why and is signed by the chief security officer; another is not")
  func freeze() throws {
    let frozen: [(place: String, texts: [String])] = [
      ("from_on", ["2026-11-20"]), ("to_on", ["2026-12-31"]), ("periods.0.kind", ["freeze"]),
      ("periods.0.from", ["2026-12-01T00:00+08:00"]), ("periods.0.to", ["2026-12-05T00:00+08:00"]),
    ]
    _ = try desk.save("change-calendar", frozen)
    let before = try change(from: "2026-12-02T10:00+08:00", to: "2026-12-02T11:00+08:00")
    #expect(try desk.content(before)["in_freeze"] == ["no"], "the calendar is a draft")
    _ = try desk.finish("change-calendar", frozen)
    let within = try change(from: "2026-12-03T10:00+08:00", to: "2026-12-03T11:00+08:00")
    #expect(try desk.content(within)["in_freeze"] == ["yes"])
    #expect(try desk.content(within)["freeze_reason"].isEmpty == false)
    #expect(try desk.amend(within, [("freeze_reason", [])]) == ["freeze_reason"])
    try desk.signOn(within, until: "ciso")
    let signers = try desk.waitsFor(within)?.people
    #expect(signers?.contains(ProcedureDesk.holder(of: "ciso")) == true, "\(signers ?? [])")
    let after = try change(from: "2026-12-05T00:00+08:00", to: "2026-12-05T01:00+08:00")
    #expect(try desk.content(after)["in_freeze"] == ["no"])
  }
}

import Domain
import Testing

@Suite("Threat intelligence: what is critical or left alone goes to the CISO", .serialized) @MainActor
struct Procedure18Tests {
  private let desk: ProcedureDesk

  init() throws { desk = try ProcedureDesk() }

  private func handling(severity: String, _ more: [(place: String, texts: [String])]) throws -> String {
    let intake = try desk.save("threat-intake", [("severity", [severity]), ("relevant", ["unknown"])])
    return try desk.save(
      "threat-handling", [("intel", [intake]), ("scope_check.0.affected", ["affected"])] + more)
  }

  @Test("A critical item is signed by the CISO, an ordinary one that is patched is not")
  func critical() throws {
    let done: [(place: String, texts: [String])] = [("action_kind", ["patch"]), ("result", ["watching"])]
    let critical = try handling(severity: "critical", done)
    try desk.signOn(critical, until: "ciso")
    #expect(try desk.waitsFor(critical)?.step == "ciso")
  }

  @Test("Nothing is done about an affected asset only where the CISO accepts the risk")
  func leftAlone() throws {
    let number = try handling(severity: "medium", [("action_kind", ["patch"]), ("result", ["watching"])])
    try desk.signOn(number)
    #expect(try desk.status(number) == .approved)
    #expect(
      try desk.amend(number, [("action_kind", ["none"]), ("no_action_reason", ["不處理"])]).contains("action_kind"))
  }
}

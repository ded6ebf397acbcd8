import Domain
import Testing

@Suite("Suppliers: a partial clause is a gap, and exceptions are the CISO's", .serialized) @MainActor
struct Procedure10Tests {
  private let desk: ProcedureDesk

  init() throws { desk = try ProcedureDesk() }

  @Test("A contract passes after correction only once the security officer sees the article that closes the gap")
  func corrected() throws {
    let values: [(place: String, texts: [String])] = [("items.0.found", ["partly"]), ("result", ["corrected"])]
    let number = try desk.save("contract-security-check", values)
    #expect(try desk.content(number)["missing"] == ["1"])
    #expect(try desk.amend(number, [("result", ["passed"])]) == ["result"])
    try desk.signOn(number, until: "security_officer")
    let officer = try #require(try desk.waitsFor(number)?.people.first)
    #expect(try desk.sign(number, by: officer) == ["items.fixed_in"])
    #expect(try desk.amend(number, by: officer, [("items.0.fixed_in", ["第 13 條"])]) == [])
    #expect(try desk.sign(number, by: officer) == [])
  }

  @Test("An exception from a clause names the CISO, who then signs")
  func exception() throws {
    let number = try desk.save(
      "contract-security-check",
      [
        ("check_stage", ["in_force"]), ("items.0.found", ["none"]), ("result", ["corrected"]),
        ("exception.0.clause", ["稽核權"]), ("exception.0.reason", ["定型化契約"]),
        ("exception.0.compensating", ["年度報告"]), ("exception.0.by", [ProcedureDesk.holder(of: "ciso")]),
        ("exception.0.until", ["2027-01-31"]),
      ])
    #expect(try desk.amend(number, [("exception.0.by", ["lee.dh"])]) == ["exception.by"])
    try desk.signOn(number, until: "ciso")
    #expect(try desk.waitsFor(number)?.step == "ciso")
  }
}

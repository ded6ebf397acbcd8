import Domain
import Testing

@Suite("Access, from the request to the account", .serialized) @MainActor
struct Procedure11Tests {
  private let desk: ProcedureDesk

  init() throws { desk = try ProcedureDesk() }

  @Test("What the system owner refuses is not signed as if it were agreed to")
  func refused() throws {
    let system = try desk.save("asset", [("owner", ["head.top"])])
    let number = try desk.save("access-request", [("items.0.system", [system])])
    try desk.signOn(number, until: "owner")
    let owner = try #require(try desk.waitsFor(number)?.people.first)
    #expect(try desk.sign(number, by: owner) == ["owner_decision"])
    #expect(try desk.amend(number, by: owner, [("owner_decision", ["refuse"])]) == [])
    #expect(Set(try desk.sign(number, by: owner)) == ["owner_decision", "decision_reason"])
    #expect(try desk.amend(number, by: owner, [("owner_decision", ["agree"])]) == [])
    #expect(try desk.sign(number, by: owner) == [])
    #expect(try desk.waitsFor(number)?.step != "owner")
  }

  @Test("A request ends where it is refused, with the passphrase and the reason of whoever is asked to approve it")
  func ended() throws {
    let number = try desk.save("access-request")
    try desk.signOn(number, until: "unit_head")
    let head = try #require(try desk.waitsFor(number)?.people.first)
    let secret = try desk.secret(of: head)
    #expect(try desk.refuse(number, by: head, because: " ", secret: secret) == "reason")
    #expect(try desk.refuse(number, by: head, because: "不需要", secret: secret) == nil)
    #expect(try desk.status(number) == .refused)
    let amended = try desk.amend(number, [("remarks", ["改了再請"])])
    #expect(amended == [], "\(amended)")
    #expect(try desk.status(number) == .saved)
    // Last, because whoever was wrong has to wait.
    try desk.signOn(number, until: "unit_head")
    #expect(try desk.refuse(number, by: head, because: "不需要", secret: "wrong horse") == "secret")
    #expect(try desk.status(number) == .inReview)
  }

  @Test("A review is not closed while an account to be disabled has no submitted record of it")
  func review() throws {
    let number = try desk.save(
      "access-review",
      [
        ("rows.0.account", ["a"]), ("rows.0.decision", ["disable"]), ("rows.1.account", ["b"]),
        ("rows.1.decision", ["disable"]), ("rows.0.by", ["lee.dh"]), ("rows.1.by", ["lee.dh"]),
        ("rows.0.holder", ["王甲"]), ("rows.1.holder", ["王乙"]),
      ])
    try desk.signOn(number, until: "closing")
    let closing = try #require(try desk.waitsFor(number)?.people.first)
    func change(_ account: String) throws -> String {
      try desk.save("access-change", [("source_ref", [number]), ("account", [account])])
    }
    try desk.signOn(try change("a"))
    try desk.signOn(try change("a"))
    #expect(try desk.sign(number, by: closing) == ["completion"], "the second account was never touched")
    let other = try change("b")
    #expect(try desk.sign(number, by: closing) == ["completion"], "a draft is no record")
    try desk.signOn(other)
    #expect(try desk.sign(number, by: closing) == [])
    #expect(try desk.status(number) == .closed)
  }
}

import Domain
import Testing

@Suite("Joining and leaving: nobody signs about themselves, and everybody undertakes in person", .serialized) @MainActor
struct Procedure19Tests {
  private let desk: ProcedureDesk

  init() throws { desk = try ProcedureDesk() }

  @Test("A list is opened on learning of a departure, and the leaver is never asked to sign or confirm any of it")
  func leaver() throws {
    let number = try desk.save(
      "leaving-checklist",
      [
        ("person", ["lee.dh"]), ("supervisor", ["lin.yc"]), ("kind", ["leave"]), ("last_day", ["2026-12-20"]),
        ("from_unit", ["IT"]), ("sensitive_post", ["no"]),
      ])
    try desk.signOn(number, until: "executor")
    let turn = try #require(try desk.waitsFor(number))
    #expect(turn.step == "executor" && !turn.people.contains("lee.dh") && !turn.people.isEmpty)
    let account: [(place: String, texts: [String])] = [
      ("accounts.0.system", ["目錄服務"]), ("accounts.0.account", ["lee.dh"]), ("accounts.0.action", ["disable"]),
      ("accounts.0.due", ["2026-12-20T17:00+08:00"]), ("accounts.0.done_at", ["2026-11-20T09:00+08:00"]),
      ("accounts.0.by", ["lee.dh"]), ("accounts.0.verified", ["lin.yc"]),
    ]
    #expect(try desk.amend(number, by: turn.people[0], account) == ["accounts.by"])
  }

  @Test("Whoever undertakes in the program signs themselves, also where human resources fill it in")
  func undersigned() throws {
    let number = try desk.save(
      "confidentiality-undertaking",
      [
        ("sign_way", ["system"]), ("person", ["lin.yc"]), ("name", ["林怡君"]), ("signer_kind", ["staff"]),
        ("witness", [ProcedureDesk.holder(of: "human_resources")]),
      ])
    #expect(try desk.sign(number) == [])
    #expect(try desk.waitsFor(number)?.step == "undersigned")
    #expect(try desk.waitsFor(number)?.people == ["lin.yc"])
    #expect(try desk.sign(number, by: "lin.yc") == [])
    #expect(try desk.waitsFor(number)?.people == [ProcedureDesk.holder(of: "human_resources")])
  }

  @Test("A joining goes on only with the undertaking of that very person, completed")
  func joining() throws {
    let other = try desk.save("confidentiality-undertaking", [("name", ["別人"])])
    let number = try desk.save(
      "joining-checklist",
      [("name", ["林怡君"]), ("person", ["lin.yc"]), ("supervisor", ["head.it"]), ("post_level", ["general"])])
    #expect(try desk.amend(number, [("undertaking", [other])]) == ["undertaking"])
    let own = try desk.save("confidentiality-undertaking", [("name", ["林怡君"]), ("sign_way", ["paper"])])
    #expect(try desk.amend(number, [("undertaking", [own])]) == [])
    try desk.signOn(number, until: "executor")
    let executor = try #require(try desk.waitsFor(number)?.people.first)
    #expect(try desk.sign(number, by: executor).contains("undertaking"), "it is a draft")
  }
}

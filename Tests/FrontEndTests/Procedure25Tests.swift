import Domain
import TestKit
import Testing

@Suite("Identities: service accounts, leavers and emergency accounts", .serialized) @MainActor
struct Procedure25Tests {
  @Test("A leaver's request is not carried out while a service account is theirs or something is not revoked")
  func leaver() throws {
    let desk = try ProcedureDesk()
    let account = try desk.save("service-account", [("owner", ["lin.yc"]), ("deputy", ["lee.dh"])])
    let name = try #require(try desk.content("lin.yc")["name"].first)
    let number = try desk.save(
      "identity-change-request",
      [("event", ["leave"]), ("person", [name]), ("person_kind", ["vendor"]), ("mfa_update", ["na"])])
    try desk.signOn(number, until: "executor")
    let executor = try #require(try desk.waitsFor(number)?.people.first)
    let done = "2026-11-20T10:00+08:00"
    #expect(
      try desk.amend(
        number, by: executor,
        [("roles_remove.0.done_at", [done]), ("executor", [executor]), ("executed_at", [done])]
          + (0..<7).map { ("revocations.\($0).result", [$0 == 3 ? "no" : "na"]) }) == [])
    #expect(Set(try desk.sign(number, by: executor)) == ["executed_at", "revocations"])
    #expect(try desk.amend(number, by: executor, [("revocations.3.result", ["na"])]) == [])
    #expect(try desk.sign(number, by: executor) == ["executed_at"])
    #expect(try desk.amend(account, [("owner", ["wang.xm"])]) == [])
    #expect(try desk.sign(number, by: executor) == [])
  }

  @Test("A secret in plain text, or a key that is rotated too rarely, is no registered service account")
  func secrets() throws {
    let desk = try ProcedureDesk()
    let number = try desk.save("service-account", [("owner", ["lin.yc"]), ("deputy", ["lee.dh"]), ("kind", ["key"])])
    #expect(try desk.amend(number, [("secret_store", ["plain"])]) == ["secret_store"])
    #expect(try desk.amend(number, [("rotation_days", ["91"])]) == ["rotation_days"])
    #expect(try desk.amend(number, [("interactive", ["yes"])]).contains("interactive"))
    #expect(try desk.amend(number, [("rotation_days", ["90"]), ("break_glass", ["no"])]) == [])
  }

  @Test("An emergency account is given back, its secret changed and its logs reviewed by somebody else")
  func emergency() throws {
    let office = try GovernanceOffice()
    let filler = MinimumFiller(
      catalogue: SigningWorld.catalogue, desk: office.desk, me: Cast.wang,
      now: office.desk.now,
      wanted: ["mfa-record": [("account_kind", ["break-glass"]), ("holder", ["wang.xm"]), ("second_holder", ["mo"])]])
    filler.units = ["IT"]
    filler.people = ["wang.xm", "su"]
    let register = try filler.record(of: "mfa-record")
    let values: KeyValuePairs = [
      "register_ref": register, "reason": "目錄服務中斷", "agreed_by": "peng", "opened_at": "2026-11-20T07:00+08:00",
      "expected_end": "2026-11-20T08:00+08:00", "seal_no": "S-1", "verifier": "lin",
    ]
    #expect(try office.refusals { try office.save("emergency-access", by: "peng", values) } == ["agreed_by"])
    let number = try office.save("emergency-access", by: "ho", values)
    #expect(try office.sign(number, by: "ho") == ["actions", "ended_at", "secret_changed_at", "seal_new"])
    try office.amend(
      number, by: "ho",
      [
        "actions.0.at": "2026-11-20T07:10+08:00", "actions.0.what": "恢復設定", "ended_at": "2026-11-20T08:30+08:00",
        "secret_changed_at": "2026-11-20T08:40+08:00", "seal_new": "S-2",
      ])
    #expect(try office.sign(number, by: "ho") == ["overrun"])
    try office.amend(number, by: "ho", ["overrun": "備援也故障"])
    #expect(try office.signOn(number, until: "verifier") == ["filler ho", "unit_head peng"])
    #expect(try office.waiting(number).people == ["lin"])
    #expect(try office.sign(number, by: "lin") == ["log_source", "findings", "reviewed_at"])
    try office.amend(
      number, by: "lin", ["log_source": "稽核日誌", "findings": "agrees", "reviewed_at": "2026-11-20T09:30+08:00"])
    #expect(try office.sign(number, by: "lin") == [])
    #expect(try office.waiting(number).step == "")
  }
}

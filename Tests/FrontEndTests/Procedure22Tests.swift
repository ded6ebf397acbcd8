import Domain
import Testing

@Suite("Configuration, from the request to the changed item", .serialized) @MainActor
struct Procedure22Tests {
  private let desk: ProcedureDesk
  private let item: String

  init() throws {
    desk = try ProcedureDesk()
    let asset = try desk.save("asset", [("owner", ["head.top"])])
    item = try desk.save("configuration-item", [("asset", [asset]), ("owner", ["lee.dh"])])
  }

  private func request(_ rule: [String: String], _ more: [(place: String, texts: [String])] = []) throws -> String {
    try desk.save(
      "configuration-change-request",
      [("cis", [item]), ("config_kind", ["firewall"]), ("risk", ["low"])]
        + rule.sorted { $0.key < $1.key }.map { ("rules.0.\($0.key)", [$0.value]) } + more)
  }

  @Test("The owner of the asset agrees to a change of it, not the administrator of the item")
  func owner() throws {
    let number = try request([
      "src": "192.0.2.0/26", "dst": "192.0.2.25", "proto": "tcp", "port": "6514", "direction": "in",
    ])
    try desk.signOn(number, until: "owner")
    #expect(try desk.waitsFor(number)?.people == ["head.top"])
  }

  @Test("An any-to-any rule is asked for by name, and signed by the CISO whatever its risk")
  func anyToAny() throws {
    let rule = ["src": "any", "dst": "0.0.0.0/0", "proto": "tcp", "port": "443", "direction": "out"]
    #expect(throws: MinimumFiller.Stuck.self) { try self.request(rule, [("ciso_agreed", ["no"])]) }
    let number = try request(rule, [("ciso_agreed", ["yes"]), ("remarks", ["遷移期間，至 12 月 31 日"])])
    try desk.signOn(number, until: "ciso")
    #expect(try desk.waitsFor(number)?.step == "ciso")
  }

  @Test("A change is checked only once the list of items says so, and its request closed only with a submitted record")
  func listUpdated() throws {
    let number = try request([
      "src": "192.0.2.0/26", "dst": "192.0.2.25", "proto": "tcp", "port": "6514", "direction": "in",
    ])
    try desk.signOn(number, until: "executor")
    #expect(try desk.amend(item, [("verified_on", ["2026-11-01"])]) == [])
    let record = try desk.save(
      "configuration-change-record",
      [
        ("ci", [item]), ("request_ref", [number]), ("changed_at", ["2026-11-20T10:00+08:00"]), ("changer", ["lee.dh"]),
        ("reviewer", ["lin.yc"]), ("tested", ["ok"]), ("remarks", ["提前於時段內完成"]),
      ])
    try desk.signOn(record, until: "reviewer")
    #expect(try desk.amend(record, by: "lin.yc", [("reviewed_at", ["2026-11-20T10:00+08:00"])]) == [])
    #expect(try desk.sign(record, by: "lin.yc") == ["reviewed_at"])
    #expect(try desk.amend(item, [("verified_on", ["2026-11-20"])]) == [])
    #expect(try desk.sign(record, by: "lin.yc") == [])
    #expect(try desk.status(record) == .approved)
  }

  @Test("A rule without traffic is not extended, and a new rule has its id once it is made")
  func ruleIds() throws {
    let rule = ["src": "192.0.2.0/26", "dst": "192.0.2.25", "proto": "tcp", "port": "6514", "direction": "in"]
    let extended = try request(rule.merging(["rule_id": "FW-1", "hits": "5"]) { $1 }, [("action", ["extend"])])
    #expect(try desk.amend(extended, [("rules.0.hits", ["0"])]) == ["rules.hits"])
    let number = try request(rule, [("action", ["add"])])
    try desk.signOn(number, until: "executor")
    let executor = try #require(try desk.waitsFor(number)?.people.first)
    #expect(try desk.sign(number, by: executor).contains("rules.rule_id"))
  }

  @Test("A machine is built after approval and closed once its checklist is done and its item registered")
  func machine() throws {
    let number = try desk.save("machine-request", [("owner", ["head.top"]), ("administrator", ["lee.dh"])])
    #expect(
      try desk.amend(number, [("env", ["test"]), ("zone", ["dmz"]), ("until", ["2026-12-31"])]) == ["zone"])
    try desk.signOn(number, until: "executor")
    let executor = try #require(try desk.waitsFor(number)?.people.first)
    #expect(try desk.sign(number, by: executor) == ["executor", "done_at"])
    let done = [("executor", [executor]), ("done_at", ["2026-11-20T10:00+08:00"])]
    #expect(try desk.amend(number, by: executor, done) == ["done_at"])
    let steps = (0..<8).map { ("steps.\($0).done", ["yes"]) }
    #expect(try desk.amend(number, by: executor, steps + done) == [])
    #expect(try desk.sign(number, by: executor) == [])
    let reviewer = try #require(try desk.waitsFor(number)?.people.first)
    #expect(try desk.sign(number, by: reviewer) == ["ci_ref"])
    #expect(try desk.amend(number, by: reviewer, [("ci_ref", [item])]) == [])
    #expect(try desk.sign(number, by: reviewer) == [])
    #expect(try desk.status(number) == .closed)
  }
}

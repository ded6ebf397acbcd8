import Domain
import Testing

@Suite("Assets, from the register to the disposal", .serialized) @MainActor
struct Procedure07Tests {
  private let desk: ProcedureDesk

  init() throws { desk = try ProcedureDesk() }

  @Test("An asset has its asset number from its first save")
  func number() throws {
    let asset = try desk.save("asset", [("category", ["SW"]), ("owner_unit", ["IT"])])
    let serial = asset.split(separator: "-").dropFirst().joined(separator: "-")
    #expect(try desk.content(asset)["asset_no"] == ["SW-IT-\(serial)"])
  }

  @Test("An asset is disposed of only once its disposal is approved and it has left, and its disposal has ended")
  func disposal() throws {
    let asset = try desk.finish("asset", [("category", ["HW"])])
    let disposal = try desk.save(
      "asset-disposal",
      [
        ("items.0.asset", [asset]), ("items.0.storage", ["none"]), ("verified_by", ["lin.yc"]),
        ("executor", ["lee.dh"]),
      ]
    )
    let disposed: [(place: String, texts: [String])] = [("state", ["disposed"])]
    #expect(try desk.amend(asset, disposed) == ["state"], "a draft")
    try desk.signOn(disposal, until: "executor")
    #expect(try desk.amend(asset, disposed) == ["state"], "approved, but still there")
    let executor = try #require(try desk.waitsFor(disposal)?.people.first)
    let done: [(place: String, texts: [String])] = [
      ("licence_removed", ["na"]), ("accounts_closed", ["na"]), ("left_on", ["2026-11-20"]),
    ]
    #expect(try desk.amend(disposal, by: executor, done) == [])
    #expect(try desk.sign(disposal, by: executor) == [])
    #expect(try desk.amend(asset, disposed) == ["state"], "not signed to its end")
    let reviewer = try #require(try desk.waitsFor(disposal)?.people.first)
    #expect(try desk.sign(disposal, by: reviewer) == [])
    #expect(try desk.status(disposal) == .closed)
    #expect(try desk.amend(asset, disposed) == [])
  }

  @Test("What was lent waits for the former custodian until it is back and the register says so")
  func lent() throws {
    let asset = try desk.save("asset", [("state", ["in-use"])])
    let loan = try desk.save(
      "asset-transfer",
      [
        ("items.0.asset", [asset]), ("transfer_kind", ["loan"]), ("from_custodian", ["lin.yc"]),
        ("handover_by", ["lee.dh"]), ("received_by", ["lin.yc"]), ("out_at", ["2026-11-20T08:00+08:00"]),
        ("due_back_on", ["2026-12-20"]), ("access_rights_done", ["na"]),
        ("received_at", ["2026-11-20T09:00+08:00"]),
      ])
    try desk.signOn(loan, until: "returned")
    #expect(try desk.status(loan) == .executing)
    #expect(try desk.waitsFor(loan)?.people == ["lin.yc"])
    #expect(try desk.amend(asset, [("state", ["moving"])]) == [])
    #expect(try desk.sign(loan, by: "lin.yc") == ["returned_at", "return_check"])
    let back: [(place: String, texts: [String])] = [
      ("returned_at", ["2026-11-20T09:30+08:00"]), ("return_check", ["外觀完好，無惡意程式"]),
    ]
    #expect(try desk.amend(loan, by: "lin.yc", back) == [])
    #expect(try desk.sign(loan, by: "lin.yc") == ["returned_at"], "the register still has it as moved")
    #expect(try desk.amend(asset, [("state", ["in-use"])]) == [])
    #expect(try desk.sign(loan, by: "lin.yc") == [])
    #expect(try desk.status(loan) == .closed)
  }

  @Test("What is taken out or sent to repair is agreed to by the owner of the asset")
  func takenOut() throws {
    let asset = try desk.save("asset", [("owner", ["lin.yc"])])
    let out = try desk.save("asset-transfer", [("items.0.asset", [asset]), ("transfer_kind", ["take-out"])])
    try desk.signOn(out, until: "asset_owner")
    #expect(try desk.waitsFor(out)?.people == ["lin.yc"])
    let change = try desk.save("asset-transfer", [("items.0.asset", [asset]), ("transfer_kind", ["relocation"])])
    try desk.signOn(change, until: "executor")
    #expect(try desk.waitsFor(change)?.step == "executor")
  }
}

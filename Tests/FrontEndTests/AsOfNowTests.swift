import Desk
import Domain
import Testing

@Suite("Values of other records: as they are now where a form says so, else as they were, and said so", .serialized)
@MainActor
struct AsOfNowTests {
  @Test("What a later record says shows in an earlier one, in its list and its conditions, and its text stays as saved")
  func ofNow() throws {
    let office = try ProcedureDesk()
    let desk = office.world.first
    let contract = try office.save("contract")
    let shown = { try desk.presented(desk.look(at: contract).get().version) }
    #expect(try shown().version.content["changes"] == ["0"])
    let change = try office.save("clause-change", [("contract", [contract])])
    #expect(try office.content(change)["contract"] == [contract])
    #expect(try shown().version.content["changes"] == ["0"], "one that is not submitted does not count")
    #expect(try office.sign(change) == [])
    let version = try desk.look(at: contract).get().version
    #expect(version.content["changes"] == ["0"], "what was saved is not changed")
    let seen = try shown()
    #expect(seen.version.content["changes"] == ["1"])
    #expect(seen.notes.contains { $0.en.contains("as they are now") && $0.en.contains("Changes") })
    var query = RecordQuery(try #require(SigningWorld.catalogue.form("contract")))
    query.condition = try Rule.parse("changes = 1", line: 1, column: 1).get()
    #expect(try desk.rows(of: query).map(\.number) == [contract])
  }
}

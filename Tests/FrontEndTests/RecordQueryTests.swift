import Desk
import Domain
import Testing

@Suite("What lists, exports and commands ask for")
struct RecordQueryTests {
  private func query(_ condition: String?, _ order: String?) throws -> Result<RecordQuery, Refusal> {
    let form = try #require(SigningWorld.catalogue.form("contract"))
    return RecordQuery.read(form, where: condition, order: order, SigningWorld.catalogue)
  }

  @Test("An expression of the form's fields and an order are read as they are typed")
  func read() throws {
    let plain = try query("changes = 1", nil).get()
    #expect(plain.condition != nil && plain.sort == .number && plain.ascending)
    #expect(try query(nil, "-saved_at").get().sort == .savedAt)
    #expect(try !query(nil, "-number").get().ascending)
    let column = try #require(plain.form.list.first)
    #expect(try query(nil, column).get().sort == .column(0))
  }

  @Test("What cannot be read is refused with its place")
  func refused() throws {
    for (condition, order, rule) in [("1 +", nil, "expression"), (nil, "nothing_of_it", "sort")] {
      guard case .failure(let refusal) = try query(condition, order) else {
        Issue.record("\(condition ?? order ?? "") is taken")
        continue
      }
      #expect(refusal.kind == .usage && refusal.rule == rule)
    }
    guard case .failure(let refusal) = try query("no_such_field = 1", nil) else {
      Issue.record("an unknown field is taken")
      return
    }
    #expect(refusal.kind == .usage && refusal.findings.allSatisfy { $0.place != .nowhere })
  }
}

import Definitions
import Desk
import Domain
import TestKit
import Testing

@testable import FrontEnd

@Suite("A record that others have signed", .serialized) @MainActor
struct SignedRecordTests {
  private static let tan = PersonName(id: "tan", name: "譚職員")

  private let catalogue = SigningWorld.catalogue
  private let shared: SharedStore

  init() throws {
    shared = try SharedStore(
      catalogue, further: [.person(Self.tan, in: "BOARD 校長室", ["staff"])],
      clock: GoldenScreenTests.clock)
  }

  private func amend(_ record: String, by person: PersonName, _ change: (inout Content) -> Void) throws -> Refusal? {
    let version = try shared.version(record)
    var content = version.content
    change(&content)
    let submission = Submission(amending: record, base: version.number, to: content, reason: "修正")
    guard case .failure(let refusal) = try shared.desk.attended(by: person).submit(submission) else { return nil }
    return refusal
  }

  @Test("is left alone by whoever only may read it, and stands when evidence and remarks are added")
  func others() throws {
    let record = try shared.request("林小明").record
    try shared.sign(record, .submit, Cast.li)
    try shared.sign(record, .agree, Cast.hu)
    let signed = try shared.version(record)
    let refusal = try #require(try amend(record, by: Self.tan) { $0["contact"] = ["分機 1"] })
    #expect(refusal.kind == .notPermitted && refusal.rule == "part")
    #expect(refusal.message.zh.contains("李四"))
    #expect(try amend(record, by: Self.tan) { $0["remarks"] = ["已轉知"] } == nil, "whoever it is may add")
    #expect(try amend(record, by: Cast.li) { $0["remarks"] = ["已轉知，已補充說明"] } == nil)
    let added = try shared.version(record)
    #expect(added.status == signed.status && added.number == signed.number + 2)
    #expect(try shared.desk.signOff(of: added)?.round.count == 2)
    #expect(try amend(record, by: Cast.hu) { $0["contact"] = ["分機 2"] } == nil, "the head may")
    #expect(try shared.version(record).status == .saved)
  }
}

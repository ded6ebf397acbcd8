import Definitions
import Domain
import Desk
import TestKit
import Testing

@testable import FrontEnd

@Suite("The inbox of a shared store", .serialized) @MainActor
struct InboxReadingTests {
  private let catalogue: ScreensCatalogue
  private let shared: SharedStore
  private let cleared = PersonName(id: "mo", name: "莫資安")

  init() throws {
    catalogue = ScreensCatalogue.shipped()
    shared = try SharedStore(catalogue, clock: GoldenScreenTests.clock)
    try shared.fillRequests()
  }

  /// Each item as `kind number`, after so many days.
  private func inbox(of person: PersonName, in store: SharedStore? = nil, afterDays days: Int = 0) throws -> [String] {
    let shared = store ?? shared
    let now = shared.clock().adding(seconds: days * 86_400)
    let desk = try shared.desk { now }.attended(by: person)
    var inbox = Inbox()
    repeat {
      try inbox.readOn(desk)
    } while inbox.hasMore
    return inbox.items.map { "\($0.kind) \($0.version.record.suffix(4))" }
  }

  @Test("has for everybody what they have to do, and nothing else")
  func everybody() throws {
    _ = try shared.request("何八")
    #expect(try inbox(of: Cast.hu) == ["sign 0001", "sign 0004"])
    #expect(try inbox(of: Cast.sun) == ["sign 0001", "sign 0004"], "as deputy")
    #expect(try inbox(of: Cast.li) == ["returned 0002", "changed 0003", "draft 0005"])
    #expect(
      try inbox(of: Cast.li, afterDays: 30) == [
        "returned 0002", "changed 0003", "late 0001", "late 0004", "draft 0005",
      ])
    #expect(try inbox(of: Cast.sun, afterDays: 30) == [], "no longer deputy")
    for person in [Cast.wu, Cast.wang, Cast.yang] { #expect(try inbox(of: person) == []) }
  }

  @Test("has an incident for the security officer from its first save, not from its submission")
  func watched() throws {
    let form = try #require(catalogue.form("incident-notice"))
    let content = Content(fields: [
      Content.Field(id: "title", values: ["郵件主機遭入侵"]), Content.Field(id: "unit", values: ["OFFICE 資訊室"]),
      Content.Field(id: "classification", values: ["restricted"]),
    ])
    try shared.save(given: form.given, .named("INC-115-0001"), by: Cast.li, content)
    #expect(try inbox(of: Cast.wang) == ["watched 0001"])
    #expect(try inbox(of: Cast.li).last == "draft 0001")
    #expect(try !inbox(of: Cast.hu).contains("watched 0001"))
    _ = try shared.desk.void("INC-115-0001", reason: "誤登").get()
    #expect(try inbox(of: Cast.wang) == [])
  }

  @Test("shows what somebody else changed to who filled it in, and forgets what is done")
  func changes() throws {
    try shared.amend("ACC-115-0001", "contact", "分機 9", by: Cast.wang)
    #expect(try inbox(of: Cast.li).contains("changed 0001"))
    #expect(try inbox(of: Cast.wang) == ["changed 0001"])
    try shared.sign("ACC-115-0001", .submit, Cast.li)
    #expect(try inbox(of: Cast.wang) == [])
    #expect(try Set(inbox(of: Cast.hu)) == ["sign 0001", "sign 0004"])
    try shared.sign("ACC-115-0001", .agree, Cast.hu)
    #expect(try inbox(of: Cast.hu) == ["sign 0004"])
    #expect(try inbox(of: Cast.wu).contains("sign 0001"))
  }

  @Test("has nothing of what somebody may not read, and gives an underscore in an id no more than it is")
  func hidden() throws {
    // Somebody of Hu's unit who may read what Hu may not.
    let shared = try SharedStore(
      catalogue, further: [.person(cleared, in: "OFFICE 資訊室", ["security_officer"])],
      clock: GoldenScreenTests.clock)
    try shared.fillRequests()
    let secret = try shared.request("密件", classification: "confidential", by: cleared).record
    let open = try shared.request("公開", by: cleared).record
    for record in [secret, open] { try shared.sign(record, .submit, cleared) }
    #expect(try inbox(of: Cast.hu, in: shared).contains { $0.hasSuffix(open.suffix(4)) })
    #expect(try inbox(of: Cast.hu, in: shared).contains { $0.hasSuffix(secret.suffix(4)) }, "who signs, reads")
    #expect(try !inbox(of: Cast.li, in: shared).contains { $0.hasSuffix(secret.suffix(4)) })
    let near = ListQuery.Unsent(by: "l_", forms: ["access-request"])
    let query = ListQuery(statuses: [.void], unsent: near)
    #expect(try shared.desk.list(query).rows.allSatisfy { $0.version > 1 })
  }
}

import Definitions
import Domain
import Desk
import Foundation
import Testing

@testable import FrontEnd

@Suite("The inbox of a shared store", .serialized) @MainActor
struct InboxReadingTests {
  private let catalogue: ScreensCatalogue
  private let shared: SharedStore

  init() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    catalogue = ScreensCatalogue(folder: root.appendingPathComponent("Screens").path, overrides: nil)
    let folder = NSTemporaryDirectory() + "inbox-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let store = try FileStore.create(
      at: folder + "/store", organisation: "測試學院", isShared: true, indexer: CatalogueIndexer(catalogue: catalogue),
      indexFolder: folder + "/index", clock: GoldenScreenTests.clock)
    shared = try SharedStore(store, catalogue, now: GoldenScreenTests.clock())
    try shared.fillRequests()
  }

  /// Each item as `kind number`, after so many days.
  private func inbox(of person: PersonName, afterDays days: Int = 0) throws -> [String] {
    let now = shared.now.adding(seconds: days * 86_400)
    let desk = shared.desk { now }.attended(by: person)
    var inbox = Inbox()
    repeat {
      try inbox.readOn(desk)
    } while inbox.hasMore
    return inbox.items.map { "\($0.kind) \($0.version.record.suffix(4))" }
  }

  @Test("has for everybody what they have to do, and nothing else")
  func everybody() throws {
    _ = try shared.request("何八")
    #expect(try inbox(of: SharedStore.hu) == ["sign 0001", "sign 0004"])
    #expect(try inbox(of: SharedStore.sun) == ["sign 0001", "sign 0004"], "as deputy")
    #expect(try inbox(of: SharedStore.li) == ["returned 0002", "changed 0003", "draft 0005"])
    #expect(
      try inbox(of: SharedStore.li, afterDays: 30) == [
        "returned 0002", "changed 0003", "late 0001", "late 0004", "draft 0005",
      ])
    #expect(try inbox(of: SharedStore.sun, afterDays: 30) == [], "no longer deputy")
    for person in [SharedStore.wu, SharedStore.wang, SharedStore.yang] { #expect(try inbox(of: person) == []) }
  }

  @Test("has an incident for the security officer from its first save, not from its submission")
  func watched() throws {
    let form = try #require(catalogue.form("incident-notice"))
    let content = Content(fields: [
      Content.Field(id: "title", values: ["郵件主機遭入侵"]), Content.Field(id: "unit", values: ["OFFICE 資訊室"]),
      Content.Field(id: "classification", values: ["restricted"]),
    ])
    _ = try shared.store.append(
      NewVersion(
        form: form.reference, title: form.title.zh, record: .named("INC-115-0001"), savedBy: SharedStore.li,
        content: content))
    #expect(try inbox(of: SharedStore.wang) == ["watched 0001"])
    #expect(try inbox(of: SharedStore.li).last == "draft 0001")
    #expect(try !inbox(of: SharedStore.hu).contains("watched 0001"))
    _ = try shared.store.append(
      NewVersion(
        form: form.reference, title: form.title.zh, record: .existing("INC-115-0001", base: 1), status: .void,
        action: .void, savedBy: SharedStore.li, content: content))
    #expect(try inbox(of: SharedStore.wang) == [])
  }

  @Test("shows what somebody else changed to who filled it in, and forgets what is done")
  func changes() throws {
    try shared.amend("ACC-115-0001", "contact", "分機 9", by: SharedStore.wang)
    #expect(try inbox(of: SharedStore.li).contains("changed 0001"))
    #expect(try inbox(of: SharedStore.wang) == ["changed 0001"])
    try shared.sign("ACC-115-0001", .submit, SharedStore.li)
    #expect(try inbox(of: SharedStore.wang) == [])
    #expect(try Set(inbox(of: SharedStore.hu)) == ["sign 0001", "sign 0004"])
    try shared.sign("ACC-115-0001", .agree, SharedStore.hu)
    #expect(try inbox(of: SharedStore.hu) == ["sign 0004"])
    #expect(try inbox(of: SharedStore.wu).contains("sign 0001"))
  }

  @Test("has nothing of what somebody may not read, and gives an underscore in an id no more than it is")
  func hidden() throws {
    let secret = try shared.request("密件", classification: "confidential").record
    try shared.sign(secret, .submit, SharedStore.li)
    #expect(try !inbox(of: SharedStore.hu).contains { $0.hasSuffix(secret.suffix(4)) })
    let near = ListQuery.Unsent(by: "l_", forms: ["access-request"])
    let query = ListQuery(statuses: [.void], unsent: near)
    #expect(try shared.store.list(query).rows.allSatisfy { $0.version > 1 })
  }
}

import Domain
import Desk
import FileStore
import Foundation

/// The inbox of a shared store with very many records, beside that of one with a hundredth of them: as many wait in
/// both, so both should take as long.
struct InboxBenchmark {
  let folder: String
  let records: Int

  private let reader = PersonName(id: "su", name: "蘇小梅")

  /// Notices that wait for the reader's signature.
  private static let waiting = 200

  func run(_ report: inout Report) throws {
    let large = try desk(at: make("inbox-large", records, &report))
    let small = try desk(at: make("inbox-small", records / 100, &report))
    var ours: [Double] = []
    var theirs: [Double] = []
    for _ in 0..<9 {
      ours.append(try time(large))
      theirs.append(try time(small))
    }
    let detail = "\(Int(ours.median * 1e3)) ms, with a hundredth of the records \(Int(theirs.median * 1e3)) ms"
    report.atMost(
      "inbox of \(Self.waiting) with \(records) records, of a small store", ours.median / theirs.median, 1.5, "x",
      detail)
  }

  /// The path of a store with as many waiting notices as the other.
  private func make(_ name: String, _ records: Int, _ report: inout Report) throws -> String {
    let path = try LargeStore.make(in: folder, name: name, isShared: true, records: records, report: &report)
    let catalogue = try LargeStore.catalogue(store: path)
    let store = try FileStore.open(
      at: path, indexer: CatalogueIndexer(catalogue: catalogue), clock: LargeStore.clock)
    guard let form = catalogue.form("incident-notice"), let person = catalogue.form("person"),
      let pattern = NumberPattern("INC-115-{serial}")
    else { throw LargeStore.Problem.noForm }
    let me = LargeStore.me
    var register = Content()
    for (id, value) in ["id": reader.id, "name": reader.name, "active": "yes", "roles": "security_team"] {
      register[id] = [value]
    }
    _ = try store.append(
      NewVersion(
        form: person.reference, title: person.title.zh, record: .named(reader.id), status: .approved, savedBy: me,
        content: person.arranged(register)))
    var content = Content()
    content["title"] = ["主機寄信"]
    let new = NewVersion(
      form: form.reference, title: form.title.zh, record: .numbered(pattern), savedBy: me,
      content: form.arranged(content))
    var versions: [Version] = []
    for result in try store.appendMany(Array(repeating: new, count: Self.waiting)) {
      guard case .saved(let version) = result else { throw LargeStore.Problem.notSaved }
      versions.append(version)
    }
    store.finishSaves()
    let desk = try desk(at: path).attended(by: me)
    let proof = try desk.setSecret(of: me, "benchmark-2026", oneTime: false).get()
    let results = try desk.attended(by: me, proof: proof).sign(.submit, versions).get()
    guard results.allSatisfy({ $0.saved != nil }) else { throw LargeStore.Problem.notSaved }
    desk.finishSaves()
    return path
  }

  private func desk(at path: String) throws -> Desk {
    try Desk.open(
      at: path, catalogue: try LargeStore.catalogue(store: path), person: reader, language: .zhTW,
      secretCost: ScryptCost(rounds: 2, blockSize: 1, parallelism: 1) ?? .production, clock: LargeStore.clock)
  }

  /// Seconds to read the whole inbox of a person who has just logged in.
  private func time(_ desk: Desk) throws -> Double {
    // What the person may do is known before the inbox is opened.
    _ = desk.access
    _ = desk.catalogue.form("incident-notice")
    let start = DispatchTime.now().uptimeNanoseconds
    var inbox = Inbox()
    repeat {
      try inbox.readOn(desk)
    } while inbox.hasMore
    guard inbox.count(.sign) == Self.waiting else { throw LargeStore.Problem.notSaved }
    return Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
  }
}

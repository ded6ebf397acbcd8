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
    let large = try open("inbox-large", records, &report)
    let small = try open("inbox-small", records / 100, &report)
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

  private func open(_ name: String, _ records: Int, _ report: inout Report) throws -> FileStore {
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
        form: person.reference, title: person.title.zh, record: .named(reader.id), savedBy: me,
        content: person.arranged(register)))
    var content = Content()
    content["title"] = ["主機寄信"]
    let new = NewVersion(
      form: form.reference, title: form.title.zh, record: .numbered(pattern), savedBy: me,
      content: form.arranged(content))
    let source = StoreRecords(store: store, catalogue: catalogue)
    let people = People(source)
    for result in try store.appendMany(Array(repeating: new, count: Self.waiting)) {
      guard case .saved(let version) = result,
        let state = try store.signOff(of: version, catalogue: catalogue, people: people, now: LargeStore.clock())
      else { throw LargeStore.Problem.notSaved }
      let signed = try state.signed(.submit, by: me).get()
      _ = try store.append(
        NewVersion(
          form: form.reference, title: form.title.zh, record: .existing(version.record, base: version.number),
          status: signed.status, action: signed.action, savedBy: me, content: signed.content))
    }
    store.finishSaves()
    return store
  }

  /// Seconds to read the whole inbox of somebody who has only just come in.
  private func time(_ store: FileStore) throws -> Double {
    let catalogue = try LargeStore.catalogue(store: nil)
    let desk = Desk(
      store: store, catalogue: catalogue, person: reader, language: .zhTW, clock: LargeStore.clock)
    // What the person may do is known before the inbox is opened.
    _ = desk.access
    _ = catalogue.form("incident-notice")
    let start = DispatchTime.now().uptimeNanoseconds
    var inbox = Inbox()
    repeat {
      try inbox.readOn(desk)
    } while inbox.hasMore
    guard inbox.count(.sign) == Self.waiting else { throw LargeStore.Problem.notSaved }
    return Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
  }
}

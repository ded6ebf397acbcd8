import Definitions
import Domain
import Desk
import Foundation
import TestKit
import Testing

@testable import FrontEnd

@Suite("The monthly review of a log", .serialized) @MainActor
struct LogReviewTests {
  private let fixture: KioskStore
  private let keeper = Cast.su
  private let head = Cast.ho

  init() throws {
    fixture = try KioskStore()
    for (person, role) in [(keeper, "data_room_keeper"), (head, "manager")] {
      try fixture.register(person, role)
    }
    let unit = try fixture.version("org")
    var content = unit.content
    content["head"] = ["ho 何主任"]
    let changed = try fixture.desk.submit(
      Submission(amending: "org", base: unit.number, to: content, reason: "主管")
    ).get().version
    // While Wang is the only administrator, whoever gains agrees.
    try fixture.sign(changed, .agree, head)
  }

  // MARK: - Entries

  @discardableResult
  private func entry(_ name: String, left: String? = "2026-10-05T10:00+08:00", corrects: String? = nil) throws -> String
  {
    var content = Content()
    for (id, value) in [
      ("person_name", name), ("person_org", "測試學院"), ("purpose_kind", "patrol"), ("purpose", "例行機房巡檢"),
      ("enter_at", "2026-10-05T09:00+08:00"), ("leave_at", left ?? ""), ("corrects", corrects ?? ""),
    ] where !value.isEmpty { content[id] = [value] }
    return try fixture.save("entry-log", by: Cast.hsu, content).record
  }

  private func state(_ record: String) throws -> SignOffState {
    try #require(try fixture.desk.signOff(of: try fixture.version(record)))
  }

  private func sign(_ record: String, _ action: Action, _ person: PersonName) throws {
    try fixture.sign(try fixture.version(record), action, person)
  }

  /// An entry that has been signed as far as the review.
  @discardableResult
  private func signedEntry(_ name: String, corrects: String? = nil) throws -> String {
    let record = try entry(name, corrects: corrects)
    try sign(record, .submit, Cast.hsu)
    try sign(record, .agree, keeper)
    return record
  }

  // MARK: - Reviews

  /// A review of October as it is filled in, and what is wrong with it.
  private func review(
    by person: PersonName, of log: String = "entry-log", from: String = "2026-10-01", to: String = "2026-10-31"
  ) throws -> (content: Content, findings: [Finding]) {
    let form = try #require(fixture.catalogue.form(LogReview.form))
    let entry = fixture.desk.attended(by: person).entry(form)
    var content = Content()
    for (id, value) in [("log", log), ("from_on", from), ("to_on", to), ("comment", "無")] {
      content[id] = [value]
    }
    let settled = entry.settled(entry.read(entry.withDefaults(content)))
    return (settled, entry.findings(settled).filter(\.blocks))
  }

  private func savedReview(by person: PersonName) throws -> Version {
    try fixture.save(LogReview.form, by: person, try review(by: person).content)
  }

  private func batch(_ review: Version) throws -> LogReview {
    try #require(try fixture.desk.review(review))
  }

  /// Signs a review with its entries; gives what was saved.
  private func sign(_ review: Version, by person: PersonName) throws -> [Version] {
    try #require(try batch(review).refusal(of: person) == nil)
    let result = try fixture.sign(review, .agree, person)
    return (result.entries + [result]).compactMap(\.saved)
  }

  @Test("is refused while somebody is not signed out, and says who")
  func stillInside() throws {
    try entry("李四", left: nil)
    let findings = try review(by: head).findings
    #expect(findings.contains { $0.place == .field("open_names") && $0.message.zh.contains("李四") }, "\(findings)")
  }

  @Test("is refused while entries wait for an earlier step, and says for whom")
  func waitsForOthers() throws {
    let record = try entry("張三")
    #expect(try review(by: head).findings.contains { $0.message.zh.contains("許雅婷") })
    try sign(record, .submit, Cast.hsu)
    #expect(try review(by: head).findings.contains { $0.message.zh.contains("蘇小梅") })
    try sign(record, .agree, keeper)
    #expect(try review(by: head).findings.isEmpty)
  }

  @Test("is refused for its period where the days are typed the wrong way round, and lists no entries")
  func wrongWayRound() throws {
    try signedEntry("張三")
    let (content, findings) = try review(by: head, from: "2026-10-31", to: "2026-10-01")
    #expect(content[rows: LogReview.list].isEmpty)
    #expect(findings.contains { $0.place == .field("to_on") || $0.place == .field("from_on") }, "\(findings)")
  }

  @Test("signs every entry of the month with one signature, which names the hash of their list")
  func signsAll() throws {
    let records = try ["張三", "王五", "趙六"].map { try signedEntry($0) }
    let review = try savedReview(by: head)
    #expect(review.content[rows: LogReview.list].compactMap { $0["record"].first }.sorted() == records)
    let seals = try records.map { try fixture.version($0).seal }
    #expect(Set(review.content[rows: LogReview.list].compactMap { $0["seal"].first }) == Set(seals))
    #expect(try sign(review, by: head).count == 4)
    for record in records {
      let state = try state(record)
      #expect(state.status == .closed)
      #expect(state.round.last?.person == head && state.round.last?.comment?.contains(review.record) == true)
    }
    let signed = try state(review.record)
    #expect(signed.status == .closed && signed.round.map(\.seal) == [review.seal])
    let hash = try batch(review).listHash
    #expect(hash.count == 64 && signed.round.first?.comment?.contains(hash) == true)
  }

  @Test("is signed by the head of the unit alone, at once, and cannot be submitted or sent back")
  func whoSigns() throws {
    try signedEntry("張三")
    let review = try savedReview(by: Cast.wang)
    #expect(try batch(review).refusal(of: Cast.wang)?.message.zh.contains("何主任") == true)
    let own = try state(try savedReview(by: head).record)
    #expect(own.actions(of: head) == [.agree])
    #expect(own.mayAct(.submit, by: head).first?.message.zh.contains("不用送審") == true)
  }

  @Test("is not signed once an entry was added or changed after its list was made")
  func listHasChanged() throws {
    try signedEntry("張三")
    let review = try savedReview(by: head)
    try signedEntry("王五")
    #expect(try batch(review).refusal(of: head)?.rule == "list")
  }

  @Test("counts what another entry corrects neither as open nor twice, and keeps both in its list")
  func corrected() throws {
    let first = try entry("李四", left: nil)
    let second = try signedEntry("李四", corrects: first)
    let review = try savedReview(by: head)
    #expect(review.content["entries"] == ["1"] && review.content["corrected_entries"] == ["1"])
    let rows = review.content[rows: LogReview.list]
    #expect(Set(rows.compactMap { $0["record"].first }) == [first, second])
    #expect(rows.first { $0["record"] == [first] }?["corrected_by"] == [second])
    #expect(
      try fixture.desk.list(ListQuery(form: "entry-log")).rows.first { $0.number == first }?.correctedBy == second)
  }

  @Test("does not take in what is written later, which says so")
  func leftOut() throws {
    let first = try signedEntry("張三")
    let review = try savedReview(by: head)
    _ = try sign(review, by: head)
    let late = try signedEntry("張三", corrects: first)
    func mark(_ record: String) throws -> ReviewMark? {
      try fixture.desk.links(of: try fixture.version(record), isNewest: true).review
    }
    #expect(try mark(first) == .reviewed(by: review.record))
    #expect(try mark(late) == .leftOut(of: review.record))
  }

  @Test("reviews the backup log at the step of its head of unit too")
  func backups() throws {
    for id in ["patrol", "backup-record"] {
      let form = try #require(fixture.catalogue.form(id))
      let chain = try #require(form.chain.flatMap { fixture.catalogue.chain($0) })
      #expect(form.review?.step(in: chain)?.id == "unit_head")
    }
    #expect(try review(by: head, of: "backup-record").content["entries"] == ["0"])
  }

  @Test("lists three hundred entries")
  func many() throws {
    for number in 1...300 { try entry("人\(number)", left: number == 300 ? nil : "2026-10-05T10:00+08:00") }
    let content = try review(by: head).content
    #expect(content["entries"] == ["300"] && content["open_names"] == ["人300"])
  }
}

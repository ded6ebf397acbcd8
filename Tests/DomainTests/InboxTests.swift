import Domain
import Testing

@Suite("What somebody has to do with a record")
struct InboxTests {
  typealias Cast = SignOffCast

  private func item(
    _ record: SignedRecord, _ person: PersonName, _ limits: SignOffLimits = SignOffLimits(stepDays: 5)
  ) -> InboxItem? {
    InboxItem(record.state, limits: limits, for: Access(alone: person))
  }

  /// Some days after the record was made.
  private func moment(days: Int) -> Moment { Moment(seconds: Sample.now.seconds + days * 86_400, offset: 480) }

  @Test("there is what waits, since when, for whom, and by when it has to be signed")
  func waiting() {
    var cast = SignOffCast()
    cast.person(
      Cast.hu, "OFFICE", ["manager"], ["deputy": "wang x", "deputy_from": "2026-11-01", "deputy_to": "2026-12-31"])
    var record = SignedRecord(cast: cast)
    #expect(item(record, Cast.li)?.kind == .draft, "saved and never submitted")
    #expect(item(record, Cast.hu) == nil)
    record.sign(.submit, Cast.li)
    #expect(item(record, Cast.hu)?.kind == .sign)
    #expect(item(record, Cast.hu)?.deputyFor == nil)
    #expect(item(record, Cast.wang)?.waiting.step.id == "head")
    #expect(item(record, Cast.wang)?.deputyFor == Cast.hu)
    #expect(item(record, Cast.sec) == nil)
    #expect(item(record, Cast.li) == nil, "it is not late yet")
    record.now = moment(days: 5)
    #expect(item(record, Cast.hu)?.isOverdue == false, "the last day is in time")
    record.now = moment(days: 7)
    #expect(item(record, Cast.hu)?.deadline?.daysLate == 2)
    #expect(item(record, Cast.hu)?.deadline?.day == Sample.now.day.adding(days: 5))
    #expect(item(record, Cast.hu)?.waiting.since == Sample.now)
    #expect(item(record, Cast.hu, SignOffLimits())?.isOverdue == false)
    #expect(item(record, Cast.li)?.kind == .late)
    record.sign(.return, Cast.hu, "缺附件")
    #expect(item(record, Cast.li)?.kind == .returned)
    #expect(item(record, Cast.li)?.comment == "缺附件")
    record.amend("what", "補上附件", by: Cast.li)
    #expect(item(record, Cast.li)?.kind == .changed, "mended, and not submitted again")
    record.sign(.submit, Cast.li)
    record.sign(.withdraw, Cast.li)
    #expect(item(record, Cast.li)?.kind == .draft, "taken back")
  }

  @Test("what was changed after it was signed waits for who filled it in and who changed it")
  func changed() {
    var record = SignedRecord()
    record.sign(.submit, Cast.li)
    record.sign(.agree, Cast.hu)
    record.sign(.agree, Cast.sec)
    for person in [Cast.li, Cast.hu, Cast.sec, Cast.wang] { #expect(item(record, person) == nil) }
    record.amend("what", "改", by: Cast.wang)
    #expect(item(record, Cast.li)?.kind == .changed)
    #expect(item(record, Cast.wang)?.kind == .changed)
    #expect(item(record, Cast.hu) == nil)
  }

  @Test("what nobody can sign comes back to who submitted it")
  func gap() {
    var record = SignedRecord()
    record.sign(.submit, Cast.li)
    record.sign(.agree, Cast.hu)
    #expect(item(record, Cast.li) == nil)
    record.cast.person(Cast.sec, "BOARD", ["staff"])
    #expect(item(record, Cast.li)?.kind == .late)
    #expect(item(record, Cast.li)?.isOverdue == false)
    #expect(item(record, Cast.hu) == nil)
  }

  @Test("what is to be signed comes first, then what was sent back")
  func order() throws {
    var returned = SignedRecord()
    returned.sign(.submit, Cast.li)
    let toSign = returned
    returned.sign(.return, Cast.hu, "缺附件")
    let items = [try #require(item(returned, Cast.li)), try #require(item(toSign, Cast.hu))]
    #expect(items.sorted().map(\.kind) == [.sign, .returned])
  }

  @Test("entries that are signed in a batch wait for nobody alone")
  func batch() {
    var record = SignedRecord(chain: Cast.chain([Cast.step("head", .unitHead, batch: true)], end: .closed))
    record.sign(.submit, Cast.li)
    #expect(Waiting(record.state, limits: SignOffLimits())?.isBatch == true)
    #expect(item(record, Cast.hu) == nil)
    #expect(record.sign(.agree, Cast.hu) == [])
    #expect(record.state.status == .closed)
  }

  // MARK: - Given to somebody to do

  private static let tasks = Form(
    id: "request", version: 1, title: Phrase(zh: "申請", en: "Request"), kind: .request, chain: "C",
    sections: [
      Section(
        id: "s", title: Phrase(verbatim: "s"),
        fields: [
          Sample.field("unit", "unit"), Sample.field("owner", "person"), Sample.field("due", "day"),
          Sample.field(
            "items", "rows",
            columns: [Sample.field("owner", "person"), Sample.field("due", "day"), Sample.field("done_on", "day")]),
        ])
    ])

  private func record(_ fields: KeyValuePairs<String, String>, rows: [Row] = []) -> SignedRecord {
    var content = Content.of(["unit": "OFFICE x"])
    for (id, value) in fields { content[id] = [value] }
    content[rows: "items"] = rows
    var record = SignedRecord(content, form: Self.tasks)
    record.sign(.submit, Cast.li)
    record.now = moment(days: 2)
    return record
  }

  @Test("a field that names somebody gives them something to do, by the day that stands beside it")
  func assigned() {
    let late = Sample.now.day.adding(days: -1).text
    let named = item(record(["owner": "wang 王小明"]), Cast.wang)
    #expect(named?.kind == .assigned)
    #expect(named?.deadline == nil, "by when others have to sign is not theirs")
    let due = item(record(["owner": "wang 王小明", "due": late]), Cast.wang)
    #expect(due?.deadline?.daysLate == 3)
    #expect(due?.deadline?.name.zh == "due")
    #expect(due?.assignment?.field.zh == "owner")
    #expect(item(record(["owner": "wangx 王大"]), Cast.wang) == nil)
    #expect(item(record(["owner": "li 李四"]), Cast.li) == nil, "whoever wrote it knows")
    #expect(item(record(["owner": "li 李四", "due": late]), Cast.li)?.kind == .assigned)
  }

  @Test("of several rows the one that is due first counts, and none that is done")
  func rows() {
    let soon = Sample.now.day.adding(days: 1).text
    let later = Sample.now.day.adding(days: 9).text
    let rows = [
      Row(["owner": "wang 王小明", "due": later]), Row(["owner": "wang 王小明", "due": soon]),
      Row(["owner": "sec 林秘書", "due": soon, "done_on": soon]),
    ]
    #expect(item(record([:], rows: rows), Cast.wang)?.deadline?.daysLate == 1)
    #expect(item(record([:], rows: rows), Cast.sec) == nil)
  }
}

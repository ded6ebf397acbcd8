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
    #expect(item(record, Cast.wang)?.waiting?.step.id == "head")
    #expect(item(record, Cast.wang)?.deputyFor == Cast.hu)
    #expect(item(record, Cast.sec) == nil)
    #expect(item(record, Cast.li) == nil, "it is not late yet")
    record.now = moment(days: 5)
    #expect(item(record, Cast.hu)?.isOverdue == false, "the last day is in time")
    record.now = moment(days: 7)
    #expect(item(record, Cast.hu)?.deadline?.daysLate == 2)
    #expect(item(record, Cast.hu)?.deadline?.day == Sample.now.day.adding(days: 5))
    #expect(item(record, Cast.hu)?.waiting?.since == Sample.now)
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

  private static func naming(_ id: String, due: String, open: String) -> Field {
    var field = Sample.field(id, "person")
    field.assigns = Field.Assigns(due: Sample.rule(due), open: Sample.rule(open))
    return field
  }

  private static let tasks = Form(
    id: "request", version: 1, title: Phrase(zh: "申請", en: "Request"), kind: .request, chain: "C",
    sections: [
      Section(
        id: "s", title: Phrase(verbatim: "s"),
        fields: [
          Sample.field("unit", "unit"), naming("owner", due: "due", open: "empty(done_on)"), Sample.field("due", "day"),
          Sample.field("done_on", "day"), Sample.field("seen_by", "person"),
          Sample.field(
            "items", "rows",
            columns: [
              naming("owner", due: ".due", open: "empty(.done_on)"), Sample.field("due", "day"),
              Sample.field("done_on", "day"),
            ]),
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

  private func task(_ record: SignedRecord, _ person: PersonName) -> InboxItem? {
    InboxItem(assignedBy: record.state.version, Self.tasks, to: person, now: record.now, records: record.cast.source)
  }

  @Test("a field that gives tasks gives whoever it names something to do, by the day that it says, until it is done")
  func assigned() {
    let late = Sample.now.day.adding(days: -1).text
    let named = task(record(["owner": "wang 王小明"]), Cast.wang)
    #expect(named?.kind == .assigned)
    #expect(named?.deadline == nil, "by when others have to sign is not theirs")
    let due = task(record(["owner": "wang 王小明", "due": late]), Cast.wang)
    #expect(due?.deadline?.daysLate == 3)
    #expect(due?.deadline?.name.zh == "due", "called as the field that says it")
    #expect(due?.assignment?.field.zh == "owner")
    #expect(task(record(["owner": "wangx 王大"]), Cast.wang) == nil)
    #expect(task(record(["owner": "wang 王小明", "due": late, "done_on": late]), Cast.wang) == nil, "it is done")
    #expect(task(record(["owner": "li 李四", "due": late]), Cast.li)?.kind == .assigned, "whoever wrote it too")
    #expect(task(record(["seen_by": "wang 王小明"]), Cast.wang) == nil, "to be named is no task")
  }

  @Test("of several rows the one that is due first counts, and none that is done")
  func rows() {
    let soon = Sample.now.day.adding(days: 1).text
    let later = Sample.now.day.adding(days: 9).text
    let rows = [
      Row(["owner": "wang 王小明", "due": later]), Row(["owner": "wang 王小明", "due": soon]),
      Row(["owner": "sec 林秘書", "due": soon, "done_on": soon]),
    ]
    #expect(task(record([:], rows: rows), Cast.wang)?.deadline?.daysLate == 1)
    #expect(task(record([:], rows: rows), Cast.sec) == nil)
  }

  @Test("tasks come with the overdue first, then by when they are due")
  func orderOfTasks() throws {
    let tasks = try [9, -3, 1, nil].map { days in
      let due = days.map { Sample.now.day.adding(days: $0).text } ?? ""
      return try #require(
        task(record(due.isEmpty ? ["owner": "wang 王小明"] : ["owner": "wang 王小明", "due": due]), Cast.wang))
    }
    #expect(tasks.sorted().map { $0.deadline?.daysLate ?? -99 } == [5, 1, 0, -99])
  }
}

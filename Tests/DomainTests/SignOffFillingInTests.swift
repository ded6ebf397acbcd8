import Domain
import Testing

@Suite("Fields that wait for a step of the chain")
struct SignOffFillingInTests {
  typealias Cast = SignOffCast

  /// Head agrees, Li does it, the officer looks at it; `done` is needed from Li, `checked` by the end, and nothing may
  /// be done before it is approved or by somebody who approved it.
  private static let chain = Cast.chain(
    [
      Cast.step("head", .unitHead),
      Cast.step("doer", .field("doer", role: "operations"), status: .executing, work: true),
      Cast.step("officer", .role("security_officer"), not: ["doer"], status: .executing),
    ], end: .closed)

  private static let form: Form = {
    var form = Cast.form()
    var fields = form.sections[0].fields
    var done = Sample.field("done", "moment")
    done.neededBy = "doer"
    done.checks = [
      Field.Check(
        rule: Sample.rule("done >= signed_at('approval')"), message: Phrase(zh: "早於核准", en: "before the approval"))
    ]
    var checked = Sample.field("checked", "text")
    checked.neededBy = SignedSteps.end
    var note = Sample.field("note", "text")
    note.openUntil = "doer"
    let place = fields.firstIndex { $0.id == "doer" } ?? 0
    fields[place].checks = [
      Field.Check(
        rule: Sample.rule("doer not in signed_by('approval')"), message: Phrase(zh: "是核准人", en: "is an approver"))
    ]
    form.sections[0].fields = fields + [done, checked, note]
    return form
  }()

  private func record(_ more: KeyValuePairs<String, String> = [:]) -> SignedRecord {
    var content = Content.of(["unit": "OFFICE 辦公室", "what": "開通", "doer": "li 李四"])
    for (id, value) in more { content[id] = [value] }
    return SignedRecord(by: Cast.wang, content, chain: Self.chain, form: Self.form)
  }

  private func fill(_ record: inout SignedRecord, _ field: String, _ value: String, by person: PersonName) {
    var content = record.state.version.content
    content[field] = [value]
    record.save(content, record.state.statusAfterAmending(to: content), .amend, by: person)
  }

  @Test("are asked for before that step is signed, not before, and the signatures stand when they are filled in")
  func toTheEnd() {
    var record = record()
    #expect(record.sign(.submit, Cast.wang) == [])
    #expect(record.sign(.agree, Cast.hu) == [])
    #expect(record.state.status == .executing)
    #expect(record.state.openFields.map(\.id) == ["done", "checked", "note"])
    #expect(record.sign(.agree, Cast.li) == ["needed_by"])
    #expect(!record.state.actions(of: Cast.li).contains(.agree))
    #expect(record.state.actions(of: Cast.li).contains(.return))
    fill(&record, "done", Sample.now.text, by: Cast.li)
    #expect(record.state.status == .executing && record.state.round.map(\.step) == ["filler", "head"])
    #expect(record.state.changedSince == nil)
    fill(&record, "note", "順利", by: Cast.li)
    #expect(record.sign(.agree, Cast.li) == [])
    #expect(record.state.openFields.map(\.id) == ["checked"])
    #expect(record.sign(.agree, Cast.sec) == ["needed_by"])
    fill(&record, "checked", "是", by: Cast.sec)
    #expect(record.sign(.agree, Cast.sec) == [])
    #expect(record.state.status == .closed)
    #expect(record.versions.map(\.status).suffix(4) == [.executing, .executing, .executing, .closed])
    #expect(record.state.round.map(\.version) == [1, 2, 5, 7])
  }

  @Test("start the chain again when anything else is changed with them, or when their step is signed")
  func startsAgain() {
    var record = record()
    record.sign(.submit, Cast.wang)
    record.sign(.agree, Cast.hu)
    var content = record.state.version.content
    content["done"] = [Sample.now.text]
    content["what"] = ["別的"]
    #expect(!record.state.keepsSignatures(changedTo: content))
    #expect(record.state.statusAfterAmending(to: content) == .saved)
    // A status that was written by hand says nothing: the rows and the versions do.
    record.save(content, .executing, .amend, by: Cast.li)
    #expect(!record.state.isSubmitted && record.state.changedSince == 2)

    record = self.record(["done": Sample.now.text])
    record.sign(.submit, Cast.wang)
    record.sign(.agree, Cast.hu)
    record.sign(.agree, Cast.li)
    content = record.state.version.content
    content["done"] = ["2026-11-23T09:00+08:00"]
    #expect(!record.state.keepsSignatures(changedTo: content), "its step is signed")
  }

  @Test("whose rules are broken by a signature refuse that signature")
  func refused() {
    var record = record(["doer": "hu 胡主任"])
    record.sign(.submit, Cast.wang)
    #expect(record.sign(.agree, Cast.hu) == ["check"])
    #expect(record.state.status == .inReview)

    record = self.record(["done": "2026-11-21T09:00+08:00"])
    record.sign(.submit, Cast.wang)
    #expect(record.sign(.agree, Cast.hu) == ["check"], "done before it is approved")
    #expect(record.sign(.return, Cast.hu, "時間有誤") == [], "it can be sent back all the same")
  }

  @Test("keep whoever filled them in from approving them")
  func ownWork() {
    var record = record(["doer": ""])
    record.cast.person(Cast.sec, "BOARD", ["security_officer", "operations"])
    record.sign(.submit, Cast.wang)
    record.sign(.agree, Cast.hu)
    fill(&record, "done", Sample.now.text, by: Cast.sec)
    record.sign(.agree, Cast.li)
    fill(&record, "checked", "是", by: Cast.li)
    #expect(record.sign(.agree, Cast.sec) != [], "wrote what is to be looked at")
  }

  /// `level` is needed from Li for a certain `what`, each row of `owners` an owner by the end, and `what` has to be
  /// something else than '未定' then.
  private static let careful: Form = {
    var form = SignOffFillingInTests.form
    var fields = form.sections[0].fields
    for index in fields.indices {
      switch fields[index].id {
      case "level":
        fields[index].neededBy = "doer"
        fields[index].neededWhen = Sample.rule("what = '開通'")
      case "owners": fields[index].columns[0].neededBy = SignedSteps.end
      case "left_at":
        fields[index].openUntil = SignedSteps.end
        fields[index].checks = [
          Field.Check(
            rule: Sample.rule("left_at != '未定'"), message: Phrase(zh: "還沒定", en: "not settled"), step: SignedSteps.end)
        ]
      default: break
      }
    }
    form.sections[0].fields = fields
    return form
  }()

  private func careful(_ what: String) -> SignedRecord {
    var content = Content.of([
      "unit": "OFFICE 辦公室", "what": what, "doer": "li 李四", "done": Sample.now.text, "checked": "是", "left_at": "未定",
    ])
    content[rows: "owners"] = [Row(cells: [Content.Field(id: "owner", values: [])])]
    var record = SignedRecord(by: Cast.wang, content, chain: Self.chain, form: Self.careful)
    record.sign(.submit, Cast.wang)
    record.sign(.agree, Cast.hu)
    return record
  }

  @Test(
    "may be needed under a condition, in each row, or have to be right by then, and say which field, step and person")
  func conditions() throws {
    var record = careful("開通")
    #expect(record.state.stillNeeded.count == 3)
    #expect(record.state.stillNeeded.allSatisfy { !$0.blocks })
    let refused = record.state.mayAct(.agree, by: Cast.li)
    #expect(refused.map(\.rule) == ["needed_by"])
    let text = try #require(refused.first?.message.zh)
    #expect(text.contains("level") && text.contains("第doer關") && text.contains("李四"))
    #expect(record.sign(.return, Cast.li, "請補") == [])
    record.amend("what", "停用", by: Cast.wang)
    record.sign(.submit, Cast.wang)
    record.sign(.agree, Cast.hu)
    #expect(record.sign(.agree, Cast.li) == [], "not needed under another condition")
    #expect(record.sign(.agree, Cast.sec) == ["needed_by", "needed_by"], "the row's owner, and what is not settled")
    fill(&record, "left_at", "五月", by: Cast.sec)
    #expect(record.state.stillNeeded.count == 1)
  }

  @Test("are listed as still needed in a personal store, where nothing asks for them")
  func stillNeeded() {
    let entry = Entry(form: Self.careful, now: Sample.now, me: Cast.li, records: SignOffCast().source)
    let content = entry.settled(
      Content.of(["unit": "OFFICE 辦公室", "what": "開通", "doer": "li 李四", "left_at": "未定"]))
    #expect(entry.findings(content) == [])
    #expect(
      entry.stillNeeded(content).map(\.severity) == [.note, .note, .note, .note], "level, left_at, done, checked")
  }

  @Test("mean nothing where nothing is signed")
  func personal() {
    let entry = Entry(
      form: Self.form, now: Sample.now, me: Cast.li, records: SignOffCast().source)
    let content = Content.of(["unit": "OFFICE 辦公室", "what": "開通", "doer": "li 李四", "done": "2026-11-21T09:00+08:00"])
    #expect(entry.findings(entry.settled(content)) == [])
  }

  @Test("take the first approval for granted when a signed record is corrected")
  func corrected() {
    var record = record(["checked": "是"])
    record.sign(.submit, Cast.wang)
    record.sign(.agree, Cast.hu)
    fill(&record, "done", Sample.now.text, by: Cast.li)
    record.sign(.agree, Cast.li)
    record.sign(.agree, Cast.sec)
    #expect(record.state.status == .closed)
    record.now = Moment(seconds: Sample.now.seconds + 86_400, offset: 480)
    record.amend("what", "更正", by: Cast.wang)
    #expect(record.sign(.submit, Cast.wang) == [])
    #expect(record.sign(.agree, Cast.hu) == [], "it was done after it was approved first")
  }
}

import Domain
import Testing

@Suite("What is added after the signatures")
struct SignOffAdditionsTests {
  typealias Cast = SignOffCast

  /// `announced` is filled in after the approval; `late` is worked out from it, `twice` from what is signed; the unit
  /// must still be as it was, which is a rule of what is signed.
  private static let form: Form = {
    var form = Cast.form()
    var fields = form.sections[0].fields
    var announced = Sample.field("announced", "text")
    announced.addedAfter = SignedSteps.approval
    announced.need = .required
    announced.checks = [
      Field.Check(
        rule: Sample.rule("filled(signed_at('approval'))"), message: Phrase(zh: "還沒核准", en: "not approved yet"))
    ]
    var mirrored = Sample.field("mirrored", "text")
    mirrored.compute = Sample.rule("announced")
    var counted = Sample.field("counted", "number")
    counted.compute = Sample.rule("version")
    let place = fields.firstIndex { $0.id == "owners" } ?? 0
    var told = Sample.field("told", "text")
    told.addedAfter = SignedSteps.end
    fields[place].columns.append(told)
    form.sections[0].fields = fields + [announced, mirrored, counted]
    return form
  }()

  private func approved() -> SignedRecord {
    var content = Content.of(["unit": "OFFICE 辦公室", "what": "開通"])
    content[rows: "owners"] = [Row(["owner": "li 李四"])]
    var record = SignedRecord(by: Cast.wang, content, form: Self.form)
    record.sign(.submit, Cast.wang)
    while let signer = record.state.current?.signers.wanted.first { record.sign(.agree, signer) }
    return record
  }

  private func add(_ record: inout SignedRecord, by person: PersonName, _ change: (inout Content) -> Void) {
    var content = record.state.version.content
    change(&content)
    record.save(content, record.state.statusAfterAmending(to: content), .amend, by: person)
  }

  @Test("leaves every signature standing, with the name and time of each addition, however often it is added to")
  func stands() throws {
    var record = approved()
    let before = record.state.round
    #expect(record.state.status == .approved && before.count > 1)
    #expect(record.state.openFields.map(\.id).sorted() == ["announced", "owners"])
    for text in ["公告一", "公告二"] {
      add(&record, by: Cast.li) { $0["announced"] = [text] }
      #expect(record.state.status == .approved)
      #expect(record.state.round == before)
      #expect(record.state.changedSince == nil)
    }
    add(&record, by: Cast.wang) { $0[rows: "owners"][0]["told"] = ["是"] }
    #expect(record.state.additions.map(\.person) == [Cast.li, Cast.li, Cast.wang])
    #expect(record.state.additions.map(\.version) == record.versions.suffix(3).map(\.number))
    #expect(record.state.additions.last?.fields.count == 1)
    let lines = record.state.lines(.none).map(\.zh)
    #expect(lines.contains { $0.contains("簽核後增補") })
    #expect(lines.contains { $0.contains("李四") && $0.contains("announced") })
    #expect(!lines.contains { $0.contains("不再算數") })
  }

  @Test("more evidence and further remarks leave the signatures standing; what was there stays")
  func grows() {
    var form = Self.form
    for (id, type) in [("remarks", "paragraph"), ("proofs", "references")] {
      var field = Sample.field(id, type)
      field.grows = true
      form.sections[0].fields.append(field)
    }
    var content = Content.of(["unit": "OFFICE 辦公室", "what": "開通", "remarks": "第一點"])
    content["proofs"] = ["A-1", "A-2"]
    var record = SignedRecord(by: Cast.wang, content, form: form)
    record.sign(.submit, Cast.wang)
    for (field, values, stands) in [
      ("remarks", ["第一點\n第二點"], true), ("remarks", ["別的"], false), ("remarks", [], false),
      ("proofs", ["A-1", "A-2", "A-3"], true), ("proofs", ["A-1"], false),
    ] {
      var changed = record.state.version.content
      changed[field] = values
      #expect(record.state.keepsSignatures(changedTo: changed) == stands, "\(field) \(values)")
    }
    while let signer = record.state.current?.signers.wanted.first { record.sign(.agree, signer) }
    add(&record, by: Cast.li) { $0["remarks"] = ["第一點，已交付"] }
    #expect(record.state.status == .approved && record.state.additions.map(\.person) == [Cast.li])
  }

  @Test("lets nothing that is signed be changed with it")
  func nothingElse() {
    var record = approved()
    var content = record.state.version.content
    content["announced"] = ["公告"]
    content["what"] = ["別的"]
    #expect(!record.state.keepsSignatures(changedTo: content))
    content = record.state.version.content
    content[rows: "owners"][0]["owner"] = ["hu 胡主任"]
    #expect(!record.state.keepsSignatures(changedTo: content), "a column that is signed")
    content = record.state.version.content
    content[rows: "owners"].append(Row(["told": "是"]))
    #expect(!record.state.keepsSignatures(changedTo: content), "another row")
    content = record.state.version.content
    content[rows: Signature.table].removeLast()
    #expect(!record.state.keepsSignatures(changedTo: content), "a signature that is taken away")
    add(&record, by: Cast.li) { $0["announced"] = ["公告"] }
    record.amend("what", "別的", by: Cast.wang)
    #expect(record.state.status == .saved && record.state.changedSince != nil)
    #expect(record.state.additions == [])
  }

  @Test("works out and judges nothing again but what comes of the addition itself")
  func judgedAlone() {
    var record = approved()
    var entry = Entry(
      form: Self.form, version: record.versions.count + 1, now: Sample.now, me: Cast.li, records: record.cast.source)
    entry.signed = record.state.signedSteps
    var content = record.state.version.content
    content["announced"] = ["公告"]
    let settled = entry.settled(content)
    #expect(settled["mirrored"] == ["公告"])
    #expect(settled["counted"] == record.state.version.content["counted"], "not from the addition")
    #expect(entry.findings(settled) == [])
    content["what"] = []
    #expect(entry.settled(content)["counted"] == [String(record.versions.count + 1)], "a change of what is signed")
    record.amend("what", "別的", by: Cast.wang)
    entry.signed = record.state.signedSteps
    content = record.state.version.content
    content["announced"] = ["公告"]
    #expect(!entry.isStanding(content), "no signature stands that could")
  }

  @Test("keeps nothing from being saved or signed, and is asked for as a note until it is there")
  func asked() {
    let form = Self.form
    let entry = Entry(form: form, now: Sample.now, me: Cast.li, records: SignOffCast().source)
    let content = entry.settled(Content.of(["unit": "OFFICE 辦公室", "what": "開通"]))
    #expect(entry.findings(content) == [])
    var record = approved()
    #expect(record.state.stillNeeded.map(\.rule) == ["added_after"])
    #expect(record.state.stillNeeded.allSatisfy { !$0.blocks })
    add(&record, by: Cast.li) { $0["announced"] = ["公告"] }
    #expect(record.state.stillNeeded == [])
  }
}

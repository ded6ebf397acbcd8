import Domain
import Testing

@Suite("A record along its chain")
struct SignOffTests {
  typealias Cast = SignOffCast

  @Test("is submitted, signed by the head and the officer, and approved")
  func toItsEnd() {
    var record = SignedRecord()
    #expect(record.state.status == .saved)
    #expect(record.state.statusLabel.zh == "草稿")
    #expect(record.state.current?.signers.wanted == [Cast.li])
    #expect(record.sign(.submit, Cast.li) == [])
    #expect(record.state.status == .inReview)
    #expect(record.state.current?.signers.wanted == [Cast.hu])
    #expect(record.sign(.agree, Cast.hu, "  好  ") == [])
    #expect(record.sign(.agree, Cast.sec) == [])
    #expect(record.state.status == .approved)
    #expect(record.state.current == nil)
    #expect(record.state.steps.map(\.progress) == [.signed, .signed, .signed])
    #expect(record.state.round.map(\.comment) == [nil, "好", nil])
    #expect(record.versions.map(\.status) == [.saved, .inReview, .inReview, .approved])
    #expect(record.versions.map(\.action) == [.create, .submit, .agree, .agree])
  }

  @Test("each signature names the version and seal it signs, and changes nothing else")
  func rows() {
    var record = SignedRecord()
    record.sign(.submit, Cast.li)
    record.sign(.agree, Cast.hu)
    let rows = record.state.version.content[rows: "sign_off"]
    #expect(
      rows.last?.cells == [
        Content.Field(id: "step", values: ["head"]), Content.Field(id: "person", values: ["hu 胡主任"]),
        Content.Field(id: "decision", values: ["agree"]), Content.Field(id: "at", values: [Sample.now.text]),
        Content.Field(id: "version", values: ["2"]), Content.Field(id: "seal", values: ["seal2"]),
      ])
    #expect(rows.compactMap { Signature($0) }.map(\.row) == rows)
    var content = record.state.version.content
    content[rows: "sign_off"] = []
    #expect(content == record.versions[0].content)
    #expect(record.form.arranged(record.state.version.content)[rows: "sign_off"] == rows)
  }

  @Test("is sent back with a reason, keeps what was said, and starts again")
  func sentBack() {
    var record = SignedRecord()
    record.sign(.submit, Cast.li)
    #expect(record.sign(.return, Cast.hu, " ") == ["reason"])
    #expect(record.sign(.return, Cast.hu, "請補事由") == [])
    #expect(record.state.status == .returned)
    #expect(record.state.current?.signers.wanted == [Cast.li])
    #expect(record.sign(.agree, Cast.hu) == ["status"])
    record.amend("what", "開通一個月", by: Cast.li)
    #expect(record.state.changedSince == nil)
    #expect(record.sign(.submit, Cast.li) == [])
    #expect(record.state.round.count == 1)
    #expect(record.state.signatures.map(\.decision) == [.submit, .return, .submit])
    record.sign(.agree, Cast.hu)
    record.sign(.agree, Cast.sec)
    #expect(record.state.status == .approved)
  }

  @Test("may be submitted again unchanged after it was sent back")
  func submittedAgainUnchanged() {
    var record = SignedRecord()
    record.sign(.submit, Cast.li)
    record.sign(.return, Cast.hu, "缺附件")
    #expect(record.sign(.submit, Cast.li) == [])
    #expect(record.state.status == .inReview)
  }

  @Test("can be taken back by the filler only, and only before the next signature")
  func withdrawn() {
    var record = SignedRecord()
    #expect(record.sign(.withdraw, Cast.li) == ["status"])
    record.sign(.submit, Cast.li)
    #expect(record.sign(.withdraw, Cast.hu) == ["not_signer"])
    #expect(record.sign(.withdraw, Cast.li) == [])
    #expect(record.state.status == .saved)
    #expect(record.versions.last?.status == .saved)
    record.sign(.submit, Cast.li)
    record.sign(.agree, Cast.hu)
    #expect(record.sign(.withdraw, Cast.li) == ["withdraw"])
  }

  @Test("a change after signatures says since when, and starts the chain again")
  func changedSince() {
    var record = SignedRecord()
    record.sign(.submit, Cast.li)
    record.sign(.agree, Cast.hu)
    record.sign(.agree, Cast.sec)
    #expect(record.state.mayAmend().map(\.severity) == [.warning])
    record.amend("what", "另一件事", by: Cast.li)
    #expect(record.state.status == .saved)
    #expect(record.state.changedSince == 3)
    #expect(record.state.statusLabel.en == "changed since version 3 was signed")
    #expect(record.state.round == [])
    #expect(record.state.signatures.count == 3)
    #expect(record.sign(.agree, Cast.hu) == ["status"])
    #expect(record.sign(.submit, Cast.li) == [])
    #expect(record.state.changedSince == nil)
    #expect(record.state.current?.id == "head")
  }

  @Test("a row that was written by hand, or made by another save, does not count")
  func forgedRows() throws {
    var record = SignedRecord()
    record.sign(.submit, Cast.li)
    let signed = try record.state.signed(.agree, by: Cast.hu).get()
    var forged = record
    forged.save(signed.content, .inReview, .amend, by: Cast.li)
    #expect(forged.state.status == .saved)
    forged = record
    forged.save(signed.content, .inReview, .agree, by: Cast.li)
    #expect(forged.state.round == [])
    var content = signed.content
    var rows = content[rows: "sign_off"]
    rows[1]["seal"] = ["other"]
    content[rows: "sign_off"] = rows
    record.save(content, .inReview, .agree, by: Cast.hu)
    #expect(record.state.round == [])
  }

  @Test("what was approved stays approved when people and roles change")
  func staysApproved() {
    var record = SignedRecord()
    record.sign(.submit, Cast.li)
    record.sign(.agree, Cast.hu)
    record.sign(.agree, Cast.sec)
    record.cast.person(Cast.sec, "BOARD", ["staff"])
    record.cast.unit("OFFICE", head: "chen")
    #expect(record.state.status == .approved)
    #expect(record.state.steps.map(\.progress) == [.signed, .signed, .signed])
  }

  @Test("an old version is not signed when another was saved meanwhile")
  func stale() {
    var record = SignedRecord()
    record.sign(.submit, Cast.li)
    record.amend("what", "改了", by: Cast.li)
    let seen = record.state(at: 2)
    #expect(seen.mayAct(.agree, by: Cast.hu).map(\.rule) == ["stale"])
    #expect(seen.mayAct(.agree, by: Cast.hu).first?.message.en.contains("saved version 3") == true)
    #expect(seen.mayAmend().map(\.rule) == ["stale"])
  }

  @Test("nothing is signed while an earlier version is missing, because its writer is not known")
  func incomplete() {
    var record = SignedRecord()
    record.sign(.submit, Cast.li)
    let state = SignOffState(
      form: record.form, chain: record.chain, version: record.versions[1], history: [record.versions[1]],
      people: People(record.cast.source), now: record.now)
    #expect(state.mayAct(.agree, by: Cast.hu).map(\.rule) == ["history"])
  }

  @Test("a void record is neither signed nor changed")
  func void() {
    var record = SignedRecord()
    record.sign(.submit, Cast.li)
    record.save(record.state.version.content, .void, .void, by: Cast.li)
    #expect(record.state.status == .void)
    for action in Action.ofSignOff { #expect(record.sign(action, Cast.li, "x") == ["status"]) }
    #expect(record.state.mayAmend().map(\.blocks) == [true])
    #expect(record.state.current == nil)
  }

  @Test("actions lists what somebody may do now")
  func actions() {
    var record = SignedRecord()
    #expect(record.state.actions(of: Cast.li) == [.submit])
    #expect(record.state.actions(of: Cast.hu) == [])
    record.sign(.submit, Cast.li)
    #expect(record.state.actions(of: Cast.li) == [.withdraw])
    #expect(record.state.actions(of: Cast.hu) == [.agree, .return])
    #expect(record.sign(.create, Cast.hu) == ["action"])
  }
}

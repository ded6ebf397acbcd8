import Domain
import Testing

@Suite("Deputies, conditions and separation of duties")
struct SignOffRulesTests {
  typealias Cast = SignOffCast

  // MARK: - Deputies

  private func withDeputy(_ id: String, from: String, to: String) -> SignOffCast {
    var cast = SignOffCast()
    cast.person(
      Cast.hu, "OFFICE", ["manager"], ["deputy": "\(id) x", "deputy_from": from, "deputy_to": to])
    return cast
  }

  @Test("a deputy signs within the dates, is shown as one, and the person still can")
  func deputy() {
    var record = SignedRecord(cast: withDeputy("wang", from: "2026-11-20", to: "2026-11-22"))
    record.sign(.submit, Cast.li)
    #expect(record.state.current?.signers.everybody == [Cast.hu, Cast.wang])
    var other = record
    #expect(record.sign(.agree, Cast.wang) == [])
    #expect(record.state.round.last?.deputyFor == Cast.hu)
    #expect(record.state.round.last?.signer.zh == "王小明 (wang)（代理胡主任 (hu)）")
    #expect(record.state.version.content[rows: "sign_off"].last?["deputy_for"] == ["hu 胡主任"])
    #expect(other.sign(.agree, Cast.hu) == [])
    #expect(other.state.round.last?.deputyFor == nil)
  }

  @Test("a deputy outside the dates is told them")
  func expired() {
    for (from, to) in [("2026-11-01", "2026-11-21"), ("2026-11-23", "2026-12-01")] {
      var record = SignedRecord(cast: withDeputy("wang", from: from, to: to))
      record.sign(.submit, Cast.li)
      #expect(record.sign(.agree, Cast.wang) == ["deputy"])
      #expect(record.state.mayAct(.agree, by: Cast.wang).first?.message.zh.contains("\(from) 至 \(to)") == true)
    }
  }

  @Test("a deputy does not sign their own request, nor does a disabled one or one of a disabled person")
  func notAnyDeputy() {
    var record = SignedRecord(cast: withDeputy("li", from: "2026-11-01", to: "2026-12-01"))
    record.sign(.submit, Cast.li)
    #expect(record.sign(.agree, Cast.li) == ["own"])
    record = SignedRecord(cast: withDeputy("gone", from: "2026-11-01", to: "2026-12-01"))
    record.sign(.submit, Cast.li)
    #expect(record.sign(.agree, Cast.gone) == ["person"])
    #expect(record.state.current?.signers.deputies == [])
  }

  @Test("a deputy submits for the filler, and then signs no other step")
  func deputySubmits() {
    var cast = SignOffCast()
    cast.person(
      Cast.li, "OFFICE", ["staff"], ["deputy": "hu x", "deputy_from": "2026-11-01", "deputy_to": "2026-12-01"])
    var record = SignedRecord(cast: cast)
    #expect(record.sign(.submit, Cast.hu) == [])
    #expect(record.state.round.first?.deputyFor == Cast.li)
    #expect(record.state.current?.signers.wanted == [Cast.chen])
  }

  // MARK: - Conditions

  @Test("a step is left out only where its condition is false", arguments: [("2", false), ("3", true), (nil, true)])
  func when(level: String?, isTaken: Bool) {
    var content = Content.of(["unit": "OFFICE x"])
    content["level"] = level.map { [$0] } ?? []
    var record = SignedRecord(
      content, chain: Cast.chain([Cast.step("head", .unitHead), Cast.step("top", .role("ciso"), when: "level >= 3")]))
    record.sign(.submit, Cast.li)
    record.sign(.agree, Cast.hu)
    #expect(record.state.status == (isTaken ? .inReview : .approved))
    #expect(
      record.state.steps[2].progress
        == (isTaken ? .waiting : .skipped(Phrase(zh: "本筆不需要", en: "not needed for this record"))))
  }

  @Test("a named condition means what the form says, else its field, else what the chain says")
  func namedConditions() {
    func taken(_ form: Form, _ standard: String, _ name: String = "risky") -> Bool {
      let chain = Cast.chain(
        [Cast.step("head", .unitHead, when: "not \(name)"), Cast.step("ciso", .role("ciso"), when: name)],
        conditions: [.init(stringLiteral: name): standard] as KeyValuePairs)
      let state = SignedRecord(Content.of(["unit": "OFFICE x", "level": "4"]), chain: chain, form: form).state
      let isSkipped = state.steps.map { $0.signers.wanted.isEmpty }
      #expect(isSkipped[1] != isSkipped[2], "one of the two signs")
      return !isSkipped[2]
    }
    #expect(taken(Cast.form(), "true"))
    #expect(!taken(Cast.form(), "false"))
    #expect(taken(Cast.form(conditions: ["risky": "level > 3"]), "false"))
    #expect(!taken(Cast.form(conditions: ["risky": "level > 4"]), "true"))
  }

  @Test("a form leaves out a step by name")
  func conditionOfAStep() {
    var record = SignedRecord(form: Cast.form(conditions: ["head": "level > 3", "officer": "false"]))
    record.amend("level", "1", by: Cast.li)
    #expect(record.sign(.submit, Cast.li) == [])
    #expect(record.state.status == .approved)
  }

  // MARK: - Separation

  @Test("who signs twice is left out, or somebody else has to", arguments: [Chain.Repetition.skip, .refuse])
  func twice(same: Chain.Repetition) {
    var cast = SignOffCast()
    cast.person(Cast.hu, "OFFICE", ["security_officer"])
    cast.person(Cast.sec, "BOARD", ["staff"])
    var record = SignedRecord(chain: Cast.chain(Array(Cast.plain.steps.dropFirst()), same: same), cast: cast)
    record.sign(.submit, Cast.li)
    record.sign(.agree, Cast.hu)
    if same == .skip {
      #expect(record.state.status == .approved)
      #expect(record.state.steps[2].signatures == [])
      return
    }
    #expect(record.state.gaps.map(\.rule) == ["nobody"])
    record.cast.person(Cast.sec, "BOARD", ["security_officer"])
    #expect(record.sign(.agree, Cast.hu) == ["separation"])
    #expect(record.sign(.agree, Cast.sec) == [])
  }

  @Test("whoever carried it out does not review it, but may carry out their own request")
  func reviewer() {
    var cast = SignOffCast()
    cast.person(Cast.wang, "LAB", ["operations"])
    let chain = Cast.chain(
      [
        Cast.step("executor", .role("operations"), status: .executing, work: true),
        Cast.step("reviewer", .role("operations"), not: ["executor"], status: .executing),
      ], end: .closed)
    var record = SignedRecord(chain: chain, cast: cast)
    record.sign(.submit, Cast.li)
    #expect(record.state.status == .executing)
    #expect(record.sign(.agree, Cast.wang) == [])
    #expect(record.sign(.agree, Cast.wang) == ["nobody"])
    var other = SignedRecord(chain: chain, cast: cast)
    other.sign(.submit, Cast.li)
    #expect(other.sign(.agree, Cast.li) == [])
    #expect(other.state.current?.signers.wanted == [Cast.wang])
    #expect(other.sign(.agree, Cast.li) == ["own"])
    #expect(other.sign(.agree, Cast.wang) == [])
    #expect(other.state.status == .closed)
    record.cast.person(Cast.hu, "OFFICE", ["operations"])
    #expect(record.sign(.agree, Cast.wang) == ["separation"])
    #expect(record.state.mayAct(.agree, by: Cast.wang).first?.message.zh.contains("已簽「第executor關」") == true)
  }

  @Test("whoever follows up is of another unit than whoever handled it")
  func outside() {
    let chain = Cast.chain([
      Cast.step("handler", .field("doer", role: nil), work: true),
      Cast.step("follower", .role("staff"), outside: ["handler"], work: true),
    ])
    var cast = SignOffCast()
    cast.person(Cast.hu, "OFFICE", ["staff"])
    var record = SignedRecord(
      by: Cast.sec, Content.of(["unit": "OFFICE x", "doer": "li 李四"]), chain: chain, cast: cast)
    record.sign(.submit, Cast.sec)
    record.sign(.agree, Cast.li)
    #expect(record.state.current?.signers.wanted == [Cast.wang])
    #expect(record.sign(.agree, Cast.hu) == ["separation"])
    #expect(record.sign(.agree, Cast.wang) == [])
  }

  // MARK: - Logs and limits

  @Test("a log's entry is completed in place, but altered by a new entry once the shift is over or it is signed")
  func logs() {
    var record = SignedRecord(form: Cast.form(kind: .log))
    var completed = record.state.version.content
    completed["left_at"] = ["18:00"]
    completed[rows: "owners"] = [Row(["owner": "hu 胡主任"])]
    var altered = record.state.version.content
    altered["what"] = ["別的"]
    let limits = SignOffLimits(shiftHours: 12)
    #expect(!record.state.isCorrectedByNewEntry(changedTo: altered, limits: limits))
    record.now = Moment(seconds: Sample.now.seconds + 12 * 3600 + 1, offset: 480)
    #expect(record.state.isCorrectedByNewEntry(changedTo: altered, limits: limits))
    #expect(!record.state.isCorrectedByNewEntry(changedTo: completed, limits: limits))
    #expect(!record.state.isCorrectedByNewEntry(changedTo: altered, limits: SignOffLimits()))
    record.form = Cast.form()
    #expect(!record.state.isCorrectedByNewEntry(changedTo: altered, limits: limits))
    record = SignedRecord(form: Cast.form(kind: .log))
    record.sign(.submit, Cast.li)
    #expect(!record.state.isCorrectedByNewEntry(changedTo: altered, limits: limits))
    record.sign(.agree, Cast.hu)
    #expect(record.state.isCorrectedByNewEntry(changedTo: altered, limits: limits))
  }
}

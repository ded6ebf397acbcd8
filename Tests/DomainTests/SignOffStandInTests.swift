import Domain
import Testing

@Suite("Who signs where nobody whose turn it is may")
struct SignOffStandInTests {
  typealias Cast = SignOffCast

  private static let ladder = [
    "unit_head": "top_management", "security_officer": "ciso", "ciso": "top_management",
  ]

  /// Head, officer, chief, as most forms have it.
  private static let chain: Chain = {
    var chain = Cast.chain([
      Cast.step("head", .unitHead), Cast.step("officer", .role("security_officer")), Cast.step("ciso", .role("ciso")),
    ])
    chain.standIns = ladder
    return chain
  }()

  private func step(_ id: String, of record: SignedRecord) -> SignOffState.StepState? {
    record.state.steps.first { $0.id == id }
  }

  private func skipped(_ id: String, of record: SignedRecord) -> Phrase? {
    if case .skipped(let why)? = step(id, of: record)?.progress { why } else { nil }
  }

  @Test("the role one step higher signs for the only holder who filled it in, once, and it is told for whom")
  func roleAbove() {
    var record = SignedRecord(by: Cast.sec, Content.of(["unit": "OFFICE x"]), chain: Self.chain)
    #expect(step("officer", of: record)?.signers.wanted == [Cast.chen])
    #expect(record.sign(.submit, Cast.sec) == [])
    #expect(record.sign(.agree, Cast.hu) == [])
    #expect(record.state.current?.signers.standsIn?.zh.contains("資安執行秘書") == true)
    #expect(record.sign(.agree, Cast.sec) != [], "not whoever filled it in")
    #expect(record.sign(.agree, Cast.chen) == [])
    #expect(record.state.status == .approved, "the chief need not sign the own step too")
    #expect(skipped("ciso", of: record) != nil)
  }

  @Test("another holder comes before anybody who stands in, and nobody stands in for a role that nobody has")
  func holdersFirst() {
    var cast = SignOffCast()
    cast.person(PersonName(id: "sec2", name: "第二位"), "BOARD", ["security_officer"])
    var record = SignedRecord(by: Cast.sec, Content.of(["unit": "OFFICE x"]), chain: Self.chain, cast: cast)
    #expect(step("officer", of: record)?.signers.wanted.map(\.id) == ["sec2"])
    cast = SignOffCast()
    cast.person(Cast.sec, "BOARD", ["administrator"])
    record = SignedRecord(Content.of(["unit": "OFFICE x"]), chain: Self.chain, cast: cast)
    #expect(step("officer", of: record)?.signers.gap?.rule == "nobody")
  }

  @Test("the superior of a role's holder signs where no role stands above it, or the submission counts at the top")
  func superiorAndTop() {
    var chain = Cast.chain([Cast.step("doer", .role("operations"))])
    chain.standIns = Self.ladder
    var record = SignedRecord(by: Cast.li, Content.of(["unit": "OFFICE x"]), chain: chain)
    #expect(step("doer", of: record)?.signers.wanted == [Cast.hu])

    record = SignedRecord(by: Cast.chen, Content.of(["unit": "BOARD x"]), chain: Self.chain)
    #expect(record.sign(.submit, Cast.chen) == [])
    #expect(skipped("head", of: record)?.en.contains("nobody stands above") == true)
    #expect(record.state.current?.signers.wanted == [Cast.sec])
    #expect(record.sign(.agree, Cast.sec) == [])
    #expect(record.state.status == .approved)

    var cast = SignOffCast()
    let top = PersonName(id: "top", name: "院長")
    cast.person(top, "BOARD", ["top_management"])
    record = SignedRecord(by: Cast.chen, Content.of(["unit": "BOARD x"]), chain: Self.chain, cast: cast)
    #expect(step("head", of: record)?.signers.wanted == [top])
    #expect(step("ciso", of: record)?.signers.wanted == [top])
  }

  @Test("heads of units sign as a role that nobody holds where the chains say so")
  func headsAsManagers() {
    var chain = Cast.chain([Cast.step("owner", .role("data_owner"))])
    chain.standIns = ["data_owner": "unit_head", "unit_head": "top_management"]
    let record = SignedRecord(by: Cast.li, Content.of(["unit": "OFFICE x"]), chain: chain)
    #expect(step("owner", of: record)?.signers.wanted.contains(Cast.hu) == true)
    #expect(step("owner", of: record)?.signers.wanted.contains(Cast.li) == false)
  }

  @Test("in a chain that wants another person for each step, the one above all counts once they have signed")
  func spent() {
    var chain = Cast.chain(
      [
        Cast.step("lead", .role("security_officer")), Cast.step("head", .unitHead), Cast.step("ciso", .role("ciso")),
      ], same: .refuse)
    chain.standIns = ["security_officer": "ciso", "ciso": "top_management", "unit_head": "top_management"]
    var cast = SignOffCast()
    let top = PersonName(id: "top", name: "院長")
    cast.person(top, "BOARD", ["top_management"])
    // The officer writes it, the chief stands in for the officer, and then nobody is left for the chief's own step.
    var record = SignedRecord(by: Cast.sec, Content.of(["unit": "BOARD x"]), chain: chain, cast: cast)
    #expect(record.sign(.submit, Cast.sec) == [])
    #expect(record.sign(.agree, Cast.chen) == [])
    #expect(record.state.current?.signers.wanted == [top])
    #expect(record.sign(.agree, top) == [])
    #expect(record.state.status == .approved)
    #expect(skipped("ciso", of: record) != nil)
  }

  @Test("whoever only witnessed in place of another still decides: a witness is no agreement")
  func witnessDecides() {
    var chain = Cast.chain(
      [Cast.step("witness", .role("security_officer"), kind: .witness), Cast.step("head", .unitHead)], same: .refuse,
      end: .closed)
    chain.standIns = ["security_officer": "top_management", "unit_head": "top_management"]
    var cast = SignOffCast()
    cast.person(Cast.chen, "BOARD", ["top_management"])
    var record = SignedRecord(by: Cast.sec, Content.of(["unit": "BOARD x"]), chain: chain, cast: cast)
    #expect(record.sign(.submit, Cast.sec) == [])
    #expect(record.sign(.agree, Cast.chen) == [])
    #expect(record.state.status == .inReview)
    #expect(record.state.current?.id == "head" && record.state.current?.signers.wanted == [Cast.chen])
    #expect(record.sign(.agree, Cast.chen) == [])
    #expect(record.state.status == .closed && skipped("head", of: record) == nil)
  }

  @Test("a record that is over says why its last step has no signature")
  func lastLeftOut() {
    let chain = Cast.chain([Cast.step("owner", .field("doer", role: nil)), Cast.step("head", .unitHead)])
    var record = SignedRecord(Content.of(["unit": "OFFICE x", "doer": "hu 胡主任"]), chain: chain)
    #expect(record.sign(.submit, Cast.li) == [])
    #expect(record.sign(.agree, Cast.hu) == [])
    #expect(record.state.status == .approved)
    #expect(skipped("head", of: record)?.en == "signed an earlier step")
  }

  @Test("where everybody is of one unit, another person is independent enough, and else it is told who is of the same")
  func oneUnit() {
    let chain = Cast.chain([
      Cast.step("doer", .field("doer", role: nil), work: true),
      Cast.step("follower", .role("staff"), not: ["doer"], outside: ["doer"], work: true),
    ])
    var cast = SignOffCast()
    for (id, record) in cast.records where record.form == "person" && !["wang", "li"].contains(id) {
      cast.records[id] = nil
    }
    cast.person(Cast.wang, "OFFICE", ["staff"])
    let content = Content.of(["unit": "OFFICE x", "doer": "li 李四"])
    var record = SignedRecord(by: Cast.li, content, chain: chain, cast: cast)
    #expect(record.sign(.submit, Cast.li) == [])
    #expect(record.sign(.agree, Cast.li) == [])
    #expect(record.state.current?.signers.wanted == [Cast.wang])
    cast.person(Cast.chen, "BOARD", ["ciso"])
    record.cast = cast
    #expect(record.state.current?.signers.gap?.message.en.contains("not independent") == true)
  }

  @Test("the superior of a named person signs, never anybody who only has the role")
  func named() {
    let chain = Cast.chain([Cast.step("owner", .field("doer", role: "manager"))])
    let record = SignedRecord(by: Cast.wang, Content.of(["unit": "LAB x", "doer": "wang 王小明"]), chain: chain)
    #expect(record.state.steps[1].signers.wanted == [Cast.hu])
    #expect(record.state.steps[1].signers.standsIn?.en.contains("王小明") == true)
  }

  @Test("a check is signed after the work by somebody who did not do it, whatever they agreed to before")
  func check() {
    let chain = Cast.chain(
      [
        Cast.step("head", .unitHead), Cast.step("doer", .field("doer", role: nil), status: .executing, work: true),
        Cast.step("check", .role("manager"), status: .executing, kind: .check),
      ], end: .closed)
    var record = SignedRecord(by: Cast.wang, Content.of(["unit": "OFFICE x", "doer": "li 李四"]), chain: chain)
    record.sign(.submit, Cast.wang)
    record.sign(.agree, Cast.hu)
    record.sign(.agree, Cast.li)
    #expect(record.state.status == .executing, "the head's agreement before the work is no check of it")
    #expect(record.sign(.agree, Cast.hu) == [])
    #expect(record.state.status == .closed)

    record = SignedRecord(by: Cast.wang, Content.of(["unit": "OFFICE x", "doer": "hu 胡主任"]), chain: chain)
    record.sign(.submit, Cast.wang)
    record.sign(.agree, Cast.hu)
    record.sign(.agree, Cast.hu)
    #expect(record.sign(.agree, Cast.hu) != [], "whoever did it does not check it")
  }

  @Test("no approval behind the work is given by whoever did it, and a witness has signed nothing else")
  func afterWork() {
    let chain = Cast.chain(
      [
        Cast.step("doer", .field("doer", role: nil), status: .executing, work: true),
        Cast.step("head", .unitHead, status: .executing),
        Cast.step("witness", .field("asks", role: nil), kind: .witness),
      ], end: .closed)
    var content = Content.of(["unit": "OFFICE x", "doer": "hu 胡主任"])
    content["asks"] = ["chen 陳校長"]
    var form = Cast.form()
    form.conditions = []
    var record = SignedRecord(by: Cast.wang, content, chain: chain, form: form)
    record.sign(.submit, Cast.wang)
    record.sign(.agree, Cast.hu)
    #expect(record.state.current?.signers.wanted == [Cast.chen], "the head of the unit above")
    record.sign(.agree, Cast.chen)
    #expect(record.sign(.agree, Cast.chen) != [], "the witness has signed as the head")
  }

  @Test("whom a record is about signs nothing of it, not even the work")
  func subject() {
    let chain = Cast.chain(
      [Cast.step("head", .unitHead), Cast.step("doer", .role("operations"), status: .executing, work: true)],
      end: .closed)
    var form = Cast.form()
    form.neverSign = [Sample.rule("doer")]
    var cast = SignOffCast()
    cast.person(Cast.wang, "LAB", ["staff", "operations"])
    var record = SignedRecord(
      by: Cast.sec, Content.of(["unit": "OFFICE x", "doer": "li 李四"]), chain: chain, form: form, cast: cast)
    record.sign(.submit, Cast.sec)
    record.sign(.agree, Cast.hu)
    #expect(record.state.current?.signers.wanted == [Cast.wang], "the other one of the role")
    #expect(record.sign(.agree, Cast.li) == ["separation"])
    record = SignedRecord(
      by: Cast.sec, Content.of(["unit": "OFFICE x", "doer": "hu 胡主任"]), chain: chain, form: form, cast: cast)
    #expect(step("head", of: record)?.signers.wanted == [Cast.chen])
  }

  @Test("a request may be refused for good by the person who is asked to approve it, with the reason, and asked again")
  func refuse() {
    var chain = Cast.chain(
      [
        Cast.step("head", .unitHead), Cast.step("doer", .field("doer", role: nil), status: .executing, work: true),
      ], end: .closed)
    var record = SignedRecord(by: Cast.wang, Content.of(["unit": "OFFICE x", "doer": "li 李四"]), chain: chain)
    record.sign(.submit, Cast.wang)
    #expect(record.sign(.refuse, Cast.hu, "不需要") == ["refuse"], "no request")
    chain = Chain(id: chain.id, steps: chain.steps, same: .skip, end: .closed, isRefusable: true)
    record = SignedRecord(by: Cast.wang, Content.of(["unit": "OFFICE x", "doer": "li 李四"]), chain: chain)
    record.sign(.submit, Cast.wang)
    #expect(record.sign(.refuse, Cast.li, "不需要") != [], "not the turn")
    #expect(record.sign(.refuse, Cast.hu) == ["reason"])
    #expect(record.sign(.refuse, Cast.hu, "不需要") == [])
    #expect(record.state.status == .refused && record.state.isOver)
    #expect(record.state.current == nil && record.state.openFields.isEmpty)
    #expect(record.state.lines(.none).contains { $0.zh.contains("駁回") && $0.zh.contains("不需要") })
    #expect(record.sign(.agree, Cast.hu) != [] && record.sign(.submit, Cast.wang) != [])
    record.amend("what", "改了再請", by: Cast.wang)
    #expect(record.sign(.submit, Cast.wang) == [])
    #expect(record.sign(.agree, Cast.hu) == [])
    #expect(record.sign(.refuse, Cast.li, "不做") == ["refuse"], "a step of work is not the place")
  }
}

import Domain
import Testing

@Suite("Who signs a step")
struct SignOffSignersTests {
  typealias Cast = SignOffCast

  @Test("nobody signs their own request, nor for another, nor as administrator")
  func onlyTheRightOne() {
    var record = SignedRecord()
    record.sign(.submit, Cast.li)
    #expect(record.sign(.agree, Cast.li) == ["own"])
    #expect(record.sign(.agree, Cast.wang) == ["not_signer"])
    #expect(record.sign(.agree, Cast.sec) == ["not_signer"])
    #expect(record.sign(.agree, PersonName(id: "nobody", name: "x")) == ["person"])
    #expect(record.sign(.submit, Cast.li) == ["status"])
    let told = record.state.mayAct(.agree, by: Cast.sec).first?.message
    #expect(told?.zh == "現在的關卡是「第head關」，不是由您簽核；這一關由胡主任 (hu)簽核。")
    #expect(told?.en == "It is the turn of 'Step head', which is not yours to sign; 胡主任 (hu) can sign it.")
  }

  @Test("only whoever wrote the record submits it")
  func onlyFillerSubmits() {
    var record = SignedRecord()
    #expect(record.sign(.submit, Cast.hu) == ["not_signer"])
    record.amend("what", "x", by: Cast.wang)
    #expect(record.sign(.submit, Cast.wang) == [])
    #expect(record.state.filler == Cast.li)
  }

  @Test("the head of the unit above signs where the head filled it in")
  func headOfTheUnitAbove() {
    var record = SignedRecord(by: Cast.wang, Content.of(["unit": "LAB 實驗室"]))
    record.sign(.submit, Cast.wang)
    #expect(record.state.current?.signers.wanted == [Cast.hu])
    record = SignedRecord(by: Cast.wang, Content.of(["unit": "LAB 實驗室"]))
    record.amend("what", "x", by: Cast.hu)
    record.sign(.submit, Cast.wang)
    #expect(record.state.current?.signers.wanted == [Cast.chen])
  }

  @Test("a unit without a head, no unit: each says who can mend it")
  func noHead() {
    var record = SignedRecord()
    record.cast.unit("OFFICE", head: nil, parent: "BOARD")
    #expect(record.state.mayAct(.submit, by: Cast.li).first?.message.zh.contains("「OFFICE」沒有在職的主管") == true)
    record.cast.unit("OFFICE", head: "gone", parent: "BOARD")
    #expect(record.sign(.submit, Cast.li) == ["nobody"])
    record = SignedRecord(Content.of(["what": "x"]))
    #expect(record.state.mayAct(.submit, by: Cast.li).first?.message.zh.contains("請填表人填寫單位") == true)
  }

  @Test("units above each other in a circle end")
  func circle() {
    var cast = SignOffCast()
    cast.unit("OFFICE", head: "li", parent: "LAB")
    cast.unit("LAB", head: "li", parent: "OFFICE")
    var record = SignedRecord(cast: cast)
    #expect(record.sign(.submit, Cast.li) == ["nobody"])
  }

  @Test("a role that nobody active has is told before the turn, and keeps the next step from being submitted to")
  func nobodyHasTheRole() {
    var cast = SignOffCast()
    cast.person(Cast.sec, "BOARD", ["administrator"])
    var record = SignedRecord(cast: cast)
    let told = record.state.mayAct(.submit, by: Cast.li)
    #expect(told.map(\.severity) == [.warning])
    #expect(told.first?.message.zh.contains("沒有在職人員具有角色「資安執行秘書」；請系統管理者") == true)
    #expect(told.first?.message.en.contains("an administrator can give it") == true)
    #expect(record.sign(.submit, Cast.li) == [])
    record.sign(.agree, Cast.hu)
    #expect(record.sign(.agree, Cast.sec) == ["nobody"])
    record.cast.person(Cast.sec, "BOARD", ["security_officer"])
    #expect(record.sign(.agree, Cast.sec) == [])
    let alone = SignedRecord(chain: Cast.chain([Cast.step("officer", .role("security_officer"))]), cast: cast)
    #expect(alone.state.mayAct(.submit, by: Cast.li).map(\.blocks) == [true])
  }

  @Test("a role whose only holder filled the record in has nobody")
  func holderIsTheFiller() {
    var record = SignedRecord(by: Cast.sec)
    record.sign(.submit, Cast.sec)
    record.sign(.agree, Cast.hu)
    #expect(record.state.gaps.first?.message.zh.contains("林秘書 (sec)填寫、修改或申請了這筆紀錄") == true)
    #expect(record.sign(.agree, Cast.sec) == ["nobody"])
  }

  @Test("the person in a field signs, the head of the unit in a field, and the role where neither is filled in")
  func fields() {
    let chain = Cast.chain([Cast.step("doer", .field("doer", role: "security_officer"), work: true)])
    var content = Content.of(["unit": "OFFICE x", "doer": "wang 王小明"])
    #expect(SignedRecord(content, chain: chain).state.steps[1].signers.wanted == [Cast.wang])
    content["doer"] = []
    #expect(SignedRecord(content, chain: chain).state.steps[1].signers.wanted == [Cast.sec])
    // Where whoever is named is gone, their superior signs, and nobody who only has the role.
    content["doer"] = ["gone 離職者"]
    #expect(SignedRecord(content, chain: chain).state.steps[1].signers.wanted == [Cast.hu])
    let form = Cast.form(signers: ["doer": "other_unit"])
    content["other_unit"] = ["LAB 實驗室"]
    #expect(SignedRecord(content, chain: chain, form: form).state.steps[1].signers.wanted == [Cast.wang])
    let head = Cast.chain([Cast.step("head", .unitHead)])
    let moved = Cast.form(signers: ["head": "other_unit"])
    #expect(SignedRecord(content, chain: head, form: moved).state.steps[1].signers.wanted == [Cast.wang])
    content["other_unit"] = []
    #expect(SignedRecord(content, chain: head, form: moved).state.steps[1].signers.wanted == [Cast.hu])
  }

  @Test("a field without a role says that nobody is named")
  func nobodyNamed() {
    let chain = Cast.chain([Cast.step("doer", .field("doer", role: nil))])
    var content = Content.of(["unit": "OFFICE x"])
    #expect(SignedRecord(content, chain: chain).state.gaps.map(\.rule) == ["nobody"])
    content["doer"] = ["nobody.known 某人"]
    #expect(SignedRecord(content, chain: chain).state.gaps.first?.message.zh.contains("不是在職人員") == true)
  }

  @Test("all whom the record names sign, where the step needs all")
  func everybodyNamed() {
    let chain = Cast.chain([Cast.step("owner", .field("owner", role: "ciso"), all: true)])
    let form = Cast.form(signers: ["owner": "owners.owner"])
    var content = Content.of(["unit": "OFFICE x"])
    content[rows: "owners"] = [Row(["owner": "hu 胡主任"]), Row(["owner": "wang x"]), Row(["owner": "hu 胡主任"])]
    var record = SignedRecord(content, chain: chain, form: form)
    record.sign(.submit, Cast.li)
    #expect(record.state.current?.signers.wanted == [Cast.hu, Cast.wang])
    #expect(record.sign(.agree, Cast.wang) == [])
    #expect(record.state.status == .inReview)
    #expect(record.state.current?.signers.wanted == [Cast.hu])
    #expect(record.sign(.agree, Cast.wang) == ["not_signer"])
    #expect(record.sign(.agree, Cast.hu) == [])
    #expect(record.state.status == .approved)
    content[rows: "owners"] = []
    record = SignedRecord(content, chain: chain, form: form)
    record.sign(.submit, Cast.li)
    #expect(record.sign(.agree, Cast.chen) == [])
    #expect(record.state.status == .approved)
  }

  @Test("who is named as the one who asks signs nothing else")
  func asking() {
    let form = Cast.form(signers: ["filler": "asks"])
    var content = Content.of(["unit": "OFFICE x", "asks": "hu 胡主任"])
    var record = SignedRecord(content, form: form)
    #expect(record.state.current?.signers.wanted == [Cast.hu, Cast.li])
    record.sign(.submit, Cast.li)
    #expect(record.sign(.agree, Cast.hu) == ["own"])
    #expect(record.sign(.agree, Cast.chen) == [])
    content["asks"] = ["wang 王小明"]
    record = SignedRecord(content, form: form)
    #expect(record.sign(.submit, Cast.wang) == [])
  }

  @Test("a disabled person signs nothing")
  func disabled() {
    var record = SignedRecord()
    record.sign(.submit, Cast.li)
    record.cast.person(Cast.hu, "OFFICE", ["manager"], ["active": "no"])
    #expect(record.sign(.agree, Cast.hu) == ["person"])
    #expect(record.state.gaps.map(\.rule) == ["nobody"])
  }
}

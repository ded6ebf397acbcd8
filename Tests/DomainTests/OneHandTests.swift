import Domain
import Testing

/// Whoever signed a step of a record, for themselves or as a deputy, gives no second hand to it.
@Suite("One hand signs one step")
struct OneHandTests {
  typealias Cast = SignOffCast

  private static let today: KeyValuePairs = [
    "deputy": "wang 王小明", "deputy_from": "2026-11-01", "deputy_to": "2026-11-30",
  ]

  /// Wang is the deputy of the head and of the security officer.
  private func cast(_ roles: [String] = ["staff"]) -> SignOffCast {
    var cast = SignOffCast()
    cast.person(Cast.wang, "LAB", roles)
    cast.person(Cast.hu, "OFFICE", ["manager"], Self.today)
    cast.person(Cast.sec, "BOARD", ["security_officer"], Self.today)
    return cast
  }

  @Test("a deputy who signed for one does not sign for another")
  func forTwo() {
    var record = SignedRecord(cast: cast())
    record.sign(.submit, Cast.li)
    #expect(record.sign(.agree, Cast.wang) == [])
    #expect(record.state.current?.signers.deputies.isEmpty == true)
    #expect(record.sign(.agree, Cast.wang) == ["separation"])
    let told = record.state.mayAct(.agree, by: Cast.wang).first?.message
    #expect(told?.zh == "您已簽過這筆紀錄的其他關卡，不能簽「第officer關」；這一關由林秘書 (sec)簽核。")
    #expect(told?.en.contains("signed another step of this record; 林秘書 (sec) can sign it") == true)
    #expect(record.sign(.agree, Cast.sec) == [])
  }

  @Test("a deputy who signed for another does not sign what is theirs, and somebody else of the role does")
  func thenForThemselves() {
    var record = SignedRecord(cast: cast(["security_officer"]))
    record.cast.person(Cast.sec, "BOARD", ["administrator"])
    record.sign(.submit, Cast.li)
    #expect(record.sign(.agree, Cast.wang) == [])
    #expect(record.sign(.agree, Cast.wang) == ["nobody"])
    record.cast.person(Cast.chen, "BOARD", ["security_officer"])
    #expect(record.state.current?.signers.wanted == [Cast.chen])
    #expect(record.sign(.agree, Cast.wang) == ["separation"])
    #expect(record.sign(.agree, Cast.chen) == [])
  }

  @Test("somebody who signed for themselves does not sign as a deputy")
  func thenAsDeputy() {
    var record = SignedRecord(cast: cast())
    record.cast.unit("OFFICE", head: "wang", parent: "BOARD")
    record.sign(.submit, Cast.li)
    #expect(record.sign(.agree, Cast.wang) == [])
    #expect(record.state.current?.signers.deputies.isEmpty == true)
    #expect(record.sign(.agree, Cast.wang) == ["separation"])
    #expect(record.sign(.agree, Cast.sec) == [])
  }

  @Test("whoever submitted as a deputy signs for nobody")
  func submittedAsDeputy() {
    var cast = cast()
    cast.person(Cast.li, "OFFICE", ["staff"], Self.today)
    var record = SignedRecord(cast: cast)
    #expect(record.sign(.submit, Cast.wang) == [])
    #expect(record.sign(.agree, Cast.wang) == ["own"])
    #expect(record.sign(.agree, Cast.hu) == [])
  }

  @Test("where all owners sign, the deputy of two signs for one of them")
  func oneOfAll() {
    let chain = Cast.chain([Cast.step("owner", .field("owners", role: nil), all: true)])
    let form = Cast.form(signers: ["owner": "owners.owner"])
    var content = Content.of(["unit": "OFFICE x"])
    content[rows: "owners"] = [Row(["owner": "hu 胡主任"]), Row(["owner": "sec 林秘書"])]
    var record = SignedRecord(content, chain: chain, form: form, cast: cast())
    record.sign(.submit, Cast.li)
    #expect(record.sign(.agree, Cast.wang) == [])
    #expect(record.state.current?.signers.wanted == [Cast.sec])
    #expect(record.sign(.agree, Cast.wang) == ["separation"])
    #expect(record.sign(.agree, Cast.sec) == [])
    #expect(record.state.status == .approved)
  }

  @Test("what is done is no further hand: it is signed by whoever did it, but by no deputy who signed before")
  func work() {
    let chain = Cast.chain([Cast.step("head", .unitHead), Cast.step("doer", .field("doer", role: nil), work: true)])
    var content = Content.of(["unit": "OFFICE x", "doer": "wang 王小明"])
    var record = SignedRecord(content, chain: chain, cast: cast())
    record.sign(.submit, Cast.li)
    #expect(record.sign(.agree, Cast.wang) == [])
    #expect(record.sign(.agree, Cast.wang) == [])
    content["doer"] = ["sec 林秘書"]
    record = SignedRecord(content, chain: chain, cast: cast())
    record.sign(.submit, Cast.li)
    record.sign(.agree, Cast.wang)
    #expect(record.sign(.agree, Cast.wang) == ["separation"])
  }

  @Test("a new round begins with free hands")
  func newRound() {
    var record = SignedRecord(cast: cast())
    record.sign(.submit, Cast.li)
    record.sign(.agree, Cast.wang)
    record.sign(.return, Cast.sec, "請補")
    record.sign(.submit, Cast.li)
    record.sign(.agree, Cast.hu)
    #expect(record.sign(.agree, Cast.wang) == [])
  }
}

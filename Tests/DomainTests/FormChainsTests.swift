import Domain
import Testing

@Suite("The chain of a form")
struct FormChainsTests {
  typealias Cast = SignOffCast

  /// Two chains: `C`, and `HIGH` with one step more.
  private struct Chains: Catalogue {
    let all: [Chain]
    var menu: Menu { Menu(layers: []) }
    func procedure(_ id: String) -> Procedure? { nil }
    func procedures() -> [Procedure] { [] }
    func form(_ id: String) -> Form? { nil }
    func form(_ reference: FormReference) -> Form? { nil }
    func heads() -> [FormHead] { [] }
    func chain(_ id: String) -> Chain? { all.first { $0.id == id } }
    func text(_ name: String, folder: String, language: Language) -> String? { nil }
    func findings() -> [Finding] { [] }
    var fingerprint: String { "" }
  }

  private static let catalogue = Chains(all: [
    Cast.chain([Cast.step("head", .unitHead)]),
    Chain(
      id: "HIGH", steps: [Cast.step("filler", .filler), Cast.step("head", .unitHead), Cast.step("top", .role("ciso"))]),
  ])

  private static func form(_ change: (inout Form) -> Void) -> Form {
    var form = Cast.form()
    change(&form)
    return form
  }

  private func state(_ record: SignedRecord, _ form: Form) throws -> SignOffState {
    let version = try #require(record.versions.last)
    return try #require(
      SignOffState(
        form: form, catalogue: Self.catalogue, version: version, history: record.versions,
        people: People(record.cast.source), now: record.now))
  }

  @Test("is the first whose condition holds, and stays what it was when the record was submitted")
  func choice() throws {
    let form = Self.form { $0.otherChains = [Form.ChainChoice(id: "HIGH", when: Sample.rule("level >= 3"))] }
    for (level, wanted) in [("3", "HIGH"), ("2", "C"), ("", "C")] {
      let record = SignedRecord(Content.of(["unit": "OFFICE 辦公室", "level": level]), form: form)
      #expect(try state(record, form).chain.id == wanted, "level \(level)")
    }
    var record = SignedRecord(Content.of(["unit": "OFFICE 辦公室", "level": "3"]), form: form)
    let submitted = try state(record, form).signed(.submit, by: Cast.li).get()
    #expect(submitted.signature.chain == "HIGH")
    record.save(submitted.content, submitted.status, .submit, by: Cast.li)
    // The condition has another meaning meanwhile.
    let later = Self.form { $0.otherChains = [Form.ChainChoice(id: "HIGH", when: Sample.rule("level >= 4"))] }
    #expect(try state(record, later).chain.id == "HIGH")
    let agreed = try state(record, later).signed(.agree, by: Cast.hu).get()
    #expect(agreed.signature.chain == nil)
    record.save(agreed.content, agreed.status, .agree, by: Cast.hu)
    #expect(try state(record, later).current?.id == "top")
    record.amend("what", "別的", by: Cast.li)
    #expect(try state(record, later).chain.id == "C", "a change chooses again")
  }

  @Test("says nothing of itself in a signature where there is no choice")
  func noChoice() throws {
    let record = SignedRecord()
    #expect(try state(record, record.form).signed(.submit, by: Cast.li).get().signature.chain == nil)
  }

  @Test("has the steps that the form adds, in their places, and lacks those that it leaves out")
  func adapted() throws {
    let chain = try #require(Self.catalogue.chain("HIGH"))
    func added(_ id: String, _ beside: String, before: Bool = false, work: Bool = false) -> Form.AddedStep {
      Form.AddedStep(step: Cast.step(id, .role("staff"), work: work), beside: beside, isBefore: before)
    }
    let form = Self.form {
      $0.addedSteps = [
        added("a", "head"), added("b", "head"), added("c", "top", before: true), added("d", "a"), added("e", "end"),
      ]
      $0.leftOutSteps = ["top"]
    }
    #expect(chain.adapted(to: form).steps.map(\.id) == ["filler", "head", "a", "d", "b", "e"], "c has lost its place")
    #expect(chain.adapted(to: Cast.form()).steps.map(\.id) == chain.steps.map(\.id))
    #expect(chain.adapted(to: form).end == .approved)
    let closing = Self.form { $0.addedSteps = [added("close", "end", work: true)] }
    #expect(chain.adapted(to: closing).end == .closed, "what is done last closes the record")
  }

  @Test("is none for a form without one")
  func none() {
    let form = Self.form { $0.chain = nil }
    let record = SignedRecord(form: form)
    let version = record.versions[0]
    #expect(
      SignOffState(
        form: form, catalogue: Self.catalogue, version: version, history: [version],
        people: People(record.cast.source), now: record.now) == nil)
  }
}

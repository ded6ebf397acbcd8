import Domain
import Testing

/// A register of people in which what grants power waits for a second person.
private struct Register: RecordSource {
  var all: [String: RecordValue] = [:]
  var hands = Hands()

  func record(_ number: String) -> RecordValue? { all[number] }

  func records(of form: String, where equal: [String: String], limit: Int?) -> [RecordValue] {
    all.values.filter { $0.form == form }.sorted { $0.number < $1.number }
  }

  func form(_ id: String) -> Form? { id == "person" ? GrantingTests.person : nil }
}

/// One record with its versions, and the people of the store as far as they are in force.
private struct GrantRecord {
  var register = Register()
  var versions: [Version] = []
  var catalogue = GrantCatalogue()
  let number: String

  init(_ number: String = "lin") { self.number = number }

  mutating func person(_ id: String, _ roles: [String], active: Bool = true, deputy: String? = nil) {
    var content = Content.of(["id": id, "name": id.uppercased()])
    content["active"] = [active ? "yes" : "no"]
    content["roles"] = roles
    content["deputy"] = deputy.map { [$0] } ?? []
    register.all[id] = RecordValue(number: id, form: "person", version: 1, content: content)
  }

  var people: People { People(register) }

  func access(_ id: String) -> Access { Access(GrantingTests.name(id), people: people, catalogue: catalogue) }

  func granting(_ content: Content, _ action: Action = .amend, by id: String) -> Granting? {
    Granting(
      NewGrant(
        record: number, base: versions.last?.number, action: action, savedBy: GrantingTests.name(id), content: content),
      form: GrantingTests.person, history: versions, access: access(id), people: people, catalogue: catalogue,
      now: Sample.now)
  }

  /// Saves as the rules say; the rules that kept it from being saved.
  @discardableResult
  mutating func save(_ content: Content, _ action: Action = .amend, by id: String) -> [String] {
    guard let granting = granting(content, action, by: id) else { return ["none"] }
    guard granting.findings.isEmpty else { return granting.findings.map(\.rule) }
    append(content, granting.status, versions.isEmpty ? .create : action, by: id)
    return []
  }

  mutating func append(_ content: Content, _ status: Status, _ action: Action, by id: String) {
    let next = versions.count + 1
    versions.append(
      Version(
        record: number, form: GrantingTests.person.reference, number: next, status: status, action: action,
        savedAt: Sample.now, savedBy: GrantingTests.name(id), site: "main", sequence: 100 + next,
        previous: versions.last.map { [$0.seal] } ?? [], seal: "seal\(next)", content: content))
    let force = versions.last { $0.isInForce(since: register.hands) }
    register.all[number] = RecordValue(
      number: number, form: "person", version: next,
      content: GrantingTests.person.inForce(content, granted: force?.content))
  }

  var state: SignOffState? {
    versions.last.flatMap {
      SignOffState(
        form: GrantingTests.person, catalogue: catalogue, version: $0, history: versions, people: people,
        now: Sample.now)
    }
  }

  @discardableResult
  mutating func sign(_ action: Action, _ id: String, _ comment: String? = nil) -> [String] {
    guard let state else { return ["none"] }
    switch state.signed(action, by: GrantingTests.name(id), comment: comment) {
    case .success(let signed):
      append(signed.content, signed.status, signed.action, by: id)
      return []
    case .failure(let refusal): return refusal.findings.map(\.rule)
    }
  }
}

private struct GrantCatalogue: Catalogue {
  var menu: Menu { Menu(layers: []) }
  func procedure(_ id: String) -> Procedure? { nil }
  func procedures() -> [Procedure] { [] }
  func form(_ id: String) -> Form? { id == "person" ? GrantingTests.person : nil }
  func form(_ reference: FormReference) -> Form? { form(reference.id) }
  func heads() -> [FormHead] {
    let form = GrantingTests.person
    return [
      FormHead(
        id: form.id, version: 1, title: form.title, document: "", aliases: [], procedure: "", kind: form.kind)
    ]
  }
  func chain(_ id: String) -> Chain? { id == "GRANT" ? GrantingTests.chain : nil }
  func accessRights() -> AccessRights? {
    let may: Set<Right> = [.create, .read, .amend, .grant]
    return AccessRights(
      roles: GrantingTests.roles,
      grants: [AccessRights.Grant(roles: ["administrator", "human_resources"], scope: .all, may: may)], clearance: [:],
      journalReaders: [], classifications: ChoiceList(id: "c", title: Phrase(verbatim: "c"), items: []))
  }
  func text(_ name: String, folder: String, language: Language) -> String? { nil }
  func findings() -> [Finding] { [] }
  var fingerprint: String { "1" }
}

@Suite("What grants power takes two")
struct GrantingTests {
  static let roles = ChoiceList(
    id: "roles", title: Phrase(verbatim: "roles"),
    items: ["administrator", "human_resources", "staff", "ciso"].map {
      ChoiceList.Item(id: $0, label: Phrase(verbatim: $0))
    })

  static let person: Form = {
    func granting(_ field: Field, to: String, of: String? = nil) -> Field {
      var field = field
      field.grants = Field.Grants(to: Sample.rule(to), of: of.map(Sample.rule))
      return field
    }
    return Form(
      id: "person", version: 1, title: Phrase(zh: "人員", en: "Person"), kind: .administration, chain: "GRANT",
      sections: [
        Section(
          id: "s", title: Phrase(verbatim: "s"),
          fields: [
            Sample.field("id", "text"), Sample.field("name", "text"), Sample.field("phone", "text"),
            granting(Sample.field("active", "yes-no"), to: "id"),
            granting(Sample.field("roles", "choices", choices: roles), to: "id"),
            granting(Sample.field("deputy", "person"), to: "deputy", of: "id"),
          ])
      ])
  }()

  static let chain = Chain(
    id: "GRANT",
    steps: [
      SignOffCast.step("filler", .filler), SignOffCast.step("second", .role("administrator")),
    ], same: .refuse)

  static func name(_ id: String) -> PersonName { PersonName(id: id, name: id.uppercased()) }

  private static func lin(_ roles: String..., active: Bool = true, deputy: String? = nil, phone: String? = nil)
    -> Content
  {
    var content = Content.of(["id": "lin", "name": "LIN"])
    content["active"] = [active ? "yes" : "no"]
    content["roles"] = roles
    content["deputy"] = deputy.map { [$0] } ?? []
    content["phone"] = phone.map { [$0] } ?? []
    return content
  }

  /// Two administrators, one of human resources, and Lin, registered and agreed to.
  private func two() -> GrantRecord {
    var record = GrantRecord()
    record.person("wang", ["administrator"])
    record.person("chen", ["administrator", "ciso"])
    record.person("hr", ["human_resources"])
    record.person("su", ["staff"])
    record.save(Self.lin("staff"), by: "hr")
    record.sign(.agree, "wang")
    return record
  }

  private func alone() -> GrantRecord {
    var record = GrantRecord()
    record.person("wang", ["administrator"])
    record.person("hr", ["human_resources"])
    record.save(Self.lin("staff"), by: "wang")
    return record
  }

  @Test("a new person has no power until an administrator agrees who did not write it")
  func newPerson() {
    var record = GrantRecord()
    record.person("wang", ["administrator"])
    record.person("chen", ["administrator"])
    #expect(record.save(Self.lin("staff"), by: "wang") == [])
    #expect(record.state?.status == .inReview && record.people["lin"]?.isActive == false)
    #expect(record.state?.current?.signers.wanted == [Self.name("chen")])
    #expect(record.sign(.agree, "wang") == ["own"])
    #expect(record.sign(.agree, "lin") == ["person"])
    #expect(record.sign(.agree, "chen") == [])
    #expect(record.state?.status == .approved && record.people["lin"]?.roles == ["staff"])
  }

  @Test("what was agreed to stays in force while a change waits, is sent back or is taken back")
  func inForce() {
    var record = two()
    #expect(record.save(Self.lin("staff", "ciso"), by: "wang") == [])
    #expect(record.people["lin"]?.roles == ["staff"] && record.state?.isGrantPending == true)
    #expect(record.sign(.return, "chen") == ["reason"])
    #expect(record.sign(.return, "chen", "不行") == [])
    #expect(record.state?.status == .returned && record.people["lin"]?.roles == ["staff"])
    #expect(record.sign(.agree, "chen") == ["status"])
    #expect(record.sign(.submit, "chen") == ["not_signer"])
    #expect(record.sign(.submit, "wang") == [])
    #expect(record.state?.status == .inReview)
    #expect(record.sign(.withdraw, "wang") == [])
    #expect(record.state?.status == .saved && record.people["lin"]?.roles == ["staff"])
    #expect(record.sign(.agree, "chen") == ["status"])
    // Put back as it was, nothing waits any more.
    #expect(record.save(Self.lin("staff"), by: "wang") == [])
    #expect(record.state?.status == .approved && record.state?.isGrantPending == false)
  }

  @Test("what grants nothing needs neither right nor second person, and leaves what waits waiting")
  func otherFields() {
    var record = two()
    #expect(record.save(Self.lin("staff", phone: "1"), by: "su") == [])
    #expect(record.state?.status == .approved)
    record.save(Self.lin("staff", "ciso", phone: "1"), by: "wang")
    #expect(record.save(Self.lin("staff", "ciso", phone: "2"), by: "su") == [])
    #expect(record.state?.status == .inReview)
    // It is still Wang's change.
    #expect(record.sign(.agree, "wang") == ["own"])
    #expect(record.sign(.agree, "chen") == [])
  }

  @Test("to write it needs a right of its own, and nobody writes it for themselves")
  func right() {
    let record = two()
    let refused = record.granting(Self.lin("staff", "ciso"), by: "su")
    #expect(refused?.findings.map(\.rule) == ["grant"])
    #expect(refused?.findings.first?.message.en.contains("'roles' grants power") == true)
    var own = GrantRecord("hr")
    own.person("wang", ["administrator"])
    own.person("chen", ["administrator"])
    own.person("hr", ["human_resources"])
    own.append(own.register.all["hr"]?.content ?? Content(), .approved, .create, by: "wang")
    var content = own.versions[0].content
    content["roles"] = ["human_resources", "administrator"]
    let mine = own.granting(content, by: "hr")
    #expect(mine?.findings.map(\.rule) == ["grant_own"])
    #expect(mine?.findings.first?.message.zh.contains("CHEN (chen)、WANG (wang)") == true)
    // Nor as somebody's deputy.
    #expect(record.granting(Self.lin("staff", deputy: "hr"), by: "hr")?.findings.map(\.rule) == ["grant_own"])
    #expect(record.granting(Self.lin("staff", deputy: "su"), by: "hr")?.findings.map(\.rule) == [])
  }

  @Test("nobody agrees who gains by it, and whoever passes their own power on may")
  func gainers() {
    var record = two()
    record.save(Self.lin("staff", deputy: "chen"), by: "wang")
    #expect(record.sign(.agree, "chen") == ["separation"])
    #expect(record.state?.current?.signers.wanted == [Self.name("lin")])
    #expect(record.sign(.agree, "lin") == [])
    #expect(record.people["lin"]?.deputy == "chen")
    // With something else beside it, it is not theirs alone to pass on.
    record.save(Self.lin("staff", "ciso", deputy: "su"), by: "hr")
    #expect(record.state?.current?.signers.wanted == [Self.name("chen"), Self.name("wang")])
    #expect(record.sign(.agree, "lin") == ["separation"])
  }

  @Test("of two administrators the one who gains agrees to what the other wrote, since nobody else is left")
  func twoAdministrators() {
    var record = GrantRecord("chen")
    record.person("wang", ["administrator"])
    record.person("chen", ["administrator"])
    var content = Content.of(["id": "chen", "name": "CHEN", "active": "yes"])
    content["roles"] = ["administrator"]
    record.append(content, .approved, .create, by: "wang")
    content["roles"] = ["administrator", "ciso"]
    #expect(record.save(content, by: "wang") == [])
    #expect(record.state?.current?.signers.wanted == [Self.name("chen")])
    #expect(record.sign(.agree, "wang") == ["own"])
    #expect(record.sign(.agree, "chen") == [])
    #expect(record.people["chen"]?.roles == ["administrator", "ciso"])
    // With a third, it is theirs to agree; and never whoever has the passphrase from the one who wrote it.
    content["roles"] = ["administrator", "ciso", "manager"]
    record.save(content, by: "wang")
    record.register.hands.givenBy = ["chen": "wang"]
    #expect(record.state?.current?.signers.gap != nil)
    record.person("su", ["administrator"])
    #expect(record.state?.current?.signers.wanted == [Self.name("su")])
  }

  @Test("whoever changes what waits wrote it: the other one agrees")
  func amendedByTheSecond() {
    var record = two()
    record.save(Self.lin("staff", "ciso"), by: "wang")
    record.save(Self.lin("staff", "administrator"), by: "chen")
    #expect(record.sign(.agree, "chen") == ["own"])
    #expect(record.sign(.agree, "wang") == [])
    // Of two things by two people neither agrees.
    record.save(Self.lin("staff", "administrator", "ciso"), by: "wang")
    record.save(Self.lin("staff", "administrator", "ciso", active: false), by: "chen")
    #expect(record.state?.current?.signers.gap != nil)
    #expect(record.sign(.agree, "wang") == ["nobody"] && record.sign(.agree, "chen") == ["nobody"])
  }

  @Test("while there is one administrator, a new person agrees themselves, and only then has power")
  func acceptance() {
    var record = alone()
    #expect(record.state?.current?.signers.wanted == [Self.name("lin")])
    #expect(record.state?.isAcceptance(by: "lin") == true && record.state?.isAcceptance(by: "wang") == false)
    #expect(record.sign(.agree, "wang") == ["own"])
    #expect(record.sign(.agree, "lin") == [])
    #expect(record.people["lin"]?.isActive == true)
    // What somebody else wrote, the one administrator agrees to.
    record.save(Self.lin("staff", "ciso"), by: "hr")
    #expect(record.state?.current?.signers.wanted == [Self.name("wang")])
    #expect(record.sign(.agree, "lin") == ["separation"])
    #expect(record.sign(.agree, "wang") == [])
  }

  @Test("an administrator without a passphrase is no second hand, and one whose file was taken away is one still")
  func secrets() {
    var record = alone()
    record.person("chen", ["administrator"])
    record.register.hands.withSecret = ["wang"]
    #expect(record.state?.current?.signers.wanted == [Self.name("lin")])
    record.register.hands.withSecret = ["wang", "chen"]
    #expect(record.state?.current?.signers.wanted == [Self.name("chen")])
    #expect(record.sign(.agree, "lin") == ["person"])
  }

  @Test("a passphrase that was given by somebody after one was lost makes two one hand")
  func given() {
    var record = two()
    record.register.hands.givenBy = ["chen": "wang"]
    record.save(Self.lin("staff", "ciso"), by: "wang")
    #expect(record.sign(.agree, "chen") == ["nobody"])
    #expect(record.state?.gaps.first?.message.en.contains("given a new passphrase by the person who wrote it") == true)
    // In either direction: who gave it may be at the other's keyboard.
    record = two()
    record.register.hands.givenBy = ["chen": "wang"]
    record.save(Self.lin("staff", "ciso"), by: "chen")
    #expect(record.sign(.agree, "wang") == ["nobody"])
    // Nor does a puppet agree for two who are one hand.
    #expect(record.sign(.agree, "lin") == ["nobody"])
    record.person("fei", ["administrator"])
    #expect(record.sign(.agree, "fei") == [])
    // Both given back by the account's own shell.
    record = two()
    record.register.hands.givenBy = ["chen": "nobody", "wang": "nobody"]
    record.save(Self.lin("staff", "ciso"), by: "wang")
    #expect(record.sign(.agree, "chen") == ["nobody"])
  }

  @Test("where there is nobody to ask, taking away is no grant, but no administrator is shut out")
  func takenAway() {
    var record = alone()
    record.sign(.agree, "lin")
    #expect(record.save(Self.lin("staff", active: false), by: "wang") == [])
    #expect(record.state?.status == .approved && record.people["lin"]?.isActive == false)
    // With a second administrator it waits.
    record = two()
    record.save(Self.lin("staff", active: false), by: "wang")
    #expect(record.state?.status == .inReview && record.people["lin"]?.isActive == true)
  }

  @Test("an administrator is shut out by two, and never the last of them")
  func lastAdministrator() {
    var record = two()
    record.save(Self.lin("administrator"), by: "wang")
    record.sign(.agree, "chen")
    record.person("chen", ["ciso"])
    record.person("wang", ["administrator"], active: false)
    record.person("fei", ["human_resources"])
    record.save(Self.lin("administrator", active: false), by: "hr")
    #expect(record.sign(.agree, "lin") == ["last"])
    record.person("wang", ["administrator"])
    #expect(record.sign(.agree, "wang") == [])
  }

  @Test("what is in force is not voided, a mistake that never was may be")
  func void() {
    var record = two()
    #expect(record.save(record.versions[0].content, .void, by: "wang") == ["grant_void"])
    record = alone()
    #expect(record.save(record.versions[0].content, .void, by: "wang") == [])
    #expect(record.state?.status == .void)
  }

  @Test("what was saved before there was need of two stays in force, and what is saved later does not")
  func before() {
    var record = GrantRecord()
    record.person("wang", ["administrator"])
    record.person("chen", ["administrator"])
    record.append(Self.lin("staff", "ciso"), .saved, .create, by: "wang")
    record.register.hands.upTo = 101
    #expect(record.state?.isGrantPending == false && record.state?.status == .saved)
    record.append(Self.lin("staff", "ciso", "administrator"), .saved, .amend, by: "wang")
    #expect(record.state?.isGrantPending == true && record.people["lin"]?.roles == ["staff", "ciso"])
    #expect(record.sign(.agree, "chen") == [])
    #expect(record.people["lin"]?.roles == ["staff", "ciso", "administrator"])
  }

  @Test("a version that is saved without being asked grants nothing, whatever writes it")
  func forgetful() {
    var record = two()
    for status in [Status.saved, .inReview, .returned, .void] {
      record.append(Self.lin("administrator"), status, .amend, by: "hr")
      #expect(record.people["lin"]?.roles == ["staff"], "\(status)")
    }
  }
}

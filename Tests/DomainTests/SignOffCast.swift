import Domain
import Testing

/// A small organisation, a form and a record that goes along a chain in the tests.
///
/// Units: the board, above the office of Wang and Li (head: Hu), above the laboratory (head: Wang).
struct SignOffCast {
  static let wang = PersonName(id: "wang", name: "王小明")
  static let li = PersonName(id: "li", name: "李四")
  static let hu = PersonName(id: "hu", name: "胡主任")
  static let chen = PersonName(id: "chen", name: "陳校長")
  static let sec = PersonName(id: "sec", name: "林秘書")
  static let gone = PersonName(id: "gone", name: "離職者")

  /// Records of people and units, by id, with what a test changes in them.
  var records: [String: RecordValue] = [:]

  init() {
    unit("BOARD", head: "chen")
    unit("OFFICE", head: "hu", parent: "BOARD")
    unit("LAB", head: "wang", parent: "OFFICE")
    person(Self.wang, "LAB", ["staff"])
    person(Self.li, "OFFICE", ["staff", "operations"])
    person(Self.hu, "OFFICE", ["manager"])
    person(Self.chen, "BOARD", ["ciso"])
    person(Self.sec, "BOARD", ["security_officer", "administrator"])
    person(Self.gone, "OFFICE", ["ciso", "security_officer"], ["active": "no"])
  }

  mutating func person(
    _ name: PersonName, _ unit: String, _ roles: [String], _ more: KeyValuePairs<String, String> = [:]
  ) {
    var content = Content.of(["name": name.name, "unit": "\(unit) x", "active": "yes"])
    content["roles"] = roles
    for (id, value) in more { content[id] = [value] }
    records[name.id] = RecordValue(number: name.id, form: "person", version: 1, content: content)
  }

  mutating func unit(_ id: String, head: String?, parent: String? = nil) {
    var content = Content.of(["name": id])
    content["head"] = head.map { ["\($0) x"] } ?? []
    content["parent"] = parent.map { ["\($0) x"] } ?? []
    records[id] = RecordValue(number: id, form: "unit", version: 1, content: content)
  }

  var source: Table {
    Table(all: records.values.sorted { $0.number < $1.number }, forms: ["person": Self.personForm])
  }

  static let roles = ChoiceList(
    id: "roles", title: Phrase(verbatim: "roles"),
    items: [
      ChoiceList.Item(id: "security_officer", label: Phrase(zh: "資安執行秘書", en: "Security officer")),
      ChoiceList.Item(id: "ciso", label: Phrase(zh: "資安長", en: "Chief security officer")),
      ChoiceList.Item(id: "staff", label: Phrase(zh: "一般人員", en: "Staff")),
    ])

  private static let personForm = Form(
    id: "person", version: 1, title: Phrase(zh: "人員", en: "Person"),
    sections: [
      Section(
        id: "s", title: Phrase(verbatim: "s"), fields: [Sample.field("roles", "choices", choices: roles)])
    ])

  static func form(
    signers: KeyValuePairs<String, String> = [:], conditions: KeyValuePairs<String, String> = [:],
    kind: Form.Kind = .request
  ) -> Form {
    Form(
      id: "request", version: 1, title: Phrase(zh: "申請", en: "Request"), kind: kind, chain: "C",
      sections: [
        Section(
          id: "s", title: Phrase(verbatim: "s"),
          fields: [
            Sample.field("unit", "unit"), Sample.field("level", "number"), Sample.field("what", "text"),
            Sample.field("left_at", "text"), Sample.field("asks", "person"), Sample.field("doer", "person"),
            Sample.field("other_unit", "unit"),
            Sample.field("owners", "rows", columns: [Sample.field("owner", "person")]),
          ])
      ],
      signers: signers.map { Form.ChainRule(name: $0.key, rule: Sample.rule($0.value)) },
      conditions: conditions.map { Form.ChainRule(name: $0.key, rule: Sample.rule($0.value)) })
  }

  static func step(
    _ id: String, _ by: Chain.Signer, when: String? = nil, not: [String] = [], outside: [String] = [],
    status: Status = .inReview, work: Bool = false, kind: Chain.Kind = .approval, all: Bool = false,
    batch: Bool = false
  ) -> Chain.Step {
    Chain.Step(
      id: id, title: Phrase(zh: "第\(id)關", en: "Step \(id)"), by: by, when: when.map(Sample.rule), notBy: not,
      outsideOf: outside, status: status, kind: work ? .work : kind, needsAll: all, isBatch: batch)
  }

  /// Filler, head of unit, security officer.
  static let plain = chain([step("head", .unitHead), step("officer", .role("security_officer"))])

  static func chain(
    _ steps: [Chain.Step], same: Chain.Repetition = .skip, end: Chain.End = .approved,
    conditions: KeyValuePairs<String, String> = [:]
  ) -> Chain {
    Chain(
      id: "C", steps: [step("filler", .filler)] + steps, same: same, end: end,
      conditions: conditions.map { Chain.Condition(name: $0.key, otherwise: Sample.rule($0.value)) })
  }
}

/// A record with its versions, as the store would keep them.
struct SignedRecord {
  var cast = SignOffCast()
  var form = SignOffCast.form()
  var chain = SignOffCast.plain
  var now = Sample.now
  private(set) var versions: [Version] = []

  init(
    by person: PersonName = SignOffCast.li, _ content: Content = Content.of(["unit": "OFFICE 辦公室", "what": "開通"]),
    chain: Chain = SignOffCast.plain, form: Form = SignOffCast.form(), cast: SignOffCast = SignOffCast()
  ) {
    self.chain = chain
    self.form = form
    self.cast = cast
    save(content, .saved, .create, by: person)
  }

  var state: SignOffState { state(at: versions.count) }

  /// The state for somebody who looks at an earlier version.
  func state(at number: Int) -> SignOffState {
    SignOffState(
      form: form, chain: chain, version: versions[number - 1], history: versions, people: People(cast.source),
      now: now)
  }

  mutating func save(_ content: Content, _ status: Status, _ action: Action, by person: PersonName) {
    versions.append(
      Version(
        record: "R-1", form: form.reference, number: versions.count + 1, status: status, action: action,
        savedAt: now, savedBy: person, site: "main", sequence: versions.count + 1,
        previous: versions.last.map { [$0.seal] } ?? [], seal: "seal\(versions.count + 1)", content: content))
  }

  mutating func amend(_ field: String, _ value: String, by person: PersonName) {
    var content = state.version.content
    content[field] = [value]
    save(content, SignOffState.statusAfterAmending, .amend, by: person)
  }

  /// Signs, or gives the rules that were broken.
  @discardableResult
  mutating func sign(_ action: Action, _ person: PersonName, _ comment: String? = nil) -> [String] {
    switch state.signed(action, by: person, comment: comment) {
    case .success(let signed):
      save(signed.content, signed.status, signed.action, by: person)
      return []
    case .failure(let refusal): return refusal.findings.map(\.rule)
    }
  }
}

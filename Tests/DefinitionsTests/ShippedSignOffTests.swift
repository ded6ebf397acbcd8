import Definitions
import Domain
import Foundation
import TestKit
import Testing

/// Every shipped form along its chain, with a whole organisation.
@Suite struct ShippedSignOffTests {
  private static let catalogue = ScreensCatalogue.shipped()
  private static let forms = catalogue.heads().compactMap { catalogue.form($0.id) }.filter { $0.chain != nil }

  @Test func everyChainHasAForm() {
    #expect(Set(Self.forms.flatMap(\.chainIDs)) == Set(Self.catalogue.chains().map(\.id)))
    #expect(
      Self.forms.filter { $0.kind != .administration }.count == Self.catalogue.procedures().flatMap(\.forms).count,
      "every form of a procedure is signed")
  }

  /// What grants power is agreed to version by version, see `GrantingTests`.
  @Test(arguments: forms.filter { $0.chain != "GRANT" }.map(\.id))
  func everyFormComesToTheEndOfItsChain(_ id: String) throws {
    var walk = try Walk(Self.catalogue, id)
    #expect(walk.state.gaps == [])
    let isSignedAtOnce = walk.state.chain.isSignedAtOnce
    if !isSignedAtOnce { walk.sign(.submit, "filler") }
    while let current = walk.state.current, walk.versions.count < 20 {
      #expect(walk.state.status == (isSignedAtOnce ? .saved : current.step.status))
      if !current.step.isWork {
        #expect(walk.state.mayAct(.agree, by: Walk.name("filler")).map(\.rule) == ["own"])
      }
      let count = walk.versions.count
      walk.sign(.agree, try #require(current.signers.wanted.first).id)
      try #require(walk.versions.count > count)
    }
    let state = walk.state
    #expect(state.status == state.chain.end.status)
    #expect(Set(state.round.map(\.step)).count == state.steps.filter { $0.progress == .signed }.count)
    for step in state.chain.steps {
      let signers = Set(state.round.filter { $0.step == step.id }.map(\.person.id))
      for other in step.notBy {
        #expect(signers.isDisjoint(with: state.round.filter { $0.step == other }.map(\.person.id)))
      }
    }
  }

  /// Words of a help for what only happens later, and the fields that mean by them something else than when they are
  /// filled in: what measures, tests and results are about.
  private static let later = ["核准後", "核定後", "簽核後", "歸還後", "結案後", "發行後", "完成後"]
  private static let notLater: Set<String> = [
    "control-selection.verification", "role-duties.competence_gap", "risk-assessment.accept_level",
    "risk-treatment.items.target_value",
    "threat-handling.actions", "threat-handling.result", "improvement-effectiveness.recurrence",
    "configuration-baseline.exceptions.by",
  ]

  @Test func whatIsFilledInLaterCostsNoSignature() throws {
    var seen: Set<String> = []
    for form in Self.forms where form.kind != .administration {
      for field in form.fields where !field.isComputed {
        for part in [field] + field.columns where !part.isComputed {
          let path = part.id == field.id ? "\(form.id).\(field.id)" : "\(form.id).\(field.id).\(part.id)"
          guard let help = part.help?.zh, Self.later.contains(where: help.contains) else { continue }
          if Self.notLater.contains(path) {
            seen.insert(path)
            continue
          }
          let isOpen = [part, field].contains { $0.step != nil || $0.addedAfter != nil }
          #expect(isOpen, "\(path): \(help)")
        }
      }
    }
    #expect(seen == Self.notLater, "no exception is left over")
  }

  /// Such a rule could only be met once the record is over, by a change that costs its signatures.
  @Test func noRuleOfWhatIsSignedWaitsForTheLastSignature() throws {
    for form in Self.forms {
      for field in form.fields {
        for part in [field] + field.columns where part.addedAfter == nil && field.addedAfter == nil {
          for rule in part.rules {
            let waits = rule.expression.stepsWaitedFor.contains(SignedSteps.end)
            #expect(!waits, "\(form.id).\(part.id): \(rule.source)")
          }
        }
      }
    }
  }

  @Test(arguments: forms.map(\.id))
  func everyStepHasARoleOrFieldThatExists(_ id: String) throws {
    let form = try #require(Self.catalogue.form(id))
    let chains = Self.catalogue.chains(of: form)
    #expect(chains.map(\.id) == form.chainIDs)
    let roles = try #require(Self.catalogue.choiceList("roles"))
    for chain in chains {
      for step in chain.steps {
        switch step.by {
        case .filler: #expect(step.id == chain.steps.first?.id)
        case .unitHead: #expect(form.field("unit")?.type.id == "unit" || chain.signer(of: step, on: form) != nil)
        case .role(let role): #expect(roles[role] != nil)
        case .field(_, let role): #expect(chain.signer(of: step, on: form) != nil || role.flatMap { roles[$0] } != nil)
        }
      }
    }
  }

  @Test(arguments: [("2", false), ("3", true)])
  func incidentsOfLevelsThreeAndFourGoToTopManagement(level: String, isTaken: Bool) throws {
    var walk = try Walk(Self.catalogue, "incident-notice", ["level": level])
    walk.signAll()
    #expect(walk.state.round.contains { $0.step == "top_management" } == isTaken)
    #expect(walk.state.status == .closed)
  }

  @Test(arguments: [("minor", "unit_head"), ("major", "ciso")])
  func highRiskOfAContractGoesToTheChiefSecurityOfficerInstead(conclusion: String, last: String) throws {
    var walk = try Walk(Self.catalogue, "contract-compliance-check", ["conclusion": conclusion])
    walk.signAll()
    #expect(walk.state.round.map(\.step) == ["requester", "purchasing", "security_officer", last])
  }

  @Test func aTransferWithinAUnitSparesTheSecurityOfficer() throws {
    let people: KeyValuePairs = [
      "handover_by": "staff-a x", "received_by": "staff-b x", "from_unit": "DEP x", "data_handling": "none",
    ]
    var walk = try Walk(Self.catalogue, "asset-transfer", people)
    walk.signAll()
    #expect(walk.state.round.map(\.step) == ["applicant", "unit_head", "executor", "reviewer"])
    #expect(walk.state.round.map(\.person.id) == ["filler", "head-dep", "staff-a", "staff-b"])
    walk = try Walk(Self.catalogue, "asset-transfer", people, ["to_unit": "OTHER x"])
    walk.signAll()
    #expect(
      walk.state.round.map(\.step) == ["applicant", "unit_head", "to_head", "security_officer", "executor", "reviewer"])
    #expect(walk.state.round.map(\.person.id)[2] == "head-other")
  }

  @Test func theHandlerOfAnImprovementIsFoundThroughItsPlan() throws {
    var walk = try Walk(
      Self.catalogue, "improvement-tracking", ["plan": "IMP-1", "tracker": "auditor-a x"], ["unit": "DEP x"])
    walk.source.add(
      "IMP-1", "improvement-plan", ["handler": "staff-b x", "handler_unit": "OTHER x", "agreed_on": "2026-03-01"])
    walk.signAll()
    #expect(
      walk.state.round.map(\.person.id) == ["filler", "staff-b", "head-other", "auditor-a", "security_officer-a"])
    #expect(
      walk.versions.map(\.status) == [
        .saved, .executing, .executing, .executing, .executing, .executing, .inReview, .closed,
      ])
  }

  @Test(arguments: [("policy", "CH4"), ("procedure", "CH3"), ("form", "CH2")])
  func theLevelOfADocumentChoosesTheChainOfItsRevision(level: String, chain: String) throws {
    var walk = try Walk(Self.catalogue, "document-revision", ["document": "DML-1"])
    walk.source.add("DML-1", "document-list", ["level": level])
    walk.signAll()
    #expect(walk.state.chain.id == chain && walk.state.round.first?.chain == chain)
    #expect(walk.state.round.last?.step == "closing" && walk.state.status == .closed)
  }

  @Test(arguments: [("2", "CH1"), ("3", "CH2")])
  func anAlertOfHighImpactAlsoGoesToTheSecurityOfficer(severity: String, chain: String) throws {
    #expect(try Walk(Self.catalogue, "alert-record", ["severity": severity]).state.chain.id == chain)
  }

  @Test func limitsAreSettings() {
    #expect(SignOffLimits(Walk.Source(Self.catalogue)) == SignOffLimits(stepDays: 5, shiftHours: 12))
    var saved = Walk.Source(Self.catalogue)
    saved.add("SET", "settings", ["sign_off_days": "3"])
    #expect(SignOffLimits(saved) == SignOffLimits(stepDays: 3, shiftHours: 12))
  }
}

/// One record of a form that is signed by whoever's turn it is.
private struct Walk {
  struct Source: RecordSource {
    let catalogue: ScreensCatalogue
    var all: [RecordValue] = []

    init(_ catalogue: ScreensCatalogue) { self.catalogue = catalogue }

    mutating func add(_ number: String, _ form: String, _ fields: KeyValuePairs<String, String>) {
      let content = Content(fields: fields.map { Content.Field(id: $0.key, values: [$0.value]) })
      all.append(RecordValue(number: number, form: form, version: 1, content: content))
    }

    func record(_ number: String) -> RecordValue? { all.first { $0.number == number } }

    func records(of form: String, where equal: [String: String], limit: Int?) -> [RecordValue] {
      all.filter { $0.form == form }
    }

    func form(_ id: String) -> Form? { catalogue.form(id) }
  }

  let form: Form
  let catalogue: ScreensCatalogue
  var source: Source
  var versions: [Version] = []

  static func name(_ id: String) -> PersonName { PersonName(id: id, name: id) }

  init(
    _ catalogue: ScreensCatalogue, _ id: String, _ fields: KeyValuePairs<String, String>...
  ) throws {
    form = try #require(catalogue.form(id))
    self.catalogue = catalogue
    source = Source(catalogue)
    source.add("TOP", "unit", ["name": "TOP", "head": "head-top"])
    source.add("DEP", "unit", ["name": "DEP", "head": "head-dep", "parent": "TOP x"])
    source.add("OTHER", "unit", ["name": "OTHER", "head": "head-other", "parent": "TOP x"])
    for (person, unit) in [("filler", "DEP"), ("head-dep", "DEP"), ("head-top", "TOP"), ("head-other", "OTHER")] {
      source.add(person, "person", ["name": person, "unit": "\(unit) x", "active": "yes"])
    }
    for role in try #require(catalogue.choiceList("roles")).items.map(\.id) {
      for (name, unit) in [("a", "TOP"), ("b", "OTHER")] {
        source.add(
          "\(role)-\(name)", "person", ["name": role, "unit": "\(unit) x", "active": "yes", "roles": role])
      }
    }
    var content = Content()
    content["unit"] = ["DEP x"]
    if catalogue.chains(of: form).contains(where: \.isSignedAtOnce) { content["reviewer"] = ["filler x"] }
    for (field, value) in fields.joined() { content[field] = [value] }
    // What is asked at closing of more than a field: an agreement to close, a verification of what was done.
    if id == "audit-finding" {
      content[rows: "tracking"] = [Row(cells: [Content.Field(id: "advice", values: ["close"])])]
    }
    source.add(
      "CAV-1", "improvement-effectiveness", ["plan": "R-1", "closed_on": "2026-03-02", "effective": "effective"])
    if id == "decision-follow-up" { content["percent"] = ["100"] }
    if id == "improvement-tracking", content["plan"].isEmpty {
      source.add("CAP-9", "improvement-plan", ["agreed_on": "2026-03-01"])
      content["plan"] = ["CAP-9"]
    }
    if id == "policy" {
      content[rows: "communication"] = [Row(cells: [Content.Field(id: "audience", values: ["all"])])]
    }
    save(content, .saved, .create, by: "filler")
  }

  var state: SignOffState {
    guard
      let state = SignOffState(
        form: form, catalogue: catalogue, version: versions[versions.count - 1], history: versions,
        people: People(source), now: Moment(seconds: 1_772_416_800, offset: 480))
    else { preconditionFailure("\(form.id) has no chain") }
    return state
  }

  mutating func save(_ content: Content, _ status: Status, _ action: Action, by person: String) {
    versions.append(
      Version(
        record: "R-1", form: form.reference, number: versions.count + 1, status: status, action: action,
        savedAt: Moment(seconds: 1_772_416_800, offset: 480), savedBy: Self.name(person), site: "main",
        sequence: versions.count + 1, previous: versions.last.map { [$0.seal] } ?? [],
        seal: "seal\(versions.count + 1)", content: content))
  }

  /// Signs, and fills in before what the signature needs.
  mutating func sign(_ action: Action, _ person: String) {
    var result = state.signed(action, by: Self.name(person))
    // What is filled in may ask for more.
    for _ in 0..<3 {
      guard case .failure(let refusal) = result, refusal.findings.allSatisfy({ $0.rule == "needed_by" }) else { break }
      fillIn(refusal.findings, by: person)
      result = state.signed(action, by: Self.name(person))
    }
    switch result {
    case .success(let signed): save(signed.content, signed.status, signed.action, by: person)
    case .failure(let refusal): Issue.record("\(form.id): \(refusal.findings.map(\.message.en))")
    }
  }

  private mutating func fillIn(_ findings: [Finding], by person: String) {
    let before = state
    var content = before.version.content
    for finding in findings {
      guard case .field(let id, _, _) = finding.place, let field = form.field(id) else { continue }
      if field.isTable {
        content[rows: id] = [Row(cells: [Content.Field(id: field.columns[0].id, values: ["1"])])]
      } else {
        content[id] = [Self.value(of: field, person)]
      }
    }
    // Before the submission there are no signatures to keep.
    #expect(!before.isSubmitted || before.keepsSignatures(changedTo: content), "\(form.id)")
    save(content, before.statusAfterAmending(to: content), .amend, by: person)
    #expect(state.round == before.round && state.current?.id == before.current?.id, "\(form.id)")
  }

  private static func value(of field: Field, _ person: String) -> String {
    switch field.type.id {
    case "day": "2026-03-02"
    case "moment": "2026-03-02T10:00+08:00"
    case "person": "\(person) x"
    case "yes-no": "yes"
    case "choice", "choices": field.choices?.items.first?.id ?? "x"
    default: "X-1"
    }
  }

  mutating func signAll() {
    sign(.submit, "filler")
    for _ in 0..<20 {
      guard let person = state.current?.signers.wanted.first else { return }
      sign(.agree, person.id)
    }
  }
}

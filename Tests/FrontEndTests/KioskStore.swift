import Definitions
import Domain
import Desk
import TestKit
import Testing

@testable import FrontEnd

/// A shared store with the shipped forms, people with PINs, and the shared terminal on it.
@MainActor
final class KioskStore {
  let clock = TestClock()
  let catalogue = ScreensCatalogue.shipped()
  let desk: Desk
  private let folder: TemporaryFolder
  private let given: GivenRecords
  /// By what everybody shows who they are, once they have set their PIN.
  private var proofs: [PersonName: Proof] = [:]

  /// Everybody's PIN.
  static let pins = ["wang.xm": "918273", "hsu.yt": "314159", "tsai.gh": "271828", "liu.sf": "161803"]

  init() throws {
    folder = try TemporaryFolder()
    let known = Organisation([
      .unit("org", "測試學院"), .person(Cast.wang, in: "org", ["administrator"], ["staff_no": "wang.xm-1"]),
    ])
    desk = try .make(in: folder, catalogue, isShared: true, beginning: known.beginning, clock: clock.reading) {
      $0.id = String(repeating: "0123456789abcdef", count: 2)
    }
    given = try GivenRecords(in: folder, catalogue, clock: clock.reading)
    try setPIN(of: Cast.wang, try #require(Self.pins[Cast.wang.id]), oneTime: false)
    try register(Cast.hsu, "data_room_duty", staffNumber: "E01001")
    try register(Cast.tsai, "data_room_duty", staffNumber: "E01002")
    try register(Cast.liu, "staff")
  }

  func register(_ person: PersonName, _ role: String, staffNumber: String = "E09999") throws {
    let version = try save(
      "person", by: Cast.wang,
      [
        "id": person.id, "name": person.name, "unit": "org", "roles": role,
        "staff_no": staffNumber == "E09999" ? "\(person.id)-1" : staffNumber,
      ])
    let pin = Self.pins[person.id] ?? "\(person.id)-pin-2026"
    try setPIN(of: person, pin, oneTime: false)
    // While Wang is the only administrator, they agree themselves.
    try sign(version, .agree, person)
  }

  /// Signs a version as it stands; gives what became of it, and of the entries of a review.
  @discardableResult
  func sign(_ version: Version, _ action: Action, _ person: PersonName) throws -> SigningResult {
    let results = try desk.attended(by: person, proof: proofs[person]).sign(action, [version]).get()
    let result = try #require(results.first)
    try #require(result.saved != nil, "\(result.outcome)")
    return result
  }

  func setPIN(of person: PersonName, _ pin: String, oneTime: Bool) throws {
    proofs[person] = try desk.attended(by: oneTime ? Cast.wang : person).setSecret(of: person, pin, oneTime: oneTime)
      .get()
  }

  func version(_ record: String) throws -> Version { try desk.look(at: record).get().version }

  /// The records of a form, the last saved first.
  func records(of form: String) throws -> [Version] {
    var all: [Version] = []
    try desk.eachRecord(of: form) { version in
      all.append(version)
      return true
    }
    return all
  }

  func drafts(of owner: String) throws -> [String] { try StoreFiles.drafts(of: owner, in: desk.root) }

  func keep(_ draft: Draft) throws { try given.keep(draft) }

  /// What an administrator may know of somebody's PIN.
  func credential(of person: PersonName) throws -> CredentialStatus? {
    try desk.credentials().get().first { $0.person.id == person.id }
  }

  /// Changes a record of the data room as no rule of today allows.
  func change(_ version: Version, by person: PersonName, reason: String, _ content: Content) throws {
    let form = try #require(catalogue.form(version.form))
    try given.save(
      form.given, .existing(version.record, base: version.number), by: person, reason: reason, content)
    try desk.catchUp()
  }

  // MARK: - Records

  @discardableResult
  func save(_ id: String, by person: PersonName, _ fields: KeyValuePairs<String, String>) throws -> Version {
    try save(id, by: person, .of(fields))
  }

  @discardableResult
  func save(_ id: String, by person: PersonName, _ content: Content) throws -> Version {
    let desk = desk.attended(by: person)
    return try desk.submit(Submission(new: id, desk.blank(id, content))).get().version
  }

  /// An authorised person who is inside.
  @discardableResult
  func enter(_ person: PersonName, at time: String) throws -> Version {
    try save(
      "entry-log", by: Cast.hsu,
      [
        "person_name": person.name, "person_org": "測試學院", "purpose_kind": "patrol", "purpose": "例行機房巡檢",
        "enter_at": "2026-11-22T\(time)+08:00",
      ])
  }

  /// A vendor's engineer with a badge; inside where there is no time of leaving.
  @discardableResult
  func visit(from enter: String, to leave: String?, escort: PersonName? = nil) throws -> Version {
    let leaving: [(String, String)] = leave.map { [("leave_at", $0), ("badge_returned", "yes")] } ?? []
    var content = Content()
    let fields: [(String, String)] =
      [
        ("person_kind", "vendor"), ("person_name", "何師傅"), ("person_org", "例示空調工程行"), ("purpose_kind", "maintenance"),
        ("purpose", "空調定期保養"), ("enter_at", enter), ("authorized_by", "wang.xm"), ("escort", (escort ?? Cast.tsai).id),
        ("badge_no", "V-02"), ("rules_briefed", "yes"), ("id_check", "identity_document"),
        ("work_ref", try supplier()),
      ] + leaving
    for (id, value) in fields { content[id] = [value] }
    return try save("entry-log", by: Cast.hsu, content)
  }

  /// The supplier whose contract the engineer comes for, as it stands in the store.
  private func supplier() throws -> String {
    let number = "SUP-115-0001"
    if !desk.isThere(number) {
      let form = try #require(catalogue.form("supplier"))
      try given.save(
        form.given, .named(number), by: Cast.wang,
        Content(fields: [Content.Field(id: "name", values: ["例示空調工程行"])]))
      try desk.catchUp()
    }
    return number
  }

  func openShift(of person: PersonName) throws {
    try save("shift", by: person, ["keeper": person.id, "opened_at": "2026-11-22T08:00+08:00"])
  }

  func newest(_ form: String) throws -> Version? { try records(of: form).first }

  // MARK: - The terminal

  /// Runs the shared terminal through the keys.
  @discardableResult
  func run(_ keys: String, in language: Language = .zhTW, on name: String = "k1") throws -> Run {
    try run([.keys(keys)], in: language, on: name)
  }

  @discardableResult
  func run(_ steps: [ScriptedTerminal.Step], in language: Language = .zhTW, on name: String = "k1") throws -> Run {
    try Run(configuration(language, name), steps, clock: clock)
  }

  func configuration(_ language: Language = .zhTW, _ name: String = "k1") -> Application.Configuration {
    var configuration = Application.Configuration(
      at: desk, by: KioskRules.nobody, in: language, isKiosk: true, clock: clock.reading,
      ticks: { [clock] in clock.ticks })
    configuration.terminalName = name
    return configuration
  }
}

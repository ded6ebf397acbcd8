import Definitions
import Domain
import Desk
import Foundation
import Synchronization
import Terminal
import Testing

@testable import FrontEnd

/// A shared store with the shipped forms, people with PINs, and the shared terminal on it.
@MainActor
final class KioskFixture {
  /// The clock on the wall and the one that never goes back, in step.
  nonisolated final class Clock: Sendable {
    private static let start = Moment("2026-11-22T14:20:05+08:00") ?? Moment(seconds: 0, offset: 480)
    private let milliseconds = Mutex(0)

    var now: Moment { Self.start.adding(seconds: ticks / 1_000) }
    var ticks: Int { milliseconds.withLock { $0 } }

    func goOn(milliseconds more: Int) { milliseconds.withLock { $0 += more } }
    func goOn(minutes: Int) { goOn(milliseconds: minutes * 60_000) }
  }

  let clock = Clock()
  let catalogue: ScreensCatalogue
  let desk: Desk
  let wang = PersonName(id: "wang.xm", name: "王小明")
  let hsu = PersonName(id: "hsu.yt", name: "許雅婷")
  let tsai = PersonName(id: "tsai.gh", name: "蔡冠宏")
  let liu = PersonName(id: "liu.sf", name: "劉淑芬")
  private let folder: String
  private let given: GivenRecords
  /// By what everybody shows who they are, once they have set their PIN.
  private var proofs: [PersonName: Proof] = [:]

  /// Everybody's PIN.
  static let pins = ["wang.xm": "918273", "hsu.yt": "314159", "tsai.gh": "271828", "liu.sf": "161803"]

  init() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let catalogue = ScreensCatalogue(folder: root.appendingPathComponent("Screens").path, overrides: nil)
    self.catalogue = catalogue
    folder = NSTemporaryDirectory() + "kiosk-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let known = { (form: String, values: KeyValuePairs<String, String>) in
      { (desk: Desk) in
        var content = Content()
        for (field, value) in values { content[field] = [value] }
        return [Submission(new: form, desk.blank(form, content))]
      }
    }
    var request = StoreRequest(path: folder + "/store", organisation: "測試學院", person: wang, isShared: true)
    request.id = String(repeating: "0123456789abcdef", count: 2)
    desk = try Desk.make(
      request, catalogue: catalogue,
      language: .zhTW, secretCost: SharedStore.cost, indexFolder: folder + "/index",
      beginning: [
        known("unit", ["id": "org", "name": "測試學院"]),
        known(
          "person",
          ["id": wang.id, "name": wang.name, "unit": "org", "roles": "administrator", "staff_no": "wang.xm-1"]),
      ], clock: { [clock] in clock.now })
    given = try GivenRecords(
      at: folder + "/store", catalogue, person: wang, cost: SharedStore.cost, index: folder + "/given",
      clock: { [clock] in clock.now })
    try setPIN(of: wang, try #require(Self.pins[wang.id]), oneTime: false)
    try register(hsu, "data_room_duty", staffNumber: "E01001")
    try register(tsai, "data_room_duty", staffNumber: "E01002")
    try register(liu, "staff")
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func register(_ person: PersonName, _ role: String, staffNumber: String = "E09999") throws {
    let version = try save(
      "person", by: wang,
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
    proofs[person] = try desk.attended(by: oneTime ? wang : person).setSecret(of: person, pin, oneTime: oneTime).get()
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
    var content = Content()
    for (field, value) in fields { content[field] = content[field] + [value] }
    return try save(id, by: person, content)
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
      "entry-log", by: hsu,
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
        ("purpose", "空調定期保養"), ("enter_at", enter), ("authorized_by", "wang.xm"), ("escort", (escort ?? tsai).id),
        ("badge_no", "V-02"), ("rules_briefed", "yes"), ("id_check", "identity_document"),
        ("work_ref", try supplier()),
      ] + leaving
    for (id, value) in fields { content[id] = [value] }
    return try save("entry-log", by: hsu, content)
  }

  /// The supplier whose contract the engineer comes for, as it stands in the store.
  private func supplier() throws -> String {
    let number = "SUP-115-0001"
    if !desk.isThere(number) {
      let form = try #require(catalogue.form("supplier"))
      try given.save(
        form.given, .named(number), by: wang,
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

  /// Keys between which time goes by, and what other programs do meanwhile.
  enum Step {
    case keys(String)
    case wait(seconds: Int)
    /// Keys that arrive all at once.
    case burst(String)
    case meanwhile(() throws -> Void)
  }

  /// Runs the shared terminal through the keys and gives back the terminal with all it showed.
  @discardableResult
  func run(_ keys: String, in language: Language = .zhTW, on name: String = "k1") throws -> WaitingTerminal {
    try run([.keys(keys)], in: language, on: name)
  }

  @discardableResult
  func run(_ steps: [Step], in language: Language = .zhTW, on name: String = "k1") throws -> WaitingTerminal {
    let terminal = try WaitingTerminal(steps, clock: clock)
    var configuration = Application.Configuration(
      catalogue: catalogue, desk: desk, person: KioskRules.nobody, language: language, isKiosk: true,
      clock: { [clock] in clock.now }, ticks: { [clock] in clock.ticks }, createStore: { _ in .failure(.noRecord("")) })
    configuration.terminalName = name
    let application = Application(terminal: terminal, configuration: configuration)
    terminal.ending = application.run()
    return terminal
  }
}

/// A terminal in memory whose clock goes on while nothing is typed.
@MainActor
final class WaitingTerminal: Terminal {
  let size = Size(columns: 80, rows: 24)
  var ending: Application.Ending?
  private(set) var frames: [Canvas] = []
  private let inner = ScriptedTerminal(events: [])
  private let clock: KioskFixture.Clock
  private var steps: [KioskFixture.Step]
  private var events: [Event] = []
  /// Milliseconds that are still to go by.
  private var waiting = 0

  init(_ steps: [KioskFixture.Step], clock: KioskFixture.Clock) throws {
    for case .keys(let keys) in steps { _ = try KeyScript.events(keys) }
    for case .burst(let keys) in steps { _ = try KeyScript.events(keys) }
    self.steps = steps
    self.clock = clock
  }

  func close() {}
  /// What a script still holds has not been typed yet.
  func discardInput() {}
  func show(_ canvas: Canvas) { frames.append(canvas) }
  func redraw() { inner.redraw() }

  var screen: String { (frames.last ?? Canvas(size: size)).screenText }

  func events(waitingAtMost milliseconds: Int?) -> [Event] {
    while true {
      if !events.isEmpty { return [events.removeFirst()] }
      if waiting > 0 {
        let part = min(waiting, max(1, milliseconds ?? waiting))
        waiting -= part
        clock.goOn(milliseconds: part)
        return [.tick]
      }
      guard !steps.isEmpty else { return [.hangUp(.hangUp)] }
      switch steps.removeFirst() {
      case .keys(let keys): events = (try? KeyScript.events(keys)) ?? []
      case .wait(let seconds): waiting = seconds * 1_000
      case .burst(let keys): return (try? KeyScript.events(keys)) ?? []
      case .meanwhile(let body):
        do { try body() } catch { Issue.record(error) }
      }
    }
  }
}

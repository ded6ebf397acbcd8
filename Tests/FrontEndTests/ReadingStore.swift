import Domain
import Desk
import Terminal
import TestKit
import Testing

@testable import FrontEnd

/// A store in a temporary folder with forms of its own and a clock that advances ten minutes with every save.
@MainActor
final class ReadingStore {
  nonisolated static let forms: FewForms = {
    var forms = FewForms(ReadingForms.all)
    forms.menu = Menu(layers: [
      Menu.Layer(
        id: "forms", title: Phrase(zh: "表單層", en: "Forms"),
        groups: [
          Menu.Group(
            id: "3", title: Phrase(zh: "常用表單", en: "Common forms"),
            items: [Menu.Item(kind: .form, id: "incident-notice", title: ReadingForms.incident.title)])
        ])
    ])
    forms.procedure = "incident"
    forms.fingerprint = "reading"
    return forms
  }()

  let clock = TestClock(Moment(seconds: 1_795_333_800, offset: 480))
  let catalogue = ReadingStore.forms
  let desk: Desk
  private let folder: TemporaryFolder
  private var opened: GivenRecords?

  /// `records` are there from the beginning.
  init(_ records: [Submission] = []) throws {
    folder = try TemporaryFolder()
    desk = try .make(in: folder, catalogue, beginning: [{ _ in records }], clock: clock.reading) {
      $0.organisation = "示範學院"
    }
  }

  // MARK: - Saving

  private func given() throws -> GivenRecords {
    if let opened { return opened }
    let made = try GivenRecords(in: folder, catalogue, clock: clock.reading)
    opened = made
    return made
  }

  /// Saves a new record, or a further version of one, and gives back what was saved.
  @discardableResult
  func save(
    _ form: Form, record: GivenRecords.Name? = nil, by person: PersonName? = nil, reason: String? = nil,
    _ content: Content
  ) throws -> Version {
    clock.advance(minutes: 10)
    let version = try given().save(form.given, record, by: person ?? Cast.wang, reason: reason, content)
    try desk.catchUp()
    return version
  }

  @discardableResult
  func void(_ record: String, by person: PersonName? = nil, reason: String) throws -> Version {
    clock.advance(minutes: 10)
    let version = try given().void(record, by: person ?? Cast.wang, reason: reason)
    try desk.catchUp()
    return version
  }

  /// Keeps a draft of whoever it says.
  func keep(_ draft: Draft) throws { try given().keep(draft) }

  func drafts(of owner: String) throws -> [String] { try StoreFiles.drafts(of: owner, in: desk.root) }

  func version(_ record: String) throws -> Version { try desk.look(at: record).get().version }

  func history(_ record: String) throws -> [Version] { try desk.history(of: record).get() }

  /// The same store with other forms.
  func desk(_ catalogue: any Catalogue, clock: @escaping @Sendable () -> Moment) throws -> Desk {
    try .open(in: folder, catalogue, index: "other", clock: clock)
  }

  /// Three incidents, of which the first has two versions and a report, and the last is void.
  func saveIncidents() throws {
    try save(ReadingForms.incident, ReadingForms.mail)
    var amended = ReadingForms.mail
    amended["title"] = ["郵件主機遭入侵並外寄垃圾信"]
    amended["level"] = ["3"]
    amended["description"] = ["主機對外連線異常。\n已隔離主機並通報。\n影響範圍：教職員信箱 1,200 個。"]
    amended[rows: "actions"].append(
      Row(["at": "2026-11-22T15:10+08:00", "what": "重設全部帳號密碼", "owner": "lee.dh 李大華"]))
    try save(
      ReadingForms.incident, record: .existing("INC-115-0001", base: 1), by: Cast.lee, reason: "補上影響範圍",
      amended)
    try save(ReadingForms.incident, ReadingForms.phishing)
    try save(ReadingForms.report, ReadingForms.mailReport)
    let lost = try save(ReadingForms.incident, ReadingForms.lostKey)
    try void(lost.record, reason: "重複登錄")
  }

  // MARK: - Running

  func workspace(_ language: Language = .zhTW) -> Workspace {
    Workspace(catalogue: catalogue, desk: desk, person: Cast.wang, language: language, clock: clock.reading)
  }

  /// Starts the program with screens on top of the home screen and gives back the terminal after the keys.
  @discardableResult
  func run(
    _ screens: [any Screen], _ keys: String = "", size: String = "80x24", in language: Language = .zhTW
  ) throws -> ScriptedTerminal {
    let run = try Run(
      Application.Configuration(at: desk, in: language, clock: clock.reading), keys, size: try #require(Size(size)),
      opening: screens)
    #expect(run.ending == .hangUp || run.ending == .quit)
    return run.terminal
  }

  /// Runs and compares the last screen with the golden one beside the keys. Seals differ from store to store.
  func expect(
    _ screens: [any Screen], _ keys: String = "", size: String = "80x24", in language: Language = .zhTW,
    shows golden: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let screen = try run(screens, keys, size: size, in: language).screen
      .replacing(/[0-9a-f]{16}/, with: "5ea15ea15ea15ea1")
    #expect(screen == golden, sourceLocation: sourceLocation)
  }
}

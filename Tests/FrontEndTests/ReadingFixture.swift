import Domain
import Desk
import Foundation
import Synchronization
import Terminal
import Testing

@testable import FrontEnd

/// A store in a temporary folder with forms of its own and a clock that goes on ten minutes with every save.
@MainActor
final class ReadingFixture {
  nonisolated final class Clock: Sendable {
    private let moment = Mutex(Moment(seconds: 1_795_333_800, offset: 480))

    var now: Moment { moment.withLock { $0 } }

    func goOn(seconds: Int = 600) { moment.withLock { $0 = $0.adding(seconds: seconds) } }
  }

  nonisolated struct Forms: Catalogue {
    var all: [Form] = ReadingForms.all
    let menu = Menu(layers: [
      Menu.Layer(
        id: "forms", title: Phrase(zh: "表單層", en: "Forms"),
        groups: [
          Menu.Group(
            id: "3", title: Phrase(zh: "常用表單", en: "Common forms"),
            items: [Menu.Item(kind: .form, id: "incident-notice", title: ReadingForms.incident.title)])
        ])
    ])
    let fingerprint = "reading"

    func procedure(_ id: String) -> Procedure? { nil }
    func procedures() -> [Procedure] { [] }
    func form(_ id: String) -> Form? { all.last { $0.id == id } }

    func form(_ reference: FormReference) -> Form? {
      all.last { $0.reference == reference } ?? form(reference.id)
    }

    func heads() -> [FormHead] {
      all.filter { form($0.id)?.version == $0.version }.map {
        FormHead(
          id: $0.id, version: $0.version, title: $0.title, document: $0.document, aliases: [], procedure: "incident")
      }
    }

    func text(_ name: String, folder: String, language: Language) -> String? { nil }
    func findings() -> [Finding] { [] }
  }

  let clock = Clock()
  let catalogue = Forms()
  let desk: Desk
  let wang = PersonName(id: "wang.xm", name: "王小明")
  let lee = PersonName(id: "lee.dh", name: "李大華")
  private let folder: String
  private var opened: GivenRecords?

  /// `records` are there from the beginning.
  init(_ records: [Submission] = []) throws {
    folder = NSTemporaryDirectory() + "reading-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    desk = try Desk.make(
      StoreRequest(path: folder + "/store", organisation: "示範學院", person: wang), catalogue: catalogue,
      language: .zhTW, indexFolder: folder + "/index", beginning: [{ _ in records }],
      clock: { [clock] in clock.now })
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  // MARK: - Saving

  private func given() throws -> GivenRecords {
    if let opened { return opened }
    let made = try GivenRecords(
      at: desk.root, catalogue, person: wang, index: folder + "/given", clock: { [clock] in clock.now })
    opened = made
    return made
  }

  /// Saves a new record, or a further version of one, and gives back what was saved.
  @discardableResult
  func save(
    _ form: Form, record: GivenRecords.Name? = nil, by person: PersonName? = nil, reason: String? = nil,
    _ content: Content
  ) throws -> Version {
    clock.goOn()
    let version = try given().save(form.given, record, by: person ?? wang, reason: reason, content)
    try desk.catchUp()
    return version
  }

  @discardableResult
  func void(_ record: String, by person: PersonName? = nil, reason: String) throws -> Version {
    clock.goOn()
    let version = try given().void(record, by: person ?? wang, reason: reason)
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
    try Desk.open(
      at: desk.root, catalogue: catalogue, person: wang, language: .zhTW, indexFolder: folder + "/other", clock: clock)
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
      ReadingForms.incident, record: .existing("INC-115-0001", base: 1), by: lee, reason: "補上影響範圍",
      amended)
    try save(ReadingForms.incident, ReadingForms.phishing)
    try save(ReadingForms.report, ReadingForms.mailReport)
    let lost = try save(ReadingForms.incident, ReadingForms.lostKey)
    try void(lost.record, reason: "重複登錄")
  }

  // MARK: - Running

  func workspace(_ language: Language = .zhTW) -> Workspace {
    Workspace(
      catalogue: catalogue, desk: desk, person: wang, language: language, clock: { [clock] in clock.now })
  }

  /// Starts the program with screens on top of the home screen and gives back the terminal after the keys.
  @discardableResult
  func run(
    _ screens: [any Screen], _ keys: String = "", size: String = "80x24", in language: Language = .zhTW
  ) throws -> ScriptedTerminal {
    let size = try #require(Size(size))
    let terminal = try ScriptedTerminal(size: size, script: keys)
    let configuration = Application.Configuration(
      catalogue: catalogue, desk: desk, person: wang, language: language, clock: { [clock] in clock.now },
      ticks: { 0 }, createStore: { _ in .failure(.noRecord("")) })
    let application = Application(terminal: terminal, configuration: configuration)
    let ending = application.run(opening: screens)
    #expect(ending == .hangUp || ending == .quit)
    return terminal
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

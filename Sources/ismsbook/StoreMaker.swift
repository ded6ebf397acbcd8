import Definitions
import Domain
import Desk
import Foundation

/// Makes a store with its first unit and person, and fills it with demo data where that is wanted.
struct StoreMaker {
  let catalogue: ScreensCatalogue
  let clock: @Sendable () -> Moment
  /// The language that defaults are filled in with.
  let language: Language

  /// A demo store that is there already is opened as it is.
  func make(
    _ path: String, organisation: String, person: PersonName, isDemo: Bool, isShared: Bool = false
  ) throws(StoreProblem) -> FileStore {
    for text in [organisation, person.name] {
      if let problem = ControlCharacter.problem(inName: text) {
        throw .invalid(Finding(.nowhere, rule: "name", problem.message))
      }
    }
    let indexer = CatalogueIndexer(catalogue: catalogue)
    if isDemo, isThere(path) {
      return try FileStore.open(at: path, indexer: indexer, clock: clock)
    }
    let parent = (path as NSString).deletingLastPathComponent
    if !parent.isEmpty {
      do {
        try FileManager.default.createDirectory(
          atPath: parent, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      } catch {
        throw .notPermitted(path: parent, code: errno == 0 ? EACCES : errno)
      }
    }
    if isDemo {
      // The demo's year is saved at its own times, by a clock that is set for each step.
      let times = DemoClock(clock())
      let store = try FileStore.create(
        at: path, organisation: organisation, isShared: isShared, indexer: indexer, clock: { times.now })
      times.move(to: DemoFiller.beginning(clock()))
      try register(organisation, person, store, times.now)
      try DemoFiller(catalogue: catalogue, store: store, clock: times, today: clock(), me: person).fill()
      return try FileStore.open(at: path, indexer: indexer, clock: clock)
    }
    let store = try FileStore.create(
      at: path, organisation: organisation, isShared: isShared, indexer: indexer, clock: clock)
    try register(organisation, person, store, clock())
    return store
  }

  func isThere(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path + "/STORE") }

  /// The organisation as the first unit, the person who makes the store, the settings with the organisation's
  /// name, and every procedure's text as its first version.
  private func register(
    _ organisation: String, _ person: PersonName, _ store: FileStore, _ now: Moment
  ) throws(StoreProblem) {
    var unit = Content()
    unit["id"] = ["org"]
    unit["name"] = [organisation]
    unit["active"] = ["yes"]
    try save([("unit", unit)], person, store, now)
    try save([("person", StoreMaker.content(of: person))], person, store, now)
    var settings = Content()
    settings["organisation"] = [organisation]
    let texts = catalogue.procedureTexts.compactMap { catalogue.firstContent(of: $0) }
    try save([("settings", settings)] + texts.map { (ProcedureText.form, $0) }, person, store, now)
  }

  static func content(of person: PersonName) -> Content {
    var content = Content()
    content["id"] = [person.id]
    content["name"] = [person.name]
    content["unit"] = ["org"]
    content["active"] = ["yes"]
    content["roles"] = ["administrator", "security_officer"]
    content["login"] = [Surroundings.login]
    return content
  }

  /// Saves new records of these forms together.
  private func save(
    _ new: [(form: String, typed: Content)], _ person: PersonName, _ store: FileStore, _ now: Moment
  ) throws(StoreProblem) {
    let records = StoreRecords(store: store, catalogue: catalogue)
    var versions: [NewVersion] = []
    for (id, typed) in new {
      guard let form = catalogue.form(id) else { throw .invalid(StoreMaker.missing(id, catalogue)) }
      let entry = Entry(form: form, now: now, me: person, records: records, language: language)
      let submission = Submission(entry: entry, typed: entry.withDefaults(typed), base: nil, action: .create)
      if let finding = submission.findings.first(where: \.blocks) { throw .invalid(finding) }
      var version = submission.newVersion(site: store.description.site)
      // Nobody could agree to the first administrator.
      if store.description.isShared, form.isGranting { version.status = .approved }
      versions.append(version)
    }
    _ = try store.appendMany(versions)
  }

  static func missing(_ id: String, _ catalogue: ScreensCatalogue) -> Finding {
    catalogue.findings().first { $0.severity == .error }
      ?? Finding(
        .nowhere, rule: "form",
        Phrase(
          zh: "缺少表單「\(id)」的定義；請執行 ismsbook screens check。",
          en: "The form '\(id)' is missing; run ismsbook screens check."))
  }
}

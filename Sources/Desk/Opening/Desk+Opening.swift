import Domain
import FileStore

extension Desk {
  /// Ends the process with a code, from any thread, but never while something is being appended.
  public static func end(_ code: Int32) -> Never { FileStore.endBetweenWrites(code) }

  /// Opens a store, reads what others saved since, and finishes what a program that died left undone. Of a record that
  /// is larger than any may be only the beginning is looked at, unless whoever asks `readsWhole`.
  public static func open(
    at path: String, catalogue: any Catalogue, person: PersonName, language: Language,
    secretCost: ScryptCost = .production, readsWhole: Bool = false, indexFolder: String? = nil, clock: StoreClock
  ) throws(StoreProblem) -> Desk {
    let store = try FileStore.open(
      at: path, indexer: CatalogueIndexer(catalogue: catalogue), indexFolder: indexFolder, clock: clock)
    catalogue.useKept(of: store)
    return Desk(
      store: store, catalogue: catalogue, person: person, language: language, secretCost: secretCost,
      readsWhole: readsWhole, clock: { clock.now })
  }

  /// Opens a store by the machine's clock alone.
  public static func open(
    at path: String, catalogue: any Catalogue, person: PersonName, language: Language,
    secretCost: ScryptCost = .production, readsWhole: Bool = false, indexFolder: String? = nil,
    clock: @escaping @Sendable () -> Moment
  ) throws(StoreProblem) -> Desk {
    try open(
      at: path, catalogue: catalogue, person: person, language: language, secretCost: secretCost,
      readsWhole: readsWhole, indexFolder: indexFolder, clock: StoreClock(clock, finder: { LocalZones.zone($0) }))
  }

  /// Writes down which definitions of forms are others than those that are kept, by whoever is at the desk as it opens.
  public func noticeDefinitions() {
    // What cannot be written down now is noticed again at the next opening.
    try? store.keepChangedDefinitions(by: person.id.isEmpty ? FileStore.nobody : person)
  }

  /// Makes a store in a folder that is empty or not there yet. What it begins with is saved in the name of whoever makes
  /// it, step by step and by the rules of the forms; nobody has any rights yet. `finishing` adds what else has to be
  /// there, such as credentials. Only after that it is a store: an error leaves nothing there.
  public static func make(
    _ request: StoreRequest, catalogue: any Catalogue, language: Language, secretCost: ScryptCost = .production,
    indexFolder: String? = nil, beginning: [(Desk) -> [Submission]]? = nil, clock: StoreClock,
    finishing: (Desk) throws(StoreProblem) -> Void = { _ in }
  ) throws(StoreProblem) -> Desk {
    for text in [request.organisation, request.person.name] {
      if let problem = ControlCharacter.problem(inName: text) {
        throw .invalid(Finding(.nowhere, rule: "name", problem.message))
      }
    }
    for id in ["unit", "person", "settings"] where beginning == nil && catalogue.form(id) == nil {
      throw .invalid(missing(id, catalogue))
    }
    func desk(_ store: FileStore) -> Desk {
      Desk(
        store: store, catalogue: catalogue, person: request.person, language: language, secretCost: secretCost,
        clock: { clock.now })
    }
    if let zone = request.zone { clock.set(zone) }
    let store = try FileStore.create(
      at: request.path, organisation: request.organisation, isShared: request.isShared,
      isForTests: request.isForTests, by: request.person, id: request.id,
      indexer: CatalogueIndexer(catalogue: catalogue), indexFolder: indexFolder, clock: clock
    ) { (store) throws(StoreProblem) in
      let desk = Desk.founding(
        store: store, catalogue: catalogue, person: request.person, language: language, secretCost: secretCost,
        clock: { clock.now })
      for step in beginning ?? usualBeginning(request) { try desk.found(step(desk)) }
      try finishing(desk)
    }
    catalogue.useKept(of: store)
    return desk(store)
  }

  /// Makes a store by the machine's clock alone.
  public static func make(
    _ request: StoreRequest, catalogue: any Catalogue, language: Language, secretCost: ScryptCost = .production,
    indexFolder: String? = nil, beginning: [(Desk) -> [Submission]]? = nil, clock: @escaping @Sendable () -> Moment,
    finishing: (Desk) throws(StoreProblem) -> Void = { _ in }
  ) throws(StoreProblem) -> Desk {
    try make(
      request, catalogue: catalogue, language: language, secretCost: secretCost, indexFolder: indexFolder,
      beginning: beginning, clock: StoreClock(clock, finder: { LocalZones.zone($0) }), finishing: finishing)
  }

  /// The organisation as the first unit, the person who makes the store, the settings with the organisation's name, and
  /// every procedure's text as its first version.
  private static func usualBeginning(_ request: StoreRequest) -> [(Desk) -> [Submission]] {
    var unit = Content()
    unit["id"] = ["org"]
    unit["name"] = [request.organisation]
    unit["active"] = ["yes"]
    var person = Content()
    person["id"] = [request.person.id]
    person["name"] = [request.person.name]
    person["unit"] = ["org"]
    person["active"] = ["yes"]
    person["roles"] = ["administrator", "security_officer"]
    person["login"] = request.login.isEmpty ? [] : [request.login]
    var settings = Content()
    settings["organisation"] = [request.organisation]
    settings["time_zone"] = request.zone.map { [$0.text] } ?? []
    return [
      { [unit] desk in [Submission(new: "unit", desk.blank("unit", unit))] },
      { [person] desk in [Submission(new: "person", desk.blank("person", person))] },
      { [settings] desk in
        [Submission(new: "settings", desk.blank("settings", settings))]
          + desk.catalogue.procedureTexts.compactMap { text in
            desk.catalogue.firstContent(of: text).map {
              Submission(new: ProcedureText.form, desk.blank(ProcedureText.form, $0))
            }
          }
      },
    ]
  }

  /// What the definitions say is wrong where a form is missing.
  private static func missing(_ id: String, _ catalogue: any Catalogue) -> Finding {
    catalogue.findings().first { $0.severity == .error } ?? Refusal.noForm(id).findings[0]
  }

  /// Somebody who is not registered, such as whoever holds the store's files.
  public static var nobody: PersonName { FileStore.nobody }

  // MARK: - What the store is

  public var organisation: String { store.description.organisation }

  /// Whether the store was made for tests, so that a time may be given from outside.
  public var isForTests: Bool { store.facts.isForTests }

  /// Whether the store's time zone has been named; until then the offset of the last entry is used.
  public var namesTimeZone: Bool { store.namesTimeZone }

  /// The offset to propose where somebody who may change the settings has to name the store's time zone: the store comes
  /// from a format without one, and the offset of its last entry is used until then.
  public var proposedTimeZone: String? {
    let isAsked = !store.namesTimeZone && store.facts.upgradedFrom != nil && !isReadOnly
    return isAsked && access.may(.amend, form: Settings.form) ? Zone(offset: now.offset).text : nil
  }

  /// The folder.
  public var root: String { store.root }

  /// Changes with every entry of the journal.
  public var sequence: Int { store.sequence }

  public var isReadOnly: Bool { store.isReadOnly }

  /// Why nothing can be saved; nil where it can.
  public var readOnlyReason: StoreProblem.ReadOnlyReason? { store.readOnlyReason }

  /// What was noticed at opening and since, the last at the end.
  public var noticed: [Finding] { store.openingFindings }

  /// Sees what other programs have saved since; true if there was anything.
  @discardableResult
  public func catchUp() throws(StoreProblem) -> Bool {
    try store.catchUp()
  }

  /// Does what is left of saves; called once the user knows that they are done.
  public func finishSaves() { store.finishSaves() }
}

extension Catalogue {
  /// Forms of before are read from what the store keeps of them.
  fileprivate func useKept(of store: FileStore) {
    // One that cannot be read is shown by today's, and says so.
    use(kept: { [weak store] hash in (try? store?.definitionFiles(hash)) ?? nil })
  }
}

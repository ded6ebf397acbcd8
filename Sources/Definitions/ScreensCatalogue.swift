import Domain
import Synchronization

/// Everything that the definitions say, read from `Screens/` when it is first asked for.
///
/// The start reads the menu only. A file that cannot be read keeps its findings here and all others still work.
public final class ScreensCatalogue: Catalogue {
  public let menu: Menu
  public let clock: StoreClock
  let folders: ScreensFolders
  let reader: DefinitionReader
  let readMenu: ReadFile<Menu>
  private let state: Mutex<State>

  /// What has been read so far.
  private struct State {
    var index: FormIndex?
    var heads: [FormHead]?
    var chains: [ReadFile<[Chain]>]?
    var rights: ReadFile<AccessRights>?
    var common: ReadFile<Form>?
    var procedures: [String: ReadFile<Procedure>] = [:]
    var lists: [String: ReadFile<ChoiceList>] = [:]
    var parsed: [String: ReadFile<Form>] = [:]
    var checked: [String: ReadFile<Form>] = [:]
    var released: [FormReference: ReadFile<Form>] = [:]
    /// Definitions that the store keeps, by their hashes.
    var kept: [String: Form] = [:]
    var findKept: @Sendable (String) -> [String: String]? = { _ in nil }
    /// Files that definitions were read from, by where they lie.
    var texts: [String: DefinitionPart] = [:]
    /// What each form was read from.
    var parts: [String: [DefinitionPart]] = [:]
    /// Lists that each list includes.
    var included: [String: Set<String>] = [:]
    /// By what was read, so that nothing is told twice.
    var findings: [String: [Finding]] = [:]
    /// How people and units are called.
    var names = RegisterNames()
  }

  /// `overrides` is the store's own folder with the same layout; a definition there wins over the shipped one. Forms
  /// read and show instants by the store's `clock`.
  public init(folder: String, overrides: String?, clock: StoreClock = .none) {
    self.clock = clock
    folders = ScreensFolders(shipped: folder, overrides: overrides)
    reader = DefinitionReader(folders: folders, clock: clock)
    readMenu = reader.menu()
    menu = readMenu.value ?? Menu(layers: [])
    var state = State()
    state.findings["menu"] = readMenu.findings
    self.state = Mutex(state)
  }

  /// One definition, as a store keeps it.
  init(kept files: [String: String], clock: StoreClock) {
    self.clock = clock
    folders = ScreensFolders(kept: files)
    reader = DefinitionReader(folders: folders, clock: clock)
    menu = Menu(layers: [])
    readMenu = ReadFile(menu, file: folders.file("Menus/main.yaml"), Reading(file: "Menus/main.yaml"))
    state = Mutex(State())
  }

  /// The shipped definitions.
  public var folder: String { folders.shipped }

  public func findings() -> [Finding] {
    state.withLock { Array(Set($0.findings.values.joined())) }.sorted(by: FindingOrder.isBefore)
  }

  /// Changes whenever a definition file comes, goes or is written.
  public var fingerprint: String { Fingerprint(folders).text }

  // MARK: - Procedures

  public func procedure(_ id: String) -> Procedure? {
    if let item = menu.items.first(where: { $0.kind == .procedure && $0.id == id }),
      let found = readProcedure(folder: item.folder).value, found.id == id
    {
      return found
    }
    return procedures().first { $0.id == id }
  }

  public func procedures() -> [Procedure] {
    index.folders.compactMap { readProcedure(folder: $0).value }.sorted { ($0.code, $0.id) < ($1.code, $1.id) }
  }

  func readProcedure(folder: String) -> ReadFile<Procedure> {
    cached(\.procedures, folder, "procedure \(folder)") { reader.procedure(folder: folder) }
  }

  public func text(_ name: String, folder: String, language: Language) -> String? {
    guard Identifier.isChoice(name), Identifier.isChoice(folder) else { return nil }
    return textFile("Procedures/\(folder)/\(name).\(language.rawValue).md")
  }

  public func manual(_ chapter: ManualChapter, language: Language) -> String? {
    textFile(ManualCheck.path(of: chapter, language))
  }

  private func textFile(_ path: String) -> String? {
    guard let file = folders.files(path).first else { return nil }
    do throws(FileProblem) {
      return try TextFile.text(of: file)
    } catch {
      keep([error.finding], as: path)
      return nil
    }
  }

  // MARK: - Chains

  /// Who signs in which order; a chain of the store wins over the shipped one of the same id.
  public func chains() -> [Chain] {
    var taken: Set<String> = []
    let all = readChains().flatMap { $0.value ?? [] }
    let standIns = all.last { $0.standIns != nil }?.standIns
    return all.filter { taken.insert($0.id).inserted }.map { chain in
      // A store's own chains that say nothing of it go by the shipped ones.
      var chain = chain
      chain.standIns = chain.standIns ?? standIns
      return chain
    }
  }

  public func chain(_ id: String) -> Chain? { chains().first { $0.id == id } }

  func readChains() -> [ReadFile<[Chain]>] {
    if let known = state.withLock({ $0.chains }) { return known }
    let chains = reader.chains()
    keep(chains.flatMap(\.findings), as: "chains")
    state.withLock { $0.chains = chains }
    return chains
  }

  // MARK: - Rights

  /// Who may do what; rights of the store win as a whole over the shipped ones.
  public func accessRights() -> AccessRights? {
    let read = readRights()
    return read.findings.contains(where: \.blocks) ? nil : read.value
  }

  func readRights() -> ReadFile<AccessRights> {
    if let known = state.withLock({ $0.rights }) { return known }
    let none = { (id: String) in ChoiceList(id: id, title: Phrase(verbatim: id), items: []) }
    let rights = reader.rights(
      choiceList("roles") ?? none("roles"), choiceList("classification") ?? none("classification"))
    keep(rights.findings, as: "rights")
    state.withLock { $0.rights = rights }
    return rights
  }

  // MARK: - Choices

  /// A shared choice list, of `Choices/` or `Controls/`.
  public func choiceList(_ id: String) -> ChoiceList? { readList(id)?.value }

  func readList(_ id: String, within outer: [String] = []) -> ReadFile<ChoiceList>? {
    guard FormReference.isValid(id: id), !outer.contains(id) else { return nil }
    let files = folders.files("Choices/\(id).yaml") + folders.files("Controls/\(id).yaml")
    guard let file = files.first(where: \.isOverride) ?? files.first else { return nil }
    return cached(\.lists, id, "choices \(id)") {
      let named = NamedLists()
      var list = reader.choiceList(id, at: file, choices(within: outer + [id], named))
      state.withLock { $0.included[id] = named.ids }
      if let note = OverrideNote.finding(files) { list.findings.append(note) }
      return list
    }
  }

  var listIDs: [String] { ["Choices", "Controls"].flatMap { folders.definitions(in: $0).map(\.id) } }

  /// `named` learns which lists are asked for.
  private func choices(within outer: [String] = [], _ named: NamedLists? = nil) -> ChoiceSource {
    ChoiceSource(
      list: {
        named?.ids.insert($0)
        return self.readList($0, within: outer)?.value
      }, ids: { self.listIDs })
  }

  // MARK: - Forms

  public func form(_ id: String) -> Form? {
    guard let form = checkedForm(id)?.value else { return nil }
    let names = state.withLock(\.names)
    return names.isEmpty ? form : form.calling(names)
  }

  public func call(_ records: [RecordValue], of form: String) { state.withLock { $0.names.read(records, of: form) } }

  public func form(_ reference: FormReference) -> Form? {
    if let definition = reference.definition { return form(reference.id, definition) ?? form(reference.id) }
    if let current = parsedForm(reference.id)?.value, current.version == reference.version {
      return form(reference.id)
    }
    let path = "Released/\(reference.id).\(reference.version).yaml"
    guard FormReference.isValid(id: reference.id), let file = folders.files(path).first else {
      return form(reference.id)
    }
    let read = readReleased(reference, at: file)
    return read.findings.contains(where: \.blocks) ? form(reference.id) : read.value
  }

  /// A form by the hash of its definition; nil where that is neither the current one nor kept.
  private func form(_ id: String, _ definition: String) -> Form? {
    if parsedForm(id)?.value?.definition == definition { return form(id) }
    let (known, find, names) = state.withLock { ($0.kept[definition], $0.findKept, $0.names) }
    let found =
      known ?? find(definition).flatMap { ScreensCatalogue.keptForm(id, in: $0, clock: clock, definition) }
    guard let form = found, form.id == id else { return nil }
    if known == nil { state.withLock { $0.kept[definition] = form } }
    return names.isEmpty ? form : form.calling(names)
  }

  public func use(kept: @escaping @Sendable (String) -> [String: String]?) {
    state.withLock {
      $0.findKept = kept
      $0.kept = [:]
    }
  }

  public func definition(of form: String) -> FormDefinition? {
    guard let read = parsedForm(form)?.value, read.definition != nil else { return nil }
    return FormDefinition(form: read.reference, parts: state.withLock { $0.parts[form] ?? [] })
  }

  /// The form with the hash of what it was read from.
  private func withDefinition(_ read: ReadFile<Form>, _ folder: String, _ named: NamedLists) -> ReadFile<Form> {
    guard let form = read.value else { return read }
    var files = FormParts(folders)
    files.add(read.file)
    files.add(all: "Text/en/\(form.id).yaml")
    var lists = named.ids
    if !folder.isEmpty, commonFields != nil {
      files.add(first: "Administration/\(CommonFields.id).yaml")
      files.add(all: "Text/en/\(CommonFields.id).yaml")
      lists.formUnion(state.withLock { $0.included[CommonFields.id] ?? [] })
    }
    if !form.chainIDs.isEmpty {
      files.add(all: "Chains/chains.yaml")
      files.add(all: "Text/en/chains.yaml")
    }
    var rest = lists.sorted()
    while let id = rest.popLast() {
      files.add(list: id)
      for inner in state.withLock({ $0.included[id] ?? [] }).sorted() where lists.insert(inner).inserted {
        rest.append(inner)
      }
    }
    var texts = state.withLock(\.texts)
    let parts = files.parts(&texts)
    var result = read
    result.value?.definition = FormParts.definition(parts)
    state.withLock {
      $0.texts = texts
      $0.parts[form.id] = parts
    }
    return result
  }

  /// Every earlier version that is kept.
  func readReleased() -> [ReadFile<Form>] {
    folders.definitions(in: "Released").compactMap { name, files in
      let parts = name.split(separator: ".").map(String.init)
      guard parts.count == 2, let version = WholeNumber.read(parts[1]), let file = files.first else { return nil }
      return readReleased(FormReference(id: parts[0], version: version), at: file)
    }
  }

  private func readReleased(_ reference: FormReference, at file: ScreensFile) -> ReadFile<Form> {
    cached(\.released, reference, "released \(reference.text)") {
      withCommon(reader.released(reference, at: file, choices()), index[reference.id]?.folder ?? "")
    }
  }

  public func heads() -> [FormHead] {
    if let known = state.withLock({ $0.heads }) { return known }
    let heads = HeadList(catalogue: self).heads()
    state.withLock { $0.heads = heads }
    return heads
  }

  var index: FormIndex {
    if let known = state.withLock({ $0.index }) { return known }
    let index = FormIndex(folders)
    keep(index.findings, as: "index")
    state.withLock { $0.index = index }
    return index
  }

  /// A form whose expressions have not been checked yet; that needs no other form.
  func parsedForm(_ id: String) -> ReadFile<Form>? {
    guard let entry = index[id] else { return nil }
    return cached(\.parsed, id, "form \(id)") {
      let named = NamedLists()
      let read = withCommon(reader.form(id, at: entry.file, choices(within: [], named)), entry.folder)
      return withDefinition(read, entry.folder, named)
    }
  }

  /// A form with all its findings, and no value if one of them blocks.
  func checkedForm(_ id: String) -> ReadFile<Form>? {
    guard let parsed = parsedForm(id) else { return nil }
    return cached(\.checked, id, "form \(id)") {
      var result = parsed
      if let form = parsed.value {
        let checker = FormChecker(form: form, file: parsed.file.name) { self.parsedForm($0)?.value }
        let common = commonFields
        result.findings += checker.findings().map { common?.placed($0) ?? $0 }
      }
      if result.findings.contains(where: \.blocks) { result.value = nil }
      return result
    }
  }

  /// The common fields; nil if they cannot be read.
  func readCommon() -> ReadFile<Form> {
    if let known = state.withLock({ $0.common }) { return known }
    let file = folders.file("Administration/\(CommonFields.id).yaml")
    let named = NamedLists()
    let common = reader.form(CommonFields.id, at: file, choices(within: [], named))
    keep(common.findings, as: CommonFields.id)
    state.withLock {
      $0.common = common
      $0.included[CommonFields.id] = named.ids
    }
    return common
  }

  private var commonFields: CommonFields? {
    let read = readCommon()
    return read.value.map { CommonFields(form: $0, file: read.file.name) }
  }

  private func withCommon(_ read: ReadFile<Form>, _ folder: String) -> ReadFile<Form> {
    guard !folder.isEmpty, let form = read.value, let common = commonFields else { return read }
    var result = read
    result.value = common.appended(to: form)
    return result
  }

  public func use(accepted: [String: String]) {
    guard folders.own.use(accepted) else { return }
    state.withLock { state in
      state.chains = nil
      state.rights = nil
      state.procedures = [:]
      // Roles stand in lists, and lists in forms.
      state.lists = [:]
      state.common = nil
      // Which file of a form counts may be another one now.
      state.index = nil
      state.heads = nil
      state.parsed = [:]
      state.checked = [:]
      state.released = [:]
      state.texts = [:]
      state.parts = [:]
      state.included = [:]
    }
  }

  public func isDefined(_ path: String) -> Bool {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let isOfForm = path.hasPrefix("Procedures/") && index[String(name.prefix { $0 != "." })] != nil
    return isOfForm || !folders.files(path).isEmpty
  }

  public func findingsOfOwnFiles() -> [Finding] {
    ScreensCheck.findings(folder: folders.shipped, overrides: folders.overrides)
  }

  /// What an earlier program took as it was written and this one does not: patterns that keep forms of the store from being
  /// used, and rights that name nobody who may grant power. It is told when the store is opened.
  public func findingsOfBefore() -> [Finding] {
    guard folders.hasOwn else { return [] }
    let rights = readRights()
    return (rights.file.isOverride ? rights.findings.filter { $0.rule == "rights" } : [])
      + index.ids.compactMap { index[$0] }.filter(\.file.isOverride).flatMap { entry -> [Finding] in
        // What cannot be read is told where it is used.
        guard let text = try? TextFile.text(of: entry.file), text.contains("matches(") else { return [] }
        return checkedForm(entry.id)?.findings.filter(\.blocks) ?? []
      }
  }

  // MARK: - Keeping

  func keep(_ findings: [Finding], as name: String) { state.withLock { $0.findings[name] = findings } }

  /// Reading happens outside the lock, because it may ask for other definitions; reading twice gives the same.
  private func cached<Key: Hashable, Value>(
    _ place: WritableKeyPath<State, [Key: ReadFile<Value>]>, _ key: Key, _ name: String,
    _ read: () -> ReadFile<Value>
  ) -> ReadFile<Value> {
    if let known = state.withLock({ $0[keyPath: place][key] }) { return known }
    let result = read()
    state.withLock {
      $0[keyPath: place][key] = result
      $0.findings[name] = result.findings
    }
    return result
  }
}

/// The lists that a reader asks for while it reads one file.
private final class NamedLists {
  var ids: Set<String> = []
}

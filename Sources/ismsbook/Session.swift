import ArgumentParser
import Definitions
import Domain
import Desk

/// An open store with its definitions, for one run of a sub-command.
struct Session: Sendable {
  let catalogue: ScreensCatalogue
  /// The door to the store, with whoever runs the sub-command at it as far as that is known.
  let desk: Desk
  let language: Language
  /// Who has proved who they are: by a passphrase, or by the key they came in with.
  let proven: PersonName?

  var records: any RecordSource { desk.records }

  /// The session of a sub-command that asks nobody who they are, or of one that does: `who`.
  /// Screens read of a record no more than they show: not `readsWhole`.
  init(
    _ options: CommonOptions, asking who: PersonOptions? = nil, allowsOneTime: Bool = false, readsWhole: Bool = true
  ) throws {
    language = options.language
    if let visit = Visit.current {
      catalogue = visit.session.catalogue
      proven = visit.person
      desk = visit.session.desk.attended(by: visit.person)
      return
    }
    catalogue = try Session.catalogue(storePath: options.storePath, language)
    let opened: Desk
    do throws(StoreProblem) {
      opened = try Desk.open(
        at: options.storePath, catalogue: catalogue, person: Desk.nobody, language: language,
        readsWhole: readsWhole, clock: Surroundings.clock)
    } catch {
      throw Output.fail(error, options.language)
    }
    // In a shared store nobody is at it before they have shown who they are.
    let desk =
      opened.isShared ? opened : opened.attended(by: Session.person(in: opened.records) ?? Surroundings.proposedPerson)
    // Damage is told before somebody is asked for a passphrase.
    for finding in desk.noticed where finding.severity > .note {
      Output.error(FindingText.line(finding, nil, language))
    }
    for finding in catalogue.ownPatternFindings() { Output.error(FindingText.line(finding, nil, language)) }
    let attended = try who.flatMap { try Session.prove($0, desk, allowsOneTime: allowsOneTime) }
    proven = attended?.person
    self.desk = attended ?? desk
  }

  /// The definitions of the program, with those of the store before them.
  static func catalogue(storePath: String?, _ language: Language) throws -> ScreensCatalogue {
    guard let folder = ScreensCatalogue.locate(executable: ProgramPath.absolute, environment: Surroundings.environment)
    else {
      let text = Phrase(
        zh: "找不到 Screens 目錄（裡面有 Menus/main.yaml）；請把它放在程式旁的 ../share/ismsbook/Screens，或以 ISMSBOOK_SCREENS 指定正確的位置。",
        en:
          "No folder Screens (with Menus/main.yaml in it) is found; put it at ../share/ismsbook/Screens beside the program, or "
          + "name its right place in ISMSBOOK_SCREENS."
      )
      Output.error("ismsbook: " + text[language])
      throw Exit.configuration
    }
    return ScreensCatalogue(
      folder: folder, overrides: storePath.map { $0 + "/screens" }, clock: Surroundings.clock)
  }

  /// What somebody may do in the store.
  func access(of person: PersonName) -> Access {
    desk.attended(by: person).access
  }

  /// The form of that id; its findings are reported where it cannot be used.
  func form(_ id: String) throws -> Form {
    if let form = catalogue.form(id) { return form }
    let findings = catalogue.findings().filter { $0.severity == .error }
    Output.findings(
      findings.filter { if case .file(let name, _, _) = $0.place { name.contains(id) } else { false } }, nil, language)
    let known = catalogue.heads().map(\.id)
    let near = Suggestion.nearest(to: id, among: known)
    let text = Suggestion.unknown(Phrase(zh: "表單", en: "form"), id, near)
    Output.error("ismsbook: " + text[language])
    throw Exit.notFound
  }

  /// The version of a record that is to be amended; ends where it may not be.
  func amendable(_ record: String, version: Int? = nil) throws -> Version {
    switch try ask({ desk throws(StoreProblem) in try desk.amendable(record, version: version) }) {
    case .success(let version): return version
    case .failure(let refusal): throw try refused(.amend, record, refusal)
    }
  }

  /// Reports why something was not done with a record, once the journal knows of it, and gives the code to end with.
  func refused(_ action: Action, _ record: String, _ refusal: Refusal, asJSON: Bool = false) throws -> ExitCode {
    if refusal.kind == .notFound {
      Output.error("ismsbook: " + refusal.message[language])
      return Exit.notFound
    }
    try ask { desk throws(StoreProblem) in try desk.note(.refused(action, record: record, rule: refusal.rule)) }
    return Output.fail(refusal, asJSON: asJSON, language)
  }

  /// What was asked of the desk, or the end of the program with why it was not done.
  func done<Value>(
    _ form: Form? = nil, asJSON: Bool = false, _ body: (Desk) throws(StoreProblem) -> Result<Value, Refusal>
  )
    throws -> Value
  {
    switch try ask(body) {
    case .success(let value): return value
    case .failure(let refusal): throw Output.fail(refusal, form: form, asJSON: asJSON, language)
    }
  }

  /// Who runs the sub-command: in a personal store, the person who is the user of the operating system.
  func person() throws -> PersonName {
    if let proven { return proven }
    if desk.isShared {
      throw Session.refusal(
        Phrase(zh: "這是共用紀錄庫，要知道是誰；請加上 --as。", en: "This is a shared store, which asks who you are; add --as."),
        Exit.notPermitted, language)
    }
    if let person = Session.person(in: records) { return person }
    let text = Phrase(
      zh: "人員名冊裡沒有作業系統使用者「\(Surroundings.login)」；請先執行一次 ismsbook 輸入姓名。",
      en:
        "The user '\(Surroundings.login)' of this system is not registered as a person; run ismsbook once and enter your name."
    )
    Output.error("ismsbook: " + text[language])
    throw Exit.notPermitted
  }

  static func person(in records: any RecordSource) -> PersonName? {
    person(among: records.records(of: "person", where: [:], limit: nil))
  }

  /// The one of them who is the user of the operating system.
  static func person(among people: [RecordValue]) -> PersonName? {
    let login = Surroundings.login
    let found = people.first { $0.content["login"].contains(login) } ?? people.first { $0.number == login }
    return found.map { PersonName(id: $0.number, name: $0.content["name"].first ?? $0.number) }
  }

  func entry(
    _ form: Form, number: String? = nil, version: Int = 1, by person: PersonName, over base: Content = Content()
  ) -> Entry {
    var entry = desk.attended(by: person).entry(form, number: number, version: version, over: base)
    entry.hasKeys = false
    return entry
  }

  /// Asks the desk for something, and ends with its problem's exit code where that fails.
  func ask<Result>(_ body: (Desk) throws(StoreProblem) -> Result) throws -> Result {
    do throws(StoreProblem) {
      let known = desk.noticed.count
      let result = try body(desk)
      desk.finishSaves()
      for finding in desk.noticed.dropFirst(known) where finding.severity > .note {
        Output.error(FindingText.line(finding, nil, language))
      }
      return result
    } catch {
      throw Output.fail(error, language)
    }
  }
}

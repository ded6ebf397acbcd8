import Definitions
import Desk
import Domain

/// The store that a sub-command is for.
extension Desk {
  /// Opens it, and has the caller prove who they are, if the command asks. Screens read of a record no more than they
  /// show: not `readsWhole`.
  static func opened(
    _ common: CommonOptions, asking who: PersonOptions? = nil, allowsOneTime: Bool = false, readsWhole: Bool = true
  ) throws -> Desk {
    let language = common.language
    if let visitors = SSHSession.desk { return visitors.speaking(language) }
    let catalogue = try ScreensCatalogue.installed(with: common.storePath)
    let opened = try Desk.open(
      at: common.storePath, catalogue: catalogue, person: nobody, language: language, readsWhole: readsWhole,
      clock: Environment.clock)
    // In a shared store no person is at the desk before they have proved who they are.
    let desk = opened.isShared ? opened : opened.attended(by: opened.user ?? Environment.proposedPerson)
    desk.noticeDefinitions()
    // Damage is reported before the passphrase is asked for.
    desk.tellNoticed()
    Output.findings(catalogue.findingsOfBefore(), language)
    return try who.map { try desk.attended(provenBy: $0, allowsOneTime: allowsOneTime) } ?? desk
  }

  /// The same for a command that does without a store; nil where there is none.
  static func there(_ common: CommonOptions) throws -> Desk? {
    do {
      return try opened(common)
    } catch let problem as StoreProblem {
      if case .noStore = problem { return nil }
      throw problem
    }
  }

  /// The person who is the user of the operating system; nil where none of those who may be read is.
  var user: PersonName? { Self.user(among: records.records(of: "person", where: [:], limit: nil)) }

  static func user(among people: [RecordValue]) -> PersonName? {
    let login = Environment.login
    let found = people.first { $0.content["login"].contains(login) } ?? people.first { $0.number == login }
    return found.map { PersonName(id: $0.number, name: $0.content["name"].first ?? $0.number) }
  }

  /// Carries something out, and finishes what it has begun to save.
  func finishing<Value>(_ body: () throws -> Value) rethrows -> Value {
    let known = noticed.count
    defer {
      finishSaves()
      tellNoticed(after: known)
    }
    return try body()
  }

  private func tellNoticed(after known: Int = 0) {
    Output.findings(noticed.dropFirst(known).filter { $0.severity > .note }, language)
  }
}

extension ScreensCatalogue {
  /// The definitions that come with the program, with those of a store before them.
  static func installed(with store: String? = nil) throws -> ScreensCatalogue {
    guard let folder = locate(executable: ProgramPath.absolute, environment: Environment.variables) else {
      throw CommandRefusal(
        .configuration,
        Phrase(
          zh: "找不到 Screens 目錄（裡面有 Menus/main.yaml）；請把它放在程式旁的 ../share/ismsbook/Screens，或以 ISMSBOOK_SCREENS 指定正確的位置。",
          en: "No folder Screens (with Menus/main.yaml in it) is found; put it at ../share/ismsbook/Screens beside the "
            + "program, or name its right place in ISMSBOOK_SCREENS."))
    }
    return ScreensCatalogue(folder: folder, overrides: store.map { $0 + "/screens" }, clock: Environment.clock)
  }
}

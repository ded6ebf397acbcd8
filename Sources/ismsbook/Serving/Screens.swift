import ArgumentParser
import Definitions
import Desk
import Domain
import Founding
import FrontEnd
import Terminal

/// The screens on this terminal.
@MainActor
enum Screens {
  /// For a user of this machine; without a store the first screen makes one.
  static func open(
    storePath path: String, language: Language, _ display: DisplayOptions? = nil
  ) throws {
    let catalogue = try ScreensCatalogue.installed(with: path)
    let desk = try store(at: path, catalogue, language)
    let terminal = try terminal(display)
    // No record may be read yet, but the user's own id is proposed.
    let known = desk.flatMap { Desk.user(among: $0.everybody) }
    var configuration = Application.Configuration(
      catalogue: catalogue, desk: desk, person: known ?? Environment.proposedPerson, isKnown: known != nil,
      language: language, boxes: display?.boxes ?? .ascii, proposedStore: path, clock: { Environment.clock.now },
      ticks: Environment.ticks, login: Environment.login
    ) { request in
      do throws(StoreProblem) {
        var request = request
        request.login = Environment.login
        return .success(
          try StoreMaker(
            catalogue: catalogue, clock: Environment.clock, isForTests: Environment.testTime != nil, language: language
          ).make(request))
      } catch {
        return .failure(error)
      }
    }
    configuration.findings = catalogue.findingsOfBefore()
    try end(run(terminal, configuration))
  }

  private static func store(
    at path: String, _ catalogue: ScreensCatalogue, _ language: Language
  ) throws(StoreProblem) -> Desk? {
    do throws(StoreProblem) {
      let desk = try Desk.open(
        at: path, catalogue: catalogue, person: Environment.proposedPerson, language: language,
        clock: Environment.clock)
      (desk.isShared ? desk.attended(by: Desk.nobody) : desk.attended(by: desk.user ?? desk.person)).noticeDefinitions()
      return desk
    } catch {
      switch error {
      // A store that was not completed is made again from the first screen.
      case .noStore, .beingMade: return nil
      default: throw error
      }
    }
  }

  /// The board and what it leads to, on a terminal with no way out.
  static func openKiosk(_ desk: Desk, name: String, _ display: DisplayOptions) throws {
    guard try desk.finishing({ try Application.reserve(name, at: desk) }) else {
      throw CommandRefusal(
        .tryAgain,
        Phrase(
          zh: "另一個執行中的共用終端也叫「\(name)」；請用 --name 取不同的名稱。",
          en: "Another shared terminal that is running is called '\(name)' too; give this one another --name."))
    }
    var options = TerminalOptions()
    options.kiosk = true
    let terminal = try terminal(display, options)
    var configuration = configuration(of: desk, PersonName(id: "kiosk", name: "-"), isKiosk: true)
    configuration.boxes = display.boxes
    configuration.terminalName = name
    try end(run(terminal, configuration))
  }

  /// For a caller over SSH.
  static func open(for desk: Desk, _ call: Environment.Call) throws {
    var options = TerminalOptions()
    // sshd hands down hardly any environment, and what there is may be the client's.
    options.forcesUTF8 = true
    // A stopped program could not be continued, and there is no shell to return to.
    options.kiosk = true
    let terminal = try terminal(
      nil, options,
      without: Phrase(
        zh: "連線沒有終端機，無法開啟畫面；請用 ssh -t 連線，或在後面寫子命令，例如 list。",
        en: "The connection has no terminal for the screens; connect with ssh -t, or give a sub-command such as list."))
    var configuration = configuration(of: desk, desk.person)
    configuration.isAuthenticated = true
    let way = [("Way", "ssh_key"), ("From", call.address)]
    do {
      try desk.note(.logIn, way)
    } catch {
      terminal.close()
      throw error
    }
    let ending = run(terminal, configuration)
    try desk.note(.logOut, way + [("Ending", "\(ending)")])
    try end(ending)
  }

  /// Screens at a store that is there, from which no path of this machine is taken.
  private static func configuration(
    of desk: Desk, _ person: PersonName, isKiosk: Bool = false
  ) -> Application.Configuration {
    Application.Configuration(
      catalogue: desk.catalogue, desk: desk, person: person, language: desk.language, allowsPaths: false,
      isKiosk: isKiosk, clock: { Environment.clock.now }, ticks: Environment.ticks,
      createStore: { _ in .failure(.alreadyThere(path: desk.root)) })
  }

  private static func run(_ terminal: CursesTerminal, _ configuration: Application.Configuration) -> Application.Ending
  {
    Application(terminal: terminal, configuration: configuration).run()
  }

  private static func end(_ ending: Application.Ending) throws {
    if ending != .quit { throw ExitCode(ending.rawValue) }
  }

  private static func terminal(
    _ display: DisplayOptions?, _ options: TerminalOptions = TerminalOptions(), without: Phrase? = nil
  ) throws -> CursesTerminal {
    if let columns = display?.ambiguous { Width.ambiguous = columns == 2 ? 2 : 1 }
    do throws(TerminalProblem) {
      return try CursesTerminal.open(options)
    } catch {
      var message = error.message
      if case .noTerminal = error, let without { message = without }
      throw CommandRefusal(.configuration, message)
    }
  }
}

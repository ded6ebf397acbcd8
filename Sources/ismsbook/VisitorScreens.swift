import ArgumentParser
import Domain
import Desk
import FrontEnd
import Terminal

/// The screens for somebody who came in over SSH.
@MainActor
struct VisitorScreens {
  let session: Session
  let person: PersonName
  let call: Surroundings.Call
  let language: Language

  func open() throws {
    let terminal = try terminal()
    let desk = session.desk.attended(by: person)
    var configuration = Application.Configuration(
      catalogue: session.catalogue, desk: desk, person: person, isKnown: true, language: language,
      allowsPaths: false, clock: { Surroundings.clock.now }, ticks: Surroundings.ticks
    ) { _ in .failure(.alreadyThere(path: "")) }
    configuration.isAuthenticated = true
    let way = [("Way", "ssh_key"), ("From", call.address)]
    do {
      try Session.note(.logIn, way, desk)
    } catch {
      terminal.close()
      throw error
    }
    let ending = Application(terminal: terminal, configuration: configuration).run()
    try Session.note(.logOut, way + [("Ending", "\(ending)")], desk)
    if ending != .quit { throw ExitCode(ending.rawValue) }
  }

  private func terminal() throws -> CursesTerminal {
    var options = TerminalOptions()
    // sshd hands down hardly any environment, and what there is may be the client's.
    options.forcesUTF8 = true
    // Nobody could bring a stopped program back, and behind it there is nothing for a visitor.
    options.kiosk = true
    do throws(TerminalProblem) {
      return try CursesTerminal.open(options)
    } catch {
      if case .noTerminal = error {
        throw Session.refusal(
          Phrase(
            zh: "連線沒有終端機，無法開啟畫面；請用 ssh -t 連線，或在後面寫子命令，例如 list。",
            en:
              "The connection has no terminal for the screens; connect with ssh -t, or give a sub-command such as list."
          ), Exit.configuration, language)
      }
      throw Session.refusal(Screens.message(error), Exit.configuration, language)
    }
  }
}

import Desk
import Domain
import Terminal
import TestKit

@testable import FrontEnd

/// The running program and somebody at its keys, so that a test can look at it between two of them.
@MainActor
final class Seat {
  let application: Application
  let terminal: ScriptedTerminal

  /// `keysAtOnce` draws once for all keys of a script.
  init(
    _ configuration: Application.Configuration, _ size: Size = Size(columns: 80, rows: 24), keysAtOnce: Bool = false
  ) {
    terminal = ScriptedTerminal(size: size)
    terminal.keepsFrames = false
    if keysAtOnce { terminal.batchSize = .max }
    application = Application(terminal: terminal, configuration: configuration)
    application.start()
  }

  /// Somebody who has shown who they are.
  convenience init(_ person: PersonName, _ desk: Desk, clock: @escaping @Sendable () -> Moment) {
    var configuration = Application.Configuration(at: desk, by: person, clock: clock)
    configuration.isAuthenticated = true
    self.init(configuration, keysAtOnce: true)
  }

  var workspace: Workspace { application.workspace }
  var stack: [any Screen] { application.stack }
  var message: Message? { application.message }
  var screen: String { terminal.screen }

  func feed(_ script: String) throws { feed(try KeyScript.events(script)) }

  /// Gives these events to the program, turn by turn of its loop.
  func feed(_ events: [Event]) {
    terminal.feed(events)
    while terminal.hasMore, application.ending == nil { application.turn() }
  }

  /// Opens screens over what is there.
  func open(_ screens: [any Screen]) {
    application.carryOut(screens.map { .push($0) })
    application.draw()
  }

  /// Decides about a record: opens it, decides with the comment, and gives the passphrase. What the program says.
  func decide(_ action: Action, _ record: String, _ comment: String) throws -> String {
    let keys: [Action: String] = [
      .submit: "<Alt+E>", .agree: "<Alt+Y>", .return: "<Alt+Z>", .refuse: "<Alt+5>", .withdraw: "<Alt+Q>",
    ]
    open([RecordScreen(number: record)])
    try feed(keys[action] ?? "")
    // What is refused at once asks for no comment.
    let first = message?.text.en ?? ""
    try feed("\(comment)<Enter>\(Cast.secret(of: application.person))<Enter>")
    let said = message?.text.en ?? ""
    leave()
    return first.isEmpty || first == said ? said : "\(first) \(said)"
  }

  /// Goes back to where it began.
  func leave() {
    while stack.count > 1 { application.carryOut([.pop()]) }
  }
}

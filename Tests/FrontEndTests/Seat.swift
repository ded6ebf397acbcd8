import Desk
import Domain
import Terminal

@testable import FrontEnd

/// The program with somebody at its keys, who has shown who they are.
@MainActor
final class Seat {
  let application: Application
  let terminal = DrivenTerminal(Size(columns: 80, rows: 24))
  private let person: PersonName

  init(_ person: PersonName, _ desk: Desk, clock: @escaping @Sendable () -> Moment) {
    self.person = person
    var configuration = Application.Configuration(
      catalogue: desk.catalogue, desk: desk, person: person, language: .zhTW, clock: clock, ticks: { 0 },
      createStore: { _ in .failure(.noRecord("")) })
    configuration.isAuthenticated = true
    application = Application(terminal: terminal, configuration: configuration)
    application.start(over: Floor())
  }

  /// Decides about a record: opens it, decides with the comment, and gives the passphrase. What the program says.
  func decide(_ action: Action, _ record: String, _ comment: String) throws -> String {
    let keys: [Action: String] = [
      .submit: "<Alt+E>", .agree: "<Alt+Y>", .return: "<Alt+Z>", .refuse: "<Alt+5>", .withdraw: "<Alt+Q>",
    ]
    application.carryOut([.push(RecordScreen(number: record))])
    application.takeIn(try KeyScript.events(keys[action] ?? ""))
    // Where it is refused at once, nothing asks for a comment.
    let first = application.message?.text.en ?? ""
    application.takeIn(try KeyScript.events("\(comment)<Enter>\(SigningWorld.secret(of: person))<Enter>"))
    let said = application.message?.text.en ?? ""
    leave()
    return first.isEmpty || first == said ? said : "\(first) \(said)"
  }

  /// Goes back to where it began.
  func leave() {
    while application.stack.count > 1 { application.carryOut([.pop()]) }
  }
}

import ArgumentParser
import Desk

/// A sub-command that answers something. What it answers is printed here, and why it is refused is told in
/// `Ismsbook.end`; the command itself says neither.
protocol AnsweringCommand: ParsableCommand {
  associatedtype Options: CommandOptions
  var options: Options { get }

  /// Works the answer out, and has it told.
  func respond(_ tell: (Answer) throws -> Void) throws
}

extension AnsweringCommand {
  func run() throws {
    try respond { answer in
      try answer.tell(asJSON: options.json, options.language)
      if answer.code != .success { throw answer.code }
    }
  }
}

/// A sub-command that somebody who came in over SSH may run.
protocol VisitorCommand: ParsableCommand {
  /// Options that were given and name what is not a visitor's to choose: paths of this machine, another person.
  var pathsNamed: [String] { get }
}

/// A sub-command at a store, which is opened for it.
protocol StoreCommand: AnsweringCommand, VisitorCommand {
  /// The store, with whoever runs the command at it.
  func open() throws -> Desk

  func answer(at desk: Desk) throws -> Answer
}

extension StoreCommand {
  var pathsNamed: [String] { options.pathsNamed }

  func open() throws -> Desk { try Desk.opened(options.common, asking: options.asking) }

  func respond(_ tell: (Answer) throws -> Void) throws {
    let desk = try open()
    try tell(try desk.finishing { try answer(at: desk) })
  }
}

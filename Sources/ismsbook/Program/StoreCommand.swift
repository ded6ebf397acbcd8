import ArgumentParser
import Desk

/// A sub-command at a store, which is opened for it.
protocol StoreCommand: AnsweringCommand, RemoteCommand {
  /// The desk, with the caller at it.
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

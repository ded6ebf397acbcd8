import ArgumentParser
import Domain
import Glibc

/// Somebody who came in over SSH: their key has said who they are, and they are not on this machine.
struct Visit: Sendable {
  let person: PersonName
  let session: Session

  /// The visit that a sub-command is run for; nothing where somebody is at this machine.
  @TaskLocal static var current: Visit?

  /// What came in ends alike where the client has said everything and where the line dropped; in the second case nobody
  /// hears any more, and what came may be half of it. Nothing may be saved from it then.
  static func requireConnection() throws {
    if !isHeard { throw Exit.hangUp }
  }

  /// Whether the client of a visit is still there.
  static var isHeard: Bool {
    guard current != nil else { return true }
    var output = pollfd(fd: STDOUT_FILENO, events: 0, revents: 0)
    return poll(&output, 1, 0) <= 0 || output.revents & Int16(POLLERR | POLLHUP | POLLNVAL) == 0
  }
}

/// A sub-command that a visitor may run. What is none is refused to them.
protocol VisitorCommand: ParsableCommand {
  /// Options that were given and that name paths of this machine, such as `--store`.
  var pathsNamed: [String] { get }
}

/// A sub-command that knows who runs it, and names a path or a person by no options of its own.
protocol PersonalCommand: VisitorCommand {
  var common: CommonOptions { get }
  var who: PersonOptions { get }
}

extension PersonalCommand {
  var pathsNamed: [String] { common.pathsNamed + who.pathsNamed }
}

extension CommonOptions {
  var pathsNamed: [String] { store == nil ? [] : ["--store"] }
}

import ArgumentParser
import Domain

/// Somebody who came in over SSH: their key has said who they are, and they are not on this machine.
struct Visit: Sendable {
  let person: PersonName
  let session: Session

  /// The visit that a sub-command is run for; nothing where somebody is at this machine.
  @TaskLocal static var current: Visit?
}

/// A sub-command that a visitor may run. What is none is refused to them.
protocol VisitorCommand: ParsableCommand {
  /// Options that were given and that name paths of this machine, such as `--store`.
  var pathsNamed: [String] { get }
}

extension CommonOptions {
  var pathsNamed: [String] { store == nil ? [] : ["--store"] }
}

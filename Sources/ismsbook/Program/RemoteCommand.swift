import ArgumentParser
import Desk

/// A sub-command that somebody who came in over SSH may run.
protocol RemoteCommand: ParsableCommand {
  /// Options that were given and name what somebody over SSH may not choose: paths of this machine, another person.
  var pathsNamed: [String] { get }
}

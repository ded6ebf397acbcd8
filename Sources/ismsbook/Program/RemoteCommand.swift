import ArgumentParser

/// A sub-command that may be run over SSH.
protocol RemoteCommand: ParsableCommand {
  /// The given options that a caller over SSH may not use: paths of this machine, another person.
  var pathsNamed: [String] { get }
}

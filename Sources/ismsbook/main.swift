import ArgumentParser
import Domain

Surroundings.leaveNoCore()

if CommandLine.arguments.count == 1 {
  // The usual start; making the parser of all sub-commands ready would take a fifth of its time.
  do {
    try MainActor.assumeIsolated {
      try Screens.open(storePath: Surroundings.storePath(nil), language: Surroundings.language)
    }
  } catch {
    Ismsbook.end(with: error)
  }
} else {
  // Options such as `--lang en` may stand before the sub-command or behind it.
  do {
    var command = try Ismsbook.parseAsRoot(Arguments.sorted(Array(CommandLine.arguments.dropFirst())))
    if command is any ReadingCommand { Caller.endWithReader() }
    try command.run()
  } catch {
    Ismsbook.end(with: error)
  }
}

import ArgumentParser

Environment.leaveNoCore()

let arguments = Array(CommandLine.arguments.dropFirst())
do {
  if arguments.isEmpty {
    // The usual start; making the parser of all sub-commands ready would take a fifth of its time.
    try MainActor.assumeIsolated {
      try Screens.open(storePath: Environment.storePath(nil), language: Environment.language)
    }
  } else {
    var command = try Ismsbook.parseAsRoot(Commands.sorted(arguments))
    if Commands.isReading(command) { OutputReader.endWithReader() }
    try command.run()
  }
} catch {
  Ismsbook.end(with: error, arguments)
}

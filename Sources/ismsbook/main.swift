import ArgumentParser
import Domain

if CommandLine.arguments.count == 1 {
  // The usual start; making the parser of all sub-commands ready would take a fifth of its time.
  do {
    try MainActor.assumeIsolated {
      try Screens.open(storePath: Surroundings.storePath(nil), language: Surroundings.language)
    }
  } catch {
    Ismsbook.exit(withError: error)
  }
} else {
  // Options such as `--lang en` may stand before the sub-command or behind it.
  Ismsbook.main(Arguments.sorted(Array(CommandLine.arguments.dropFirst())))
}

import ArgumentParser
import Domain

// A name such as `--lang en` may stand before the sub-command or behind it.
Ismsbook.main(Arguments.sorted(Array(CommandLine.arguments.dropFirst())))

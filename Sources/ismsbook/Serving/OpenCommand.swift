import ArgumentParser

/// `ismsbook`: the screens.
struct OpenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "Open the screens; also without a sub-command. 開啟畫面。")

  @OptionGroup var common: CommonOptions
  @OptionGroup var display: DisplayOptions

  func run() throws {
    // The main thread of the process is the main actor's.
    try MainActor.assumeIsolated { [common, display] in
      try Screens.open(storePath: common.storePath, language: common.language, display)
    }
  }
}

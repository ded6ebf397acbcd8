import ArgumentParser
import FrontEnd

/// `ismsbook keys`: every key of the screens, to print and pin up.
struct KeysCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys", abstract: "Print the table of keys. 印出按鍵表。")

  @OptionGroup var common: CommonOptions

  func run() throws {
    Output.line(MainActor.assumeIsolated { KeyTable.markdown })
  }
}

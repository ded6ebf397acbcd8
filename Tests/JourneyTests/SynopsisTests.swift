import Foundation
import Testing

@Suite("The manual's list of commands")
struct SynopsisTests {
  /// Told once for all commands.
  private static let common: Set = ["--store", "--lang", "--json", "--as", "--secret-file", "--help"]

  /// The options that the chapter on the command line names, by command.
  private func listed(_ language: String) throws -> [String: Set<String>] {
    let chapter = try Manual.text("shell", language)
    let section = try #require(chapter.components(separatedBy: "\n## 2. ").last)
    let block = section.components(separatedBy: "\n").dropFirst(2).prefix { $0.hasPrefix("    ") }.joined(
      separator: "\n")
    var found: [String: Set<String>] = [:]
    for call in block.components(separatedBy: "ismsbook ").dropFirst() {
      let words = call.components(separatedBy: CharacterSet(charactersIn: " []\n")).filter { !$0.isEmpty }
      let isNested = ["credential", "ssh-key", "screens"].contains(words.first ?? "")
      let name = words.prefix(isNested ? 2 : 1).joined(separator: " ")
      found[name, default: []].formUnion(words.filter { $0.hasPrefix("--") })
    }
    return found
  }

  /// The options that `--help` names.
  private func options(_ program: Program, _ command: String) throws -> Set<String> {
    let help = try program.run(["help"] + command.split(separator: " ").map { String($0) }).output
    let names = help.components(separatedBy: "\n").filter { $0.hasPrefix("  -") }
      .flatMap { $0.split { " ,[".contains($0) } }.filter { $0.hasPrefix("--") }
    return Set(names.map { String($0) })
  }

  @Test("It names every command and option of --help, and no other", arguments: Manual.languages)
  func complete(_ language: String) throws {
    let program = try Program()
    let listed = try listed(language)
    let commands = try program.commands()
    #expect(commands.count > 25)
    #expect(Set(listed.keys) == Set(commands))
    for command in commands {
      // The program's own --version stands in the help of each.
      let own = try options(program, command).subtracting(Self.common).subtracting(["--version"])
      let told = (listed[command] ?? []).subtracting(Self.common).subtracting(["--version"])
      #expect(own.isSubset(of: told), "\(command): \(own.subtracting(told))")
      #expect(told.isSubset(of: own), "\(command): \(told.subtracting(own))")
    }
  }
}

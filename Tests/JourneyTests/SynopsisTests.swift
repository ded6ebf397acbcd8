import Foundation
import Testing

@Suite("The README's list of commands")
struct SynopsisTests {
  /// Told once for all commands.
  private static let common: Set = ["--store", "--lang", "--json", "--as", "--secret-file", "--help"]

  /// The options that the README names, by command.
  private func listed() throws -> [String: Set<String>] {
    let readme = try String(contentsOfFile: Program.root + "/README.md", encoding: .utf8)
    let section = try #require(readme.components(separatedBy: "## Commands without screens\n\n```\n").last)
    let block = section.components(separatedBy: "\n```").first ?? ""
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

  @Test("It names every command and option of --help, and no other")
  func complete() throws {
    let program = try Program()
    let listed = try listed()
    var commands: [String] = []
    for name in try subcommands(program, []) {
      let nested = try subcommands(program, [name])
      commands += nested.isEmpty ? [name] : nested.map { "\(name) \($0)" }
    }
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

  private func subcommands(_ program: Program, _ words: [String]) throws -> [String] {
    let help = try program.run(["help"] + words).output
    guard let list = help.components(separatedBy: "SUBCOMMANDS:\n").dropFirst().first else { return [] }
    return list.components(separatedBy: "\n").prefix { !$0.isEmpty }.compactMap { line in
      guard line.hasPrefix("  "), !line.hasPrefix("   ") else { return nil }
      return line.split(separator: " ").first.map { String($0) }
    }
  }
}

import Foundation
import TestKit
import Testing

@Suite("The manual, by command")
struct ManualJourneyTests {
  private static let pages = Manual.languages.flatMap { language in Manual.chapters.map { (language, $0) } }

  @Test("A chapter is printed in the language asked for, wrapped and otherwise word for word", arguments: pages)
  func chapter(_ language: String, _ chapter: String) throws {
    let result = try Program().run("help", chapter, "--lang", language)
    #expect(result.status == 0 && result.errors.isEmpty)
    func words(_ text: String) -> String { text.filter { !$0.isWhitespace } }
    #expect(words(result.output) == words(try Manual.text(chapter, language)))
    #expect(result.output.components(separatedBy: "\n").allSatisfy { $0.count <= 76 })
  }

  @Test("Without a word it lists the chapters; with a command it tells how that is called")
  func commands() throws {
    let program = try Program()
    let all = try program.run("help", "--lang", "en").output
    for chapter in Manual.chapters { #expect(all.contains("  \(chapter) ")) }
    #expect(all.contains("\nSUBCOMMANDS:\n"))
    for words in [["list"], ["help"], ["screens", "check"]] {
      let told = try program.run(["help"] + words)
      let asked = try program.run(words + ["--help"])
      #expect(told.status == 0 && told.output == asked.output, "\(words)")
    }
    #expect(try program.run("help", "open").output.contains("USAGE: ismsbook open"))
    let wrong = try program.run("help", "oficer", "--lang", "en")
    #expect(wrong.status == 64 && wrong.errors.contains("did you mean 'officer'?"), "\(wrong.errors)")
  }

  @Test("Every call of the program that a chapter names can be parsed", arguments: pages)
  func parses(_ language: String, _ chapter: String) throws {
    let program = try Program()
    let visitors = try program.run("help", "session").output.split { " .\n".contains($0) }
    for call in try Manual.calls(chapter, language) {
      var typed = call
      if call.hasPrefix("ssh ") {
        guard let asked = call.components(separatedBy: "isms@host ").dropFirst().first else { continue }
        let command = asked.components(separatedBy: " ")[0]
        #expect(visitors.contains { $0 == command }, "\(call)")
        typed = "ismsbook " + asked
      }
      for (placeholder, word) in [
        ("COMMAND", "list"), ("CHAPTER", "officer"), ("子命令", "list"), ("章名", "officer"), ("\"SEQUENCE SEAL\"", head),
        ("\"序號 封緘\"", head),
      ] {
        typed = typed.replacingOccurrences(of: placeholder, with: word)
      }
      let names = typed.dropFirst("ismsbook ".count).components(separatedBy: " ")
      // The name of a command alone is no call of it.
      if names.count <= 2, !call.hasPrefix("ssh "), try program.run(["help"] + names).status == 0 { continue }
      // There is no store, and what could be made is made in a home of its own.
      let words = typed.dropFirst("ismsbook ".count)
      let result = try program.shell("cd \"$HOME\" && '\(Program.path)' \(words)")
      #expect(result.status != 64 && result.status < 126, "\(call): \(result.status) \(result.errors)")
    }
  }

  private let head = "\"33 \(String(repeating: "0", count: 64))\""

  @Test("A visitor over SSH reads it")
  func visitor() throws {
    let store = try SharedStore()
    for language in Manual.languages {
      let result = try store.ssh("lin", "help officer --lang \(language)")
      let title = try Manual.text("officer", language).prefix(6)
      #expect(result.status == 0 && result.output.hasPrefix(title))
    }
    #expect(try store.ssh("lin", "help --store /tmp/x").status == 77)
  }

  @Test(
    "The man page has all chapters and commands, and groff finds nothing wrong with it",
    .enabled(if: Machine.has("groff"), "needs groff"),
    arguments: Manual.languages)
  func manPage(_ language: String) throws {
    let program = try Program()
    let page = program.home + "/ismsbook.1"
    try program.run("help", "--man", "--lang", language).output.write(toFile: page, atomically: true, encoding: .utf8)
    let shown = try program.shell("groff -ww -k -man -Tutf8 -P-c -P-b -P-u '\(page)'")
    #expect(shown.status == 0 && shown.errors.isEmpty, "\(shown.errors)")
    for chapter in Manual.chapters {
      let title = try #require(Manual.text(chapter, language).components(separatedBy: "\n").first).dropFirst(2)
      #expect(shown.output.contains("\n\(title)\n"), "\(title)")
    }
    #expect(shown.output.contains("ismsbook screens check") && shown.output.contains("ismsbook list"))
  }
}

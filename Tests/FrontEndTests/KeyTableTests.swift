import Domain
import Foundation
import Terminal
import TestKit
import Testing

@testable import FrontEnd

@Suite("The table of keys") @MainActor
struct KeyTableTests {
  private func text(_ chapter: ManualChapter, _ language: Language) throws -> String {
    try Checkout.text(of: "Screens/Manual/\(language.rawValue)/\(chapter.rawValue).md")
  }

  @Test("is the one in the manual, in both languages", arguments: [Language.zhTW, .en])
  func manual(_ language: Language) throws {
    let list = KeyTable.list(language)
    #expect(try text(.officer, language).contains("\n\n\(list)\n\n"), "put this into the chapter:\n\(list)")
    for command in Command.allCases {
      #expect(KeyTable.markdown.contains("| \(command.name.zh) \(command.name.en) | "))
    }
  }

  @Test("has every key that the manual names", arguments: ManualChapter.allCases)
  func named(_ chapter: ManualChapter) throws {
    // What editors and the terminal itself take, which is no command.
    let others = ["Shift+Tab", "Ctrl+C", "Ctrl+Up", "Ctrl+Down"]
    let known = Set(Command.allCases.flatMap { $0.keys.map(\.name) } + others)
    for language in [Language.zhTW, .en] {
      let text = try text(chapter, language)
      let names = text.matches(of: /\b(?:(?:Ctrl|Alt|Shift)\+(?:[A-Z][a-z]+(?:[A-Z][a-z]+)?|[^\s`])|F[0-9]{1,2}\b)/)
      for name in names.map({ String($0.output) }) { #expect(known.contains(name), "\(language) \(name)") }
    }
  }

  @Test("gives every function key a second way")
  func secondWay() {
    for command in Command.allCases {
      let hasFunctionKey = command.keys.contains { if case .function = $0.code { true } else { false } }
      let hasOther = command.keys.contains { if case .function = $0.code { false } else { true } }
      #expect(!hasFunctionKey || hasOther, "\(command)")
    }
  }

  @Test("gives no key to two commands")
  func unique() {
    var taken: [Key: Command] = [:]
    for command in Command.allCases {
      for key in command.keys {
        #expect(taken[key] == nil, "\(key.name): \(command) and \(taken[key].map { "\($0)" } ?? "")")
        taken[key] = command
      }
    }
  }

  @Test("has names and help in both languages, and every name fits the key line")
  func words() {
    for command in Command.allCases {
      for phrase in [command.name, command.help] { #expect(!phrase.zh.isEmpty && !phrase.en.isEmpty) }
      #expect(Width.of(command.name.zh) <= 12 && Width.of(command.name.en) <= 16, "\(command)")
    }
  }

  @Test("binds every command on people and sign-off, which the palette has everywhere")
  func ofStore() {
    let workspace = Workspace(
      catalogue: FillingForms.catalogue, desk: nil, person: Cast.wang, language: .zhTW, clock: { FillingForms.now })
    #expect(Binding.ofStore(workspace).map(\.command) == FrontEnd.Command.ofStore)
  }

  @Test("is where texts have their keys from: none of them spells one out")
  func spelledOut() throws {
    let names = FrontEnd.Command.allCases.flatMap { $0.keys.map(\.name) }
    let any = names.map { NSRegularExpression.escapedPattern(for: $0) }.joined(separator: "|")
    let key = try NSRegularExpression(pattern: "(?<![\\w+])(\(any))(?![\\w+])")
    for folder in ["FrontEnd", "Desk", "ismsbook", "Domain", "Definitions"] {
      for file in try Checkout.swiftFiles(in: "Sources/\(folder)") {
        let text = try Checkout.text(of: file)
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
        where !line.drop(while: { $0 == " " }).hasPrefix("//") {
          let line = String(line)
          let found = key.firstMatch(in: line, range: NSRange(line.startIndex..., in: line))
          #expect(found == nil, "\(file):\(number + 1): \(line)")
        }
      }
    }
  }

  @Test("names the key that texts of the domain leave open, and leaves every other text as it is")
  func leftOpen() {
    let key = FrontEnd.Command.pick.key
    #expect(PersonType().format.namingKeys.en == "Name or id; type part of it, \(key) opens the list.")
    for type in FieldTypes.all {
      let format = type.format.namingKeys
      #expect(!format.zh.contains("{") && !format.en.contains("{"), "\(type.id)")
    }
    let saved = Finding(.nowhere, rule: "check", Phrase(verbatim: "{pick}"))
    #expect(saved.naming(pick: Phrase(verbatim: key)) == saved)
    let unread = Finding(.nowhere, rule: "type", Phrase(zh: "請按 {pick} 挑選。", en: "{press} {pick} to pick one."))
    #expect(unread.naming(pick: Phrase(verbatim: key)).message.en == "{press} \(key) to pick one.")
  }

  @Test("has a command for every screen that the menu can name")
  func menu() {
    for screen in Menu.screens { #expect(Command(rawValue: screen).map(Command.ofStore.contains) == true, "\(screen)") }
  }
}

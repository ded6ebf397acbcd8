import Domain
import Foundation
import Terminal
import Testing

@testable import FrontEnd

@Suite("The table of keys") @MainActor
struct KeyTableTests {
  @Test("is the one in the README")
  func readme() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let text = try String(contentsOf: root.appendingPathComponent("README.md"), encoding: .utf8)
    #expect(text.contains(KeyTable.markdown), "put the output of `ismsbook keys` into the README")
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

  @Test("has a command for every screen that the menu can name")
  func menu() {
    for screen in Menu.screens { #expect(Command(rawValue: screen).map(Command.ofStore.contains) == true, "\(screen)") }
  }
}

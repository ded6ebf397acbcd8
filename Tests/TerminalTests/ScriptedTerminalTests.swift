import Foundation
import TestKit
import Testing

@testable import Terminal

@Suite @MainActor struct ScriptedTerminalTests {
  @Test("A script reads as keys, pastes and other events")
  func script() throws {
    let events = try KeyScript.events(
      "新a<Enter><Ctrl+S><F10>\n<lt><paste:a\\nb c><resize:132x40><tick><hangUp>")
    #expect(
      events == [
        .key(.character("新")), .key(.character("a")), .key(.enter), .key(.control("s")), .key(.function(10)),
        .key(.character("<")), .paste("a\nb c"), .resize(Size(columns: 132, rows: 40)),
        .tick, .hangUp(.hangUp),
      ])
  }

  @Test("An unknown word is a problem", arguments: ["<Entr>", "<resize:12>", "a<b", "<click:1,2>"])
  func unknownWords(script: String) {
    #expect(throws: KeyScript.Problem.self) { try KeyScript.events(script) }
  }

  @Test("Events come one by one, then the terminal is gone")
  func oneByOne() throws {
    let terminal = try ScriptedTerminal(script: "ab<resize:40x12>c")
    #expect(terminal.events(waitingAtMost: nil) == [.key(.character("a"))])
    #expect(terminal.events(waitingAtMost: 0) == [.key(.character("b"))])
    #expect(terminal.size == Size(columns: 80, rows: 24))
    #expect(terminal.events(waitingAtMost: nil) == [.resize(Size(columns: 40, rows: 12))])
    #expect(terminal.size == Size(columns: 40, rows: 12))
    #expect(terminal.events(waitingAtMost: nil) == [.key(.character("c"))])
    #expect(terminal.events(waitingAtMost: nil) == [.hangUp(.hangUp)])
    try terminal.feed("d")
    #expect(terminal.events(waitingAtMost: nil) == [.key(.character("d"))])
  }

  @Test("Batches stop before a resize")
  func batches() throws {
    let terminal = try ScriptedTerminal(script: "abc<resize:40x12>d")
    terminal.batchSize = 10
    #expect(terminal.events(waitingAtMost: nil).count == 3)
    #expect(terminal.events(waitingAtMost: nil) == [.resize(Size(columns: 40, rows: 12))])
    #expect(terminal.events(waitingAtMost: nil).count == 1)
  }

  @Test("The last frame can be read with its cursor")
  func frames() {
    let terminal = ScriptedTerminal(size: Size(columns: 12, rows: 2))
    var canvas = Canvas(size: terminal.size)
    canvas.write("資安簿", at: Position(column: 1, row: 0))
    canvas.cursor = Position(column: 7, row: 0)
    terminal.show(canvas)
    #expect(terminal.screen == " 資安簿\n\ncursor 7,0")
    #expect(terminal.frames.count == 1)
  }

  @Test("Without a terminal, opening one says so")
  func noTerminal() {
    if isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 { return }
    #expect(throws: TerminalProblem.noTerminal) { try CursesTerminal.open() }
  }
}

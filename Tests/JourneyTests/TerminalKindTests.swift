import Foundation
import TestKit
import Testing

/// What reaches the terminal, byte for byte, as recorded by script(1) inside tmux.
@Suite(
  "The bytes for each kind of terminal", .enabled(if: Machine.has("tmux", "script"), "needs tmux and script"),
  .serialized)
struct TerminalKindTests {
  private func bytes(_ setting: String) throws -> String {
    let program = try Program()
    try program.initialize()
    let record = program.home + "/typescript"
    let terminal = try TmuxTerminal(program, command: "env \(setting) script -qec '\(Program.path)' \(record)")
    try terminal.shows("政策層")
    try terminal.type("05")
    try terminal.shows("出入記錄表")
    // A key after a lone Esc would be taken for Alt with that key.
    try terminal.press("C-g")
    try terminal.press("C-q")
    try terminal.ends()
    return String(decoding: try Data(contentsOf: URL(fileURLWithPath: record)), as: UTF8.self)
  }

  @Test(
    "Every kind gets the screens, no shift to line drawing, no question, no tracking of the mouse",
    arguments: ["xterm-256color", "xterm", "vt100", "linux", "screen", "tmux-256color", "rxvt"])
  func kinds(_ kind: String) throws {
    let bytes = try bytes("TERM=\(kind)")
    #expect(bytes.contains("資訊安全政策管理作業"))
    for sequence in ["\u{1B}(0", "\u{0E}", "\u{1B}[6n", "\u{1B}[c", "\u{1B}[>c", "\u{1B}]11;?", "?1003h", "?1000h"] {
      #expect(!bytes.contains(sequence), "\(kind): \(sequence.debugDescription)")
    }
  }

  @Test("Bracketed paste is turned on at the start and off at the end")
  func paste() throws {
    let bytes = try bytes("TERM=xterm-256color")
    let on = try #require(bytes.range(of: "\u{1B}[?2004h"))
    let off = try #require(bytes.range(of: "\u{1B}[?2004l", options: .backwards))
    #expect(on.lowerBound < off.lowerBound)
  }

  @Test("With NO_COLOR no colour is set")
  func noColor() throws {
    let bytes = try bytes("TERM=xterm-256color NO_COLOR=1")
    #expect(bytes.range(of: "\u{1B}\\[([0-9;]*;)?(3[0-8]|4[0-8]|9[0-7])[;m]", options: .regularExpression) == nil)
  }
}

import Foundation
import TestKit
import Testing

@Suite("Making a shared store at a terminal", .enabled(if: Machine.has("tmux"), "needs tmux"))
struct SharedInitJourneyTests {
  private static let secret = "correct horse battery"

  /// Runs `init --shared` in a terminal that stays when the program has ended, and answers its two questions.
  private func make(_ program: Program, _ answers: [String]) throws -> String {
    let script = program.home + "/init.sh"
    try """
    '\(Program.path)' init '\(program.store)' --organisation 測試學院 --person 'wang 王小明' --shared
    echo "ended with $?"
    cat
    """.write(toFile: script, atomically: true, encoding: .utf8)
    let terminal = try TmuxTerminal(program, command: "sh '\(script)'")
    for (question, answer) in zip(["wang 王小明 的新通行碼：", "再輸入一次："], answers) {
      try terminal.shows(question)
      try terminal.type(answer)
      try terminal.press("Enter")
    }
    try terminal.shows("ended with ")
    return try terminal.everything()
  }

  @Test("asks for the passphrase twice, shows neither, makes nothing where they differ, and lets its maker in after")
  func twice() throws {
    let program = try Program()
    let wrong = try make(program, [Self.secret, "correct horse batteries"])
    #expect(wrong.contains("兩次輸入不同") && wrong.contains("ended with 65") && !wrong.contains("horse"), "\(wrong)")
    #expect(!FileManager.default.fileExists(atPath: program.store + "/STORE"))
    let short = try make(program, ["short", "short"])
    #expect(short.contains("ended with 65") && !short.contains("short"), "\(short)")
    #expect(!FileManager.default.fileExists(atPath: program.store + "/STORE"))

    let made = try make(program, [Self.secret, Self.secret])
    #expect(made.contains("ended with 0") && !made.contains("horse"), "\(made)")
    #expect(try program.run("head").status == 0)

    let terminal = try TmuxTerminal(program)
    try terminal.shows("這是多人共用的紀錄庫")
    // The user of the system who made it is proposed.
    try terminal.shows("wang")
    try terminal.type(Self.secret)
    try terminal.press("Enter")
    try terminal.shows("待辦（Alt+W）：待簽 0")
    try terminal.press("End", "Right", "Down", "Enter")
    try terminal.shows("誰可以做什麼")
    try terminal.quit()
    #expect(try program.run("verify").status == 0)
  }
}

import Foundation
import TestKit
import Testing

@Suite("The screens in a real terminal", .serialized)
struct ScreenJourneyTests {
  @Test("First start: a store is made, and English is one key away", .enabled(if: Machine.has("tmux"), "needs tmux"))
  func firstStart() throws {
    let program = try Program()
    let terminal = try TmuxTerminal(program)
    try terminal.shows("還沒有紀錄庫")
    try terminal.press("F11")
    try terminal.shows("There is no store yet")
    try terminal.press("M-l")
    try terminal.shows("還沒有紀錄庫")
    try terminal.press("1")
    try terminal.type("測試學院")
    try terminal.press("Tab", "C-u")
    try terminal.type("王小明")
    try terminal.press("Tab", "C-u")
    try terminal.type("wang")
    try terminal.press("F2")
    try terminal.shows("紀錄庫建好了")
    try terminal.shows("政策層")
    #expect(try program.run("show", "wang").output.contains("王小明"))
    try terminal.press("C-q")
    try terminal.ends()
  }

  @Test(
    "A lost terminal ends the program, and keeps the draft", .enabled(if: Machine.has("tmux"), "needs tmux"),
    arguments: [SIGHUP, SIGTERM])
  func lost(_ signal: Int32) throws {
    let program = try Program()
    try program.initialize()
    let terminal = try TmuxTerminal(program)
    try terminal.shows("政策層")
    try terminal.type("patrol")
    try terminal.press("Enter")
    try terminal.shows("F5")
    try terminal.press("C-n")
    try terminal.shows("巡檢區域")
    try terminal.press("C-End")
    try terminal.type("斷線前打的字")
    try terminal.shows("斷線前打的字")
    try terminal.send(signal)
    try terminal.ends()
    #expect(try program.shell("grep -l 斷線前打的字 \(program.store)/drafts/wang/*").status == 0)
  }

  @Test(
    "The screen survives every size, and says when it is too small", .enabled(if: Machine.has("tmux"), "needs tmux"))
  func sizes() throws {
    let program = try Program()
    try program.initialize()
    let terminal = try TmuxTerminal(program)
    try terminal.shows("政策層")
    try terminal.resize(20, 5)
    try terminal.shows("20x5")
    try terminal.resize(132, 40)
    try terminal.shows("作業指導層")
    try terminal.resize(80, 24)
    try terminal.shows("政策層")
    try terminal.press("C-q")
    try terminal.ends()
  }

  @Test("A person new to the store is asked for the name once", .enabled(if: Machine.has("tmux"), "needs tmux"))
  func join() throws {
    let program = try Program()
    try program.initialize()
    try program.run("amend", "wang", "--reason", "換帳號", "--set", "login=somebody_else")
    let terminal = try TmuxTerminal(program)
    try terminal.shows("您是哪一位")
    try terminal.press("C-u")
    try terminal.type("陳美麗")
    try terminal.press("Tab", "C-u")
    try terminal.type("chen")
    try terminal.press("Enter")
    try terminal.shows("政策層")
    #expect(try program.run("show", "chen").output.contains("陳美麗"))
    try terminal.press("C-q")
    try terminal.ends()
  }

  @Test(
    "A terminal that cannot show the screens is told what to set", .enabled(if: Machine.has("script"), "needs script"),
    arguments: [
      ("TERM=dumb", "TERM=dumb"), ("TERM=", "TERM"), ("TERM=nonsense-9", "nonsense-9"), ("LC_ALL=C", "C.UTF-8"),
    ])
  func terminals(_ setting: String, _ part: String) throws {
    let program = try Program()
    try program.initialize()
    let result = try program.shell("script -qec \"env \(setting) '\(Program.path)'\" /dev/null </dev/null")
    #expect(result.status == 78, "\(result.output)")
    #expect(result.output.contains(part), "\(result.output)")
  }
}

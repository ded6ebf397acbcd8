import Desk
import Domain
import Foundation
import TestKit
import Testing

@Suite("The shared terminal in a real terminal", .serialized)
struct KioskJourneyTests {
  private static let pins = ["wang": "918273", "hsu": "314159", "tsai": "271828", "su": "161803"]

  /// A shared store with an administrator, two who sign people in, and the keeper of the data room, each with a PIN.
  private func start() throws -> Program {
    let program = try Program()
    let secret = program.home + "/secret"
    try (Self.pins["wang"] ?? "").write(toFile: secret, atomically: true, encoding: .utf8)
    try program.shell("chmod 600 ~/secret")
    let made = try program.run(
      "init", program.store, "--organisation", "測試學院", "--person", "wang 王小明", "--shared", "--secret-file", secret)
    try #require(made.status == 0, "\(made.errors)")
    for (id, name, number, role) in [
      ("hsu", "許雅婷", "E01001", "data_room_duty"), ("tsai", "蔡冠宏", "E01002", "data_room_duty"),
      ("su", "蘇小梅", "E01003", "data_room_keeper"),
    ] {
      let result = try program.run(
        "new", "person", "--as", "wang", "--secret-file", secret, "--set", "id=\(id)", "--set", "name=\(name)", "--set",
        "unit=org", "--set", "roles=\(role)", "--set", "staff_no=\(number)")
      try #require(result.status == 0, "\(result.errors)")
    }
    // Everybody sets their own, whose hash costs little.
    let desk = try Desk.open(
      at: program.store, catalogue: FewForms(), person: Desk.nobody, language: .zhTW,
      secretCost: try #require(ScryptCost(rounds: 16, blockSize: 1, parallelism: 1)),
      indexFolder: program.home + "/index",
      clock: { Moment(seconds: Int(Date().timeIntervalSince1970), offset: 480) })
    for (id, pin) in Self.pins {
      let person = PersonName(id: id, name: id)
      _ = try desk.attended(by: person).setSecret(of: person, pin, oneTime: false).get()
    }
    desk.finishSaves()
    // What a person is given is in force when they have agreed to it.
    for id in ["hsu", "tsai", "su"] {
      let agreed = try program.run(
        "agree", id, "--as", id, "--secret-file", "-", input: "\(Self.pins[id] ?? "")\n")
      try #require(agreed.status == 0, "\(agreed.errors)")
    }
    return program
  }

  private func confirm(_ terminal: TmuxTerminal, _ person: String) throws {
    try terminal.type(person)
    try terminal.press("Enter")
    try terminal.type(try #require(Self.pins[person]))
    try terminal.press("Enter")
  }

  private func openShift(_ terminal: TmuxTerminal) throws {
    try terminal.shows("未開班")
    try terminal.type("6")
    try terminal.shows("由誰開班")
    try confirm(terminal, "hsu")
    try terminal.shows("許雅婷 開班了")
  }

  private func signInTsai(_ terminal: TmuxTerminal) throws {
    try terminal.type("1")
    try terminal.shows("姓名、公司或證號")
    // A badge reader types the number and Enter.
    try terminal.type("E01002")
    try terminal.press("Enter")
    try terminal.shows("事由說明")
    try terminal.type("巡檢")
    try terminal.press("Enter")
    try terminal.type("例行機房巡檢")
    try terminal.press("Enter")
    try terminal.shows("蔡冠宏")
    try terminal.shows("已登記")
  }

  @Test("A day in the data room with a change of shift", .enabled(if: Machine.has("tmux"), "needs tmux"))
  func day() throws {
    let program = try start()
    let terminal = try TmuxTerminal(program, arguments: "kiosk")
    try openShift(terminal)
    try signInTsai(terminal)
    try terminal.shows("在內 1 人")
    try terminal.type("6")
    try terminal.shows("各寫一句交代")
    try terminal.press("Enter", "Enter")
    try terminal.shows("還在內")
    try terminal.type("巡檢中，十分鐘後離開")
    try terminal.press("Enter", "Enter")
    try terminal.shows("由誰接班")
    try confirm(terminal, "tsai")
    try terminal.shows("交班完成")
    try terminal.shows("值班 蔡冠宏")
    try terminal.type("9")
    try terminal.shows("畫面已鎖定")
    #expect(try !terminal.screen().contains("蔡冠宏"))
    try terminal.type(try #require(Self.pins["tsai"]))
    try terminal.press("Enter")
    try terminal.shows("在內 1 人")
    try terminal.type("21")
    try terminal.press("Enter")
    try terminal.shows("在內 0 人")
    let shifts = try program.shell("cat '\(program.store)'/records/shift/*/*/*").output
    #expect(shifts.contains("巡檢中，十分鐘後離開") && shifts.contains("tsai 蔡冠宏"))
    // Nothing leads out but the administrator's PIN.
    try terminal.press("C-c", "C-z", "C-\\\\", "F10", "F3")
    try terminal.shows("在內 0 人")
    try terminal.press("C-q")
    try terminal.shows("只有系統管理者可以結束")
    try confirm(terminal, "wang")
    try terminal.ends()
    #expect(try program.run("verify").status == 0)
  }

  @Test("No other program is ever started", .enabled(if: Machine.has("strace", "tmux"), "needs strace and tmux"))
  func starts() throws {
    let program = try start()
    let trace = program.home + "/trace"
    let terminal = try TmuxTerminal(
      program, command: "strace -f -e trace=execve,execveat -o '\(trace)' '\(Program.path)' kiosk")
    try openShift(terminal)
    try signInTsai(terminal)
    try terminal.type("9")
    try terminal.shows("畫面已鎖定")
    try terminal.press("C-q")
    try confirm(terminal, "wang")
    try terminal.ends()
    let calls = try String(contentsOfFile: trace, encoding: .utf8).split(separator: "\n").filter { $0.contains("exec") }
    #expect(calls.count == 1, "\(calls)")
  }

  @Test(
    "Killed while it is locked, it leaves nothing to be seen", .enabled(if: Machine.has("tmux"), "needs tmux"),
    arguments: [SIGKILL, SIGSEGV, SIGTERM])
  func killed(_ signal: Int32) throws {
    let program = try start()
    let terminal = try TmuxTerminal(program, command: "sh -c '\(Program.path) kiosk; sleep 300'")
    try openShift(terminal)
    try signInTsai(terminal)
    try terminal.type("9")
    try terminal.shows("畫面已鎖定")
    let shell = try terminal.processID
    let child = try program.shell("ps -o pid= --ppid \(shell)").output.trimmingCharacters(in: .whitespacesAndNewlines)
    let process = try #require(Int32(child))
    try #require(process > 1)
    kill(process, signal)
    try terminal.waits(for: "the end of the program") {
      try program.shell("ps -o args= --ppid \(shell)").output.contains("sleep")
    }
    let everything = try terminal.everything()
    #expect(!everything.contains("蔡冠宏") && !everything.contains("許雅婷") && !everything.contains("巡檢"))
  }

  @Test("A personal store is refused, and told how a shared one is made")
  func personal() throws {
    let program = try Program()
    try program.initialize()
    let result = try program.run("kiosk")
    #expect(result.status == 77)
    #expect(result.errors.contains("init") && result.errors.contains("--shared"), "\(result.errors)")
  }
}

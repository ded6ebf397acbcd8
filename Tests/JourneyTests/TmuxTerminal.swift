import Foundation
import Testing

/// The program in a terminal of tmux.
final class TmuxTerminal {
  private let socket = "ismsbook-\(UUID().uuidString.prefix(8))"
  private let program: Program

  init(_ program: Program, columns: Int = 80, rows: Int = 24, arguments: String = "") throws {
    self.program = program
    try tmux(
      "new-session -d -x \(columns) -y \(rows) \"exec '\(Program.path)' \(arguments) 2>'\(program.home)/stderr'\"")
    try tmux("set-option -g escape-time 0")
  }

  /// Another command in place of the program alone; it may hold single quotes.
  init(_ program: Program, command: String) throws {
    self.program = program
    try tmux("new-session -d -x 80 -y 24 \"exec \(command)\"")
    try tmux("set-option -g escape-time 0")
  }

  deinit {
    // The server ends with its last session; one that is gone already needs no killing.
    _ = try? program.shell("tmux -L \(socket) kill-server 2>/dev/null")
  }

  @discardableResult
  private func tmux(_ command: String) throws -> String {
    try program.shell("tmux -L \(socket) -f /dev/null \(command)").output
  }

  // MARK: - Keys

  /// Sends keys by their tmux names.
  func press(_ keys: String...) throws { try tmux("send-keys \(keys.joined(separator: " "))") }

  /// Types a text.
  func type(_ text: String) throws {
    try tmux("send-keys -l '\(text.replacingOccurrences(of: "'", with: "'\\''"))'")
  }

  /// Pastes a text, bracketed where the program has asked for it.
  func paste(_ text: String) throws {
    let file = program.home + "/paste-\(UUID().uuidString)"
    try text.write(toFile: file, atomically: true, encoding: .utf8)
    try tmux("load-buffer '\(file)'")
    try tmux("paste-buffer -p -d")
  }

  func resize(_ columns: Int, _ rows: Int) throws { try tmux("resize-window -x \(columns) -y \(rows)") }

  // MARK: - What is shown

  func screen() throws -> String { try tmux("capture-pane -p") }

  /// The screen with all that can be scrolled back to.
  func everything() throws -> String { try tmux("capture-pane -p -S -") }

  /// The line with the mark of the focus.
  func focus() throws -> String? {
    try screen().split(separator: "\n").first { $0.hasPrefix(">") }.map(String.init)
  }

  /// The label of the field in focus, as far as the first blank.
  private func label() throws -> String? {
    try focus()?.split { " >!~*".contains($0) }.first.map(String.init)
  }

  /// Waits until the screen shows a text. The limit is only there so that a failure ends.
  func shows(_ text: String, _ location: SourceLocation = #_sourceLocation) throws {
    var screen = ""
    try waits(for: "'\(text)' on:\n\(screen)", location) {
      screen = try self.screen()
      return screen.contains(text)
    }
  }

  /// Waits until a condition holds.
  func waits(
    for what: @autoclosure () -> String, seconds: Int = 20, _ location: SourceLocation = #_sourceLocation,
    _ holds: () throws -> Bool
  ) throws {
    for _ in 0..<(seconds * 20) {
      if try holds() { return }
      usleep(50_000)
    }
    Issue.record("waited in vain for \(what()); the screen:\n\(try screen())", sourceLocation: location)
    throw Missing()
  }

  struct Missing: Error {}

  // MARK: - The process

  var processID: Int32 {
    get throws { Int32(try tmux("display -p '#{pane_pid}'").trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0 }
  }

  /// Sends a signal to the program, never to anything else.
  func send(_ signal: Int32) throws {
    let process = try processID
    try #require(process > 1)
    kill(process, signal)
  }

  /// Waits until the program has ended.
  func ends(_ location: SourceLocation = #_sourceLocation) throws {
    try waits(for: "the end of the program", location) {
      try program.shell("tmux -L \(socket) list-sessions 2>/dev/null").output.isEmpty
    }
  }

  /// Leaves the program by its key.
  func quit(_ location: SourceLocation = #_sourceLocation) throws {
    try press("C-q")
    try ends(location)
  }

  // MARK: - Forms

  /// From the home screen to the list of a form.
  func open(form id: String, _ location: SourceLocation = #_sourceLocation) throws {
    try type(id)
    try shows(id, location)
    try press("Enter")
    try shows("共 ", location)
  }

  /// From the home screen to a record.
  func open(record number: String, _ location: SourceLocation = #_sourceLocation) throws {
    try type(number)
    try shows(number, location)
    try press("Enter")
    try shows("[檢視]", location)
  }

  /// From a record's version to the form that amends it.
  func amend(_ reason: String, version: Int, _ location: SourceLocation = #_sourceLocation) throws {
    try press("F9")
    try type(reason)
    try press("Enter")
    try shows("[修正第 \(version) 版]", location)
  }

  /// Presses Tab until the field of that label is in focus.
  func go(to label: String, _ location: SourceLocation = #_sourceLocation) throws {
    for _ in 0..<80 {
      let before = try self.label()
      if before?.contains(label) == true { return }
      try press("Tab")
      try waits(for: "the next field after \(before ?? "none")", location) {
        let now = try self.label()
        return now != nil && now != before
      }
    }
    Issue.record("no field '\(label)' on:\n\(try screen())", sourceLocation: location)
    throw Missing()
  }

  /// Goes to a field and types into it what was given.
  func fill(_ fields: KeyValuePairs<String, String>, _ location: SourceLocation = #_sourceLocation) throws {
    for (label, text) in fields {
      try go(to: label, location)
      try type(text)
    }
  }
}

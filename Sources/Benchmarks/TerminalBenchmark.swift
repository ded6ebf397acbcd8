import Foundation

/// The program on a large store in a terminal, beside mc and dialog.
struct TerminalBenchmark {
  let store: String
  let folder: String
  let records: Int

  /// Beside this program; found before the working folder changes.
  private let program: String

  init(store: String, folder: String, records: Int) {
    self.store = store
    self.folder = folder
    self.records = records
    let own = URL(fileURLWithPath: CommandLine.arguments.first ?? "").deletingLastPathComponent()
    program = own.appendingPathComponent("ismsbook").path
  }

  private var environment: [String: String] {
    var result = ProcessInfo.processInfo.environment
    result["TERM"] = "xterm-256color"
    result["LC_ALL"] = "C.UTF-8"
    result["ISMSBOOK_STORE"] = store
    result["NO_COLOR"] = nil
    return result
  }

  private func start(_ arguments: [String]) -> PseudoTerminal? {
    PseudoTerminal(arguments, environment: environment, folder: folder)
  }

  func run(_ report: inout Report) {
    guard FileManager.default.isExecutableFile(atPath: program) else {
      report.note("\(program) is not built; run swift build -c release first")
      report.atMost("program built", 1, 0, "")
      return
    }
    startUp(&report)
    typing(&report)
  }

  private func startUp(_ report: inout Report) {
    var ours: [Double] = []
    var theirs: [Double] = []
    var bytes: [Double] = []
    let commander = ["mc", "-u", folder, "/usr"]
    _ = firstPaint([program])
    _ = firstPaint(commander)
    for _ in 0..<9 {
      if let (time, count) = firstPaint([program]) {
        ours.append(time)
        bytes.append(Double(count))
      }
      if let (time, _) = firstPaint(commander) { theirs.append(time) }
    }
    let detail = "\(microseconds(ours)) us, mc \(microseconds(theirs)) us"
    if theirs.isEmpty {
      report.note("mc is not here; first paint \(detail)")
    } else {
      report.atMost("first paint with \(records) records, of mc", ours.median / theirs.median, 1.5, "x", detail)
    }
    report.atMost("start-up bytes at 80x24", bytes.median, 2500, "bytes")
  }

  /// Seconds to the first visible character, and all bytes until it is quiet.
  private func firstPaint(_ arguments: [String]) -> (Double, Int)? {
    let start = DispatchTime.now().uptimeNanoseconds
    guard let terminal = self.start(arguments) else { return nil }
    defer { terminal.end() }
    let output = terminal.read(quiet: 700)
    guard let first = output.firstGlyph else { return nil }
    return (Double(first - start) / 1e9, output.bytes)
  }

  private func typing(_ report: inout Report) {
    guard let ours = start([program]) else { return }
    defer { ours.end() }
    _ = ours.read(quiet: 700)
    // Straight to the first form of the incident procedure, into its first field.
    ours.type("incident-notice\r")
    _ = ours.read(quiet: 500)
    ours.type("\u{0E}")
    _ = ours.read(quiet: 700)
    let ascii = keys(Array("abcdefghijklmnop").map(String.init), ours)
    let han = keys(Array("資訊安全事件通報應變處理程序").map(String.init), ours)
    report.atMost("bytes for an ASCII letter typed into a field, median", ascii.bytes.median, 20, "bytes")
    report.atMost("bytes for a Han letter typed into a field, median", han.bytes.median, 24, "bytes")
    report.atMost("bytes for a letter, 95th percentile", (ascii.bytes + han.bytes).percentile(0.95), 120, "bytes")
    let form = [
      "dialog", "--form", "Register 登記", "14", "60", "4", "Name 姓名", "1", "1", "", "1", "20", "30", "0", "Site 地點",
      "2", "1", "", "2", "20", "30", "0",
    ]
    if let peer = start(form) {
      _ = peer.read(quiet: 500)
      let theirs = keys(Array("abcdefghijklmnop").map(String.init), peer)
      peer.end()
      let detail = "\(microseconds(ascii.times)) us, dialog \(microseconds(theirs.times)) us"
      if !theirs.times.isEmpty {
        report.atMost("key to last byte, of dialog --form", ascii.times.median / theirs.times.median, 3, "x", detail)
      }
    } else {
      report.note("dialog is not here; its figure is left out")
    }
    idle(ours, &report)
    report.atMost("memory on the store of \(records) records", ours.memory / 1024, 32, "MiB PSS")
  }

  private func microseconds(_ times: [Double]) -> String {
    times.isEmpty ? "-" : String(Int(times.median * 1e6))
  }

  private func keys(_ keys: [String], _ terminal: PseudoTerminal) -> (bytes: [Double], times: [Double]) {
    var bytes: [Double] = []
    var times: [Double] = []
    for key in keys {
      let start = DispatchTime.now().uptimeNanoseconds
      terminal.type(key)
      let output = terminal.read(quiet: 120)
      bytes.append(Double(output.bytes))
      if let last = output.last { times.append(Double(last - start) / 1e9) }
    }
    return (bytes, times)
  }

  private func idle(_ terminal: PseudoTerminal, _ report: inout Report) {
    // The draft of what was typed is kept in the meantime; then the program is idle.
    _ = terminal.read(quiet: 2_500)
    let before = terminal.processorTicks
    let output = terminal.read(quiet: 5_000, limit: 5_000)
    report.atMost("idle for 5 s: bytes", Double(output.bytes), 0, "bytes")
    report.atMost("idle for 5 s: processor time", Double(terminal.processorTicks - before), 0, "ticks")
  }
}

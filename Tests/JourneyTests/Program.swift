import Foundation
import Testing

/// The built program, with a home and a store of its own.
final class Program {
  let home: String
  let store: String
  var environment: [String: String]

  /// Beside the test bundle, where the build puts it.
  static let path: String = {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let beside = (CommandLine.arguments.first ?? "") as NSString
    let candidates = [beside.deletingLastPathComponent + "/ismsbook", root.path + "/.build/debug/ismsbook"]
    return candidates.first { FileManager.default.isExecutableFile(atPath: $0) } ?? candidates[1]
  }()

  init() throws {
    home = FileManager.default.temporaryDirectory.path + "/ismsbook-journey-\(UUID().uuidString)"
    store = home + "/store"
    try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
    environment = [
      "HOME": home, "XDG_CACHE_HOME": home + "/cache", "ISMSBOOK_STORE": store, "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8",
      "TERM": "xterm-256color", "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "TZ": "Asia/Taipei",
    ]
  }

  deinit {
    // What is left in the temporary folder harms nobody.
    try? FileManager.default.removeItem(atPath: home)
  }

  struct Result {
    let status: Int32
    let output: String
    let errors: String
  }

  /// Runs the program with arguments.
  @discardableResult
  func run(_ arguments: String..., input: String? = nil, with more: [String: String] = [:]) throws -> Result {
    try Self.start(Self.path, arguments, environment.merging(more) { $1 }, input)
  }

  /// Runs another command in the same surroundings.
  @discardableResult
  func shell(_ command: String) throws -> Result { try Self.start("/bin/sh", ["-c", command], environment, nil) }

  /// Seconds after which a command that does not end is ended, so that the tests do.
  private static let limit = 300.0

  private static func start(
    _ path: String, _ arguments: [String], _ environment: [String: String], _ input: String?
  ) throws -> Result {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.environment = environment
    let folder = FileManager.default.temporaryDirectory.path + "/ismsbook-out-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for (name, text) in [("out", ""), ("err", ""), ("in", input ?? "")] {
      try text.write(toFile: "\(folder)/\(name)", atomically: false, encoding: .utf8)
    }
    let output = try #require(FileHandle(forWritingAtPath: folder + "/out"))
    let errors = try #require(FileHandle(forWritingAtPath: folder + "/err"))
    process.standardOutput = output
    process.standardError = errors
    process.standardInput = input == nil ? FileHandle.nullDevice : FileHandle(forReadingAtPath: folder + "/in")
    let ended = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in ended.signal() }
    try Signals.unblocked { try process.run() }
    if ended.wait(timeout: .now() + limit) == .timedOut {
      kill(process.processIdentifier, SIGKILL)
      ended.wait()
      Issue.record("\(path) \(arguments) went on for \(Int(limit)) seconds")
    }
    let text = { (name: String) in (try? String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)) ?? "" }
    return Result(status: process.terminationStatus, output: text("out"), errors: text("err"))
  }

  /// A store with one person, who is the user that runs the tests.
  func initialize() throws {
    let result = try run("init", store, "--organisation", "測試學院", "--person", "wang 王小明")
    try #require(result.status == 0, "\(result.errors)")
  }

  /// Fills in a notice of an incident that is complete and decided on, so that it can be amended.
  @discardableResult
  func newIncident(_ title: String) throws -> String {
    let result = try run(
      "new", "incident-notice", "--json", "--set", "title=\(title)", "--set", "reporter=李大同", "--set",
      "reporter_unit=資訊處", "--set", "reporter_phone=02-2345-6789", "--set", "agency=測試學院", "--set", "source=user",
      "--set", "known_at=n", "--set", "description=郵件主機對外大量寄信", "--set", "category=malware", "--set", "impact_c=0",
      "--set", "impact_i=0", "--set", "impact_a=0", "--set", "core_ci=non_core", "--set", "pii=none", "--set",
      "measures=已隔離主機", "--set", "support_needed=not_needed", "--set", "ongoing=no", "--set", "remarks=測試",
      "--set", "decision=event", "--set", "decided_at=n")
    try #require(result.status == 0, "\(result.output) \(result.errors)")
    let receipt = try #require(JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    return try #require(receipt["record"] as? String)
  }
}

/// The signals that a thread of the tests lets through.
enum Signals {
  /// Runs something with no signal blocked: a child keeps what its parent's thread has blocked, and a shell that
  /// never learns of the end of its own children waits for ever.
  static func unblocked(_ body: () throws -> Void) rethrows {
    var none = sigset_t()
    var before = sigset_t()
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    try body()
  }
}

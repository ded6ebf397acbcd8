import Foundation
import TestKit
import Testing

/// The built program, with a home and a store of its own.
final class Program {
  private let temporary: TemporaryFolder
  var home: String { temporary.path }
  private(set) var store: String
  private var environment: [String: String]

  static let path = Checkout.program("ismsbook")

  init() throws {
    temporary = try TemporaryFolder()
    let home = temporary.path
    store = home + "/store"
    environment = [
      "HOME": home, "XDG_CACHE_HOME": home + "/cache", "ISMSBOOK_STORE": store, "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8",
      "TERM": "xterm-256color", "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
      "TZ": "Asia/Taipei",
    ]
  }

  /// Has the store in another place.
  func use(store path: String) {
    store = path
    environment["ISMSBOOK_STORE"] = path
  }

  /// Sets a variable of the environment that programs are run in.
  func set(_ name: String, _ value: String) { environment[name] = value }

  struct Result {
    let status: Int32
    let output: String
    let errors: String
  }

  /// Runs the program with arguments.
  @discardableResult
  func run(_ arguments: String..., input: String? = nil, with more: [String: String] = [:]) throws -> Result {
    try run(arguments, input: input, with: more)
  }

  func run(_ arguments: [String], input: String? = nil, with more: [String: String] = [:]) throws -> Result {
    try Self.start(Self.path, arguments, environment.merging(more) { $1 }, input)
  }

  /// Runs another command in the same surroundings.
  @discardableResult
  func shell(_ command: String) throws -> Result { try Self.start("/bin/sh", ["-c", command], environment, nil) }

  private static func start(
    _ path: String, _ arguments: [String], _ environment: [String: String], _ input: String?
  ) throws -> Result {
    let folder = try TemporaryFolder()
    let given = try input.map { try folder.write($0, to: "in") }
    let child = Child(
      path: path, arguments: arguments, environment: environment,
      files: (given ?? "/dev/null", folder.path + "/out", folder.path + "/err"))
    let status = try child.run()
    // What is no UTF-8 is shown, not lost: a test that looks for it should see it.
    let text = { (name: String) in
      String(decoding: try Data(contentsOf: URL(fileURLWithPath: "\(folder.path)/\(name)")), as: UTF8.self)
    }
    return Result(status: status, output: try text("out"), errors: try text("err"))
  }

  /// This machine's time, for a store that is made for tests.
  static var now: String { Date().formatted(.iso8601) }

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

extension Program {
  /// Every command that the help names, those below another with its name before them.
  func commands() throws -> [String] {
    try subcommands([]).flatMap { name in
      let nested = try subcommands([name])
      return nested.isEmpty ? [name] : nested.map { "\(name) \($0)" }
    }
  }

  private func subcommands(_ words: [String]) throws -> [String] {
    let help = try run(["help"] + words).output
    guard let list = help.components(separatedBy: "SUBCOMMANDS:\n").dropFirst().first else { return [] }
    return list.components(separatedBy: "\n").prefix { !$0.isEmpty }.compactMap { line in
      guard line.hasPrefix("  "), !line.hasPrefix("   ") else { return nil }
      return line.split(separator: " ").first.map { String($0) }
    }
  }
}

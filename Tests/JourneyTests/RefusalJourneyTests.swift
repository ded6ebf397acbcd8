import Foundation
import Testing

@Suite("Why a command was not done, for programs")
struct RefusalJourneyTests {
  /// What standard output holds where a command that takes --json refuses.
  private struct Refusal: Decodable {
    struct Finding: Decodable { let place, rule, severity, message: String }

    let saved: Bool
    let exit_code: Int32
    let findings: [Finding]
  }

  /// Has the command refuse, and reads what it says; what it says to people is the same.
  @discardableResult
  private func refusal(
    _ result: Program.Result, _ status: Int32, _ call: String, at location: SourceLocation = #_sourceLocation
  ) throws -> Refusal.Finding {
    #expect(result.status == status, "\(call): \(result.errors)", sourceLocation: location)
    let read = try #require(
      try? JSONDecoder().decode(Refusal.self, from: Data(result.output.utf8)), "\(call): \(result.output)",
      sourceLocation: location)
    #expect(!read.saved && read.exit_code == status, "\(call)", sourceLocation: location)
    for finding in read.findings {
      #expect(!finding.rule.isEmpty && ["note", "warning", "error"].contains(finding.severity), "\(call)")
    }
    let blocking = try #require(
      read.findings.first { $0.severity == "error" }, "\(call): \(result.output)", sourceLocation: location)
    #expect(result.errors.contains(blocking.message), "\(call): \(result.errors)", sourceLocation: location)
    return blocking
  }

  /// Arguments with which each command that takes --json gets as far as its store, by command.
  private static let arguments: [String: [String]] = [
    "list": [], "show": ["X"], "new": ["patrol"], "amend": ["X", "--reason", "x"], "void": ["X", "--reason", "x"],
    "history": ["X"], "diff": ["X"], "search": ["x"], "journal": [], "verify": [], "head": [], "backup": ["backup"],
    "restore": ["/nowhere", "restored"], "copies": ["all"], "submit": ["X"], "agree": ["X"],
    "return": ["X", "--reason", "x"],
    "refuse": ["X", "--reason", "x"], "withdraw": ["X"], "inbox": [], "roles": [], "lacking": [],
    "attach": ["X", "x.txt"], "credential set": ["--person", "wang"], "credential change": [],
    "credential release": ["--person", "wang"], "credential remove": ["--person", "wang"], "credential list": [],
    "ssh-key add": ["--person", "wang", "-"],
    "ssh-key list": [], "ssh-key remove": ["--person", "wang"], "screens accept": [],
    "init": ["--organisation", "o", "--person", "wang", "--time-zone", "Nowhere/Land"],
    "screens check": [],
  ]

  /// Commands that refuse something else than that there is no store.
  private static let status: [String: Int32] = ["init": 64, "restore": 65, "screens check": 78]

  @Test("Every command that takes --json says it as JSON, in the user's language, and wrong usage too")
  func everyCommand() throws {
    let program = try Program()
    var found: Set<String> = []
    for name in try program.commands() {
      let words = name.split(separator: " ").map { String($0) }
      guard try program.run(["help"] + words).output.contains("--json") else { continue }
      found.insert(name)
      try refusal(program.run(words + ["--json", "--no-such-option"]), 64, "\(name) --no-such-option")
      let call = words + (try #require(Self.arguments[name], "\(name) is not tried"))
      // Without definitions nothing can be checked.
      let empty = name == "screens check" ? ["ISMSBOOK_SCREENS": "/nowhere", "PATH": "/nowhere"] : [:]
      let first = try program.run(call + ["--json"], with: empty)
      let chinese = try refusal(first, Self.status[name] ?? 66, name)
      let second = try program.run(["--lang", "en"] + call + ["--json"], with: empty)
      let english = try refusal(second, Self.status[name] ?? 66, name)
      #expect(chinese.rule == english.rule && chinese.message != english.message, "\(name)")
    }
    #expect(found == Set(Self.arguments.keys))
  }

  @Test("Each kind of refusal says where it is, by which rule, and ends with its code")
  func everyKind() throws {
    let program = try Program()
    try program.initialize()
    let number = try program.newIncident("拒絕")
    let missing = try refusal(program.run("new", "incident-notice", "--set", "title=x", "--json"), 65, "required")
    #expect(missing.rule == "required" && !missing.place.isEmpty && !missing.place.contains(" "))
    #expect(try refusal(program.run("show", "X", "--json"), 66, "record").place == "X")
    #expect(try refusal(program.run("list", "patrl", "--json"), 66, "form").message.contains("patrol"))
    let condition = try refusal(program.run("list", "patrol", "--where", "1 +", "--json"), 64, "where")
    #expect(condition.place.hasPrefix("--where:1:"))
    #expect(try refusal(program.run("list", "patrol", "--sort", "x", "--json"), 64, "sort").rule == "sort")
    try refusal(program.run("new", "patrol", "--set", "aera=x", "--json"), 64, "set")
    try refusal(program.run("new", "patrol", "--from", "/nowhere", "--json"), 66, "from")
    #expect(try program.run("amend", number, "--reason", "一", "--set", "title=一").status == 0)
    let late = try program.run("amend", number, "--base", "1", "--reason", "二", "--set", "title=二", "--json")
    #expect(try refusal(late, 75, "conflict").rule == "conflict")
    try refusal(program.run("submit", number, "--json"), 65, "personal")
    try refusal(program.run("inbox", "--as", "wang", "--json"), 64, "as")
    try refusal(program.run("credential", "list", "--json"), 64, "credential")
    try refusal(
      program.run("init", program.store, "--organisation", "o", "--person", "wang", "--json"), 73, "already there")
    // Standard output stays for the one value: what is said to people never gets there.
    #expect(try program.run("verify", "--json").output.hasPrefix("{\"entries\""))
  }

  @Test("Who may not, and who did not show who they are, is told so over a connection as well")
  func notPermitted() throws {
    let shared = try SharedStore()
    let number = try shared.incident("誰可以", by: "lin")
    try refusal(shared.ssh("lin", "void \(number) --reason x --json"), 77, "void")
    try refusal(shared.ssh("lin", "open --json"), 77, "open")
    try refusal(shared.ssh("lin", "list --store /tmp --json"), 77, "path")
    try refusal(shared.ssh("lin", "list --json --bogus"), 64, "usage")
    try refusal(shared.ssh("lin", "list --json 'unfinished"), 64, "words")
    try refusal(shared.ssh("stranger", "list --json"), 77, "stranger")
    let english = try refusal(shared.ssh("lin", "--lang en agree \(number) --json", input: "x\n"), 65, "agree")
    #expect(english.message.utf8.count == english.message.count)
    try refusal(shared.program.run("list", "--json"), 77, "no --as")
    let wrong = try shared.program.run("list", "--json", "--as", "lin", "--secret-file", "-", input: "wrong\n")
    try refusal(wrong, 77, "wrong passphrase")
  }
}

@Suite("The list of commands")
struct CommandListTests {
  @Test("Each command is one that a visitor may run, or one that is refused to them and recorded")
  func visitors() throws {
    let program = try Program()
    try program.initialize()
    let help = try program.run("help", "session").output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let list = try #require(help.components(separatedBy: "client asks for: ").dropFirst().first)
    let told = try #require(list.components(separatedBy: ".").first).split(separator: " ").map { String($0) }
    #expect(Set(told).count == told.count)
    var allowed: [String] = []
    for name in Set(try program.commands().compactMap { $0.split(separator: " ").first.map { String($0) } }) {
      let result = try program.run(
        "--store", program.store, "session", "--person", "wang", input: "",
        with: ["SSH_ORIGINAL_COMMAND": "\(name) --json", "HOME": program.home])
      if result.errors.contains("不能在連線中執行") {
        #expect(result.status == 77 && !told.contains(name), "\(name)")
      } else {
        allowed.append(name)
      }
    }
    #expect(Set(allowed) == Set(told))
    let refused = try program.shell("grep -c '^Cause: command$' -r \(program.store)/journal -h").output
    #expect(Int(refused.trimmingCharacters(in: .newlines)) ?? 0 >= 8)
  }
}

import Foundation
import Testing

/// What trials play on: a shared store whose people have passphrases, and requests by Lin.
final class TrialStore {
  let shared: SharedStore
  var program: Program { shared.program }

  /// Ho's passphrase is not that of the others.
  static let other = "another horse battery"
  static let secret = SharedStore.secret + "\n"

  init() throws {
    shared = try SharedStore()
    let changed = try program.run(
      "credential", "change", "--as", "ho", "--secret-file", "-", "--new-secret-file", "-",
      input: Self.secret + Self.other + "\n")
    try #require(changed.status == 0, "\(changed.errors)")
  }

  // MARK: - Commands

  /// Runs a command over SSH and expects it to be done.
  @discardableResult
  func done(
    _ person: String, _ command: String, input: String? = nil, _ location: SourceLocation = #_sourceLocation
  ) throws -> Program.Result {
    let result = try shared.ssh(person, command, input: input)
    #expect(result.status == 0, "\(command): \(result.output) \(result.errors)", sourceLocation: location)
    return result
  }

  /// Expects a command to be refused in both languages with a message that says who may or what to do, each refusal to
  /// be recorded in the person's name, and nothing else to have changed. With `times`, one for each language, it is
  /// somebody at this machine, whose clock says so.
  func refused(
    _ person: String, _ command: String, says: (zh: String, en: String), code: Int32 = 77, input: String? = nil,
    cause: String? = nil, entry action: String = "refused", at times: [String]? = nil,
    _ location: SourceLocation = #_sourceLocation
  ) throws {
    for (place, (language, text)) in [("zh-TW", says.zh), ("en", says.en)].enumerated() {
      let entries = try shared.entries(action).count
      let before = try records()
      let now = times.map { ["ISMSBOOK_NOW": $0[place]] } ?? [:]
      let result =
        times == nil
        ? try shared.ssh(person, "\(command) --lang \(language)", input: input)
        : try program.run(
          command.split(separator: " ").map { String($0) } + [
            "--as", person, "--secret-file", "-", "--lang", language,
          ], input: input, with: now)
      #expect(result.status == code, "\(command): \(result.errors)", sourceLocation: location)
      #expect(result.errors.contains(text), "\(command): \(result.errors)", sourceLocation: location)
      #expect(try records() == before, "\(command)", sourceLocation: location)
      let new = try shared.entries(action).dropFirst(entries)
      #expect(
        new.count == 1 && new.allSatisfy { $0.contains("\nSaved_by: \(person)") }, "\(command): \(new)",
        sourceLocation: location)
      if let cause {
        #expect(new.allSatisfy { $0.contains("\nCause: \(cause)\n") }, "\(new)", sourceLocation: location)
      }
    }
  }

  /// The names of all version files: what is saved is one more of them.
  func records() throws -> String {
    try program.shell("cd '\(program.store)/records' && find . -type f | sort").output
  }

  /// A supplier with all that is asked of one.
  func supplier(_ name: String, _ taxID: String, by person: String, _ more: String = "") throws -> Program.Result {
    let words = [
      "name=\(name)", "tax_id=\(taxID)", "country=臺灣", "service_kind=data", "service=每季一次的資料處理", "owner=wang",
      "access=none", "data_class=none", "criticality=general", "risk=low", "contacts[1].role=business",
      "contacts[1].name=王大華", "contacts[1].phone=02-23456789", "contacts[1].mail=a@example.com",
    ]
    return try shared.ssh(person, "new supplier \(words.map { "--set \($0)" }.joined(separator: " ")) \(more)")
  }

  /// Decides about a record, with the passphrase again.
  @discardableResult
  func signed(_ person: String, _ command: String, _ location: SourceLocation = #_sourceLocation) throws
    -> Program.Result
  {
    try done(
      person, "\(command) --secret-file -", input: person == "ho" ? Self.other + "\n" : Self.secret, location)
  }

  /// Wang changes what a record grants, and a second person agrees.
  func granted(_ record: String, _ command: String, by second: String, _ location: SourceLocation = #_sourceLocation)
    throws
  {
    try done("wang", "amend \(record) --reason 調整 \(command)", location)
    try signed(second, "agree \(record)", location)
  }

  /// From now on Chen is an administrator too.
  func secondAdministrator() throws {
    guard !hasSecond else { return }
    hasSecond = true
    try granted("chen", "--set roles=ciso --set roles=administrator", by: "chen")
  }

  private var hasSecond = false

  /// Wang gives somebody another passphrase, and whoever has it sets one of their own choice in that person's name.
  func replaced(_ person: String, _ secret: String) throws {
    let set = try program.run(
      "credential", "set", "--person", person, "--as", "wang", "--secret-file", program.home + "/wang",
      "--new-secret-file", "-", input: "one time \(person) again\n")
    #expect(set.status == 0, "\(set.errors)")
    let changed = try program.run(
      "credential", "change", "--as", person, "--secret-file", "-", "--new-secret-file", "-",
      input: "one time \(person) again\n\(secret)\n")
    #expect(changed.status == 0, "\(changed.errors)")
  }

  /// A request that waits for Su.
  func submitted(_ title: String) throws -> String {
    let number = try shared.incident(title, by: "lin")
    try signed("lin", "submit \(number)")
    return number
  }

  /// A request that Su, Ho and Dai have signed and Su has closed.
  func signed(_ title: String) throws -> String {
    let number = try submitted(title)
    for (person, secret) in [("su", Self.secret), ("ho", Self.other), ("dai", Self.secret), ("su", Self.secret)] {
      try done(person, "agree \(number) --secret-file -", input: secret)
    }
    return number
  }

  func json(_ result: Program.Result) throws -> [String: Any] {
    try #require(JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
  }

  func status(of number: String) throws -> String {
    try #require(try json(done("wang", "show \(number) --json"))["status"] as? String)
  }

  // MARK: - The store's files

  /// Runs a shell in the store's folder, as somebody with a shell on the account would.
  @discardableResult
  func shell(_ command: String, _ location: SourceLocation = #_sourceLocation) throws -> String {
    let result = try program.shell("cd '\(program.store)' && { \(command); }")
    #expect(result.status == 0, "\(command): \(result.errors)", sourceLocation: location)
    return result.output
  }

  func head() throws -> String {
    try program.run("head").output.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Tries something on a copy of the store, seen by a program that has not seen it before; then all is as it was.
  func onCopy(_ body: () throws -> Void) throws {
    let original = program.store
    let copy = "\(program.home)/copy-\(UUID().uuidString)"
    let hadSecond = hasSecond
    try program.shell("cp -a '\(original)' '\(copy)'")
    program.use(store: copy)
    program.set("XDG_CACHE_HOME", copy + "-cache")
    defer {
      program.use(store: original)
      program.set("XDG_CACHE_HOME", program.home + "/cache")
      hasSecond = hadSecond
    }
    try body()
  }

  /// What a verification says; `keeping` is a line of `head` that was kept elsewhere.
  func verify(keeping head: String? = nil) throws -> Program.Result {
    try program.run(["verify", "--lang", "en"] + (head.map { ["--head", $0] } ?? []))
  }
}

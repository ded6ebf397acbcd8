import Domain
import Foundation
import TestKit
import Testing

/// A shared store with people of every kind. Wang, who made it, is administrator and security officer; the others are
/// those of `Organisation.college`, of which Ho heads the only unit.
final class SharedStore {
  let program: Program
  static let secret = "correct horse battery"

  /// Made once: everything that a person is given takes two, and each has a passphrase.
  /// Nothing of it changes after that.
  private nonisolated(unsafe) static let template = Result { try SharedStore(making: ()) }

  init() throws {
    program = try Program()
    try Self.secret.write(toFile: program.home + "/wang", atomically: true, encoding: .utf8)
    let copied = try program.shell(
      "chmod 600 ~/wang && cp -a '\(Self.template.get().program.store)' '\(program.store)'")
    try #require(copied.status == 0, "\(copied.errors)")
  }

  private init(making: Void) throws {
    program = try Program()
    try Self.secret.write(toFile: program.home + "/wang", atomically: true, encoding: .utf8)
    try program.shell("chmod 600 ~/wang")
    // Only a store that says from its first entry on that it is for tests lets a test move the clock.
    let made = try program.run(
      "init", program.store, "--organisation", "測試學院", "--person", "wang 王小明", "--shared", "--secret-file",
      program.home + "/wang", with: ["ISMSBOOK_NOW": Program.now])
    try #require(made.status == 0, "\(made.errors)")
    for entry in Organisation.college.entries {
      let fields = entry.content.fields.flatMap { field in field.values.map { "\(field.id)=\($0)" } }
      let words = fields.map { "--set '\($0)'" }.joined(separator: " ")
      let result = try ssh("wang", "new person \(words)")
      try #require(result.status == 0, "\(result.errors)")
      try letIn(try #require(entry.person).id)
    }
    try #require(try ssh("wang", "amend org --reason 主管 --set head=ho").status == 0)
    try agreed(to: "org", by: "ho")
  }

  deinit {
    // A session keeps its index in the account's own home, whatever the environment says.
    guard let store = try? String(contentsOfFile: program.store + "/STORE", encoding: .utf8),
      let id = store.split(separator: "\n").first(where: { $0.hasPrefix("Id: ") })?.dropFirst(4), id.count >= 8,
      let home = FileManager.default.homeDirectory(forUser: NSUserName())?.path
    else { return }
    // What is left there harms nobody.
    try? FileManager.default.removeItem(atPath: "\(home)/.cache/ismsbook/\(id)")
  }

  /// Runs a command as sshd does for the key of a person.
  @discardableResult
  func ssh(_ person: String, _ command: String, input: String? = nil, with more: [String: String] = [:]) throws
    -> Program.Result
  {
    try program.run(
      "--store", program.store, "session", "--person", person, input: input,
      with: ["SSH_ORIGINAL_COMMAND": command, "HOME": program.home].merging(more) { $1 })
  }

  /// Decides about a record over SSH, with the passphrase that everybody has.
  func sign(_ person: String, _ command: String, secret: String = SharedStore.secret) throws -> Program.Result {
    try ssh(person, "\(command) --secret-file -", input: secret + "\n")
  }

  /// The second person agrees to what a record grants.
  func agreed(to record: String, by person: String, secret: String = SharedStore.secret) throws {
    let result = try sign(person, "agree \(record)", secret: secret)
    try #require(result.status == 0, "\(result.errors)")
  }

  /// Gives a new person a passphrase of their own, with which they agree to what they were given: a one-time one by
  /// Wang, which they change.
  func letIn(_ person: String) throws {
    let set = try program.run(
      "credential", "set", "--person", person, "--as", "wang", "--secret-file", program.home + "/wang",
      "--new-secret-file", "-", input: "one time \(person)\n")
    try #require(set.status == 0, "\(set.errors)")
    let changed = try program.run(
      "credential", "change", "--as", person, "--accept", "--secret-file", "-", "--new-secret-file", "-",
      input: "one time \(person)\n\(Self.secret)\n")
    try #require(changed.status == 0, "\(changed.errors)")
  }

  /// The journal's entries of an action, whole.
  func entries(_ action: String) throws -> [String] {
    let journal = try program.shell("cat \(program.store)/journal/*/*/*.rec").output
    return journal.components(separatedBy: "#seal ").filter { $0.contains("\nAction: \(action)\n") }
  }

  /// A notice of an incident that is complete, filled in by a person; its number.
  func incident(_ title: String, by person: String, _ more: String = "") throws -> String {
    let result = try ssh(
      person,
      """
      new incident-notice --json --set 'title=\(title)' --set reporter=李大同 --set reporter_unit=資訊處 --set \
      reporter_phone=02-2345-6789 --set agency=測試學院 --set source=user --set known_at=n --set description=大量寄信 --set \
      category=malware --set impact_c=0 --set impact_i=0 --set impact_a=0 --set core_ci=non_core --set pii=none --set \
      measures=已隔離主機 --set support_needed=not_needed --set ongoing=no --set remarks=測試 --set decision=event --set \
      decided_by=su --set decided_at=n \(more)
      """)
    try #require(result.status == 0, "\(result.output) \(result.errors)")
    let receipt = try #require(JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    return try #require(receipt["record"] as? String)
  }
}

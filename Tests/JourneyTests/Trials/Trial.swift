/// A line of the table "who could still do what" (README.md beside this file), and how it is tried.
struct Trial: Sendable {
  let who: String
  let could: String
  let run: (@Sendable (TrialStore) throws -> Void)?

  init(_ who: String, _ could: String, _ run: @escaping @Sendable (TrialStore) throws -> Void) {
    self.who = who
    self.could = could
    self.run = run
  }

  /// A line that cannot be tried here, and why.
  init(_ who: String, _ could: String, notTried reason: String) {
    self.who = who
    self.could = could
    run = nil
  }

  var line: String { "\(who): \(could)" }

  static let all = visitor + staff + officer + administrator + account + root

  static let kinds = [
    "visitor at the shared terminal", "staff", "officer", "administrator", "shell on the service account", "root",
  ]
}

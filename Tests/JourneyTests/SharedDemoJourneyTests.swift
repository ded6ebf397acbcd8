import Foundation
import TestKit
import Testing

@Suite("The shared demo store")
struct SharedDemoJourneyTests {
  private static let secret = "correct horse battery"

  @Test("Is a signed year: every state is there, every signature is in order, and its administrator can log in")
  func year() throws {
    let program = try Program()
    let file = program.home + "/secret"
    try Self.secret.write(toFile: file, atomically: true, encoding: .utf8)
    try program.shell("chmod 600 '\(file)'")
    let made = try program.run(
      "init", program.store, "--demo", "--shared", "--organisation", "示範學院", "--person", "wang 王小明",
      "--secret-file", file)
    try #require(made.status == 0, "\(made.errors)")
    let pin = try #require(made.output.firstMatch(of: /PIN 都是 ([0-9]+)/)).1
    #expect(try program.run("verify").status == 0)

    let who = ["--as", "wang", "--secret-file", file]
    let forms = try program.run(["list"] + who).output.split(separator: "\n")
      .compactMap { $0.split(separator: "\t").first }
    #expect(forms.count > 84)
    var states: [String: Int] = [:]
    for form in forms {
      for row in try rows(program.run(["list", String(form), "--json"] + who)) {
        states[row["status"] as? String ?? "", default: 0] += 1
      }
    }
    for state in ["saved", "in_review", "returned", "executing", "approved", "closed", "void"] {
      #expect(states[state, default: 0] > 0, "\(state): \(states)")
    }
    #expect(states["approved", default: 0] + states["closed", default: 0] > 400, "\(states)")

    // What waits, as those see it for whom it does.
    var reasons: Set<String> = []
    for person in ["lin.zh", "chou.wd", "huang.jm", "chen.ml", "kao.jy", "wu.py", "tsai.gh", "chang.sf"] {
      let own = "own passphrase \(person)"
      let changed = try program.run(
        "credential", "change", "--as", person, "--secret-file", "-", "--new-secret-file",
        try secretFile(own, person, program), input: "\(pin)\n")
      try #require(changed.status == 0, "\(changed.errors)")
      let inbox = try program.run("inbox", "--json", "--as", person, "--secret-file", "-", input: "\(own)\n")
      for item in try rows(inbox) { reasons.insert(item["reason"] as? String ?? "") }
    }
    for reason in ["sign", "returned", "changed", "draft"] {
      #expect(reasons.contains(reason), "\(reason): \(reasons)")
    }
    // Nobody's passphrase is from the administrator, who so is a second person beside human resources.
    let hr = try secretFile(String(pin), "cheng.hw", program)
    let given = try program.run(
      "amend", "chen.ml", "--reason", "代理", "--set", "deputy=chang.sf", "--set", "deputy_from=2026-11-29", "--set",
      "deputy_to=2036-12-31", "--as", "cheng.hw", "--secret-file", hr)
    #expect(given.status == 0, "\(given.errors)")
    let agreed = try program.run(["agree", "chen.ml"] + who)
    #expect(agreed.status == 0, "\(agreed.errors)")
    #expect(try program.run("verify").status == 0)
    try signatures(program)
    // Last, because whoever was wrong has to wait.
    let wrong = try program.run("list", "--as", "wang", "--secret-file", "-", input: "wrong horse\n")
    #expect(wrong.status == 77, "\(wrong.errors)")
  }

  /// Somebody sent back and said why, somebody took theirs back, and a deputy signed.
  private func signatures(_ program: Program) throws {
    let actions = try program.shell("cat '\(program.store)'/journal/main/*/*.rec | grep '^Action: ' | sort | uniq -c")
    for action in ["submit", "agree", "return", "withdraw"] { #expect(actions.output.contains("Action: \(action)\n")) }
    let deputies = try program.shell("cat '\(program.store)'/journal/main/*/*.rec | grep -c '^deputy_for: '").output
    #expect(Int(deputies.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0 > 0)
  }

  private func secretFile(_ secret: String, _ person: String, _ program: Program) throws -> String {
    let path = "\(program.home)/\(person)"
    try secret.write(toFile: path, atomically: true, encoding: .utf8)
    try program.shell("chmod 600 '\(path)'")
    return path
  }

  private func rows(_ result: Program.Result) throws -> [[String: Any]] {
    try #require(result.status == 0, "\(result.errors)")
    return try #require(JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [[String: Any]])
  }

  @Test(
    "A mistake in the demo's signing is named by file, line and column, and no store is left",
    arguments: [
      ("waits_for: nobody", "nobody"), ("waitsfor: filler", "waitsfor"), ("within: soon", "within"),
    ])
  func mistakes(_ line: String, _ named: String) throws {
    let result = try initialize("- key: one\n  form: patrol\n  day: -1\n  \(line)\n")
    #expect(result.status == 65 && result.errors.contains("Demo/x.yaml:") && result.errors.contains(named), "\(result)")
  }

  @Test(
    "A decision about nothing, or without what it needs, is named by file, line and column",
    arguments: [
      "- {submit: one, day: -1}", "- {return: org, day: -1}", "- {submit: org, day: -1}",
      "- {agree: org, day: -1, set: {name: x}}",
    ])
  func decisions(_ step: String) throws {
    let result = try initialize(step + "\n")
    #expect(result.status == 65 && result.errors.contains("Demo/x.yaml:3:"), "\(result)")
  }

  /// Runs `init --demo --shared` with demo data of one step.
  private func initialize(_ steps: String) throws -> Program.Result {
    let program = try Program()
    let screens = program.home + "/screens"
    try FileManager.default.copyItem(atPath: Checkout.screens, toPath: screens)
    let demo = screens + "/Demo"
    try FileManager.default.removeItem(atPath: demo)
    try FileManager.default.createDirectory(atPath: demo, withIntermediateDirectories: true)
    try "demo: x\nrecords:\n\(steps)".write(toFile: demo + "/x.yaml", atomically: false, encoding: .utf8)
    program.set("ISMSBOOK_SCREENS", screens)
    let result = try program.run(
      "init", program.store, "--demo", "--shared", "--organisation", "x", "--person", "wang 王小明", "--secret-file",
      try secretFile(Self.secret, "wang", program))
    #expect(!FileManager.default.fileExists(atPath: program.store))
    return result
  }
}

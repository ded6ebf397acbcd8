import Foundation
import TestKit
import Testing

/// The next release swaps choices, labels, a list of choices and the steps of every chain, and keeps `version: 1`.
@Suite("A form that says something else later")
struct KeptDefinitionJourneyTests {
  /// A copy of the definitions in which what a notice of an incident says is turned around.
  private func otherScreens(_ program: Program) throws -> String {
    let folder = program.home + "/Screens"
    try program.shell("cp -r '\(Checkout.screens)' '\(folder)'")
    func change(_ path: String, _ texts: [(String, String)]) throws {
      var text = try String(contentsOfFile: "\(folder)/\(path)", encoding: .utf8)
      for (old, new) in texts {
        try #require(text.contains(old), "\(path): \(old)")
        text = text.replacingOccurrences(of: old, with: new)
      }
      try text.write(toFile: "\(folder)/\(path)", atomically: true, encoding: .utf8)
    }
    try change(
      "Procedures/12-incident/incident-notice.yaml",
      [
        ("user: 使用者", "user: 換掉的選項"), ("label: 事件分類", "label: 換掉的欄位"), ("title: 事件通報單", "title: 換掉的表單"),
      ])
    try change(
      "Text/en/incident-notice.yaml",
      [("user: User", "user: Another choice"), ("label: Core or CI", "label: Another field")])
    let list = try String(contentsOfFile: "\(folder)/Choices/incident-category.yaml", encoding: .utf8)
    let malware = try #require(list.firstMatch(of: /malware: (.+)/)).output.1
    try change("Choices/incident-category.yaml", [("malware: \(malware)", "malware: 換掉的清單")])
    try program.shell("sed -i 's/title: [^,}]*/title: 換掉的步驟/' '\(folder)/Chains/chains.yaml'")
    return folder
  }

  /// Whatever shows a record, by the words of commands after the program's name.
  private static func ways(_ number: String) -> [String] {
    [
      "show \(number)", "show \(number) --version 1", "show \(number) --json", "show \(number) --rec",
      "history \(number)",
      "diff \(number)", "diff \(number) --json", "list incident-notice", "search \(number)",
      "export \(number) --format rec", "export \(number) --format json", "print \(number)",
      "print \(number) --version 1",
    ].flatMap { ["\($0) --lang zh-TW", "\($0) --lang en"] } + ["export incident-notice --format csv --lang zh-TW"]
  }

  /// Without the time of printing, and the headings of columns, which are not about what was saved.
  private static func plain(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !$0.contains("列印") && !$0.contains("Printed") && !$0.hasPrefix("紀錄編號,") }.joined(separator: "\n")
  }

  /// What every way shows, and what the screen of the record does.
  private func shown(_ number: String, _ run: (String) throws -> Program.Result) throws -> [String: String] {
    var texts: [String: String] = [:]
    for way in Self.ways(number) {
      let result = try run(way)
      #expect(result.status == 0, "\(way): \(result.errors)")
      texts[way] = Self.plain(result.output)
    }
    return texts
  }

  @Test("leaves what one person saved as it was, and says new things only of what is saved later")
  func personal() throws {
    let program = try Program()
    try program.initialize()
    let number = try program.newIncident("原來的主旨")
    #expect(try program.run("amend", number, "--reason", "補充", "--set", "title=補充的主旨").status == 0)
    func run(_ line: String) throws -> Program.Result { try program.run(line.split(separator: " ").map(String.init)) }
    let before = try shown(number, run)
    program.set("ISMSBOOK_SCREENS", try otherScreens(program))
    let after = try shown(number, run)
    for (way, text) in before { #expect(after[way] == text, "\(way) says something else") }
    #expect(after.values.allSatisfy { !$0.contains("換掉的") && !$0.contains("Another") })

    // The opening wrote down that the definition is another one, by whom and when.
    let kept = try program.run("journal", "--action", "definition_kept", "--json").output
    #expect(kept.components(separatedBy: "incident-notice/1").count == 3, "\(kept)")
    #expect(kept.contains("wang"))

    let screen = try TmuxTerminal(program)
    try screen.shows("政策層")
    try screen.open(record: number)
    try screen.shows("使用者")
    #expect(try !screen.screen().contains("換掉的"))
    try screen.quit()

    // What is saved now is saved under what the form says now, and each version keeps its own.
    #expect(try program.run("amend", number, "--reason", "再補", "--set", "title=第三版").status == 0)
    #expect(try program.run("show", number).output.contains("換掉的選項"))
    let old = try program.run("show", number, "--version", "2").output
    #expect(!old.contains("換掉的") && old.contains("使用者"))
    #expect(try program.run("verify").status == 0)
    let script = try program.shell("sh \(program.store)/verify.sh \(program.store)")
    #expect(script.status == 0, "\(script.output)")
  }

  @Test("leaves what was signed as the signers read it, and what is signed on goes on by it")
  func shared() throws {
    let shared = try SharedStore()
    let number = try shared.incident("登入頁面異常", by: "lin")
    #expect(try shared.sign("lin", "submit \(number)").status == 0)
    func run(_ line: String) throws -> Program.Result { try shared.ssh("wang", line) }
    let before = try shown(number, run)
    shared.program.set("ISMSBOOK_SCREENS", try otherScreens(shared.program))
    let after = try shown(number, run)
    for (way, text) in before { #expect(after[way] == text, "\(way) says something else") }
    #expect(after.values.allSatisfy { !$0.contains("換掉的") && !$0.contains("Another") })
    // Whoever signs next signs what the first ones read.
    let withdrawn = try shared.sign("lin", "withdraw \(number)")
    #expect(withdrawn.status == 0, "\(withdrawn.errors)")
    #expect(try !run("show \(number)").output.contains("換掉的"))
    #expect(try shared.program.shell("sh \(shared.program.store)/verify.sh \(shared.program.store)").status == 0)
  }

  @Test("is shown by today's, and says so, where what was kept of it is damaged; verification names the file")
  func damaged() throws {
    let program = try Program()
    try program.initialize()
    let number = try program.newIncident("主旨")
    let kept = try program.run("journal", "--action", "definition_kept", "--json").output
    let entries = try program.shell("grep -h incident-notice.yaml \(program.store)/journal/*/*/*.rec").output
    let hash = try #require(entries.firstMatch(of: /File: ([0-9a-f]{64}) Procedures/), "\(kept)").output.1
    let file = "\(program.store)/evidence/\(hash.prefix(2))/\(hash)"
    try program.shell("chmod u+w \(file); sed -i s/使用者/別的人/ \(file)")
    // The current definition is the same, so that nothing is lost yet.
    #expect(try program.run("show", number).output.contains("使用者"))
    program.set("ISMSBOOK_SCREENS", try otherScreens(program))
    let shown = try program.run("show", number).output
    #expect(shown.contains("換掉的選項") && shown.contains("以現行定義顯示"), "\(shown)")
    let verified = try program.run("verify")
    #expect(verified.status != 0 && verified.output.contains(hash) || verified.errors.contains(hash))
    let script = try program.shell("sh \(program.store)/verify.sh \(program.store)")
    #expect(script.status != 0 && script.output.contains(hash), "\(script.output)")
    // A definition that is not there at all is missing by name.
    try program.shell("rm -f \(file)")
    #expect(try program.run("verify").status != 0)
    #expect(try program.shell("sh \(program.store)/verify.sh \(program.store)").output.contains("missing"))
  }

  @Test("needs a version of its own: the check of the store's own definitions asks for it")
  func version() throws {
    let program = try Program()
    try program.initialize()
    let own = program.store + "/screens/Procedures/12-incident"
    try program.shell("mkdir -p \(own); cp '\(Checkout.screens)/Procedures/12-incident/incident-notice.yaml' \(own)/")
    let number = try program.newIncident("主旨")
    let first = try program.run("screens", "check")
    #expect(first.status == 0 && !first.output.contains("version:"), "\(first.output)")
    try program.shell("sed -i 's/user: 使用者/user: 換掉的選項/' \(own)/incident-notice.yaml")
    let second = try program.run("screens", "check")
    #expect(second.output.contains("version: 還是 1"), "\(second.output)")
    let english = try program.run("screens", "check", "--lang", "en")
    #expect(english.output.contains("make it 2"), "\(english.output)")
    try program.shell("sed -i 's/^version: 1/version: 2/' \(own)/incident-notice.yaml")
    #expect(try !program.run("screens", "check").output.contains("version:"))
    #expect(try program.run("show", number).output.contains("使用者"))
    #expect(try program.run("amend", number, "--reason", "補", "--set", "title=新").status == 0)
    #expect(try program.run("show", number).output.contains("換掉的選項"))
  }
}

import Foundation
import Testing

@Suite("What commands print")
struct OutputJourneyTests {
  /// Right-to-left override, zero-width space, a tag character: what hides or turns text.
  private static let title = "郵件\u{202E}主機\u{200B}遭\u{E0041}入侵"

  private static func hasActing(_ text: String) -> Bool {
    text.unicodeScalars.contains { scalar in
      guard scalar != "\n", scalar != "\t" else { return false }
      return [.control, .format, .lineSeparator, .paragraphSeparator].contains(scalar.properties.generalCategory)
    }
  }

  @Test("What would act on a terminal or hide from a reader is shown as a mark by every command")
  func records() throws {
    let program = try Program()
    try program.initialize()
    let number = try program.newIncident(Self.title)
    #expect(
      try program.run("amend", number, "--reason", "補\u{202E}充", "--set", "title=\(Self.title)二").status == 0)
    let calls = [
      ["show", number], ["list", "incident-notice"], ["list", "incident-notice", "--where", "category = 'malware'"],
      ["search", "入侵"], ["history", number], ["diff", number], ["print", number], ["journal"],
    ]
    for call in calls {
      let result = try program.run(call)
      #expect(result.status == 0, "\(call) \(result.errors)")
      #expect(!Self.hasActing(result.output + result.errors), "\(call)")
      if call[0] != "journal" { #expect(result.output.contains("<U+202E>"), "\(call)") }
    }
    // JSON loses nothing, and has nothing but what can be seen.
    for call in [
      ["show", number], ["list", "incident-notice"], ["search", "入侵"], ["history", number], ["diff", number],
    ] {
      let output = try program.run(call + ["--json"]).output
      #expect(!Self.hasActing(output) && output.contains("\\u202e"), "\(call)")
      if call[0] == "show" {
        let read = try #require(JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])
        #expect((read["fields"] as? [String: Any])?["title"] as? String == Self.title + "二")
      }
    }
  }

  @Test("Output that cannot be written is told, and never ends as if it were whole")
  func fullDevice() throws {
    let program = try Program()
    try program.initialize()
    let number = try program.newIncident("門禁")
    for call in [
      "show \(number)", "show \(number) --json", "show \(number) --rec", "list", "list incident-notice --json",
      "history \(number)", "search 門禁", "journal", "print \(number)", "export \(number)",
      "export incident-notice --format csv", "verify", "head",
    ] {
      let result = try program.shell("'\(Program.path)' \(call) > /dev/full")
      #expect(result.status == 74 && !result.errors.isEmpty, "\(call): \(result.status) \(result.errors)")
    }
    let journal = try program.run("journal", "--from", "-7")
    #expect(journal.status == 0 && journal.output.contains(number), "\(journal.errors)")
  }

  @Test("What 'show --json' prints is taken by 'amend --from' as it is")
  func roundTrip() throws {
    let program = try Program()
    try program.initialize()
    let number = try program.newIncident("門禁")
    #expect(
      try program.run("amend", number, "--reason", "改判", "--set", "decision=incident", "--set", "impact_a=1").status
        == 0)
    let shown = try program.run("show", number, "--json").output
    #expect(shown.contains("still_needed"), "\(shown)")
    let amended = try program.run("amend", number, "--reason", "不變", "--from", "-", input: shown)
    #expect(
      amended.status == 65 && amended.errors.contains("一樣") && !amended.errors.contains("不認得"), "\(amended.errors)")
  }

  @Test("What is kept goes out byte for byte, but never to a terminal")
  func stored() throws {
    let program = try Program()
    try program.initialize()
    let number = try program.newIncident(Self.title)
    for call in [
      ["show", number, "--rec"], ["export", number], ["export", "incident-notice", "--format", "csv"],
    ] {
      #expect(try program.run(call).output.contains(Self.title), "\(call)")
      let command = ([Program.path] + call).joined(separator: " ")
      let seen = try program.shell("script -qec '\(command)' /dev/null").output
      #expect(seen.contains("<U+202E>") && !seen.contains("\u{202E}") && !seen.contains("\u{200B}"), "\(call)")
    }
  }

  @Test(
    "What was typed comes back harmless in every refusal",
    arguments: [
      ["show", "X\u{1B}]0;OWNED\u{7}Y"], ["list", "for\u{202E}m"], ["new", "\u{1B}[31m"], ["nons\u{1B}[31mense"],
      ["list", "--bo\u{1B}[31mgus"], ["list", "patrol", "--limit", "\u{1B}[31m"], ["history", "\u{9B}31m"],
      ["list", "patrol", "--where", "\u{1B}[31m"], ["list", "patrol", "--sort", "a\u{202E}b"],
      ["new", "patrol", "--set", "\u{1B}[31m=x"], ["new", "patrol", "--set", "\u{1B}[31m"],
      ["new", "patrol", "--from", "/no/\u{1B}[31m"], ["new", "patrol", "--attach", "evidence=/no/\u{1B}[31m.pdf"],
      ["--store", "/no/\u{1B}[31m", "list"], ["kiosk", "--name", "\u{1B}[31m"], ["verify", "--head", "\u{1B}[31m"],
      ["search", "\u{1B}[31m\u{202E}"], ["export", "\u{1B}[31m"], ["backup", "/dev/null/\u{1B}[31m"],
      ["credential", "list", "--as", "\u{1B}[31m"], ["screens", "check", "/no/\u{1B}[31m"],
      ["evidence", "\u{1B}[31m", "x"], ["attach", "\u{1B}[31m", "\u{1B}[31m.pdf"], ["submit", "\u{1B}[31m"],
    ])
  func arguments(_ arguments: [String]) throws {
    let program = try Program()
    try program.initialize()
    let result = try program.run(arguments)
    #expect(!Self.hasActing(result.output + result.errors), "\(result.errors.debugDescription)")
  }

  /// Goes through the records of a new store again and again; nobody waits for its end.
  private static let endless: String = {
    let inner = "count('procedure-text', "
    return String(repeating: inner, count: 7) + "true" + String(repeating: ") > 0", count: 7)
  }()

  @Test("A command that only reads ends when nobody reads what it prints, over a connection too")
  func reader() throws {
    let program = try Program()
    try program.initialize()
    let list = "list procedure-text --where \"\(Self.endless)\""
    try program.shell("{ \(Program.path) \(list); echo $? > \(program.home)/here; } | true")
    #expect(try program.shell("cat \(program.home)/here").output == "129\n")
    program.set("SSH_ORIGINAL_COMMAND", list)
    try program.shell(
      "{ \(Program.path) session --person wang --store \(program.store); echo $? > \(program.home)/there; } | true")
    #expect(try program.shell("cat \(program.home)/there").output == "129\n")
  }

  @Test("The program leaves no memory on the disk when it crashes")
  func core() throws {
    let program = try Program()
    try program.initialize()
    let list = "list procedure-text --where \"\(Self.endless)\""
    let writer = "ulimit -c unlimited; echo $$ > \(program.home)/pid; exec \(Program.path) \(list)"
    let reader =
      "until grep -qs 'Max core file size  *0 ' /proc/$(cat \(program.home)/pid)/limits; do sleep 0.05; done; echo none"
    try program.shell("touch \(program.home)/pid")
    #expect(
      try program.shell(
        "sh -c '\(writer.replacing("'", with: "'\\''"))' | sh -c '\(reader.replacing("'", with: "'\\''"))'"
      )
      .output == "none\n")
  }
}

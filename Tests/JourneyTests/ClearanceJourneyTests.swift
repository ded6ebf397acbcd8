import Foundation
import Testing

/// Everything that commands tell somebody without clearance about a store with confidential records.
@Suite("What may not be read is in the output of no command", .serialized)
struct ClearanceJourneyTests {
  @Test("Marked words of a confidential record come out of no command for whoever may not read it")
  func ways() throws {
    let shared = try SharedStore()
    func done(_ person: String, _ command: String) throws -> String {
      let result = try shared.ssh(person, command)
      try #require(result.status == 0, "\(command): \(result.errors)")
      return result.output
    }
    let hidden = try shared.incident("CANARYTITLE", by: "wang", "--set classification=confidential")
    let words = "--set description=CANARYTEXT --set remarks=CANARYNOTE --set measures=CANARYMEASURE"
    _ = try done("wang", "amend \(hidden) --reason CANARYREASON \(words)")
    let open = try shared.incident("公開甲", by: "wang", "--set related_records=\(hidden)")
    let other = try shared.incident("公開乙", by: "lin")
    for (number, more) in [(hidden, "--set related_records=\(other)"), (open, "--set remarks=改過")] {
      _ = try done("wang", "amend \(number) --reason 關聯 \(more)")
    }
    let condition = { (text: String) in "list incident-notice --where \"\(text)\"" }
    let commands = [
      "list", "list --json", "list incident-notice", "list incident-notice --json", "list incident-notice --sort title",
      "list incident-notice --sort=-title --limit 1", "list incident-notice --sort saved_at --json",
      condition("contains(title, 'CANARY')"), condition("contains(description, 'CANARY')"),
      condition("count('incident-notice', contains(.title, 'CANARY')) > 0"),
      condition("filled(lookup('incident-notice', .title = 'CANARYTITLE').title)"),
      condition("any(related_records, this = '\(hidden)')"), condition("'\(hidden)' in related_records"),
      "search CANARY", "search CANARYTEXT --json", "search 公開 --json", "show \(open)", "show \(open) --json",
      "show \(open) --version 1", "show \(other)", "show \(other) --json", "history \(open)", "history \(open) --json",
      "diff \(open)", "diff \(open) 1 2 --json", "print \(open)", "print \(open) --version 1", "print \(other)",
      "export \(open)", "export \(open) --format json", "export \(open) --format csv", "export incident-notice",
      "export incident-notice --format json", "export incident-notice --format csv", "inbox", "inbox --json", "journal",
      "journal --json", "show \(hidden)", "show \(hidden) --version 1 --json", "show \(hidden) --rec",
      "history \(hidden) --json", "diff \(hidden)", "print \(hidden)", "export \(hidden)", "evidence \(hidden) x",
      "amend \(hidden) --reason x --set title=x --json", "void \(hidden) --reason x --json",
      "submit \(hidden) --secret-file -", "withdraw \(hidden) --secret-file -", "agree \(hidden) --secret-file -",
      "return \(hidden) --reason x --secret-file -", "new incident-notice --continue \(hidden)",
      "new incident-report --from-record \(hidden)", "new incident-report --set incident=\(hidden) --json",
    ]
    for command in commands {
      let secret = command.contains("--secret-file") ? SharedStore.secret + "\n" : nil
      let result = try shared.ssh("lin", command, input: secret)
      let said = result.output + result.errors
      #expect(!said.contains("CANARY") || said.contains("'CANARY"), "\(command): \(said)")
      // What somebody names is in their own refusals, and those are in what they may see of the journal.
      if !command.contains(hidden), !command.hasPrefix("journal") {
        #expect(!said.contains(hidden), "\(command): \(said)")
      }
    }
    // What was shown without it, given back, takes it from nobody.
    for words in ["--from -", "--set related_records=\(other)"] {
      let shown = words == "--from -" ? try done("lin", "show \(open) --json") : nil
      let back = try shared.ssh("lin", "amend \(open) --reason x \(words)", input: shown)
      // A field that the file does not have stays as it is, and so nothing would be changed.
      let said = words == "--from -" ? "一樣" : "related_records"
      #expect(back.status == 65 && back.errors.contains(said), "\(words): \(back.output)\(back.errors)")
    }
    #expect(try done("lin", "amend \(open) --reason x --set remarks=又改").contains(open))
    #expect(try done("wang", "show \(open)").contains(hidden))
    #expect(try shared.entries("read_confidential").allSatisfy { $0.contains("\nSaved_by: wang") })
    // Each kind of command shows it to somebody who may read it.
    for command in [
      "list incident-notice", condition("contains(title, 'CANARY')"), "search CANARY", "show \(hidden)",
      "history \(hidden)", "print \(hidden)", "export \(hidden)", "export incident-notice",
    ] {
      #expect(try done("wang", command).contains("CANARY"), "\(command)")
    }
    #expect(try done("lin", "list").contains("incident-notice") && done("lin", "list") != done("wang", "list"))
  }

  @Test("A right guess of what is withheld is answered as a wrong one, by --set and from a file")
  func guesses() throws {
    let shared = try SharedStore()
    let hidden = try shared.incident("CANARYTITLE", by: "wang", "--set classification=confidential")
    let open = try shared.incident("公開", by: "wang", "--set related_records=\(hidden)")
    let wrong = hidden.dropLast(4) + "0099"
    func said(_ command: String, _ number: String, input: String? = nil) throws -> String {
      let result = try shared.ssh("lin", "amend \(open) --reason x \(command)", input: input)
      #expect(result.status == 65)
      return (result.output + result.errors).replacing(number, with: "N")
    }
    for command in [
      "--set related_records=N", "--set related_records=N --json", "--set remarks=y --set related_records=N",
    ] {
      let right = try said(command.replacing("=N", with: "=\(hidden)"), hidden)
      #expect(try right == said(command.replacing("=N", with: "=\(wrong)"), String(wrong)), "\(right)")
      #expect(right.contains("N"), "\(right)")
    }
    let file = { (number: String) in #"{"fields": {"related_records": ["\#(number)"]}}"# }
    let right = try said("--from -", hidden, input: file(hidden))
    #expect(try right == said("--from -", String(wrong), input: file(String(wrong))), "\(right)")
    // Whoever does not touch it keeps it.
    #expect(try shared.ssh("lin", "amend \(open) --reason x --set remarks=z").status == 0)
    #expect(try shared.ssh("wang", "show \(open)").output.contains(hidden))
  }
}

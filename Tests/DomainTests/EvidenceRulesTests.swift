import Domain
import Testing

@Suite struct EvidenceRulesTests {
  private let rules: EvidenceRules

  init() {
    let form = Form(
      id: "settings", version: 1, title: Phrase(verbatim: "settings"),
      sections: [Section(id: "all", title: Phrase(verbatim: "all"), fields: [])])
    var content = Content()
    content["evidence_kinds"] = ["pdf jpg"]
    content["evidence_max_mb"] = ["2"]
    let saved = RecordValue(number: "SET", form: "settings", version: 1, content: content)
    rules = EvidenceRules(Settings(Table(all: [saved], forms: ["settings": form])))
  }

  @Test("A file is taken by its name, kind and size", arguments: [("photo.jpg", 1), ("報告.v2.PDF", 2 << 20)])
  func taken(_ file: (name: String, size: Int)) {
    #expect(rules.finding(name: file.name) == nil)
    #expect(rules.finding(name: file.name, size: file.size) == nil)
  }

  @Test(
    "A file that is not taken is told why",
    arguments: [
      ("run.exe", 1, "evidence_kind"), ("pdf", 1, "evidence_kind"), ("a.pdf.", 1, "evidence_kind"),
      ("photo.jpg", 0, "evidence_size"), ("photo.jpg", 2 << 20 + 1, "evidence_size"), ("", 1, "evidence_name"),
      (".pdf", 1, "evidence_name"), ("a/b.pdf", 1, "evidence_name"), ("a\nb.pdf", 1, "evidence_name"),
      ("e\u{1B}[31m.pdf", 1, "evidence_name"), ("a\u{202E}fdp.pdf", 1, "evidence_name"), (" a.pdf", 1, "evidence_name"),
      (String(repeating: "字", count: 66) + ".pdf", 1, "evidence_name"),
    ])
  func refused(_ file: (name: String, size: Int, rule: String)) {
    let finding = rules.finding(name: file.name, size: file.size, at: .field("evidence"))
    #expect(finding?.rule == file.rule)
    #expect(finding?.place == .field("evidence"))
  }
}

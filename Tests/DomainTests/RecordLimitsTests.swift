import Testing

@testable import Domain

@Suite("The size of a record")
struct RecordLimitsTests {
  private let limits = RecordLimits(text: 10, paragraph: 20, values: 2, rows: 3, bytes: 2_000)

  private func findings(_ content: Content, since base: Content? = nil) -> [String] {
    limits.findings(content, of: Sample.incident, since: base).map { finding in
      switch finding.place {
      case .field(let id, let row, let column): "\(id)\(row.map { "[\($0)]" } ?? "")\(column.map { ".\($0)" } ?? "")"
      default: "record"
      }
    }
  }

  private static func text(_ count: Int) -> String { String(repeating: "字", count: count) }

  @Test("is told where it is more than a setting allows, and only there")
  func places() {
    #expect(findings(.of(["title": Self.text(10), "reason": Self.text(20)])) == [])
    #expect(findings(.of(["title": Self.text(11)])) == ["title"])
    #expect(findings(.of(["reason": Self.text(21)])) == ["reason"])
    #expect(findings(.of(["unknown": Self.text(11)])) == ["unknown"])
    #expect(findings(.of(["kinds": "low", "kinds": "high"])) == [])
    #expect(findings(.of(["kinds": "low", "kinds": "high", "kinds": "highest"])) == ["kinds"])
    let row = Row(["name": "a"])
    #expect(findings(.of([:], items: [row, row, row])) == [])
    #expect(findings(.of([:], items: [row, row, row, row])) == ["items"])
    #expect(findings(.of([:], items: [row, Row(["name": Self.text(11)])])) == ["items[1].name"])
    var many = Content()
    for place in 0..<70 { many["field\(place)"] = [Self.text(10)] }
    #expect(findings(many) == ["record"])
  }

  @Test("may stay what it was, but not grow")
  func base() {
    let row = Row(["name": Self.text(11)])
    let large = Content.of(["title": Self.text(11)], items: [row, row, row, row])
    #expect(findings(large, since: large) == [])
    var changed = large
    changed["level"] = ["low"]
    changed[rows: "items"].removeLast()
    #expect(findings(changed, since: large) == [])
    changed[rows: "items"] += [row, row]
    #expect(findings(changed, since: large) == ["items"])
    changed = large
    changed["title"] = [Self.text(12)]
    #expect(findings(changed, since: large) == ["title"])
  }

  @Test("is what the settings say, within what the store takes")
  func settings() {
    let form = Form(id: "settings", version: 1, title: Phrase(verbatim: "settings"), sections: [])
    func limits(_ fields: KeyValuePairs<String, String>) -> RecordLimits {
      let saved = RecordValue(number: "SET", form: "settings", version: 1, content: .of(fields))
      return RecordLimits(Settings(Table(all: [saved], forms: ["settings": form])))
    }
    #expect(limits(["rows_most": "700", "record_most_kilobytes": "512"]).rows == 700)
    #expect(limits(["rows_most": "700", "record_most_kilobytes": "512"]).bytes == 512 << 10)
    #expect(
      limits(["rows_most": "99999999", "text_most_characters": "0", "record_most_kilobytes": "9223372036854775807"])
        == RecordLimits(
          text: 200, paragraph: 200_000, values: 2_000, rows: 20_000, bytes: 4 << 20))
  }

  @Test("is asked before anything is worked out from the content")
  func order() {
    /// Records that must not be asked.
    struct Untouched: RecordSource {
      func record(_ number: String) -> RecordValue? {
        Issue.record("asked for \(number)")
        return nil
      }
      func records(of form: String, where equal: [String: String], limit: Int?) -> [RecordValue] {
        if form != "settings" { Issue.record("asked for \(form)") }
        return []
      }
      func form(_ id: String) -> Form? { nil }
    }
    let rows = (0...RecordLimits.most.rows).map { _ in Row(["name": "a"]) }
    let content = Content.of(["handler": "wang", "plan": "PLAN-1"], items: rows)
    let findings = Sample.entry(Untouched()).findings(content)
    #expect(findings.map(\.rule) == ["limit"])
    #expect(findings.first?.message.en.contains("20001 rows, 20000 at most") == true)
  }

  @Test("counts a content's bytes as its text has them")
  func size() {
    let content = Content.of(["title": "a", "reason": "x\ny"], items: [Row(["name": "b"])])
    #expect(content.size == "title: a\nreason: x\n+ y\nname: b\n\n".utf8.count)
  }
}

import Domain
import FileStore
import TestKit
import Testing

@Suite("Content as text")
struct ContentTextTests {
  private let form = FormReference(id: "incident-notice", version: 3)

  private static func read(_ bytes: [UInt8]) -> Result<GivenContent, Finding> {
    GivenContent.read(
      bytes, for: Form(id: "incident-notice", version: 3, title: Phrase(verbatim: ""), sections: []), name: "")
  }

  @Test("rec text comes back, with and without a form", arguments: 0..<20)
  func rec(seed: Int) throws {
    var source = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<20 {
      let content = RecordTextTests.content(&source)
      let expected = RecordTextTests.utf8(RecordTextTests.normal(content))
      let named = try Self.read(GivenText.rec(content, form: form)).get()
      #expect(named.form == form)
      #expect(RecordTextTests.utf8(named.content) == expected)
      let plain = try Self.read(GivenText.rec(content, form: nil)).get()
      #expect(plain.form == nil)
      #expect(RecordTextTests.utf8(plain.content) == expected)
    }
  }

  @Test("JSON comes back, in the same order", arguments: 0..<20)
  func json(seed: Int) throws {
    var source = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<20 {
      let content = RecordTextTests.content(&source)
      let read = try Self.read(GivenText.json(content, form: form)).get()
      #expect(read.form == form)
      #expect(RecordTextTests.utf8(read.content) == RecordTextTests.utf8(content))
    }
  }

  @Test("a version file serves as input for a new record")
  func fromVersionFile() throws {
    let content = Content(fields: [Content.Field(id: "title", values: ["郵件"])])
    let bytes = RecordText.encode(RecordTextTests.version(content), title: "t")
    let read = try Self.read(bytes).get()
    #expect(read.form == form && read.content == content)
  }

  @Test("plain lines are enough")
  func plain() throws {
    let text = "# a note\ntitle: 郵件\nkinds: a\nkinds: b\n\n%rec: rows\n\nx: 1\n\nx: 2\n"
    let read = try Self.read(Array(text.utf8)).get()
    #expect(read.content["title"] == ["郵件"] && read.content["kinds"] == ["a", "b"])
    #expect(read.content[rows: "rows"] == [Row(["x": "1"]), Row(["x": "2"])])
  }

  @Test(
    "a finding names the line",
    arguments: ["title: a\nno colon here\n", "title: a\n\u{1}: b\n", "+ x\n", "a: \\u{zz}\n"])
  func findings(text: String) {
    guard case .failure(let finding) = Self.read(Array(text.utf8)), case .file(_, let line, _) = finding.place
    else {
      Issue.record("no finding")
      return
    }
    #expect(line == (text.hasPrefix("title") ? 2 : 1))
  }

  @Test("numbers and truth values of JSON become text; other forms are findings")
  func jsonValues() throws {
    let good =
      #"{"fields": {"n": 1.10, "b": true, "none": null, "many": ["a", 2]}, "tables": {"t": [{"x": "1"}, {}]}, "seal": "x"}"#
    let read = try Self.read(Array(good.utf8)).get().content
    #expect(read["n"] == ["1.10"] && read["b"] == ["true"] && read["none"] == [] && read["many"] == ["a", "2"])
    #expect(read[rows: "t"].count == 2)
    for bad in [
      "", "[]", "{", #"{"fields": 1}"#, #"{"fields": {"a": {}}}"#, #"{"tables": {"t": {}}}"#, #"{"fields":{}} x"#,
      #"{"fields": {"a": "1", "a": "2"}}"#, #"{"form": "x"}"#, #"{"fields": {"a": "\ud800"}}"#,
    ] {
      #expect(throws: Finding.self, "\(bad)") { try Self.read(Array(bad.utf8)).get() }
    }
  }
}

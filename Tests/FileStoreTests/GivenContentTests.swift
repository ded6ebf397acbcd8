import Domain
import FileStore
import Foundation
import Testing

/// What stands in a file that is given for one record.
@Suite("A given file")
struct GivenContentTests {
  private static let form = Form(
    id: "incident-notice", version: 1, title: Phrase(verbatim: "x"),
    sections: [
      Section(
        id: "s", title: Phrase(verbatim: "s"),
        fields: [
          Field(id: "title", type: TextType(), label: Phrase(verbatim: "title")),
          Field(id: "kinds", type: ChoicesType(), label: Phrase(verbatim: "kinds")),
          Field(
            id: "rows", type: RowsType(), label: Phrase(verbatim: "rows"),
            columns: [Field(id: "x", type: TextType(), label: Phrase(verbatim: "x"))]),
        ])
    ])

  private func read(_ bytes: [UInt8]) -> Result<GivenContent, Finding> {
    GivenContent.read(bytes, for: Self.form, name: "a.txt")
  }

  private func problem(_ bytes: [UInt8]) -> Finding? {
    if case .failure(let finding) = read(bytes) { finding } else { nil }
  }

  private static let rec = "title: 郵件\nkinds: a\nkinds: b\n\n%rec: rows\n\nx: 1\n\nx: 2\n"
  private static let json =
    #"{"fields": {"title": "郵件", "kinds": ["a", "b"]}, "tables": {"rows": [{"x": 1}, {"x": "2"}]}}"#

  @Test("is read with a byte order mark, and with line ends of Windows", arguments: [rec, json])
  func marks(_ text: String) throws {
    let expected = try read(Array(text.utf8)).get().content
    #expect(expected["title"] == ["郵件"] && expected["kinds"] == ["a", "b"] && expected[rows: "rows"].count == 2)
    let windows = text.replacingOccurrences(of: "\n", with: "\r\n")
    for bytes in [
      [0xEF, 0xBB, 0xBF] + Array(text.utf8), Array(windows.utf8), [0xEF, 0xBB, 0xBF] + Array(windows.utf8),
    ] {
      #expect(try read(bytes).get().content == expected)
    }
  }

  @Test("empties what it gives as nothing")
  func empties() throws {
    let given = try read(Array(#"{"fields": {"title": null, "kinds": []}, "tables": {"rows": []}}"#.utf8)).get()
    #expect(given.content.fields.map(\.id) == ["title", "kinds"] && given.content.fields.allSatisfy(\.values.isEmpty))
    #expect(given.content.tables.map(\.id) == ["rows"])
  }

  @Test("tells keys that stand beside the values")
  func others() throws {
    let given = try read(Array(#"{"title": "x", "record": "INC-1", "seal": "x", "filds": {}}"#.utf8)).get()
    #expect(given.others == ["title", "filds"] && given.record == "INC-1")
    let shown = try read(Array(#"{"fields": {}, "as_of_now": {"state": ["late"]}, "still_needed": []}"#.utf8)).get()
    #expect(shown.others == [], "what 'show --json' says beside the values is taken back")
  }

  @Test("is refused where a name stands twice, which is told with its place")
  func twice() throws {
    let found = try #require(problem(Array("{\"fields\": {\"title\": \"x\",\n  \"title\": \"y\"}}".utf8)))
    #expect(found.message.en.contains("'title' stands twice"))
    guard case .file("a.txt", line: 2, column: let column) = found.place else {
      Issue.record("\(found.place)")
      return
    }
    #expect(column > 2)
  }

  @Test("is named for what it is where it is no record")
  func kinds() throws {
    let csv = "資產名稱,類別\r\n主機,HW\r\n"
    let big5 = Array(try #require(csv.data(using: String.Encoding(rawValue: 0x8000_0A03))))
    let samples: [([UInt8], String)] = [
      (Array(csv.utf8), "CSV"), ([0xEF, 0xBB, 0xBF] + Array(csv.utf8), "CSV"), (Array("a;b\n1;2\n".utf8), "CSV"),
      (Array("資產名稱\t類別\n主機\tHW\n".utf8), "試算表"), (Array("PK\u{3}\u{4}xl/workbook.xml".utf8), "Excel"),
      ([0xD0, 0xCF, 0x11, 0xE0, 0xA1], "Office"), (Array("%PDF-1.7\n".utf8), "PDF"),
      (Array("<html></html>".utf8), "HTML"),
      (big5, "Big5"), (Array(try #require("title: 郵件\n".data(using: .utf16))), "UTF-16"),
      (Array(try #require("title: 郵件\n".data(using: .utf16LittleEndian))), "UTF-16"),
      ([0x74, 0x3A, 0x20, 0xFF, 0x0A], "別種編碼"),
      (Array(#"[{"fields": {}}, {"fields": {}}]"#.utf8), "2 筆"),
      (Array("{\"fields\": {}}\n{\"fields\": {}}\n{}\n".utf8), "3 筆"),
      ([], "空的"), (Array(" \n\n".utf8), "空的"),
    ]
    for (bytes, word) in samples {
      let finding = try #require(problem(bytes), "\(word) was read")
      #expect(finding.message.zh.contains(word), "\(finding.message.zh)")
      #expect(finding.place == .file("a.txt", line: 0, column: 0) && !finding.message.en.isEmpty)
    }
  }

  @Test(
    "with several records is refused",
    arguments: ["title: a\n\ntitle: b\n", "title: a\n\n%rec: incident_notice\n\ntitle: b\n"])
  func several(_ text: String) throws {
    #expect(try #require(problem(Array(text.utf8))).rule == "several")
  }

  @Test(
    "that cannot be read names its place, and speaks of no journal",
    arguments: [("title: a\nno colon here\n", 2, 1), ("{\"fields\":\n{\"a\": }}", 2, 7)])
  func broken(_ text: String, _ line: Int, _ column: Int) throws {
    let finding = try #require(problem(Array(text.utf8)))
    #expect(finding.place == .file("a.txt", line: line, column: column) && !finding.message.zh.contains("日誌"))
  }

  @Test("that the program wrote is taken in again, and what it says beside the values left out")
  func roundTrip() throws {
    let test = try TestStore()
    let version = try test.save("郵件\n第二行", more: [Content.Field(id: "kinds", values: ["a", "b"])])
    let header = [
      ("record", "\"\(version.record)\""), ("version", "\(version.number)"), ("status", "\"saved\""),
      ("saved_by", #"{"id": "wang", "name": "王小明"}"#), ("previous", "[]"), ("seal", "\"\(version.seal)\""),
    ]
    for bytes in [
      GivenText.json(version.content, form: version.form, header: header),
      GivenText.json(version.content, form: version.form), RecordText.encode(version, title: "t"),
      GivenText.rec(version.content, form: version.form),
    ] {
      let given = try read(bytes).get()
      #expect(given.content == version.content && given.others.isEmpty && given.form == version.form)
    }
  }
}

import Domain
import FileStore
import Foundation
import TestKit
import Testing

@Suite("Record text")
struct RecordTextTests {
  static func version(_ content: Content, form: String = "incident-notice") -> Version {
    Version(
      record: "INC-115-0007", form: FormReference(id: form, version: 3), number: 3, status: .inReview,
      action: .amend, savedAt: Moment("2026-11-22T14:20:05+08:00") ?? Moment(seconds: 0, offset: 0),
      savedBy: Cast.wang, reason: "補充影響範圍", site: "main", sequence: 10482,
      previous: [String(repeating: "5", count: 64)], chain: String(repeating: "a", count: 64), content: content)
  }

  @Test("a version is written as the format says")
  func shape() throws {
    let content = Content(
      fields: [
        Content.Field(id: "title", values: ["郵件主機遭入侵"]), Content.Field(id: "description", values: ["第一行\n\n 第三行"]),
        Content.Field(id: "kinds", values: ["mail", "web"]), Content.Field(id: "empty", values: []),
      ],
      tables: [Content.Table(id: "timeline", rows: [Row(["at": "2026-11-22T13:55+08:00", "what": "隔離主機"])])])
    let bytes = RecordText.encode(RecordTextTests.version(content), title: "資安事件通報單")
    let text = String(decoding: bytes, as: UTF8.self)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    #expect(
      lines.prefix(15) == [
        "# 資安事件通報單 INC-115-0007 第 3 版", "%rec: version", "", "Record: INC-115-0007", "Form: incident-notice/3",
        "Version: 3",
        "Status: in_review", "Action: amend", "Saved_at: 2026-11-22T14:20:05+08:00", "Saved_by: wang.xm 王小明",
        "Reason: 補充影響範圍",
        "Site: main", "Sequence: 10482", "Previous: " + String(repeating: "5", count: 64),
        "Chain: " + String(repeating: "a", count: 64),
      ])
    #expect(lines[15].hasPrefix("Content: "))
    #expect(
      lines[16...].dropLast(3) == [
        "", "%rec: incident_notice", "", "title: 郵件主機遭入侵", "description: 第一行", "+", "+  第三行", "kinds: mail",
        "kinds: web", "",
        "%rec: timeline", "", "at: 2026-11-22T13:55+08:00", "what: 隔離主機", "",
      ])
    #expect(lines[lines.count - 3].hasPrefix("#seal sha256 "))
    #expect(lines.suffix(2) == ["", ""])
  }

  @Test("any text comes back byte for byte after normalisation", arguments: 0..<40)
  func roundTrip(seed: Int) throws {
    var source = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<25 {
      let content = RecordTextTests.content(&source)
      var version = RecordTextTests.version(content)
      version.reason = NastyText.make(&source)
      version.furtherHeader = [Content.Field(id: "Further", values: [NastyText.make(&source), "x"])]
      let bytes = RecordText.encode(version, title: NastyText.make(&source))
      let read = try RecordText.decode(bytes).get()
      #expect(RecordTextTests.utf8(read.content) == RecordTextTests.utf8(RecordTextTests.normal(content)))
      #expect(read.reason.map { Array($0.utf8) } == version.reason.map { Array(RecordTextTests.normal($0).utf8) })
      #expect(read.furtherHeader.map(\.id) == ["Further"])
      // The same values give the same bytes.
      #expect(RecordText.encode(read, title: "t") == RecordText.encode(version, title: "t"))
    }
  }

  @Test("a field of 1 MiB comes back", arguments: ["x", "中", "\n", "\\", "\u{1}", " "])
  func large(piece: String) throws {
    let text = String(repeating: piece, count: (1 << 20) / piece.utf8.count)
    let version = RecordTextTests.version(Content(fields: [Content.Field(id: "a", values: [text])]))
    let read = try RecordText.decode(RecordText.encode(version, title: "t")).get()
    #expect(read.content["a"] == [text])
  }

  @Test(
    "tables named like the form or like a header keep their names",
    arguments: [
      "incident_notice", "incident_notice_", "version", "entry", "draft", "content", "front_end", "version__",
      "sign_off",
    ])
  func tableNames(id: String) throws {
    let content = Content(tables: [
      Content.Table(id: id, rows: [Row(["a": "1"]), Row(), Row(["a": "2"])]),
      Content.Table(id: id + "_", rows: [Row(["b": "1"])]),
    ])
    let read = try RecordText.decode(RecordText.encode(RecordTextTests.version(content), title: "t")).get()
    #expect(read.content == content)
  }

  @Test("every changed byte of a version is noticed")
  func everyByte() throws {
    let content = Content(
      fields: [Content.Field(id: "title", values: ["郵件"])],
      tables: [Content.Table(id: "rows", rows: [Row(["a": "1"])])])
    let bytes = RecordText.encode(RecordTextTests.version(content), title: "t")
    for place in bytes.indices {
      var changed = bytes
      changed[place] ^= 1
      #expect(throws: Finding.self, "byte \(place)") { try RecordText.decode(changed).get() }
    }
    for length in bytes.indices {
      #expect(throws: Finding.self) { try RecordText.decode(Array(bytes.prefix(length))).get() }
    }
  }

  @Test("no bytes crash the reader", arguments: 0..<20)
  func fuzz(seed: Int) {
    var source = SeededGenerator(seed: UInt64(seed) &+ 1000)
    let good = RecordText.encode(RecordTextTests.version(RecordTextTests.content(&source)), title: "t")
    for _ in 0..<300 {
      var bytes = good
      for _ in 0..<Int.random(in: 1...6, using: &source) where !bytes.isEmpty {
        let place = Int.random(in: 0..<bytes.count, using: &source)
        switch Int.random(in: 0..<4, using: &source) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &source)
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(UInt8.random(in: 0...255, using: &source), at: place)
        default: bytes.removeSubrange(place...)
        }
      }
      _ = RecordText.decode(bytes)
      _ = GivenContent.read(
        bytes, for: Form(id: "a", version: 1, title: Phrase(verbatim: ""), sections: []), name: "")
    }
  }

  static func content(_ source: inout SeededGenerator) -> Content {
    func field(_ id: String, _ source: inout SeededGenerator) -> Content.Field {
      Content.Field(id: id, values: (0...Int.random(in: 0...2, using: &source)).map { _ in NastyText.make(&source) })
    }
    var content = Content()
    for id in ["title", "aZ_9", "description"] where Bool.random(using: &source) {
      content.fields.append(field(id, &source))
    }
    for id in ["rows", "sign_off"] where Bool.random(using: &source) {
      let rows = (0..<Int.random(in: 1...3, using: &source)).map { _ in
        Row(cells: Bool.random(using: &source) ? [field("a", &source), field("b", &source)] : [])
      }
      content.tables.append(Content.Table(id: id, rows: rows))
    }
    return content
  }

  static func normal(_ text: String) -> String { text.precomposedStringWithCanonicalMapping }

  static func normal(_ content: Content) -> Content {
    func normal(_ fields: [Content.Field]) -> [Content.Field] {
      fields.map { Content.Field(id: $0.id, values: $0.values.map { RecordTextTests.normal($0) }) }
    }
    return Content(
      fields: normal(content.fields),
      tables: content.tables.map { table in
        Content.Table(id: table.id, rows: table.rows.map { Row(cells: normal($0.cells)) })
      })
  }

  /// Strings compare equal that are written differently, so bytes are compared.
  static func utf8(_ content: Content) -> [[UInt8]] {
    (content.fields + content.tables.flatMap { $0.rows.flatMap(\.cells) }).flatMap { field in
      [Array(field.id.utf8)] + field.values.map { Array($0.utf8) }
    }
  }
}

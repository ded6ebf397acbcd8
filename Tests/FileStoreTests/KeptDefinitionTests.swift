import Domain
import TestKit
import Testing

@testable import FileStore

@Suite("What a form said is kept")
struct KeptDefinitionTests {
  /// Knows one form, which is read from two files.
  private struct Defining: RecordIndexer {
    var fingerprint = "1"
    var text = "title: 事件通報單\n"

    var definition: FormDefinition {
      let parts = [("Text/en/incident-notice.yaml", "title: Notice\n"), ("Procedures/12/incident-notice.yaml", text)]
        .map {
          let bytes = Array($0.1.utf8)
          return DefinitionPart(path: $0.0, bytes: bytes, hash: Digest.of(bytes))
        }
      let hash = Digest.of(Array(FormDefinition.text(of: parts.map(\.line)).utf8))
      return FormDefinition(form: FormReference(id: "incident-notice", version: 3, definition: hash), parts: parts)
    }

    func definition(of form: String) -> FormDefinition? { form == "incident-notice" ? definition : nil }
    func listColumns(of form: String) -> [ListColumn] { [ListColumn(id: "title")] }
    func references(in version: Version) -> [(field: String, record: String)] { [] }
  }

  private static func new(_ title: String, _ form: FormReference) -> NewVersion {
    var new = NewVersion.incident(.numbered(.incidents), content: .of(["title": title]))
    new.form = form
    return new
  }

  private static func kept(in test: TestStore) throws -> [String] {
    try TestFiles.text("\(test.root)/journal/main/2026/2026-11-22.rec").components(separatedBy: "\n\n#")
      .filter { $0.contains("\nAction: definition_kept\n") }
  }

  @Test("once, before the first version that names it, however many programs save")
  func once() throws {
    let indexer = Defining()
    let test = try TestStore(indexer: indexer)
    let other = try test.reopened(indexer: indexer)
    let form = indexer.definition.form
    let first = try test.store.save(Self.new("一", form)).version
    let second = try other.save(Self.new("二", form)).version
    let again = try test.store.save(Self.new("三", form)).version
    #expect([first, second, again].map(\.form) == [form, form, form])
    #expect(try Self.kept(in: test).count == 1)
    // The entry of the store, then what the form said, then the record.
    #expect(first.sequence == 3)
    let files = try #require(try test.store.definitionFiles(form.definition ?? ""))
    #expect(try TestFiles.text(files["Procedures/12/incident-notice.yaml"] ?? "") == indexer.text)
    let read = try test.store.version(first.record)
    #expect(read == first && RecordText.encode(first, title: "資安事件通報單").count > 0)
    let report = try test.store.verify()
    #expect(report.isClean, "\(report.findings)")
    #expect(try TestFiles.run("/bin/sh", ["\(test.root)/verify.sh"]).code == 0)
    // Whoever makes the index again finds the same.
    let made = try test.reopened(cache: test.folder + "/other", indexer: indexer)
    #expect(try made.definitionFiles(form.definition ?? "") == files)
  }

  @Test("A definition that is not there any more is not named by what is saved")
  func gone() throws {
    let test = try TestStore(indexer: Defining())
    let form = FormReference(id: "incident-notice", version: 3, definition: String(repeating: "0", count: 64))
    let saved = try test.store.save(Self.new("一", form)).version
    #expect(saved.form.definition == nil && saved.form.text == form.text)
    #expect(try Self.kept(in: test).isEmpty)
    // Verification says how many versions that are.
    let report = try test.store.verify()
    #expect(report.findings.map(\.rule) == ["definition"] && report.findings.allSatisfy { $0.severity == .note })
  }

  @Test("Once it is changed, the next opening keeps it too, in the name of whoever opens, and no opening after that")
  func changed() throws {
    var indexer = Defining()
    let test = try TestStore(indexer: indexer)
    let before = indexer.definition.form
    let saved = try test.store.save(Self.new("一", before)).version
    indexer.text = "title: 別的\n"
    indexer.fingerprint = "2"
    for _ in 0..<3 {
      try test.reopened(indexer: indexer).keepChangedDefinitions(by: Cast.li)
    }
    let entries = try Self.kept(in: test)
    #expect(entries.count == 2 && entries.last?.contains("Saved_by: \(Cast.li.text)") == true, "\(entries)")
    let store = try test.reopened(indexer: indexer)
    #expect(try store.version(saved.record)?.form == before)
    #expect(try store.keptDefinitions().count == 2)
    #expect(try store.definitionFiles(before.definition ?? "") != nil)
    #expect(try store.save(Self.new("二", indexer.definition.form)).version.form == indexer.definition.form)
    #expect(try Self.kept(in: test).count == 2)
  }

  @Test("A version that names what was never kept is found by the program and by the script, and so is a forged list")
  func forged() throws {
    let indexer = Defining()
    let test = try TestStore(indexer: indexer)
    let saved = try test.store.save(Self.new("一", indexer.definition.form)).version
    let segment = "\(test.root)/journal/main/2026/2026-11-22.rec"
    let bytes = try TestFiles.read(segment)
    let form = FormReference(id: "incident-notice", version: 3, definition: String(repeating: "a", count: 64))
    let forged = Version(
      record: "INC-115-0002", form: form, number: 1, status: .saved, action: .create, savedAt: saved.savedAt,
      savedBy: saved.savedBy, site: "main", sequence: saved.sequence + 1, previous: [], chain: saved.seal,
      content: saved.content)
    try TestFiles.append(RecordText.encode(forged, title: "資安事件通報單"), segment)
    let report = try test.reopened(indexer: indexer).verify()
    #expect(report.findings.contains { $0.rule == "definition" && $0.blocks }, "\(report.findings)")
    #expect(try TestFiles.run("/bin/sh", ["\(test.root)/verify.sh"]).output.contains("not kept before"))

    // An entry whose hash is not that of its list keeps nothing.
    try TestFiles.write(bytes, segment)
    let entry = JournalEntry.encode(
      action: .definitionKept, title: JournalEntry.title, savedAt: saved.savedAt, savedBy: saved.savedBy, site: "main",
      sequence: saved.sequence + 1, chain: saved.seal,
      details: [
        Content.Field(id: "About", values: [form.text]),
        Content.Field(id: "Definition", values: [form.definition ?? ""]),
        Content.Field(id: "File", values: indexer.definition.parts.map(\.line)),
      ])
    try TestFiles.append(entry.bytes, segment)
    let store = try test.reopened(cache: test.folder + "/other", indexer: indexer)
    #expect(try store.definitionFiles(form.definition ?? "") == nil)
    #expect(try TestFiles.run("/bin/sh", ["\(test.root)/verify.sh"]).output.contains("not the hash of its files"))
  }

  @Test("A damaged file of it is named, and nothing is read from it")
  func damaged() throws {
    let indexer = Defining()
    let test = try TestStore(indexer: indexer)
    let form = indexer.definition.form
    _ = try test.store.save(Self.new("一", form))
    let part = indexer.definition.parts[1]
    let file = "evidence/\(part.hash.prefix(2))/\(part.hash)"
    TestFiles.removeFile("\(test.root)/\(file)")
    #expect(try test.store.definitionFiles(form.definition ?? "") == nil)
    #expect(try test.store.verify().findings.contains { $0.place == .file(file, line: 0, column: 0) && $0.blocks })
    try TestFiles.write(Array("title: 換過\n".utf8), "\(test.root)/\(file)")
    #expect(try test.store.definitionFiles(form.definition ?? "") == nil)
    #expect(try test.store.verify().findings.contains { $0.place == .file(file, line: 0, column: 0) && $0.blocks })
  }
}

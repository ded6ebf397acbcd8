import Domain
import FileStore
import TestKit
import Testing

@Suite("Drafts")
struct DraftTests {
  private func draft(_ content: Content, id: DraftID = DraftID(), at time: String = "2026-11-22T14:00:00+08:00")
    -> Draft
  {
    Draft(
      id: id, person: "wang.xm", form: FormReference(id: "incident-notice", version: 3), record: "INC-115-0007",
      baseVersion: 2, savedAt: Moment(time) ?? Moment(seconds: 0, offset: 0), content: content,
      extra: [Content.Field(id: "focus", values: ["title"])])
  }

  @Test("half-typed text of any kind survives", arguments: 0..<10)
  func survive(seed: Int) throws {
    let test = try TestStore()
    var source = SeededGenerator(seed: UInt64(seed))
    let content = RecordTextTests.content(&source)
    let saved = draft(content)
    try test.store.saveDraft(saved)
    let read = try #require(try test.reopened().drafts(of: "wang.xm").first)
    #expect(RecordTextTests.utf8(read.content) == RecordTextTests.utf8(RecordTextTests.normal(content)))
    #expect(read.id == saved.id && read.record == saved.record && read.baseVersion == 2 && read.extra == saved.extra)
    #expect(read.form == saved.form && read.savedAt == saved.savedAt)
  }

  @Test("a draft belongs to one person, is private, replaces itself and goes when it is saved")
  func life() throws {
    let test = try TestStore()
    let first = draft(Content(fields: [Content.Field(id: "title", values: ["一"])]))
    try test.store.saveDraft(first)
    var second = first
    second.content["title"] = ["二"]
    try test.store.saveDraft(second)
    let later = draft(Content(), at: "2026-11-22T15:00:00+08:00")
    try test.store.saveDraft(later)
    #expect(try test.store.drafts(of: "wang.xm") == [later, second])
    #expect(try test.store.drafts(of: "chen").isEmpty)
    #expect(TestFiles.mode(test.root + "/drafts/wang.xm/\(first.id.rawValue).rec") == 0o600)
    #expect(TestFiles.mode(test.root + "/drafts/wang.xm") == 0o700)
    #expect(try test.store.head().sequence == 1)
    try test.save("二", draft: first.id)
    #expect(try test.store.drafts(of: "wang.xm") == [later])
    try test.store.removeDraft(later.id, of: "wang.xm")
    try test.store.removeDraft(later.id, of: "wang.xm")
    #expect(try test.store.drafts(of: "wang.xm").isEmpty)
  }

  @Test("a conflict keeps the draft")
  func conflictKeeps() throws {
    let test = try TestStore()
    let version = try test.save("一")
    try test.amend(version, "二")
    let draft = draft(Content())
    try test.store.saveDraft(draft)
    var new = NewVersion.incident(.existing(version.record, base: 1), content: Content(), draft: draft.id)
    new.action = .amend
    guard case .conflict = try test.store.save(new) else {
      Issue.record("no conflict")
      return
    }
    #expect(try test.store.drafts(of: "wang.xm") == [draft])
  }

  @Test("broken draft files are named and stay, the others are listed")
  func broken() throws {
    let test = try TestStore()
    let good = draft(Content())
    try test.store.saveDraft(good)
    let folder = test.root + "/drafts/wang.xm/"
    try TestFiles.write([0xFF, 0xFE, 0], folder + "a.rec")
    try TestFiles.write([], folder + "b.rec")
    try TestFiles.write(Array("title: x\n".utf8), folder + "c.rec")
    try TestFiles.run("/usr/bin/mkfifo", [folder + "d.rec"])
    try TestFiles.run("/bin/ln", ["-s", "/etc/passwd", folder + "e.rec"])
    try TestFiles.write(Array("x".utf8), folder + "notes.txt")
    #expect(try test.store.drafts(of: "wang.xm") == [good])
    let findings = try test.store.draftFindings(of: "wang.xm")
    #expect(findings.count == 5)
    #expect(TestFiles.exists(folder + "a.rec"))
  }

  @Test("a draft of which a byte or an end is missing is not taken for whole")
  func altered() throws {
    let test = try TestStore()
    try test.store.saveDraft(
      draft(
        Content(fields: [Content.Field(id: "title", values: ["機房門禁異常"]), Content.Field(id: "kind", values: ["door"])])))
    let folder = test.root + "/drafts/wang.xm/"
    let name = try #require(TestFiles.files(folder).first)
    let whole = try TestFiles.read(folder + name)
    let text = String(decoding: whole, as: UTF8.self)
    #expect(text.contains("title: 機房門禁異常"), "it is text that a person can read")
    for bytes in [
      Array(text.replacingOccurrences(of: "door", with: "d0or").utf8),
      Array(text.split(separator: "\n", omittingEmptySubsequences: false).dropLast(2).joined(separator: "\n").utf8)
        + [UInt8(ascii: "\n")],
    ] {
      #expect(bytes != whole)
      try TestFiles.write(bytes, folder + name)
      #expect(try test.store.drafts(of: "wang.xm") == [])
      #expect(try test.store.draftFindings(of: "wang.xm").count == 1)
      #expect(try TestFiles.read(folder + name) == bytes, "kept as it is")
    }
    // Those of before had no hash.
    let old = text.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.hasPrefix("Hash: ") }
    try TestFiles.write(Array(old.joined(separator: "\n").utf8), folder + name)
    #expect(try test.store.drafts(of: "wang.xm").count == 1)
  }

  @Test("names that would lead elsewhere are refused", arguments: ["..", "../x", "a/b", "", "A"])
  func names(person: String) throws {
    let test = try TestStore()
    var draft = draft(Content())
    draft.person = person
    #expect(throws: StoreProblem.self) { try test.store.saveDraft(draft) }
    #expect(try test.store.drafts(of: person).isEmpty)
    #expect(DraftID(rawValue: person) == nil)
  }
}

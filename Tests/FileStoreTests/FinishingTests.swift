import Domain
import FileStore
import Testing

@Suite("Finishing saves") struct FinishingTests {
  private static let copy = "/records/incident-notice/2026/000/INC-115-0001.v1.rec"

  private func save(_ title: String, in test: TestStore, as name: RecordName = .numbered(.incidents)) throws -> Version
  {
    let content = Content(fields: [Content.Field(id: "title", values: [title])])
    return try test.store.append(.incident(name, content: content)).version
  }

  @Test("a saved version is in the journal at once, and its copy follows before anything is read")
  func order() throws {
    let test = try TestStore()
    _ = try save("一", in: test)
    let journal = try TestFiles.read(test.root + "/journal/main/2026/2026-11-22.rec")
    #expect(String(decoding: journal, as: UTF8.self).contains("INC-115-0001"))
    #expect(!TestFiles.exists(test.root + Self.copy))
    #expect(try test.store.list(ListQuery(form: "incident-notice")).total == 1)
    #expect(TestFiles.exists(test.root + Self.copy))
  }

  @Test("what was saved and not yet finished counts: numbers go on, amendments follow, conflicts are seen")
  func unfinished() throws {
    let test = try TestStore()
    let first = try save("一", in: test)
    let second = try save("二", in: test)
    #expect([first.record, second.record] == ["INC-115-0001", "INC-115-0002"])
    let third = try save("二之二", in: test, as: .existing(second.record, base: 1))
    #expect(third.number == 2 && third.previous == [second.seal])
    let content = Content(fields: [Content.Field(id: "title", values: ["遲"])])
    #expect(
      try test.store.append(.incident(.existing(second.record, base: 1), content: content)) == .conflict(current: third)
    )
    _ = try save("名", in: test, as: .named("INC-115-0003"))
    #expect(try save("四", in: test).record == "INC-115-0004")
    test.store.finishSaves()
    #expect(try save("五", in: test).record == "INC-115-0005")
    #expect(try test.store.history(of: second.record).map(\.number) == [1, 2])
    #expect(try test.store.verify().isClean)
  }

  @Test("another program's saves between two of ours are seen, and nobody's copy is missing")
  func another() throws {
    let test = try TestStore()
    let other = try test.reopened()
    _ = try save("一", in: test)
    #expect(try test.save("二", in: other).record == "INC-115-0002")
    #expect(try save("三", in: test).record == "INC-115-0003")
    #expect(try test.store.search("三").map(\.number) == ["INC-115-0003"])
    #expect(try other.list(ListQuery(form: "incident-notice")).total == 3)
    #expect(try test.store.verify().isClean)
  }

  @Test("a copy that cannot be written is told of, and written at the next opening")
  func owed() throws {
    let test = try TestStore()
    // A file where a folder has to be: nobody can write below it, whoever runs the test.
    TestFiles.remove(test.root + "/records")
    try TestFiles.write([], test.root + "/records")
    let version = try save("一", in: test)
    test.store.finishSaves()
    #expect(test.store.openingFindings.map(\.rule) == ["copy"])
    #expect(try test.store.version(version.record)?.seal == version.seal)
    TestFiles.removeFile(test.root + "/records")
    let reopened = try test.reopened()
    #expect(TestFiles.exists(test.root + Self.copy))
    #expect(try reopened.verify().isClean)
  }

  @Test(
    "a store may keep copies of the newest versions only, or none; the journal holds everything",
    arguments: ["current", "none"])
  func fewerCopies(_ copies: String) throws {
    let test = try TestStore()
    let kind = try #require(StoreDescription.Copies(rawValue: copies))
    try test.store.setCopies(kind, by: PersonName(id: "wang.xm", name: "王小明"))
    #expect(try TestFiles.text(test.root + "/STORE").contains("\nCopies: \(copies)\n"))
    let store = try test.reopened()
    let first = try test.save("一", in: store)
    let second = try test.amend(first, "二", in: store)
    let files = TestFiles.files(test.root + "/records").map { String($0.split(separator: "/").last ?? "") }
    #expect(files == (copies == "current" ? ["INC-115-0001.v2.rec"] : []))
    #expect(try store.history(of: first.record) == [first, second])
    #expect(try store.verify().isClean)
  }
}

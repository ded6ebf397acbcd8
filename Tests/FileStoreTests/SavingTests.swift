import Domain
import FileStore
import TestKit
import Testing

@Suite("Saving")
struct SavingTests {
  @Test("what was saved is read again, by this program and by another")
  func savedIsRead() throws {
    let test = try TestStore()
    let saved = try test.save("郵件主機遭入侵")
    #expect(saved.record == "INC-115-0001")
    #expect(saved.number == 1 && saved.sequence == 2)
    #expect(try test.store.version("INC-115-0001") == saved)
    #expect(try test.reopened().version("INC-115-0001", 1) == saved)
    #expect(try test.reopened(cache: test.folder + "/other").version("INC-115-0001") == saved)
    #expect(try test.store.version("INC-115-0002") == nil)
    #expect(try test.store.version("INC-115-0001", 2) == nil)
  }

  @Test("a version names the seal of the one before, and every entry that of the entry before")
  func chain() throws {
    let test = try TestStore()
    let first = try test.save("一")
    let other = try test.save("二")
    let second = try test.amend(first, "一之二")
    #expect(!first.chain.isEmpty && first.previous.isEmpty)
    #expect(other.chain == first.seal)
    #expect(second.chain == other.seal && second.previous == [first.seal])
    #expect(try test.store.history(of: first.record) == [first, second])
    #expect(try test.store.head().seal == second.seal)
  }

  @Test("the version file holds the same bytes as the journal and cannot be written")
  func copies() throws {
    let test = try TestStore()
    let first = try test.save("一")
    try test.amend(first, "二")
    let journal = try TestFiles.read(test.root + "/journal/main/2026/2026-11-22.rec")
    let folder = test.root + "/records/incident-notice/2026/000"
    let files = try ["INC-115-0001.v1.rec", "INC-115-0001.v2.rec"].map { try TestFiles.read("\(folder)/\($0)") }
    #expect(try TestFiles.entries(journal).dropFirst().flatMap { $0 } == files[0] + files[1])
    #expect(TestFiles.mode("\(folder)/INC-115-0001.v1.rec") == 0o444)
    #expect(TestFiles.mode(test.root) == 0o700)
  }

  @Test("who edited an older version learns of it and nothing is written")
  func conflict() throws {
    let test = try TestStore()
    let first = try test.save("一")
    let other = try test.reopened()
    let second = try test.amend(first, "二", in: other)
    let before = try TestFiles.read(test.root + "/journal/main/2026/2026-11-22.rec")
    let late = NewVersion.incident(.existing(first.record, base: 1), content: Content(), action: .amend)
    #expect(try test.store.save(late) == .conflict(current: second))
    #expect(try TestFiles.read(test.root + "/journal/main/2026/2026-11-22.rec") == before)
    let merged = NewVersion.incident(.existing(first.record, base: 2), content: first.content, action: .merge)
    #expect(try test.store.save(merged).version.number == 3)
  }

  @Test("numbers go on, also after a void record, in another program, in another year and past four digits")
  func numbers() throws {
    let test = try TestStore()
    let first = try test.save("一")
    try test.amend(first, "作廢", status: .void)
    #expect(try test.save("二").record == "INC-115-0002")
    #expect(try test.save("三", in: test.reopened(cache: test.folder + "/x")).record == "INC-115-0003")
    #expect(try test.save("四").record == "INC-115-0004")
    #expect(try test.save("x", number: .numbered(NumberPattern(prefix: "INC-116-"))).record == "INC-116-0001")
    #expect(try test.save("y", number: .named("INC-115-9999")).record == "INC-115-9999")
    #expect(try test.save("z").record == "INC-115-10000")
    #expect(try test.save("z").record == "INC-115-10001")
    let pattern = try #require(NumberPattern("{serial}-機房"))
    #expect(try test.save("p", number: .numbered(pattern)).record == "0001-機房")
    #expect(try test.save("p", number: .numbered(pattern)).record == "0002-機房")
  }

  @Test("a number that is taken is not given twice")
  func taken() throws {
    let test = try TestStore()
    try test.save("一", number: .named("SRV-1"))
    let again = NewVersion.incident(.named("SRV-1"), content: Content())
    #expect(try test.store.save(again) == .numberTaken("SRV-1"))
    #expect(try test.store.history(of: "SRV-1").count == 1)
  }

  @Test("many at once share a batch: numbered in order, conflicts left out")
  func many() throws {
    let test = try TestStore()
    let first = try test.save("一")
    let content = Content(fields: [Content.Field(id: "title", values: ["批次"])])
    var new = (0..<30).map { _ in NewVersion.incident(.numbered(.incidents), content: content) }
    new.append(.incident(.existing(first.record, base: 1), content: content))
    new.append(.incident(.existing(first.record, base: 1), content: content))
    new.append(.incident(.existing(first.record, base: 2), content: content))
    let results = try test.store.appendMany(new)
    #expect(try results.prefix(30).map { try $0.version.record }.last == "INC-115-0031")
    #expect(try results[30].version.number == 2)
    guard case .conflict(let current) = results[31] else {
      Issue.record("no conflict")
      return
    }
    #expect(current.number == 2)
    #expect(try results[32].version.number == 3)
    #expect(try test.store.verify().isClean)
    #expect(try test.store.counts()["incident-notice"]?.records == 31)
  }

  @Test(
    "time never runs backwards in the chain, whatever the clock does",
    arguments: [
      ("2026-11-22T13:20:00+08:00", "2026-11-22"), ("2026-11-21T14:20:00+08:00", "2026-11-22"),
      ("2025-12-31T23:59:59+08:00", "2026-11-22"), ("2026-11-22T07:00:00+00:00", "2026-11-22"),
      ("2026-11-22T23:00:00-08:00", "2026-11-22"),
    ])
  func clockBack(time: String, day: String) throws {
    let test = try TestStore()
    let first = try test.save("一")
    test.clock.set(time)
    let second = try test.amend(first, "二")
    let third = try test.save("三", in: test.reopened())
    #expect(second.savedAt >= first.savedAt && third.savedAt >= second.savedAt)
    #expect(third.record == "INC-115-0002")
    if let moment = Moment(time), moment < first.savedAt {
      #expect(second.furtherHeader == [Content.Field(id: "Clock", values: [moment.adding(seconds: 1).text])])
    }
    #expect(TestFiles.files(test.root + "/journal").allSatisfy { $0 >= "main/2026/\(day).rec" })
    #expect(try test.store.verify().isClean)
  }

  @Test("every day has its segment, and one clock ahead does not end the day for the others")
  func days() throws {
    let test = try TestStore()
    try test.save("一")
    test.clock.set("2027-01-01T00:00:10+08:00")
    try test.save("二")
    test.clock.set("2026-12-31T23:59:00+08:00")
    try test.save("三", in: test.reopened())
    #expect(TestFiles.files(test.root + "/journal") == ["main/2026/2026-11-22.rec", "main/2027/2027-01-01.rec"])
    #expect(try test.store.verify().isClean)
    #expect(try test.reopened(cache: test.folder + "/x").head() == test.store.head())
  }

  @Test(
    "what cannot name a file or a field is refused before anything is written",
    arguments: [
      "..", "../x", "a/b", "/etc/x", ".x", "", "a\nb", "a b", "a\u{0}b", "a\u{1B}", "-x",
      String(repeating: "x", count: 121),
      "e\u{301}", "a\u{202E}b",
    ])
  func names(number: String) throws {
    let test = try TestStore()
    let before = TestFiles.files(test.folder)
    let bad: [NewVersion] = [
      .incident(.named(number), content: Content()),
      .incident(.existing(number, base: 1), content: Content()),
      .incident(.numbered(NumberPattern(prefix: number.isEmpty ? "/" : number + "/")), content: Content()),
      .incident(.named("X"), content: Content(fields: [Content.Field(id: "X" + number, values: ["1"])])),
      .incident(.named("X"), content: Content(tables: [Content.Table(id: number, rows: [Row(["a": "1"])])])),
    ]
    for new in bad {
      #expect(throws: StoreProblem.self) { try test.store.save(new) }
    }
    var person = NewVersion.incident(.named("X"), content: Content())
    person.savedBy = PersonName(id: number.isEmpty ? "/" : "a/" + number, name: "x")
    #expect(throws: StoreProblem.self) { try test.store.save(person) }
    var form = NewVersion.incident(.named("X"), content: Content())
    form.form = FormReference(id: "x/" + number, version: 1)
    #expect(throws: StoreProblem.self) { try test.store.save(form) }
    #expect(TestFiles.files(test.folder).filter { !$0.hasPrefix("cache") } == before.filter { !$0.hasPrefix("cache") })
  }

  @Test("entries about no record stand in the chain")
  func entries() throws {
    let test = try TestStore()
    let head = try test.store.appendEntry(
      action: Action(rawValue: "log_in"), by: Cast.wang,
      details: [Content.Field(id: "From", values: ["10.0.0.1\nContent: x"])])
    let saved = try test.save("一", in: test.reopened())
    #expect(saved.sequence == 3 && saved.chain == head.seal)
    #expect(try test.store.catchUp())
    #expect(try test.store.verify().isClean)
    #expect(throws: StoreProblem.self) {
      try test.store.appendEntry(
        action: Action(rawValue: "x"), by: saved.savedBy, details: [Content.Field(id: "Chain", values: ["x"])])
    }
  }

  @Test("unknown statuses, actions and header lines survive")
  func openWords() throws {
    let test = try TestStore()
    var new = NewVersion.incident(
      .named("X-1"), content: Content(), status: Status(rawValue: "on_hold"), action: Action(rawValue: "split"),
      reason: "多行\n原因")
    new.furtherHeader = [Content.Field(id: "Ticket", values: ["a", "b\nc"])]
    let saved = try test.store.save(new).version
    let read = try #require(try test.reopened(cache: test.folder + "/x").version("X-1"))
    #expect(read == saved)
    #expect(read.furtherHeader == new.furtherHeader && read.reason == "多行\n原因")
  }

  @Test("eight writers on threads of their own never write the same version or number, and no text is lost")
  func manyWriters() async throws {
    let test = try TestStore()
    let shared = try (0..<5).map { try test.save("r\($0)") }
    let saved = try await withThrowingTaskGroup(of: [Version].self) { group in
      for writer in 0..<8 {
        group.addTask {
          // A store of its own: its own lock, its own view of the index.
          let store = try test.reopened(cache: writer % 2 == 0 ? nil : test.folder + "/cache\(writer)")
          var versions: [Version] = []
          for turn in 0..<25 {
            if turn % 2 == 0 {
              versions.append(try test.save("w\(writer)-\(turn)", in: store))
            } else {
              versions.append(try amendUntilSaved(shared[turn % 5].record, "w\(writer)-\(turn)", store))
            }
          }
          return versions
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    #expect(saved.count == 200)
    #expect(Set(saved.map(\.sequence)).count == 200)
    #expect(Set(saved.map { "\($0.record) \($0.number)" }).count == 200)
    try test.store.catchUp()
    for version in saved { #expect(try test.store.version(version.record, version.number) == version) }
    let count = try test.store.count("incident-notice").records
    #expect(count == 109)
    let report = try test.store.verify()
    #expect(report.isClean && report.entries == 206)
  }
}

/// Saves on top of whatever is newest, as often as it takes.
private func amendUntilSaved(_ record: String, _ title: String, _ store: FileStore) throws -> Version {
  while true {
    let base = try #require(try store.version(record))
    let content = Content(fields: [Content.Field(id: "title", values: [title])])
    let result = try store.append(
      .incident(.existing(record, base: base.number), content: content, action: .amend))
    if case .saved(let version) = result { return version }
  }
}

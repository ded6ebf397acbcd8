import Domain
import FileStore
import TestKit
import Testing

@Suite("What was tampered with, by the program and by the script")
struct TamperingTests {
  private static let days = ["2026-11-22", "2026-11-23", "2026-11-25"]
  private static func segment(_ day: Int) -> String { "journal/main/2026/\(days[day]).rec" }
  private static let copies = "records/incident-notice/2026/000/"

  /// Three days, with an attached file: 0001 v1 and 0002 v1; 0001 v2; 0003 v1 and 0002 v2.
  private static func makeStore() throws -> (TestStore, [Version]) {
    let test = try TestStore()
    let evidence = try test.store.attach(Array("螢幕截圖".utf8), name: "截圖.png")
    var versions = [try test.save("一", more: [Content.Field(id: "evidence", values: [evidence.text])])]
    versions.append(try test.save("二"))
    test.clock.set("\(days[1])T08:00:00+08:00")
    versions.append(try test.amend(versions[0], "一之二"))
    test.clock.set("\(days[2])T08:00:00+08:00")
    versions.append(try test.save("三"))
    versions.append(try test.amend(versions[1], "二之二"))
    return (test, versions)
  }

  /// What somebody does to a store, and where it is found.
  struct Trick: CustomTestStringConvertible, Sendable {
    let testDescription: String
    /// Below the root; nil where only a head that was kept elsewhere tells.
    let place: String?
    /// Whether everything is shown afterwards as it was.
    let isShownAsBefore: Bool
    let play: @Sendable (TestStore, [Version]) throws -> Void

    init(
      _ name: String, at place: String?, isShownAsBefore: Bool = false,
      _ play: @escaping @Sendable (TestStore, [Version]) throws -> Void
    ) {
      testDescription = name
      self.place = place
      self.isShownAsBefore = isShownAsBefore
      self.play = play
    }
  }

  private static func edit(_ test: TestStore, _ path: String, _ change: (inout [[UInt8]]) -> Void) throws {
    var entries = try TestFiles.entries(TestFiles.read("\(test.root)/\(path)"))
    change(&entries)
    try TestFiles.write(entries.flatMap { $0 }, "\(test.root)/\(path)")
  }

  /// The version with another title, sealed as it should be.
  private static func forged(_ version: Version, _ change: (inout Version) -> Void = { _ in }) -> [UInt8] {
    var forged = version
    forged.content["title"] = ["偽造"]
    change(&forged)
    return RecordText.encode(forged, title: "資安事件通報單")
  }

  private static func put(_ bytes: [UInt8], _ test: TestStore, _ path: String) throws {
    let folders = path.split(separator: "/").dropLast().map(String.init)
    for count in 1...folders.count {
      try TestFiles.run("/bin/mkdir", ["-p", "\(test.root)/\(folders.prefix(count).joined(separator: "/"))"])
    }
    try TestFiles.write(bytes, "\(test.root)/\(path)")
  }

  private static let journal: [Trick] = [
    Trick("a day's first entry removed", at: segment(2)) { test, _ in try edit(test, segment(2)) { $0.removeFirst() } },
    Trick("an entry in the middle removed", at: segment(0)) { test, _ in try edit(test, segment(0)) { $0.remove(at: 1) }
    },
    Trick("a day's last entry removed", at: segment(1)) { test, _ in try edit(test, segment(0)) { $0.removeLast() } },
    Trick("a segment in the middle emptied", at: segment(2)) { test, _ in try put([], test, segment(1)) },
    Trick("a segment in the middle deleted", at: segment(2)) { test, _ in
      TestFiles.removeFile("\(test.root)/\(segment(1))")
    },
    Trick("the first segment deleted", at: segment(1)) { test, _ in TestFiles.removeFile("\(test.root)/\(segment(0))")
    },
    Trick("two entries swapped", at: segment(0)) { test, _ in try edit(test, segment(0)) { $0.swapAt(1, 2) } },
    Trick("an entry repeated", at: segment(0), isShownAsBefore: true) { test, _ in
      try edit(test, segment(0)) { $0.insert($0[1], at: 2) }
    },
    Trick("a segment repeated under another day", at: "journal/main/2026/2026-11-27.rec", isShownAsBefore: true) {
      test, _ in
      try put(TestFiles.read("\(test.root)/\(segment(1))"), test, "journal/main/2026/2026-11-27.rec")
    },
    Trick("a segment renamed, the order kept", at: "journal/main/2026/2026-11-24.rec", isShownAsBefore: true) {
      test, _ in
      try put(TestFiles.read("\(test.root)/\(segment(1))"), test, "journal/main/2026/2026-11-24.rec")
      TestFiles.removeFile("\(test.root)/\(segment(1))")
    },
    Trick("two segments renamed to each other", at: segment(0)) { test, _ in
      let (one, two) = (
        try TestFiles.read("\(test.root)/\(segment(0))"), try TestFiles.read("\(test.root)/\(segment(1))")
      )
      try put(two, test, segment(0))
      try put(one, test, segment(1))
    },
    Trick("bytes put in between two entries", at: segment(0), isShownAsBefore: true) { test, _ in
      try edit(test, segment(0)) { $0.insert(Array("# 註\n".utf8), at: 2) }
    },
    Trick("an entry replaced by a forged one", at: segment(0)) { test, versions in
      try edit(test, segment(0)) { $0[1] = forged(versions[0]) }
    },
    Trick("a forged entry put in before the true one", at: segment(0)) { test, versions in
      try edit(test, segment(0)) { $0.insert(forged(versions[0]), at: 1) }
    },
  ]

  private static let planted: [Trick] = [
    Trick("a forged repair", at: "journal/main/2026/2026-11-22.repair1.rec", isShownAsBefore: true) { test, versions in
      try put(forged(versions[0]), test, "journal/main/2026/2026-11-22.repair1.rec")
    },
    Trick("a forged repair of a later day", at: "journal/main/2026/2026-11-25.repair1.rec", isShownAsBefore: true) {
      test, versions in
      try put(forged(versions[2]), test, "journal/main/2026/2026-11-25.repair1.rec")
    },
    Trick("a forged repair far after the end", at: "journal/main/2026/2026-11-25.repair7.rec", isShownAsBefore: true) {
      test, versions in
      let bytes = forged(versions[2]) {
        $0.sequence = 900
        $0.number = 3
        $0.previous = [versions[2].seal]
      }
      try put(bytes, test, "journal/main/2026/2026-11-25.repair7.rec")
    },
    Trick("a site that was not declared", at: "journal/zz", isShownAsBefore: true) { test, versions in
      let bytes = forged(versions[2]) {
        $0.site = "zz"
        $0.sequence = 1
        $0.chain = ""
        $0.number = 3
        $0.previous = [versions[2].seal]
      }
      try put(bytes, test, "journal/zz/2026/2026-11-25.rec")
    },
    Trick("a site that comes first", at: "journal/aa", isShownAsBefore: true) { test, _ in
      try put([], test, "journal/aa/2026/2026-11-25.rec")
    },
    Trick("a segment put in between", at: "journal/main/2026/2026-11-24.rec", isShownAsBefore: true) { test, versions in
      // It follows the day before as well as the true one does.
      let bytes = forged(versions[3]) { $0.record = "INC-115-0009" }
      try put(bytes, test, "journal/main/2026/2026-11-24.rec")
    },
    Trick("a stranger in the journal", at: "journal/main/2026/notes.txt", isShownAsBefore: true) { test, _ in
      try put([65], test, "journal/main/2026/notes.txt")
    },
    Trick("a version file without an entry", at: copies + "INC-115-0001.v9.rec", isShownAsBefore: true) {
      test, versions in
      try put(forged(versions[2]) { $0.number = 9 }, test, copies + "INC-115-0001.v9.rec")
    },
  ]

  private static let files: [Trick] = [
    Trick("a version file edited", at: copies + "INC-115-0002.v1.rec", isShownAsBefore: true) { test, versions in
      try put(forged(versions[1]), test, copies + "INC-115-0002.v1.rec")
    },
    Trick("a version file replaced by a link", at: copies + "INC-115-0002.v1.rec", isShownAsBefore: true) { test, _ in
      let path = "\(test.root)/\(copies)INC-115-0002.v1.rec"
      try TestFiles.run("/bin/mv", [path, "\(test.folder)/aside"])
      try TestFiles.run("/bin/ln", ["-s", "\(test.folder)/aside", path])
    },
    Trick("all version files removed", at: copies + "INC-115-0001.v1.rec", isShownAsBefore: true) { test, _ in
      for file in TestFiles.files("\(test.root)/records") { TestFiles.removeFile("\(test.root)/records/\(file)") }
    },
    Trick("evidence replaced", at: "evidence/", isShownAsBefore: true) { test, _ in
      let file = try #require(TestFiles.files("\(test.root)/evidence").first)
      try put([66], test, "evidence/\(file)")
    },
    Trick("evidence removed", at: "evidence", isShownAsBefore: true) { test, _ in
      let file = try #require(TestFiles.files("\(test.root)/evidence").first)
      TestFiles.removeFile("\(test.root)/evidence/\(file)")
    },
    Trick("evidence replaced by a link", at: "evidence/", isShownAsBefore: true) { test, _ in
      let file = try #require(TestFiles.files("\(test.root)/evidence").first)
      let path = "\(test.root)/evidence/\(file)"
      try TestFiles.run("/bin/mv", [path, "\(test.folder)/aside"])
      try TestFiles.run("/bin/ln", ["-s", "\(test.folder)/aside", path])
    },
  ]

  private static func change(_ line: String, to other: String, in test: TestStore) throws {
    let text = try TestFiles.text("\(test.root)/STORE")
    #expect(text.contains("\n\(line)"))
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map {
      $0.hasPrefix(line) ? other : String($0)
    }
    try TestFiles.write(Array(lines.joined(separator: "\n").utf8), "\(test.root)/STORE")
  }

  private static let outside: [Trick] = [
    Trick("the organisation renamed in STORE", at: "STORE", isShownAsBefore: true) { test, _ in
      try change("Organisation: ", to: "Organisation: 別家", in: test)
    },
    Trick("the id changed in STORE", at: "STORE", isShownAsBefore: true) { test, _ in
      try change("Id: ", to: "Id: 0123456789abcdef", in: test)
    },
    Trick("the copies given up in STORE", at: "STORE", isShownAsBefore: true) { test, _ in
      try change("Copies: ", to: "Copies: none", in: test)
    },
    Trick("another time of making in STORE", at: "STORE", isShownAsBefore: true) { test, _ in
      try change("Created: ", to: "Created: 2020-01-01T00:00:00+08:00", in: test)
    },
    Trick("FORMAT edited", at: "FORMAT", isShownAsBefore: true) { test, _ in
      try TestFiles.append([66], "\(test.root)/FORMAT")
    },
  ]

  /// Nothing inside the store tells of these.
  private static let cut: [Trick] = [
    Trick("the last entry and its file removed", at: nil) { test, _ in
      try edit(test, segment(2)) { $0.removeLast() }
      TestFiles.removeFile("\(test.root)/\(copies)INC-115-0002.v2.rec")
    },
    Trick("the last day and its files removed", at: nil) { test, _ in
      TestFiles.removeFile("\(test.root)/\(segment(2))")
      for file in ["INC-115-0003.v1", "INC-115-0002.v2"] {
        TestFiles.removeFile("\(test.root)/\(copies)\(file).rec")
      }
    },
    Trick("the last entry written anew, its file too", at: nil) { test, versions in
      let bytes = forged(versions[4])
      try edit(test, segment(2)) { $0[$0.count - 1] = bytes }
      try put(bytes, test, copies + "INC-115-0002.v2.rec")
    },
  ]

  /// What a new index shows of every record.
  private func shown(_ test: TestStore, _ versions: [Version], _ cache: String) throws -> [[Version]] {
    let store = try test.reopened(cache: "\(test.folder)/\(cache)")
    return try Set(versions.map(\.record)).sorted().map { try store.history(of: $0) }
  }

  private func script(_ test: TestStore) throws -> TestFiles.Run {
    try TestFiles.run("/bin/sh", ["\(test.root)/verify.sh", test.root])
  }

  @Test(
    "both find it, name the place, and what was planted is not shown", arguments: journal + planted + files + outside)
  func found(_ trick: Trick) throws {
    let (test, versions) = try Self.makeStore()
    let before = try shown(test, versions, "before")
    let sound = try script(test)
    #expect(sound.code == 0, "\(sound.output)")
    try trick.play(test, versions)
    let place = try #require(trick.place)
    let script = try script(test)
    #expect(script.code == 1 && script.output.contains(place), "\(script.output)")
    // Opening with a new index writes missing version files again.
    let fresh = place.hasPrefix("records/") ? test.store : try test.reopened(cache: "\(test.folder)/fresh")
    let findings = try fresh.verify().findings.filter { $0.severity == .error }
    let paths = findings.map { finding in
      if case .file(let path, _, _) = finding.place { path } else { "" }
    }
    #expect(paths.contains { $0.hasPrefix(place) }, "\(findings)")
    if trick.isShownAsBefore {
      let after = try shown(test, versions, "after")
      #expect(after == before)
    }
  }

  @Test("what was planted is not in the list of what happened", arguments: planted)
  func listed(_ trick: Trick) throws {
    let (test, versions) = try Self.makeStore()
    let before = try test.store.journal().items.map(\.seal)
    try trick.play(test, versions)
    #expect(try test.store.journal().items.map(\.seal) == before)
    #expect(try test.reopened(cache: "\(test.folder)/fresh").journal().items.map(\.seal) == before)
  }

  @Test("a store that STORE makes a shared one, or gives to another site, stays what its journal says")
  func otherKind() throws {
    let (test, versions) = try Self.makeStore()
    let text = try TestFiles.text("\(test.root)/STORE")
    try TestFiles.write(
      Array((text + "Shared: yes\n").replacing("\n\nShared", with: "\nShared").utf8), "\(test.root)/STORE")
    let store = try test.reopened()
    #expect(!store.description.isShared && store.openingFindings.contains { $0.rule == "store" })
    try TestFiles.write(Array(text.utf8), "\(test.root)/STORE")
    try Self.change("Site: ", to: "Site: other", in: test)
    let other = try test.reopened(cache: "\(test.folder)/other")
    #expect(throws: StoreProblem.self) { try test.amend(versions[4], "續", in: other) }
    #expect(other.openingFindings.contains { $0.rule == "site" } && other.isReadOnly)
  }

  @Test("only a head that was kept elsewhere tells, and it does", arguments: cut)
  func head(_ trick: Trick) throws {
    let (test, versions) = try Self.makeStore()
    let head = try test.store.head()
    try trick.play(test, versions)
    let fresh = try test.reopened(cache: "\(test.folder)/fresh")
    #expect(try fresh.verify().isClean)
    #expect(try fresh.verify(heads: [head]).findings.map(\.rule) == ["head"])
    #expect(try !script(test).output.contains(head.seal))
  }

  @Test("a repair that the program wrote counts for both, and one that contradicts the entry after it for neither")
  func repairs() throws {
    let (test, versions) = try Self.makeStore()
    try Self.edit(test, Self.segment(0)) { $0[1][40] ^= 1 }
    let store = try test.reopened(cache: "\(test.folder)/x")
    #expect(try store.verify(repair: true).repaired == ["journal/main/2026/2026-11-22.repair1.rec"])
    #expect(try store.verify().isClean)
    let sound = try script(test)
    #expect(sound.code == 0, "\(sound.output)")
    try Self.put(Self.forged(versions[0]), test, "journal/main/2026/2026-11-22.repair1.rec")
    let fresh = try test.reopened(cache: "\(test.folder)/y")
    #expect(try !fresh.verify().isClean)
    #expect(try fresh.history(of: versions[0].record).allSatisfy { $0.content["title"] != ["偽造"] })
    #expect(try script(test).code == 1)
  }
}

@Suite("What was done to the index")
struct IndexTamperingTests {
  @Test(
    "is found by a verification, repaired, and changes no record that is shown",
    .enabled(if: Machine.has("sqlite3"), "needs sqlite3"),
    arguments: [
      "DELETE FROM record WHERE number = 'INC-115-0002'", "UPDATE record SET version = 1 WHERE version = 2",
      "UPDATE record SET c0 = '偽造' WHERE number = 'INC-115-0003'",
      "UPDATE record SET status = 'closed' WHERE number = 'INC-115-0003'",
      "UPDATE record SET saved_by = 'x y' WHERE number = 'INC-115-0003'",
      "UPDATE record SET number = 'INC-115-0009', sort = 'INC-115-0009' WHERE number = 'INC-115-0002'",
      "DELETE FROM version WHERE number = 2", "INSERT INTO link VALUES ('X', 1, 'related')",
      "UPDATE version SET start = (SELECT start FROM version WHERE record = 1) WHERE record = 2",
    ])
  func changed(_ sql: String) throws {
    let test = try TestStore()
    let first = try test.save("一")
    _ = try test.save("二")
    _ = try test.save("三")
    let second = try test.amend(first, "一之二")
    #expect(try test.store.verify().isClean)
    let ran = try TestFiles.run("/usr/bin/sqlite3", ["\(test.cache)/index.sqlite", sql])
    #expect(ran.code == 0, "\(ran.output)")
    let report = try test.store.verify()
    // A record that is asked for by itself may have mended the index already.
    #expect(report.findings.map(\.rule) == ["index"], "\(report.findings)")
    #expect(try test.store.version(first.record) == second)
    _ = try test.store.verify(repair: true)
    #expect(try test.store.verify().isClean)
    #expect(try test.store.list(ListQuery(form: "incident-notice")).rows.count == 3)
    #expect(try test.save("四").record == "INC-115-0004")
  }

  @Test(
    "is seen by a sample at the opening, where there are few records",
    .enabled(if: Machine.has("sqlite3"), "needs sqlite3"))
  func sampled() throws {
    let test = try TestStore()
    _ = try test.save("一")
    try TestFiles.run("/usr/bin/sqlite3", ["\(test.cache)/index.sqlite", "UPDATE record SET c0 = '偽造'"])
    let store = try test.reopened()
    #expect(store.openingFindings.map(\.rule) == ["index"])
    #expect(try store.list(ListQuery(form: "incident-notice")).rows.first?.columns.first == "一")
  }
}

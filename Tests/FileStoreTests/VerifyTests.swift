import Domain
import FileStore
import Testing

@Suite("Verifying")
struct VerifyTests {
  private static let segment = "/journal/main/2026/2026-11-22.rec"
  private static let copies = "/records/incident-notice/2026/000/"

  /// Three days, six entries, an attached file.
  private func makeStore() throws -> (TestStore, [Version], EvidenceReference) {
    let test = try TestStore()
    let evidence = try test.store.attach(Array("螢幕截圖".utf8), name: "截圖.png")
    var versions = [try test.save("一", more: [Content.Field(id: "evidence", values: [evidence.text])])]
    versions.append(try test.save("二"))
    versions.append(try test.amend(versions[0], "一之二"))
    test.clock.set("2026-11-23T08:00:00+08:00")
    versions.append(try test.save("三"))
    versions.append(try test.amend(versions[1], "二之二"))
    test.clock.set("2026-11-24T08:00:00+08:00")
    versions.append(try test.amend(versions[2], "一之三"))
    return (test, versions, evidence)
  }

  @Test("a sound store has no findings")
  func sound() throws {
    let (test, _, _) = try makeStore()
    let report = try test.store.verify()
    #expect(report == VerifyReport.counted(entries: 7, versions: 6, evidence: 1))
  }

  @Test("a changed byte anywhere in the journal is found and named by file and line")
  func everyByteOfTheJournal() throws {
    let (test, _, _) = try makeStore()
    let bytes = try TestFiles.read(test.root + Self.segment)
    // All of the second entry, and samples of the others.
    let second = try #require(TestFiles.place(of: "# 資安事件通報單 INC-115-0002", in: bytes))
    let third = try #require(TestFiles.place(of: "# 資安事件通報單 INC-115-0001 第 2", in: bytes))
    let places = Array(stride(from: second, to: third, by: 3)) + Array(stride(from: 0, to: bytes.count, by: 41))
    for place in places {
      var changed = bytes
      changed[place] ^= 0x01
      try TestFiles.write(changed, test.root + Self.segment)
      let report = try test.store.verify()
      let finding = report.findings.first { $0.severity == .error }
      guard case .file(let path, let line, _) = finding?.place else {
        Issue.record("byte \(place) was not found")
        continue
      }
      #expect(path == "journal/main/2026/2026-11-22.rec" && line > 0, "byte \(place)")
    }
    try TestFiles.write(bytes, test.root + Self.segment)
    #expect(try test.store.verify().findings.isEmpty)
  }

  @Test("a changed byte anywhere in a version file is found, named, and repaired bit for bit")
  func everyByteOfACopy() throws {
    let (test, _, _) = try makeStore()
    let path = Self.copies + "INC-115-0001.v2.rec"
    let bytes = try TestFiles.read(test.root + path)
    for place in stride(from: 0, to: bytes.count, by: 7) {
      var changed = bytes
      changed[place] ^= 0x80
      try TestFiles.write(changed, test.root + path)
      let found = try test.store.verify().findings
      #expect(found.map(\.place) == [.file(String(path.dropFirst()), line: 0, column: 0)], "byte \(place)")
      #expect(found.first?.severity == .error)
      let repair = try test.store.verify(repair: true)
      #expect(repair.isClean && repair.repaired == [String(path.dropFirst())])
      #expect(try TestFiles.read(test.root + path) == bytes)
    }
    #expect(TestFiles.mode(test.root + path) == 0o444)
  }

  @Test("a changed, missing or strange file of evidence is found and named")
  func evidence() throws {
    let (test, _, reference) = try makeStore()
    let path = try #require(test.store.evidencePath(reference))
    let bytes = try TestFiles.read(path)
    for place in bytes.indices {
      var changed = bytes
      changed[place] ^= 1
      try TestFiles.write(changed, path)
      #expect(try test.store.verify().findings.map(\.rule) == ["evidence"])
    }
    TestFiles.removeFile(path)
    #expect(try test.store.verify().findings.map(\.rule) == ["evidence"])
    #expect(test.store.evidencePath(reference) == nil)
    // Attaching the original again mends it.
    #expect(try test.store.attach(bytes, name: "截圖.png") == reference)
    #expect(try test.store.verify().isClean)
    try TestFiles.write(bytes, test.root + "/evidence/other")
    #expect(try test.store.verify().findings.map(\.rule) == ["extra"])
  }

  @Test(
    "a removed, repeated, swapped, replaced or cut entry is found and named",
    arguments: [
      "remove", "repeat", "swap", "cut", "foreign", "crlf", "zeros", "resealed",
    ])
  func entries(kind: String) throws {
    let (test, versions, _) = try makeStore()
    let bytes = try TestFiles.read(test.root + Self.segment)
    var entries = try TestFiles.entries(bytes)
    #expect(entries.count == 4 && entries.flatMap { $0 } == bytes)
    // What the store is stays as it is.
    let beginning = entries.removeFirst()
    switch kind {
    case "remove": entries.remove(at: 1)
    case "repeat": entries.insert(entries[1], at: 2)
    case "swap": entries.swapAt(0, 1)
    case "cut": entries[1].removeLast(30)
    case "foreign":
      let other = try TestStore()
      try other.save("x")
      entries[0] = try TestFiles.entries(TestFiles.read(other.root + Self.segment))[1]
    case "crlf": entries[1] = entries[1].flatMap { $0 == 10 ? [13, 10] : [$0] }
    case "zeros": entries[1].replaceSubrange(20..<120, with: [UInt8](repeating: 0, count: 100))
    default:
      // A changed entry with a seal of its own that fits.
      var forged = versions[1]
      forged.content["title"] = ["偽造"]
      entries[1] = RecordText.encode(forged, title: "資安事件通報單")
    }
    try TestFiles.write(beginning + entries.flatMap { $0 }, test.root + Self.segment)
    let findings = try test.store.verify().findings.filter { $0.severity == .error }
    #expect(
      findings.contains { finding in
        guard case .file("journal/main/2026/2026-11-22.rec", let line, _) = finding.place else { return false }
        return line > 0
      }, "\(findings)")
  }

  @Test(
    "a removed, swapped, cut or added segment is found", arguments: ["first", "middle", "last", "swap", "cut", "add"])
  func segments(kind: String) throws {
    let (test, versions, _) = try makeStore()
    let paths = ["2026-11-22", "2026-11-23", "2026-11-24"].map { test.root + "/journal/main/2026/\($0).rec" }
    let bytes = try paths.map { try TestFiles.read($0) }
    switch kind {
    case "first": TestFiles.removeFile(paths[0])
    case "middle": TestFiles.removeFile(paths[1])
    case "last": TestFiles.removeFile(paths[2])
    case "swap":
      try TestFiles.write(bytes[1], paths[0])
      try TestFiles.write(bytes[0], paths[1])
    case "cut": try TestFiles.write(Array(TestFiles.entries(bytes[1])[0]), paths[1])
    default: try TestFiles.write(bytes[0], test.root + "/journal/main/2026/2026-11-25.rec")
    }
    let report = try test.reopened(cache: test.folder + "/x").verify()
    #expect(!report.isClean)
    // What was removed comes back from the version files, wherever they link up.
    if ["first", "middle", "last", "cut"].contains(kind) {
      let store = try test.reopened(cache: test.folder + "/y")
      #expect(try !store.verify(repair: true).repaired.isEmpty)
      // Of the store's first entry there is no copy.
      let isWhole = kind != "first"
      #expect(try store.verify().isClean == isWhole)
      #expect(try store.history(of: "INC-115-0001") == [versions[0], versions[2], versions[5]])
      #expect(try test.amend(versions[5], "續", in: store).number == 4)
      #expect(try store.verify().isClean == isWhole)
    }
  }

  @Test("a cut tail, an emptied journal and a store put back are found by the index, the version files and a head")
  func olderState() throws {
    let (test, _, _) = try makeStore()
    let head = try test.store.head()
    let path = test.root + "/journal/main/2026/2026-11-24.rec"
    try TestFiles.write([], path)
    // This index has seen more.
    #expect(try test.reopened().openingFindings.contains { $0.rule == "head" && $0.severity == .error })
    // A new index has not; version files tell.
    let fresh = try test.reopened(cache: test.folder + "/x")
    #expect(try fresh.verify().findings.map(\.rule) == ["extra"])
    TestFiles.removeFile(test.root + Self.copies + "INC-115-0001.v3.rec")
    #expect(try fresh.verify().isClean)
    // Nothing inside the store tells; the head that was kept elsewhere does.
    #expect(try fresh.verify(heads: [head]).findings.map(\.rule) == ["head"])
    TestFiles.removeFile(path)
    #expect(try fresh.verify(heads: [head]).findings.map(\.rule) == ["head"])
  }

  @Test("removed, added and swapped version files are found and repaired")
  func files() throws {
    let (test, _, _) = try makeStore()
    let path = test.root + Self.copies
    let one = try TestFiles.read(path + "INC-115-0001.v1.rec")
    let two = try TestFiles.read(path + "INC-115-0002.v1.rec")
    try TestFiles.write(two, path + "INC-115-0001.v1.rec")
    try TestFiles.write(one, path + "INC-115-0002.v1.rec")
    TestFiles.removeFile(path + "INC-115-0003.v1.rec")
    try TestFiles.write(one, path + "INC-115-0099.v1.rec")
    let findings = try test.store.verify().findings
    #expect(findings.map(\.rule).sorted() == ["copy", "copy", "copy", "extra"])
    let repair = try test.store.verify(repair: true)
    #expect(repair.repaired.count == 3)
    #expect(try TestFiles.read(path + "INC-115-0001.v1.rec") == one)
    #expect(try TestFiles.read(path + "INC-115-0002.v1.rec") == two)
    #expect(try test.store.verify().findings.map(\.rule) == ["extra"])
  }

  @Test(
    "an entry damaged in the journal is repaired into a new segment; the damaged one stays as it is",
    arguments: [
      10, 200, 420, 700, 1000,
    ])
  func repair(place: Int) throws {
    let (test, versions, _) = try makeStore()
    var bytes = try TestFiles.read(test.root + Self.segment)
    bytes[try TestFiles.entries(bytes)[0].count + place] ^= 0x04
    try TestFiles.write(bytes, test.root + Self.segment)
    #expect(try !test.store.verify().isClean)
    // Meanwhile the version files are read.
    #expect(try test.store.history(of: "INC-115-0001") == [versions[0], versions[2], versions[5]])
    let repair = try test.store.verify(repair: true)
    #expect(repair.repaired == ["journal/main/2026/2026-11-22.repair1.rec"])
    #expect(try TestFiles.read(test.root + Self.segment) == bytes)
    let report = try test.store.verify()
    #expect(report.isClean && report.versions == 6, "\(report.findings)")
    let fresh = try test.reopened(cache: test.folder + "/x")
    #expect(try fresh.history(of: "INC-115-0001") == [versions[0], versions[2], versions[5]])
    #expect(try fresh.history(of: "INC-115-0002") == [versions[1], versions[4]])
    #expect(try fresh.verify(repair: true).repaired.isEmpty)
  }

  @Test("a sign-off that names another seal, or changes more than sign-offs, is found")
  func signOffs() throws {
    func store(_ change: (inout Content, Version) -> Void) throws -> [String] {
      let test = try TestStore()
      let first = try test.save("一")
      var content = first.content
      change(&content, first)
      _ = try test.store.save(.incident(.existing(first.record, base: 1), content: content, action: .amend)).version
      return try test.store.verify().findings.map(\.rule)
    }
    func row(_ seal: String) -> Row { Row(["step": "1", "version": "1", "seal": seal]) }
    #expect(try store { $0[rows: "sign_off"] = [row($1.seal)] } == [])
    #expect(
      try store { content, _ in content[rows: "sign_off"] = [row(String(repeating: "0", count: 64))] } == ["sign-off"])
    #expect(
      try store { content, first in
        content[rows: "sign_off"] = [row(first.seal)]
        content["title"] = ["改"]
      } == ["sign-off"])
  }

  @Test("progress is told")
  func progress() throws {
    let test = try TestStore()
    let content = Content(fields: [Content.Field(id: "title", values: ["x"])])
    _ = try test.store.appendMany((0..<2500).map { _ in .incident(.numbered(.incidents), content: content) })
    let told = NumberLog()
    #expect(try test.store.verify(progress: { told.add($0) }).entries == 2501)
    #expect(told.all == [1000, 2000])
  }
}

extension VerifyReport {
  static func counted(entries: Int, versions: Int, evidence: Int) -> VerifyReport {
    var report = VerifyReport()
    report.entries = entries
    report.versions = versions
    report.evidence = evidence
    return report
  }
}

import Domain
import FileStore
import TestKit
import Testing

@Suite("Opening")
struct OpeningTests {
  @Test("a store explains itself and is private")
  func layout() throws {
    let test = try TestStore()
    #expect(test.store.description.organisation == "某醫院" && test.store.description.site == "main")
    #expect(test.store.description.format == StoreDescription.knownFormat && test.store.description.copies == .all)
    #expect(
      TestFiles.files(test.root) == [
        "FORMAT", "STORE", "journal/main/2026/2026-11-22.rec", "lock", "reserve", "verify.sh",
      ])
    #expect(try TestFiles.size(test.root + "/reserve") == 4 << 20)
    #expect(try TestFiles.size(test.root + "/lock") == 0)
    #expect(try TestFiles.text(test.root + "/STORE").contains("Organisation: 某醫院\n"))
    for path in ["", "/journal", "/journal/main", "/records", "/drafts", "/evidence"] {
      #expect(TestFiles.mode(test.root + path) == 0o700, "\(path)")
    }
    #expect(!test.store.isReadOnly && test.store.openingFindings.isEmpty)
    #expect(try test.store.head().sequence == 1)
    #expect(try test.store.verify().findings.isEmpty)
  }

  @Test("the index is kept below a folder that is not there yet, also by a relative path")
  func indexFolder() throws {
    let test = try TestStore()
    let place = "filestore-tests-index-\(test.store.description.id)/a/b"
    defer { TestFiles.remove("filestore-tests-index-\(test.store.description.id)") }
    _ = try test.reopened(cache: place)
    #expect(TestFiles.exists(place + "/index.sqlite"))
    #expect(try test.reopened(cache: place).openingFindings.isEmpty)
  }

  @Test("what is no store is named as what it is")
  func noStore() throws {
    let test = try TestStore()
    func open(_ path: String) throws(StoreProblem) {
      _ = try FileStore.open(at: path, indexer: TestIndexer(), indexFolder: test.cache, clock: test.clock.reading)
    }
    #expect(throws: StoreProblem.noStore(path: "/nowhere/x")) { try open("/nowhere/x") }
    #expect(throws: StoreProblem.noStore(path: test.folder)) { try open(test.folder) }
    #expect(throws: StoreProblem.alreadyThere(path: test.root)) {
      try FileStore.create(at: test.root, organisation: "x", indexer: TestIndexer(), clock: test.clock.reading)
    }
    #expect(throws: StoreProblem.cannotCreate(path: "/proc/ismsbook", code: 2)) {
      try FileStore.create(at: "/proc/ismsbook", organisation: "x", indexer: TestIndexer(), clock: test.clock.reading)
    }
    for text in [
      "", "x", "%rec: store\n\nFormat: 0\nId: 0123456789abcdef\n", "%rec: store\n\nFormat: 1\nId: ../../x\n",
    ] {
      try TestFiles.write(Array(text.utf8), test.root + "/STORE")
      #expect(throws: StoreProblem.notAStore(path: test.root)) { try open(test.root) }
    }
    TestFiles.removeFile(test.root + "/STORE")
    try TestFiles.run("/usr/bin/mkfifo", [test.root + "/STORE"])
    #expect(throws: StoreProblem.notAStore(path: test.root)) { try open(test.root) }
  }

  @Test("a newer format is read and never written")
  func newerFormat() throws {
    let test = try TestStore()
    let version = try test.save("一")
    let text = try TestFiles.text(test.root + "/STORE").replacing("Format: 2", with: "Format: 3")
    try TestFiles.write(Array((text + "Sealing: blake3\n").utf8), test.root + "/STORE")
    let before = TestFiles.files(test.root)
    let store = try test.reopened()
    #expect(store.isReadOnly && store.description.further.map(\.id) == ["Sealing"])
    #expect(try store.version(version.record) == version)
    #expect(throws: StoreProblem.readOnly(.newerFormat(found: 3, known: 2))) { try test.save("二", in: store) }
    #expect(throws: StoreProblem.self) {
      try store.saveDraft(
        Draft(person: "wang.xm", form: version.form, savedAt: version.savedAt, content: Content()))
    }
    #expect(TestFiles.files(test.root) == before)
  }

  @Test("a store from before stores had the script gets it at the next opening, and nothing else changes")
  func script() throws {
    let test = try TestStore()
    try test.save("一")
    TestFiles.removeFile(test.root + "/verify.sh")
    let before = TestFiles.files(test.root)
    let store = try test.reopened()
    #expect(TestFiles.files(test.root) == before + ["verify.sh"])
    #expect(TestFiles.mode(test.root + "/verify.sh") == 0o444)
    #expect(try TestFiles.run("/bin/sh", [test.root + "/verify.sh"]).code == 0)
    // One that is there is left as it is, and is nothing that the store is proved by.
    try TestFiles.write(Array("mine\n".utf8), test.root + "/verify.sh")
    #expect(try test.reopened().openingFindings.isEmpty)
    #expect(try TestFiles.text(test.root + "/verify.sh") == "mine\n")
    #expect(try store.verify().isClean)
    // A backup has what the store has; one of a store without the script continues without.
    _ = try store.backUp(to: test.folder + "/with", withCredentials: false)
    #expect(try TestFiles.text(test.folder + "/with/verify.sh") == "mine\n")
    TestFiles.removeFile(test.root + "/verify.sh")
    _ = try store.backUp(to: test.folder + "/without", withCredentials: false)
    #expect(!TestFiles.exists(test.folder + "/without/verify.sh"))
  }

  @Test("version files that a program died before writing are there after the next opening")
  func missingCopies() throws {
    let test = try TestStore()
    let version = try test.save("一")
    let path = test.root + "/records/incident-notice/2026/000/\(version.record).v1.rec"
    let bytes = try TestFiles.read(path)
    TestFiles.removeFile(path)
    // The entry is durable, the index has not seen it.
    _ = try test.reopened(cache: test.folder + "/x")
    #expect(try TestFiles.read(path) == bytes)
  }

  @Test(
    "links, FIFOs and strange names in a store lead nowhere and crash nothing",
    arguments: [
      "segment link", "segment fifo", "records link", "strange segment", "huge line", "invalid UTF-8", "lock link",
      "loop",
      "folder segment",
    ])
  func hostile(kind: String) throws {
    let test = try TestStore()
    try test.save("一")
    let outside = test.folder + "/outside"
    try TestFiles.run("/bin/mkdir", [outside])
    let journal = test.root + "/journal/main/2026"
    switch kind {
    case "segment link":
      try TestFiles.write([], outside + "/x")
      try TestFiles.run("/bin/ln", ["-s", outside + "/x", journal + "/2026-11-30.rec"])
    case "segment fifo": try TestFiles.run("/usr/bin/mkfifo", [journal + "/2026-11-30.rec"])
    case "records link":
      try TestFiles.run("/bin/rm", ["-r", test.root + "/records"])
      try TestFiles.run("/bin/ln", ["-s", outside, test.root + "/records"])
    case "strange segment": try TestFiles.write([1], journal + "/../2026/..-11-22.rec")
    case "huge line": try TestFiles.append([UInt8](repeating: 65, count: 80 << 20), journal + "/2026-11-22.rec")
    case "invalid UTF-8": try TestFiles.append([0xC3, 0x28, 10, 0xFF], journal + "/2026-11-22.rec")
    case "lock link":
      TestFiles.removeFile(test.root + "/lock")
      try TestFiles.run("/bin/ln", ["-s", outside + "/lock", test.root + "/lock"])
    case "folder segment": try TestFiles.run("/bin/mkdir", [journal + "/2026-11-30.rec"])
    default: try TestFiles.run("/bin/ln", ["-s", ".", test.root + "/records/incident-notice/2026/loop"])
    }
    for cache in ["/cache", "/x"] {
      do throws(StoreProblem) {
        let store = try FileStore.open(
          at: test.root, indexer: TestIndexer(), indexFolder: test.folder + cache, clock: test.clock.reading)
        _ = try? test.save("二", in: store)
        _ = try store.verify()
        _ = try? store.verify(repair: true)
      } catch {
        #expect(!error.message.zh.isEmpty)
      }
    }
    #expect(TestFiles.files(outside).allSatisfy { (try? TestFiles.size(outside + "/" + $0)) == 0 })
  }
}

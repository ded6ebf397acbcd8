import Domain
import FileStore
import Glibc
import TestKit
import Testing

/// Faults that are made for real, one at a time.
@Suite("Faults", .serialized)
struct FaultTests {
  @Test(
    "a full disk: clear error, everything saved stays, the draft stays, and saving goes on with room again",
    .enabled(if: Machine.isRoot, "mounting a small file system needs root"), arguments: 0..<6)
  func fullDisk(round: Int) throws {
    let folder = try TemporaryFolder()
    try TestFiles.run("/bin/mount", ["-t", "tmpfs", "-o", "size=\(4500 + round * 37)k", "tmpfs", folder.path])
    defer { _ = try? TestFiles.run("/bin/umount", ["-l", folder.path]) }
    let test = try TestStore(in: folder)
    var saved: [Version] = []
    var problem: StoreProblem?
    for number in 0..<400 {
      let text = String(repeating: "滿", count: 300 + number % 50)
      let new = NewVersion.incident(
        .numbered(.incidents), content: Content(fields: [Content.Field(id: "title", values: [text])]))
      do throws(StoreProblem) {
        if case .saved(let version) = try test.store.save(new) { saved.append(version) }
      } catch {
        problem = error
        break
      }
    }
    guard case .diskFull = problem else {
      Issue.record("no full disk: \(String(describing: problem))")
      return
    }
    #expect(problem?.message.zh.contains("未存入") == true)
    // Reading continues, nothing is saved, and all that was saved is there.
    let draft = Draft(
      person: "wang.xm", form: FormReference(id: "incident-notice", version: 1), savedAt: saved[0].savedAt,
      content: Content())
    _ = try? test.store.saveDraft(draft)
    #expect(throws: StoreProblem.self) { try test.save("還是滿") }
    for version in saved { #expect(try test.store.version(version.record) == version) }
    let fresh = try FileStore.open(
      at: test.root, indexer: TestIndexer(), indexFolder: "/dev/shm/filestore-tests-\(getpid())-\(round)",
      clock: test.clock.reading)
    #expect(try fresh.counts()["incident-notice"]?.records == saved.count)
    try TestFiles.run("/bin/mount", ["-o", "remount,size=40m", folder.path])
    let after = try test.save("有空間了", in: fresh)
    #expect(after.number == 1 && !saved.map(\.record).contains(after.record))
    let report = try fresh.verify(repair: true)
    #expect(report.isClean, "\(report.findings)")
    #expect(try fresh.verify().isClean)
    let journal = try TestFiles.text(test.root + "/journal/main/2026/2026-11-22.rec")
    #expect(journal.contains("Action: disk_full"))
    TestFiles.remove("/dev/shm/filestore-tests-\(getpid())-\(round)")
  }

  @Test(
    "a file system that can only be read: reading works, saving gives one clear sentence",
    .enabled(if: Machine.isRoot, "mounting needs root"))
  func readOnly() throws {
    let temporary = try TemporaryFolder()
    let (folder, cache) = (try temporary.folder("disk"), try temporary.folder("cache"))
    try TestFiles.run("/bin/mount", ["-t", "tmpfs", "-o", "size=20m", "tmpfs", folder])
    defer { _ = try? TestFiles.run("/bin/umount", ["-l", folder]) }
    let clock = TestClock(pace: 1)
    let new = NewVersion.incident(.numbered(.incidents), content: Content())
    let version = try FileStore.create(
      at: folder + "/store", organisation: "x", indexer: TestIndexer(), indexFolder: cache, clock: clock.reading
    ).append(new).version
    #expect(try TestFiles.run("/bin/mount", ["-o", "remount,ro", folder]).code == 0)
    func open() throws -> FileStore {
      try FileStore.open(
        at: folder + "/store", indexer: TestIndexer(), indexFolder: cache, clock: clock.reading)
    }
    let store = try open()
    #expect(store.isReadOnly)
    #expect(try store.version(version.record) == version)
    #expect(try store.verify().isClean)
    #expect(throws: StoreProblem.readOnly(.fileSystem)) { try store.append(new) }
    #expect(throws: StoreProblem.readOnly(.fileSystem)) { try store.attach([1], name: "x") }
    #expect(throws: StoreProblem.self) { try store.verify(repair: true) }
    #expect(throws: StoreProblem.readOnly(.fileSystem)) {
      try store.saveDraft(Draft(person: "wang.xm", form: version.form, savedAt: version.savedAt, content: Content()))
    }
    #expect(try TestFiles.run("/bin/mount", ["-o", "remount,rw", folder]).code == 0)
    #expect(try open().append(new).version.record == "INC-115-0002")
  }

  @Test("no file descriptors left: clear error, nothing lost, then saving goes on")
  func noDescriptors() async {
    // In a process of its own, since a limit holds for everything else that runs in this one.
    await #expect(processExitsWith: .success) { try FaultTests.runOutOfDescriptors() }
  }

  private static func runOutOfDescriptors() throws {
    let test = try TestStore()
    let version = try test.save("一")
    var taken: [Int32] = []
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(7), &limit)
    var small = limit
    small.rlim_cur = 256
    setrlimit(__rlimit_resource_t(7), &small)
    while true {
      let file = open("/dev/null", O_RDONLY)
      if file < 0 { break }
      taken.append(file)
    }
    for free in 0..<10 {
      do { _ = try test.save("二", in: test.store) } catch { #expect(error is StoreProblem) }
      if let last = taken.popLast() { close(last) }
      _ = free
    }
    for file in taken { close(file) }
    setrlimit(__rlimit_resource_t(7), &limit)
    let next = try test.save("三")
    #expect(next.sequence > version.sequence)
    #expect(try test.store.verify(repair: true).isClean)
    let report = try test.reopened(cache: test.folder + "/x").verify()
    #expect(report.isClean, "\(report.findings)")
  }

  @Test("a file that may not grow further: clear error, nothing lost, then saving goes on")
  func fileSizeLimit() async {
    await #expect(processExitsWith: .success) { try FaultTests.reachTheSizeLimit() }
  }

  private static func reachTheSizeLimit() throws {
    let test = try TestStore()
    try test.save("一")
    let size = try TestFiles.size(test.root + "/journal/main/2026/2026-11-22.rec")
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(1), &limit)
    var small = limit
    small.rlim_cur = rlim_t(size + 200)
    setrlimit(__rlimit_resource_t(1), &small)
    var problem: StoreProblem?
    do throws(StoreProblem) {
      let content = Content(fields: [Content.Field(id: "title", values: [String(repeating: "x", count: 500)])])
      _ = try test.store.save(.incident(.numbered(.incidents), content: content))
    } catch { problem = error }
    setrlimit(__rlimit_resource_t(1), &limit)
    guard case .diskFull = problem else {
      Issue.record("\(String(describing: problem))")
      return
    }
    let store = try test.reopened(cache: test.folder + "/x")
    #expect(try test.save("二", in: store).record == "INC-115-0002")
    #expect(try store.verify().isClean)
  }

  @Test("after a failed sync nothing is written, by anyone, before the store has been verified")
  func suspect() throws {
    let test = try TestStore()
    try test.save("一")
    try TestFiles.write(Array("x".utf8), test.root + "/suspect")
    #expect(throws: StoreProblem.readOnly(.syncFailed)) { try test.save("二") }
    #expect(test.store.isReadOnly)
    let store = try test.reopened()
    #expect(store.openingFindings.contains { $0.rule == "suspect" })
    #expect(try test.save("二", in: store).record == "INC-115-0002")
    // Not while something is wrong.
    try TestFiles.write(Array("x".utf8), test.root + "/suspect")
    var bytes = try TestFiles.read(test.root + "/journal/main/2026/2026-11-22.rec")
    bytes[100] ^= 1
    try TestFiles.write(bytes, test.root + "/journal/main/2026/2026-11-22.rec")
    let damaged = try test.reopened()
    #expect(damaged.readOnlyReason == .syncFailed)
    #expect(throws: StoreProblem.readOnly(.syncFailed)) { try test.save("三", in: damaged) }
  }
}

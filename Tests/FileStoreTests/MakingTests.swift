import Domain
import FileStore
import Glibc
import TestKit
import Testing

@Suite("Making a store")
struct MakingTests {
  private static func make(
    _ test: TestStore, _ path: String, fill: (FileStore) throws(StoreProblem) -> Void = { _ in }
  ) throws(StoreProblem) -> FileStore {
    try FileStore.create(
      at: path, organisation: "某醫院", indexer: TestIndexer(), indexFolder: "\(path).cache",
      clock: test.clock.reading, fill: fill)
  }

  /// Makes a store and keeps a copy of what is there when it is nearly whole, as if the program had died then.
  private static func interrupted(_ test: TestStore) throws -> String {
    let copy = test.folder + "/interrupted"
    _ = try make(test, test.folder + "/other") { store throws(StoreProblem) in
      _ = try store.append(.incident(.numbered(.incidents), content: Content()))
      store.finishSaves()
      _ = try? TestFiles.run("/bin/cp", ["-a", store.root, copy])
    }
    return copy
  }

  @Test("what is interrupted is no store, says so, and is cleared away by the next making")
  func interruption() throws {
    let test = try TestStore()
    let path = try Self.interrupted(test)
    try #require(TestFiles.exists(path + "/STORE.making") && TestFiles.exists(path + "/journal"))
    #expect(throws: StoreProblem.beingMade(path: path)) {
      try FileStore.open(at: path, indexer: TestIndexer(), indexFolder: test.cache, clock: test.clock.reading)
    }
    let store = try Self.make(test, path)
    #expect(store.openingFindings.contains { $0.rule == "making" && $0.severity == .note })
    #expect(!TestFiles.exists(path + "/STORE.making"))
    #expect(try store.counts().isEmpty, "nothing of what was begun is in it")
    #expect(try store.verify().isClean)
    let again = try FileStore.open(
      at: path, indexer: TestIndexer(), indexFolder: "\(path).cache", clock: test.clock.reading)
    #expect(again.description.id == store.description.id)
  }

  @Test(
    "whatever is left in the folder beside it, it is cleared away only where everything is certainly its own",
    arguments: ["notes.txt", "STORE", "screens", "journal.old"])
  func foreign(_ name: String) throws {
    let test = try TestStore()
    let path = try Self.interrupted(test)
    try TestFiles.write(Array("mine".utf8), "\(path)/\(name)")
    #expect(throws: StoreProblem.alreadyThere(path: path)) { try Self.make(test, path) }
    #expect(try TestFiles.text("\(path)/\(name)") == "mine")
    #expect(TestFiles.exists(path + "/journal") && TestFiles.exists(path + "/STORE.making"))
  }

  @Test("a folder with a file of that name that no making has written is left alone")
  func foreignMark() throws {
    let test = try TestStore()
    let path = try Self.interrupted(test)
    try TestFiles.write(Array("shopping list\n".utf8), path + "/STORE.making")
    #expect(throws: StoreProblem.alreadyThere(path: path)) { try Self.make(test, path) }
    #expect(TestFiles.exists(path + "/journal"))
  }

  @Test("links in what is left are removed, not followed")
  func links() throws {
    let test = try TestStore()
    let path = try Self.interrupted(test)
    let outside = test.folder + "/outside"
    try TestFiles.run("/bin/sh", ["-c", "mkdir '\(outside)' && echo mine >'\(outside)/file'"])
    try TestFiles.run("/bin/sh", ["-c", "ln -s '\(outside)' '\(path)/evidence/ab'; rm -r '\(path)/records'"])
    try TestFiles.run("/bin/sh", ["-c", "ln -s '\(outside)' '\(path)/records'"])
    #expect(try Self.make(test, path).verify().isClean)
    #expect(try TestFiles.text(outside + "/file") == "mine\n")
  }

  @Test("a failure leaves nothing: no folder where there was none, an empty one where there was an empty one")
  func failure() throws {
    let test = try TestStore()
    let problem = StoreProblem.noRecord("x")
    let path = test.folder + "/new"
    for isThere in [false, true] {
      if isThere { #expect(mkdir(path, 0o755) == 0) }
      #expect(throws: problem) {
        try Self.make(test, path) { store throws(StoreProblem) in
          _ = try store.append(.incident(.numbered(.incidents), content: Content()))
          throw problem
        }
      }
      #expect(TestFiles.exists(path) == isThere)
      let left = try TestFiles.run("/bin/sh", ["-c", "ls -A '\(path)' 2>/dev/null"]).output
      #expect(left.isEmpty, "\(left)")
    }
    #expect(try Self.make(test, path).verify().isClean)
  }

  @Test("of two at once the second is told so, and the first goes on")
  func twoAtOnce() throws {
    let test = try TestStore()
    let path = test.folder + "/new"
    var refused: StoreProblem?
    let store = try Self.make(test, path) { store throws(StoreProblem) in
      do throws(StoreProblem) { _ = try Self.make(test, path) } catch { refused = error }
      _ = try store.append(.incident(.numbered(.incidents), content: Content()))
    }
    #expect(refused == .beingMade(path: path))
    #expect(try store.counts()["incident-notice"]?.records == 1)
    #expect(throws: StoreProblem.alreadyThere(path: path)) { try Self.make(test, path) }
    #expect(try store.verify().isClean)
  }

  @Test(
    "a disk that is full before the store is whole leaves nothing, and with room it is made",
    .enabled(if: Machine.isRoot, "mounting a small file system needs root"), arguments: [1_000, 4_200, 4_400])
  func fullDisk(_ size: Int) throws {
    let test = try TestStore()
    let folder = try test.temporary.folder("disk")
    try TestFiles.run("/bin/mount", ["-t", "tmpfs", "-o", "size=\(size)k", "tmpfs", folder])
    defer { _ = try? TestFiles.run("/bin/umount", ["-l", folder]) }
    func fill(_ store: FileStore) throws(StoreProblem) {
      let text = String(repeating: "滿", count: 1_000)
      for _ in 0..<200 {
        _ = try store.append(
          .incident(.numbered(.incidents), content: Content(fields: [Content.Field(id: "title", values: [text])])))
      }
    }
    func make() throws(StoreProblem) -> FileStore {
      try FileStore.create(
        at: folder + "/store", organisation: "x", indexer: TestIndexer(), indexFolder: test.folder + "/index",
        clock: test.clock.reading, fill: fill)
    }
    var problem: StoreProblem?
    do throws(StoreProblem) { _ = try make() } catch { problem = error }
    guard case .diskFull = problem else {
      Issue.record("no full disk: \(String(describing: problem))")
      return
    }
    #expect(!TestFiles.exists(folder + "/store"))
    try TestFiles.run("/bin/mount", ["-o", "remount,size=40m", folder])
    #expect(try make().verify().isClean)
  }
}

import Domain
import FileStore
import Glibc
import Testing

@Suite("Evidence")
struct EvidenceTests {
  @Test("a file is copied under its hash, once, and cannot be written")
  func attach() throws {
    let test = try TestStore()
    let bytes = (0..<700_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let path = test.folder + "/資料 表.pdf"
    try TestFiles.write(bytes, path)
    let reference = try test.store.attach(path: path)
    #expect(reference.size == bytes.count && reference.name == "資料 表.pdf")
    let kept = try #require(test.store.evidencePath(reference))
    #expect(kept == "\(test.root)/evidence/\(reference.hash.prefix(2))/\(reference.hash)")
    #expect(try TestFiles.read(kept) == bytes)
    #expect(TestFiles.mode(kept) == 0o444)
    let sum = try TestFiles.run("/usr/bin/sha256sum", [kept]).output
    #expect(sum.hasPrefix(reference.hash))
    #expect(try test.store.attach(bytes, name: "again").hash == reference.hash)
    #expect(TestFiles.files(test.root + "/evidence").count == 1)
    #expect(EvidenceReference(reference.text) == reference)
  }

  @Test("any file name comes back", arguments: ["a b.txt", "資料.pdf", "x\ny", "-rf", "…", "a\u{202E}b", " x "])
  func names(name: String) throws {
    let test = try TestStore()
    let path = test.folder + "/" + name
    try TestFiles.write([1, 2, 3], path)
    let reference = try test.store.attach(path: path)
    let version = try test.save("一", more: [Content.Field(id: "evidence", values: [reference.text])])
    let read = try #require(try test.reopened(cache: test.folder + "/x").version(version.record))
    #expect(read.content["evidence"].compactMap { EvidenceReference($0)?.name } == [name])
    #expect(try test.store.verify().isClean)
  }

  @Test(
    "what is no file is refused: folder, FIFO, nothing", arguments: ["folder", "fifo", "missing", "link to folder"])
  func noFile(kind: String) throws {
    let test = try TestStore()
    let path = test.folder + "/x"
    switch kind {
    case "folder": try TestFiles.run("/bin/mkdir", [path])
    case "fifo": try TestFiles.run("/usr/bin/mkfifo", [path])
    case "link to folder": try TestFiles.run("/bin/ln", ["-s", "/tmp", path])
    default: break
    }
    #expect(throws: StoreProblem.self) { try test.store.attach(path: path) }
    #expect(TestFiles.files(test.root + "/evidence").isEmpty)
  }

  @Test("a reference that is no hash has no path")
  func noPath() throws {
    let test = try TestStore()
    #expect(test.store.evidencePath(EvidenceReference(hash: "../../STORE", size: 1, name: "x")) == nil)
  }

  @Test("what arrives on a line that dropped does not stay, nor what is refused when all has arrived")
  func dropped() throws {
    let test = try TestStore()
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    #expect(write(ends[1], "half of it", 10) == 10)
    close(ends[1])
    defer { close(ends[0]) }
    let gone = Finding(.nowhere, rule: "unheard", Phrase(verbatim: "gone"))
    #expect(throws: StoreProblem.self) {
      try test.store.attach(stream: ends[0], name: "photo.jpg", atEnd: { gone })
    }
    let left = try TestFiles.run("/usr/bin/find", [test.root + "/evidence", "-type", "f"])
    #expect(left.output == "")
  }
}

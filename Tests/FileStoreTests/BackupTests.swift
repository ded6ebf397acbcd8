import Domain
import FileStore
import Glibc
import Testing

@Suite("Backups")
struct BackupTests {
  /// What must not change once it is in a backup.
  private func lasting(_ folder: String) -> [String] {
    TestFiles.files(folder).filter { $0.hasPrefix("journal") || $0.hasPrefix("records") || $0.hasPrefix("evidence") }
  }

  @Test("A backup is a store with everything in it, and goes on where the store goes on")
  func whole() throws {
    let test = try TestStore()
    let target = test.folder + "/backup"
    let first = try test.save("一")
    let report = try test.store.backUp(to: target, withCredentials: false)
    #expect(report.findings.isEmpty && report.verified.isClean && report.verified.entries == 2)
    #expect(report.head.seal == first.seal)
    let second = try test.amend(first, "二")
    let again = try test.store.backUp(to: target, withCredentials: false)
    let size = try TestFiles.size(test.root + "/records/incident-notice/2026/000/\(first.record).v2.rec")
    // The journal's new bytes and the new version's file, and nothing else.
    #expect(again.files == 2 && again.bytes == 2 * size && again.findings.isEmpty)
    #expect(lasting(target) == lasting(test.root))
    let copy = try FileStore.open(
      at: target, indexer: TestIndexer(), indexFolder: test.folder + "/other", clock: test.clock.reading)
    #expect(try copy.history(of: first.record) == [first, second])
    #expect(try copy.verify().isClean)
    let third = try copy.save(
      .incident(.existing(first.record, base: 2), content: second.content, action: .amend))
    #expect(try third.version.chain == second.seal)
  }

  @Test("Hashes of passphrases come along only when asked for")
  func credentials() throws {
    let test = try TestStore()
    mkdir(test.root + "/credentials", 0o700)
    try TestFiles.write(Array("Hash: 00\n".utf8), test.root + "/credentials/wang.rec")
    _ = try test.store.backUp(to: test.folder + "/without", withCredentials: false)
    _ = try test.store.backUp(to: test.folder + "/with", withCredentials: true)
    #expect(TestFiles.files(test.folder + "/without").allSatisfy { !$0.contains("credentials") })
    #expect(TestFiles.mode(test.folder + "/with/credentials/wang.rec") == 0o600)
  }

  @Test("An altered or shortened store does not spoil the backup made before; what differs is named")
  func altered() throws {
    let test = try TestStore()
    let target = test.folder + "/backup"
    let saved = try test.save("一")
    try test.save("二")
    _ = try test.store.backUp(to: target, withCredentials: false)
    let journal = "journal/main/2026/2026-11-22.rec"
    let copy = "records/incident-notice/2026/000/\(saved.record).v1.rec"
    let good = try TestFiles.read("\(test.root)/\(journal)")
    let goodCopy = try TestFiles.read("\(test.root)/\(copy)")
    for bad in [Array(String(decoding: good, as: UTF8.self).replacing("一", with: "乙").utf8), Array(good.dropLast(40))] {
      try TestFiles.write(bad, "\(test.root)/\(journal)")
      TestFiles.removeFile("\(test.root)/\(copy)")
      try TestFiles.write(goodCopy + [10], "\(test.root)/\(copy)")
      let store = try FileStore.open(
        at: test.root, indexer: TestIndexer(), indexFolder: "\(test.folder)/index-\(bad.count)",
        clock: test.clock.reading)
      let report = try store.backUp(to: target, withCredentials: false)
      #expect(report.findings.count == 2 && report.findings.allSatisfy { $0.blocks && $0.rule == "backup" })
      #expect(try TestFiles.read("\(target)/\(journal)") == good)
      #expect(try TestFiles.read("\(target)/\(copy)") == goodCopy)
    }
  }

  @Test("A folder with anything else, another store, and the store itself are refused and stay as they are")
  func others() throws {
    let test = try TestStore()
    let other = try TestStore()
    mkdir(test.folder + "/something", 0o700)
    try TestFiles.write([1], test.folder + "/something/file")
    for path in [test.folder + "/something", other.root, test.root, test.root + "/../store"] {
      let before = TestFiles.files(path)
      #expect(throws: StoreProblem.self, "\(path)") { try test.store.backUp(to: path, withCredentials: false) }
      #expect(TestFiles.files(path) == before, "\(path)")
    }
    #expect(throws: StoreProblem.self) { try test.store.backUp(to: test.folder + "/none/deep", withCredentials: false) }
  }
}

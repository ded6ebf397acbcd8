import Domain
import FileStore
import TestKit
import Testing

@Suite("Checkpoints")
struct CheckpointTests {
  /// Two days, signed.
  private func makeStore() throws -> (TestStore, SiteKey) {
    let test = try TestStore()
    let key = try SiteKey.make(path: test.folder + "/key", comment: "main")
    try test.save("一")
    test.clock.set("2026-11-23T08:00:00+08:00")
    try test.save("二")
    try test.store.makeCheckpoint(with: key)
    return (test, key)
  }

  private func verify(_ file: String, _ signature: String, _ test: TestStore, signers: String? = nil) throws -> Int32 {
    let signers = signers ?? test.root + "/checkpoints/allowed_signers"
    return try TestFiles.run(
      "/bin/sh",
      ["-c", "ssh-keygen -Y verify -f '\(signers)' -I main -n ismsbook-checkpoint -s '\(signature)' < '\(file)'"]
    ).code
  }

  @Test(
    "ssh-keygen checks the signed end and the finished segment",
    .enabled(if: Machine.has("ssh-keygen"), "needs ssh-keygen"))
  func sshKeygen() throws {
    let (test, _) = try makeStore()
    let folder = test.root + "/checkpoints/"
    #expect(
      TestFiles.files(folder) == [
        "allowed_signers", "main-0000000003.note", "main-0000000003.note.sig", "main-2026-11-22.rec.sig",
      ])
    let note = folder + "main-0000000003.note"
    #expect(try verify(note, note + ".sig", test) == 0)
    let segment = test.root + "/journal/main/2026/2026-11-22.rec"
    #expect(try verify(segment, folder + "main-2026-11-22.rec.sig", test) == 0)
    #expect(try TestFiles.run("/bin/sh", [test.root + "/verify.sh", test.root]).code == 0)
    try TestFiles.append([10], segment)
    #expect(try verify(segment, folder + "main-2026-11-22.rec.sig", test) != 0)
    try TestFiles.append(Array("x: 1\n".utf8), note)
    #expect(try verify(note, note + ".sig", test) != 0)
    #expect(try TestFiles.run("/bin/sh", [test.root + "/verify.sh", test.root]).code == 1)
  }

  @Test("another key is refused", .enabled(if: Machine.has("ssh-keygen"), "needs ssh-keygen"))
  func otherKey() throws {
    let (test, _) = try makeStore()
    let other = try SiteKey.make(path: test.folder + "/other", comment: "x")
    let signers = test.folder + "/signers"
    try TestFiles.write(Array("main namespaces=\"ismsbook-checkpoint\" \(other.publicText)\n".utf8), signers)
    let note = test.root + "/checkpoints/main-0000000003.note"
    #expect(try verify(note, note + ".sig", test, signers: signers) != 0)
  }

  @Test(
    "keys are read again, those of ssh-keygen too, and stay private",
    .enabled(if: Machine.has("ssh-keygen"), "needs ssh-keygen"))
  func keys() throws {
    let (test, key) = try makeStore()
    #expect(try SiteKey(path: test.folder + "/key").publicText == key.publicText)
    #expect(TestFiles.mode(test.folder + "/key") == 0o600)
    let shown = try TestFiles.run("/usr/bin/ssh-keygen", ["-y", "-f", test.folder + "/key"])
    #expect(shown.code == 0 && shown.output.hasPrefix(key.publicText))
    try TestFiles.run("/usr/bin/ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", test.folder + "/theirs"])
    let theirs = try SiteKey(path: test.folder + "/theirs")
    #expect(try TestFiles.text(test.folder + "/theirs.pub").hasPrefix(theirs.publicText))
    #expect(throws: StoreProblem.self) { try SiteKey.make(path: test.folder + "/key", comment: "x") }
    try TestFiles.write(Array("x".utf8), test.folder + "/broken")
    #expect(throws: StoreProblem.self) { try SiteKey(path: test.folder + "/broken") }
  }

  @Test("a store cut at an entry, emptied or put back is found against its checkpoints; the same end is signed once")
  func olderState() throws {
    let (test, key) = try makeStore()
    let before = TestFiles.files(test.root + "/checkpoints")
    let again = try test.store.makeCheckpoint(with: key)
    #expect(again?.head.sequence == 3)
    #expect(TestFiles.files(test.root + "/checkpoints") == before)
    #expect(test.store.checkpointHeads().map(\.sequence) == [3])
    #expect(try test.store.verify().isClean)
    TestFiles.removeFile(test.root + "/journal/main/2026/2026-11-23.rec")
    TestFiles.removeFile(test.root + "/records/incident-notice/2026/000/INC-115-0002.v1.rec")
    let store = try test.reopened(cache: test.folder + "/x")
    #expect(try store.verify().findings.map(\.rule) == ["head"])
  }

  @Test("an empty journal has nothing to sign")
  func empty() throws {
    let test = try TestStore()
    let key = try SiteKey.make(path: test.folder + "/key", comment: "main")
    // As somebody left it who emptied it.
    TestFiles.removeFile(test.root + "/journal/main/2026/2026-11-22.rec")
    #expect(try test.reopened(cache: test.folder + "/x").makeCheckpoint(with: key) == nil)
  }
}

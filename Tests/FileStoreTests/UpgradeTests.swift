import Domain
import FileStore
import Foundation
import TestKit
import Testing

/// Stores that the last program of format 1 made (see Fixtures/format-1/make.py) continue, and lose nothing.
@Suite("Stores of format 1 go on")
struct UpgradeTests {
  /// What that program said of a record.
  private struct Said: Decodable {
    let form: String
    let version: Int
    let status: String
    let seal: String
  }

  private static let fixtures = Checkout.tests("FileStoreTests/Fixtures/format-1").path

  /// A copy of a fixture that goes away with the test.
  private final class Unpacked {
    private let temporary: TemporaryFolder
    var folder: String { temporary.path }
    let root: String
    let name: String

    init(_ name: String) throws {
      self.name = name
      temporary = try TemporaryFolder()
      let folder = temporary.path
      root = "\(folder)/\(name)"
      let run = try TestFiles.run("/bin/tar", ["-xzf", "\(UpgradeTests.fixtures)/\(name).tar.gz", "-C", folder])
      try #require(run.code == 0, "\(run.output)")
    }

    func open(at now: String = "2026-11-29T08:00:00+08:00", cache: String = "cache") throws -> FileStore {
      let moment = try #require(Moment(now))
      return try FileStore.open(
        at: root, indexer: TestIndexer(), indexFolder: "\(folder)/\(cache)", clock: { moment })
    }

    var said: [String: Said] {
      get throws {
        let data = try Data(contentsOf: URL(fileURLWithPath: "\(UpgradeTests.fixtures)/\(name).json"))
        return try JSONDecoder().decode([String: Said].self, from: data)
      }
    }

    /// The bytes of all files, by path.
    func bytes() throws -> [String: [UInt8]] {
      try Dictionary(uniqueKeysWithValues: TestFiles.files(root).map { ($0, try TestFiles.read("\(root)/\($0)")) })
    }
  }

  @Test(
    "Another choice of copies leaves what the upgrade says as it is, and a STORE that was not written yet is mended")
  func copies() throws {
    let fixture = try Unpacked("personal")
    let before = try fixture.open()
    let facts = before.facts
    let record = try #require(try fixture.said.keys.first)
    let version = try #require(try before.version(record))
    let path = "\(fixture.root)/STORE"
    let text = try TestFiles.read(path)
    try before.setCopies(.none, by: version.savedBy)
    let store = try fixture.open()
    #expect(store.description.copies == .none && store.isOfEarlierFormat(version))
    #expect(store.facts.upgradedFrom == facts.upgradedFrom && store.facts.sequence == facts.sequence)
    #expect(try store.verify().isClean)
    // As after a program that died between the entry and STORE.
    try TestFiles.write(text, path)
    let owed = try fixture.open()
    #expect(owed.description.copies == .none && owed.openingFindings.contains { $0.rule == "store" })
    try owed.setCopies(.none, by: version.savedBy)
    #expect(try !fixture.open().openingFindings.contains { $0.rule == "store" })
    #expect(try store.head().sequence == owed.head().sequence)
  }

  @Test("Every record is there as it was, and the whole store verifies", arguments: ["personal", "shared"])
  func opens(name: String) throws {
    let fixture = try Unpacked(name)
    let store = try fixture.open()
    #expect(store.description.format == 2 && !store.isReadOnly)
    #expect(store.openingFindings.filter { $0.rule == "upgrade" }.map(\.severity) == [.warning])
    let said = try fixture.said
    var forms: [String: Int] = [:]
    for (record, was) in said {
      let version = try #require(try store.version(record), "\(record)")
      #expect(
        version.form.text == was.form && version.number == was.version && version.status.rawValue == was.status
          && version.seal == was.seal, "\(record)")
      #expect(store.isOfEarlierFormat(version))
      forms[version.form.id, default: 0] += 1
    }
    let counts = try store.counts()
    #expect(counts.mapValues(\.records) == forms)
    #expect(forms.count == (name == "shared" ? 90 : 88))
    let wanted: Set<String> =
      name == "shared"
      ? ["saved", "in_review", "returned", "executing", "approved", "closed", "void"] : ["saved", "void"]
    #expect(Set(said.values.map(\.status)) == wanted)
    let report = try store.verify()
    #expect(report.isClean, "\(report.findings)")
    // What a repair made good is no damage to an index that is built again either.
    let damage = try store.openingFindings + fixture.open(cache: "anew").openingFindings
    #expect(!damage.contains { $0.rule == "damage" }, "\(damage)")
  }

  @Test("The upgrade changes no byte of what is there, and says what it did", arguments: ["personal", "shared"])
  func keepsEverything(name: String) throws {
    let fixture = try Unpacked(name)
    let before = try fixture.bytes()
    let store = try fixture.open()
    let facts = store.facts
    // Somebody opened the shared one last over SSH, where the machine's own zone counted.
    let offset = name == "shared" ? "+00:00" : "+08:00"
    #expect(facts.format == 2 && facts.upgradedFrom == 1 && facts.id == store.description.id)
    #expect(facts.isShared == (name == "shared") && facts.timeZone == nil && facts.lastOffset == offset)
    #expect(!facts.isForTests && !store.namesTimeZone && store.clock.zone?.text == offset)
    let after = try fixture.bytes()
    for (path, bytes) in before {
      switch path {
      case "STORE", "FORMAT": #expect(after["upgrades/1/\(path)"] == bytes)
      case _ where path.hasPrefix("journal/"): #expect(after[path]?.starts(with: bytes) == true, "\(path)")
      default: #expect(after[path] == bytes, "\(path)")
      }
    }
    let added = Set(after.keys).subtracting(before.keys).filter { !$0.hasPrefix("journal/") }
    let texts = added.filter { $0.hasPrefix("evidence/") }
    #expect(added.subtracting(texts) == ["upgrades/1/STORE", "upgrades/1/FORMAT", "verify.sh"])
    // The shared one's own rights, chains, list, form and procedure, kept as they were accepted.
    #expect(texts.count == (name == "shared" ? 5 : 0))
    // The same once more finds nothing left to do.
    #expect(try fixture.open().openingFindings.allSatisfy { $0.rule != "upgrade" })
    #expect(try fixture.bytes() == after)
    #expect(try fixture.open(cache: "fresh").facts == facts)
  }

  /// The program of format 1 asks for a format number above its own, and a valid id; it then reads and never writes.
  @Test("The program of before finds a newer format, and all it reads", arguments: ["personal", "shared"])
  func namesTheFormat(name: String) throws {
    let fixture = try Unpacked(name)
    let before = try TestFiles.text(fixture.root + "/STORE")
    _ = try fixture.open()
    #expect(try TestFiles.text(fixture.root + "/STORE") == before.replacing("\nFormat: 1\n", with: "\nFormat: 2\n"))
  }

  @Test("Killed at any step before it names the new format, it is done again and told once")
  func interrupted() throws {
    let fixture = try Unpacked("personal")
    let old = try fixture.bytes()
    _ = try fixture.open()
    let new = try fixture.bytes()
    let entries = try #require(new.first { $0.key.hasSuffix("2026-11-29.rec") })
    // What may be there when it died: nothing; what is kept; the entry; the new FORMAT.
    for step in 0...3 {
      try TestFiles.run("/bin/rm", ["-rf", fixture.root, fixture.folder + "/cache"])
      let again = try Unpacked("personal")
      if step > 0 {
        try TestFiles.run("/bin/mkdir", ["-p", again.root + "/upgrades/1"])
        for name in ["STORE", "FORMAT"] { try TestFiles.write(old[name] ?? [], again.root + "/upgrades/1/" + name) }
      }
      if step > 1 {
        for (path, bytes) in new where path.hasPrefix("journal/") {
          try TestFiles.write(bytes, "\(again.root)/\(path)")
        }
      }
      if step > 2 { try TestFiles.write(new["FORMAT"] ?? [], again.root + "/FORMAT") }
      let store = try again.open()
      #expect(store.description.format == 2 && store.facts.upgradedFrom == 1)
      let after = try again.bytes()
      #expect(after["upgrades/1/STORE"] == old["STORE"] && after["upgrades/1/FORMAT"] == old["FORMAT"])
      #expect(after["STORE"] == new["STORE"] && after["FORMAT"] == new["FORMAT"])
      #expect(after[entries.key] == entries.value, "step \(step)")
      #expect(try store.verify().isClean)
    }
  }

  @Test("A store that cannot be written is read in its own format")
  func readOnly() throws {
    let fixture = try Unpacked("personal")
    let before = try fixture.bytes()
    let text = try TestFiles.text(fixture.root + "/STORE")
    try TestFiles.write(Array(text.replacing("Format: 1", with: "Format: 3").utf8), fixture.root + "/STORE")
    let store = try fixture.open()
    #expect(store.readOnlyReason == .newerFormat(found: 3, known: 2))
    var after = try fixture.bytes()
    after["STORE"] = before["STORE"]
    #expect(after == before)
  }
}

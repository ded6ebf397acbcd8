import Domain
import FileStore
import Testing

@Suite("Torn tails")
struct TornTailTests {
  private static let segment = "/journal/main/2026/2026-11-22.rec"

  @Test("a last entry cut anywhere is not there, everything before is, and saving goes on")
  func everyLength() throws {
    let test = try TestStore()
    let first = try test.save("一")
    let whole = try TestFiles.read(test.root + Self.segment)
    let second = try test.amend(first, "二\n\n# x\n%rec: version\n\nRecord: x")
    let longer = try TestFiles.read(test.root + Self.segment)
    let copy = "/records/incident-notice/2026/000/INC-115-0001.v2.rec"
    for length in stride(from: whole.count + 1, to: longer.count, by: 7) + [longer.count - 1] {
      try TestFiles.write(Array(longer.prefix(length)), test.root + Self.segment)
      TestFiles.removeFile(test.root + copy)
      let store = try test.reopened(cache: "\(test.folder)/cache\(length)")
      #expect(store.openingFindings.contains { $0.rule == "torn" && $0.severity == .note })
      #expect(try store.history(of: first.record) == [first])
      let again = try test.amend(first, "又二", in: store)
      #expect(again.number == 2 && again.sequence == 4)
      let report = try store.verify()
      #expect(report.isClean, "\(length): \(report.findings)")
      #expect(report.findings.map(\.rule) == ["torn"])
      let bytes = try TestFiles.read(test.root + Self.segment)
      #expect(bytes.starts(with: longer.prefix(length)))
      let other = try test.reopened(cache: "\(test.folder)/other\(length)")
      #expect(other.openingFindings.filter { $0.severity > .note }.isEmpty)
      #expect(try other.history(of: first.record) == [first, again])
    }
    #expect(second.number == 2)
  }

  @Test(
    "any bytes may stand at the end",
    arguments: [
      [UInt8](repeating: 0, count: 5000), Array("garbage".utf8), [10], [10, 10, 10], Array("#seal sha256 ".utf8),
      Array("\n#seal sha256 \(String(repeating: "0", count: 64))\n\n".utf8), Array("# x\n%rec: version\n\n".utf8),
      [UInt8](repeating: 0xFF, count: 300_000),
    ])
  func garbage(bytes: [UInt8]) throws {
    let test = try TestStore()
    let first = try test.save("一")
    try TestFiles.append(bytes, test.root + Self.segment)
    let store = try test.reopened()
    let second = try test.amend(first, "二", in: store)
    #expect(try store.verify().isClean)
    try TestFiles.append(bytes, test.root + Self.segment)
    test.clock.set("2026-11-23T08:00:00+08:00")
    let third = try test.amend(second, "三", in: store)
    #expect(try store.verify().isClean)
    #expect(try test.reopened(cache: test.folder + "/x").history(of: first.record) == [first, second, third])
  }

  @Test(
    "an acknowledged entry at the end that was damaged is not taken for a torn tail: saving stops, repair helps",
    arguments: [-20, -200, -400, -480, -560])
  func damagedEnd(place: Int) throws {
    let test = try TestStore()
    let first = try test.save("一")
    let second = try test.amend(first, "二")
    var bytes = try TestFiles.read(test.root + Self.segment)
    bytes[bytes.count + place] ^= 1
    try TestFiles.write(bytes, test.root + Self.segment)
    let store = try test.reopened(cache: test.folder + "/x")
    #expect(throws: StoreProblem.self) { try test.amend(first, "三", in: store) }
    #expect(try !store.verify().isClean)
    #expect(try store.verify(repair: true).repaired == ["journal/main/2026/2026-11-22.repair1.rec"])
    #expect(try store.history(of: first.record) == [first, second])
    let third = try test.amend(second, "三", in: store)
    #expect(third.chain != second.seal && third.previous == [second.seal])
    let report = try store.verify()
    #expect(report.isClean, "\(report.findings)")
    #expect(try test.reopened(cache: test.folder + "/y").history(of: first.record) == [first, second, third])
  }
}

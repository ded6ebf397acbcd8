import Desk
import Domain
import Testing

/// What is typed at the screen and what is given to a command becomes the same record, to the byte.
@Suite("The same is saved on every way in", .serialized) @MainActor
struct SameOnEveryWayTests {
  /// Two stores of one beginning, for all forms, because they refer to each other.
  private static let ways = Result { try TwoWays() }
  /// A third one, where nobody types.
  private static let further = Result { try ways.get().further() }
  /// How many of the records at the minimum are in all of them.
  private static var done = 0

  @Test(
    "A form at its minimum becomes the same record by keys, by command and at the desk",
    arguments: MinimumRecordTests.forms)
  func minimum(_ form: String) throws {
    let minimum = try MinimumRecordTests.filler.get().desk
    let (ways, desk) = (try Self.ways.get(), try Self.further.get())
    let number = try MinimumRecordTests.filler.get().record(of: form)
    // What it refers to was made before it.
    while Self.done < MinimumRecordTests.made.count {
      let made = MinimumRecordTests.made[Self.done]
      Self.done += 1
      let version = try #require(try minimum.history(of: made).get().first)
      try ways.fill(version.form.id, version.content, remarks: "兩種方式都填")
      _ = try desk.submit(Submission(new: version.form.id, version.content)).get()
    }
    let keys = try ways.text(of: number, .keys)
    #expect(keys.contains("\nremarks: 兩種方式都填\n"))
    let command = try ways.text(of: number, .command)
    let difference = TwoWays.difference(keys, command)
    #expect(difference == [])
    // At the desk nobody filled in remarks, nor did who typed the minimum.
    desk.finishSaves()
    let atDesk = try TwoWays.text(of: number, in: desk.root)
    #expect(TwoWays.difference(try TwoWays.text(of: number, in: minimum.root), atDesk) == [])
    let others = TwoWays.difference(keys, atDesk).filter {
      !$0.contains(" remarks: ") && !$0.contains(" Content: ")
    }
    #expect(others == [])
  }

  @Test(
    "Numbers of assets and risks are the same by keys and by command",
    arguments: [("asset", "asset_no"), ("risk-identification", "risk_no")])
  func numbers(_ form: String, _ field: String) throws {
    try minimum(form)
    let number = try MinimumRecordTests.filler.get().record(of: form)
    let ways = try Self.ways.get()
    for way in [TwoWays.Way.keys, .command] {
      let line = try ways.text(of: number, way).split(separator: "\n").first { $0.hasPrefix("\(field): ") }
      #expect((line?.count ?? 0) > field.count + 2, "\(way)")
    }
  }

  @Test("Records count by the year that the settings name, by keys and by command", arguments: ["roc", "gregorian"])
  func years(_ year: String) throws {
    let ways = try TwoWays(settings: ["organisation": "測試學院", "number_year": year])
    let filler = try MinimumRecordTests.filler.get()
    let version = try #require(
      try filler.desk.history(of: try filler.record(of: "incident-notice")).get().first)
    try ways.fill(version.form.id, version.content, remarks: "年度")
    let number = year == "roc" ? "INC-115-0001" : "INC-2026-0001"
    let keys = try ways.text(of: number, .keys)
    let difference = TwoWays.difference(keys, try ways.text(of: number, .command))
    #expect(difference == [])
  }
}

import Domain
import FileStore
import TestKit
import Testing

/// What the first entry says of a store, and the one zone that follows from it.
@Suite("What a store is, and its clock")
struct StoreTimeTests {
  private let temporary: TemporaryFolder

  init() throws { temporary = try TemporaryFolder() }

  private func create(_ clock: StoreClock, isForTests: Bool = false) throws -> (store: FileStore, folder: String) {
    let folder = try temporary.folder(isForTests ? "tests" : "plain")
    let store = try FileStore.create(
      at: folder + "/store", organisation: "某醫院", isForTests: isForTests,
      by: Cast.wang, indexer: TestIndexer(), indexFolder: folder + "/cache", clock: clock)
    return (store, folder)
  }

  private func clock(_ text: String, test: String? = nil, zone: String? = nil) throws -> StoreClock {
    let moment = try #require(Moment(text))
    return StoreClock(
      { moment }, test: test.flatMap { Moment($0) }, zone: zone.flatMap { LocalZones.zone($0) },
      finder: { LocalZones.zone($0) })
  }

  @Test("The first entry says what the store is, and everything reads it from there")
  func firstEntry() throws {
    let (store, folder) = try create(try clock("2026-11-22T06:20:05Z", zone: "Asia/Taipei"))
    let journal = try TestFiles.text(folder + "/store/journal/main/2026/2026-11-22.rec")
    for line in [
      "Action: created", "Saved_at: 2026-11-22T14:20:05+08:00", "Saved_by: wang.xm 王小明", "Site: main", "Sequence: 1",
      "Format: 2", "Store: \(store.description.id)", "Shared: no", "Copies: all", "Time_zone: Asia/Taipei",
    ] { #expect(journal.contains("\n\(line)\n"), "\(line)") }
    #expect(!journal.contains("Made_for"))
    let facts = store.facts
    #expect(facts.timeZone == "Asia/Taipei" && facts.sequence == 1 && !facts.isForTests && store.namesTimeZone)
    let again = try FileStore.open(
      at: folder + "/store", indexer: TestIndexer(), indexFolder: folder + "/other",
      clock: try clock("2026-11-22T06:20:05Z"))
    #expect(again.facts == facts && again.clock.zone?.text == "Asia/Taipei")
    #expect(again.clock.now.text == "2026-11-22T14:20:05+08:00")
  }

  @Test("A time given for tests counts in a store that was made for tests, and in no other")
  func testTime() throws {
    let given = "2020-01-01T00:00:00+00:00"
    let (plain, folder) = try create(try clock("2026-11-22T14:20:05+08:00"))
    let opened = try FileStore.open(
      at: plain.root, indexer: TestIndexer(), indexFolder: folder + "/cache",
      clock: try clock("2026-11-22T14:20:06+08:00", test: given))
    #expect(opened.clock.now.text == "2026-11-22T14:20:06+08:00")
    #expect(opened.openingFindings.map(\.rule) == ["clock"] && opened.openingFindings[0].severity == .warning)

    let (made, other) = try create(
      try clock("2026-11-22T14:20:05+08:00", test: given, zone: "+08:00"), isForTests: true)
    #expect(made.facts.isForTests)
    let again = try FileStore.open(
      at: made.root, indexer: TestIndexer(), indexFolder: other + "/cache",
      clock: try clock("2026-11-22T14:20:06+08:00", test: given))
    #expect(again.clock.now.text == "2020-01-01T08:00:00+08:00" && again.openingFindings.isEmpty)
  }

  @Test("The settings name the zone; the journal, the clock and lists follow at once and at the next opening")
  func settings() throws {
    let (store, folder) = try create(try clock("2026-11-22T06:20:00Z", zone: "+08:00"))
    func settings(_ zone: String, _ record: RecordName) throws -> Version {
      try store.save(
        NewVersion(
          form: FormReference(id: "settings", version: 1), title: "設定", record: record, status: .saved, action: .amend,
          savedBy: Cast.wang, reason: nil,
          content: Content(fields: [Content.Field(id: "time_zone", values: [zone])]), draft: nil)
      ).version
    }
    let first = try settings("Asia/Tokyo", .named("SET"))
    #expect(store.clock.zone?.text == "Asia/Tokyo" && store.clock.now.text == "2026-11-22T15:20:00+09:00")
    #expect(
      try settings("America/New_York", .existing("SET", base: first.number)).savedAt.text == "2026-11-22T15:20:00+09:00"
    )
    let again = try FileStore.open(
      at: store.root, indexer: TestIndexer(), indexFolder: folder + "/cache", clock: try clock("2026-11-22T06:20:00Z"))
    #expect(again.clock.now.text == "2026-11-22T01:20:00-05:00")
    #expect(again.clock.placed(try #require(Moment("2026-07-01T00:00Z"))).text == "2026-06-30T20:00-04:00")
  }

  @Test("A zone that this machine does not know is told, and the offset of the last entry holds meanwhile")
  func unknownZone() throws {
    let (store, folder) = try create(try clock("2026-11-22T06:20:00Z", zone: "Asia/Taipei"))
    let machine = try #require(Moment("2026-11-22T06:20:00Z"))
    // A machine without tzdata.
    let opened = try FileStore.open(
      at: store.root, indexer: TestIndexer(), indexFolder: folder + "/cache", clock: StoreClock({ machine }))
    #expect(opened.openingFindings.map(\.rule) == ["time-zone"])
    #expect(opened.clock.now.text == "2026-11-22T14:20:00+08:00")
  }

  @Test("Zones are read as they are written, and refused where nobody knows them")
  func zones() throws {
    for (text, offset) in [("UTC", 0), ("+08:00", 480), ("-03:30", -210), ("Asia/Taipei", 480), ("Asia/Kolkata", 330)] {
      let zone = try #require(LocalZones.zone(text), "\(text)")
      #expect(zone.text == text && zone.offset(at: 1_790_000_000) == offset)
    }
    for text in ["", "Asia", "asia/taipei", "Mars/Base", "../etc/passwd", "/etc/localtime", "+8", "+15:00", "CST-8"] {
      #expect(LocalZones.zone(text) == nil, "\(text)")
    }
  }

  @Test("An hour that comes twice or never is nobody's guess")
  func putBack() throws {
    let berlin = try #require(LocalZones.zone("Europe/Berlin"))
    let night = try #require(TimeOfDay("02:30"))
    let back = try #require(Day("2026-10-25"))
    #expect(berlin.moments(back, night).map(\.text) == ["2026-10-25T02:30+02:00", "2026-10-25T02:30+01:00"])
    #expect(berlin.moments(try #require(Day("2026-03-29")), night).isEmpty)
    let clock = StoreClock({ Moment(seconds: 0, offset: 0) }, zone: berlin)
    let type = MomentType(clock)
    let field = Field(id: "x", type: type, label: Phrase(zh: "x", en: "x"))
    let context = ReadingContext(now: clock.now, records: NoRecords())
    guard case .failure(let twice) = type.read("2026-10-25 02:30", field, context),
      case .failure(let never) = type.read("2026-03-29 02:30", field, context)
    else {
      Issue.record("was taken")
      return
    }
    #expect(twice.message.en.contains("2026-10-25T02:30+02:00") && never.message.en.contains("put forward"))
    #expect(try type.read("2026-10-25T02:30+01:00", field, context).get() == "2026-10-25T02:30+01:00")
    #expect(try type.read("2026-07-01 12:00", field, context).get() == "2026-07-01T12:00+02:00")
    // Another offset is the same instant, kept and shown as the store's clocks show it.
    #expect(try type.read("2026-07-01T12:00Z", field, context).get() == "2026-07-01T14:00+02:00")
    #expect(type.shown("2026-07-01T12:00+00:00", field, .en) == "2026-07-01 14:00")
    #expect(field.isSame(["2026-07-01T12:00+00:00"], ["2026-07-01T14:00+02:00"]))
  }

  @Test("A list sorts instants as instants, whatever offset they were written with")
  func sorting() throws {
    let (store, folder) = try create(try clock("2026-11-22T14:20:00+08:00"))
    let opened = try FileStore.open(
      at: store.root, indexer: TestIndexer(fingerprint: "m", columns: [ListColumn(id: "title", isMoment: true)]),
      indexFolder: folder + "/moments", clock: try clock("2026-11-22T14:20:00+08:00"))
    let texts = ["2026-11-22T13:00+08:00", "2026-11-22T04:00Z", "2026-11-22T09:00-05:00", "2026-11-22T13:30+09:00"]
    for text in texts {
      _ = try opened.save(
        .incident(.numbered(.incidents), content: Content(fields: [Content.Field(id: "title", values: [text])])))
    }
    let rows = try opened.list(ListQuery(form: "incident-notice", sort: .column(0))).rows
    #expect(rows.map { $0.columns[0] } == [texts[1], texts[3], texts[0], texts[2]])
  }

  @Test(
    "Where the clock disagreed, both times are known: the row, the version, and a search of the journal by either day")
  func bothTimes() throws {
    let test = try TestStore()
    test.clock.set("2030-01-01T00:00:00+08:00")
    _ = try test.save("未來")
    test.clock.set("2026-11-23T09:00:00+08:00")
    let version = try test.save("撥回")
    #expect(
      version.savedAt.text.hasPrefix("2030-01-01T00:00:0") && version.clockSaid?.text == "2026-11-23T09:00:01+08:00")
    let row = try #require(try test.store.list(ListQuery(filter: version.record)).rows.first)
    #expect(row.clockSaid?.seconds == version.clockSaid?.seconds)
    #expect(version.savedTime(test.store.clock).en == "2030-01-01 00:00 (clock 2026-11-23 09:00)")
    for day in ["2026-11-23", "2030-01-01"] {
      let found = try test.store.journal(JournalQuery(from: Day(day), to: Day(day)))
      #expect(found.items.contains { $0.seal == version.seal }, "\(day)")
    }
    let other = try test.store.journal(JournalQuery(from: Day("2026-11-24"), to: Day("2026-12-31")))
    #expect(other.items.isEmpty)
  }
}

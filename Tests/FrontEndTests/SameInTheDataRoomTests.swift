import Desk
import Domain
import TestKit
import Testing

/// What is typed at the shared terminal and what the same person saves at a desk, as a command does.
@Suite("The same is saved at the shared terminal as by command", .serialized) @MainActor
struct SameInTheDataRoomTests {
  /// Repeats what was saved in one store at the desk of another one, and compares the files.
  private func compare(_ kiosk: KioskStore, from sequence: Int, _ other: KioskStore, _ forms: [String]) throws
    -> Int
  {
    var versions: [Version] = []
    for form in forms {
      for record in try kiosk.records(of: form) {
        versions += try kiosk.desk.history(of: record.record).get().filter { $0.sequence > sequence }
      }
    }
    var compared = 0
    for version in versions.sorted(by: { $0.sequence < $1.sequence }) {
      guard [.create, .amend].contains(version.action) else { continue }
      let form = try #require(other.catalogue.form(version.form))
      let content = TwoWays.typed(version.content, form)
      other.clock.advance(milliseconds: (version.savedAt.seconds - other.clock.now.seconds) * 1_000)
      let desk = other.desk.attended(by: version.savedBy)
      let submission =
        version.action == .create
        ? Submission(new: form.id, desk.blank(form.id, content))
        : Submission(
          amending: version.record, base: version.number - 1, to: content, reason: version.reason ?? "")
      let saved = try desk.submit(submission).get().version
      desk.finishSaves()
      #expect(saved.record == version.record && saved.number == version.number)
      let difference = TwoWays.difference(
        try TwoWays.text(of: version.record, version.number, in: kiosk.desk.root),
        try TwoWays.text(of: version.record, version.number, in: other.desk.root)
        // The seal of the version before it, and seals chain whole journals.
      ).filter { !$0.dropFirst(2).hasPrefix("Previous: ") }
      #expect(difference == [], "\(version.record).v\(version.number)")
      compared += 1
    }
    return compared
  }

  private func opened() throws -> String { "6hsu.yt<Enter>\(try #require(KioskStore.pins["hsu.yt"]))<Enter>" }

  @Test("A shift that is opened, a vendor who signs in, and who signs out")
  func visitor() throws {
    let (kiosk, other) = (try KioskStore(), try KioskStore())
    for fixture in [kiosk, other] {
      try fixture.enter(Cast.tsai, at: "14:00")
      try fixture.visit(from: "2026-11-20T10:00+08:00", to: "2026-11-20T11:00+08:00")
    }
    let before = kiosk.desk.sequence
    try kiosk.run(try opened() + "1何<Enter>王<Enter><Enter>V-03<Enter>y<Enter>")
    kiosk.clock.advance(minutes: 5)
    let unlock = "\(try #require(KioskStore.pins["hsu.yt"]))<Enter>"
    let terminal = try kiosk.run(unlock + "2何<Enter><Enter>y<Enter>")
    let compared = try compare(kiosk, from: before, other, ["shift", "entry-log"])
    #expect(compared >= 2, "\(terminal.screen)")
    #expect(try kiosk.newest("entry-log")?.content["person_name"] == ["何師傅"])
  }

  @Test("A shift that is opened, and an entry that corrects another")
  func correction() throws {
    let (kiosk, other) = (try KioskStore(), try KioskStore())
    for fixture in [kiosk, other] { try fixture.enter(Cast.tsai, at: "09:00") }
    let before = kiosk.desk.sequence
    let terminal = try kiosk.run(try opened() + "81<Enter><Ctrl+S>")
    #expect(try compare(kiosk, from: before, other, ["shift", "entry-log"]) == 2, "\(terminal.screen)")
    #expect(try kiosk.newest("entry-log")?.content["corrects"].count == 1)
  }

  @Test("A form of the terminal at its minimum, key by key", arguments: [("patrol", "3"), ("equipment-test", "4")])
  func form(_ id: String, _ key: String) throws {
    // What it needs is found in a store of its own, and is in both others.
    let model = try KioskStore()
    let filler = MinimumFiller(
      catalogue: model.catalogue, desk: model.desk, me: Cast.wang, now: model.clock.now,
      wanted: SigningWorld.wanted)
    filler.people = [Cast.hsu.id, Cast.tsai.id, Cast.wang.id]
    filler.units = ["org"]
    var made: [String] = []
    filler.wasMade = { made.append($0) }
    let number = try filler.record(of: id)
    let (kiosk, other) = (try KioskStore(), try KioskStore())
    for record in made where record != number {
      let version = try model.version(record)
      let form = try #require(model.catalogue.form(version.form))
      for fixture in [kiosk, other] {
        try fixture.save(form.id, by: Cast.wang, TwoWays.typed(version.content, form))
      }
    }
    let form = try #require(kiosk.catalogue.form(id))
    let before = kiosk.desk.sequence
    let typist = try Typist(
      form, try model.version(number).content, at: kiosk, keys: try opened() + key)
    try typist.fillHere()
    kiosk.desk.finishSaves()
    #expect(try compare(kiosk, from: before, other, ["shift", id]) == 2, "\(typist.screen)")
    #expect(try kiosk.newest(id)?.savedBy == Cast.hsu)
  }
}

import Definitions
import Domain
import Desk
import Foundation
import TestKit
import Testing

/// Every form can be filled in and saved with no more than it asks for, and amended afterwards, by the keys of the
/// running program.
@Suite("Every form at its minimum", .serialized) @MainActor
struct MinimumRecordTests {
  nonisolated static let catalogue = ScreensCatalogue.shipped()

  /// One store for all forms, because they refer to each other.
  static let filler = Result { try makeFiller() }
  /// The numbers of what was filled in, in the order in which it was saved.
  private(set) static var made: [String] = []

  nonisolated static let forms = catalogue.heads().filter { !$0.procedure.isEmpty }.map(\.id)

  @Test("Saves, and saves again after an amendment", arguments: forms)
  func saves(_ form: String) throws {
    let filler = try Self.filler.get()
    let number = try filler.record(of: form)
    #expect(try filler.amend(number).number == 2)
    #expect(filler.desk.records.record(number)?.version == 2)
  }

  @Test("What the table of wanted values names is there")
  func wanted() throws {
    for (id, values) in SigningWorld.wanted(by: ["minimum.txt"]) {
      let form = try #require(Self.catalogue.form(id), "\(id)")
      for value in values {
        let parts = value.place.split(separator: ".").map(String.init)
        let field = try #require(form.field(parts[0]), "\(id) \(value.place)")
        if parts.count == 3 { #expect(field.column(parts[2]) != nil, "\(id) \(value.place)") }
      }
    }
  }

  private static let folder = Result { try TemporaryFolder() }

  private static func makeFiller() throws -> MinimumFiller {
    let folder = try folder.get()
    let desk = try makeStore(in: folder, "minimum")
    let evidence = try folder.write("佐證", to: "evidence.txt")
    let filler = MinimumFiller(
      catalogue: catalogue, desk: desk, me: Cast.wang, now: now, wanted: SigningWorld.wanted(by: ["minimum.txt"]))
    filler.saving = { form, content, number, reason in
      let typist = Typist(form, content, at: desk, evidence: evidence)
      guard let number else { return try desk.look(at: typist.saveNew()).get().version }
      try typist.amend(number, because: reason)
      return try desk.look(at: number).get().version
    }
    filler.wasMade = { made.append($0) }
    return filler
  }

  /// 2026-11-20 is a Friday.
  nonisolated static let now = Moment("2026-11-20T10:00:00+08:00") ?? Moment(seconds: 0, offset: 480)

  /// A personal store with the units and people that records name; `settings` are those that are not as usual.
  static func makeStore(
    in folder: TemporaryFolder, _ name: String, settings: KeyValuePairs<String, String> = [:]
  ) throws -> Desk {
    // Wang is the user who runs the tests, as commands ask it.
    let desk = try Desk.make(
      in: folder, catalogue, as: name, beginning: Organisation.three(login: NSUserName()).beginning, clock: { now }
    ) { $0.isForTests = true }
    if !settings.isEmpty {
      _ = try desk.submit(Submission(new: "settings", desk.blank("settings", .of(settings)))).get()
    }
    return desk
  }
}

import Definitions
import Domain
import Desk
import Foundation
import Testing

/// Every form can be filled in and saved with no more than it asks for, and amended afterwards.
@Suite("Every form at its minimum", .serialized) @MainActor
struct MinimumRecordTests {
  private nonisolated static let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  nonisolated static let catalogue = ScreensCatalogue(
    folder: tests.deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Screens").path,
    overrides: nil)

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
    for (id, values) in Self.wanted {
      let form = try #require(Self.catalogue.form(id), "\(id)")
      for value in values {
        let parts = value.place.split(separator: ".").map(String.init)
        let field = try #require(form.field(parts[0]), "\(id) \(value.place)")
        if parts.count == 3 { #expect(field.column(parts[2]) != nil, "\(id) \(value.place)") }
      }
    }
  }

  /// Lines `form place = text | text`; `{form}` stands for the number of a record of that form.
  private static let wanted: [String: [(place: String, texts: [String])]] = {
    // A table that cannot be read wants nothing, and the forms that need it say so.
    let text = (try? String(contentsOf: tests.appendingPathComponent("Fixtures/minimum.txt"), encoding: .utf8)) ?? ""
    var result: [String: [(place: String, texts: [String])]] = [:]
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let sides = line.components(separatedBy: " = ")
      let places = sides[0].split(separator: " ").map(String.init)
      guard sides.count == 2, places.count == 2 else { continue }
      result[places[0], default: []].append((places[1], sides[1].components(separatedBy: " | ")))
    }
    return result
  }()

  private static func makeFiller() throws -> MinimumFiller {
    let folder = NSTemporaryDirectory() + "minimum-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let desk = try makeStore(in: folder)
    let filler = MinimumFiller(catalogue: catalogue, desk: desk, me: me, now: now, wanted: wanted)
    filler.wasMade = { made.append($0) }
    return filler
  }

  nonisolated static let me = PersonName(id: "wang.xm", name: "王小明")
  /// 2026-11-20 is a Friday.
  nonisolated static let now = Moment("2026-11-20T10:00:00+08:00") ?? Moment(seconds: 0, offset: 480)

  /// A personal store with the units and people that records name; `settings` are those that are not as usual.
  static func makeStore(in folder: String, settings: KeyValuePairs<String, String> = [:]) throws -> Desk {
    var request = StoreRequest(path: folder + "/store", organisation: "測試學院", person: me)
    request.isForTests = true
    let now = now
    let desk = try Desk.make(
      request, catalogue: catalogue, language: .zhTW, indexFolder: folder + "/index", beginning: [], clock: { now })
    func register(_ id: String, _ fields: KeyValuePairs<String, String>) throws {
      var content = Content()
      for (field, value) in fields { content[field] = [value] }
      _ = try desk.submit(Submission(new: id, desk.blank(id, content))).get()
    }
    for (id, name) in [("org", "測試學院"), ("IT", "資訊處")] {
      try register("unit", ["id": id, "name": name, "active": "yes"])
    }
    for (id, name) in [("wang.xm", "王小明"), ("lee.dh", "李大華"), ("lin.yc", "林怡君")] {
      // Wang is the user who runs the tests, as commands ask it.
      try register(
        "person",
        [
          "id": id, "name": name, "unit": "org", "active": "yes", "roles": "administrator",
          "login": id == me.id ? NSUserName() : id,
        ])
    }
    if !settings.isEmpty { try register("settings", settings) }
    return desk
  }
}

import Definitions
import Desk
import Domain
import Foundation
import Testing

/// Every form that is signed, from the least that can be saved to the end of its chain.
@Suite("What a step needs is asked of its person when it is signed", .serialized) @MainActor
struct StepsOfFormsTests {
  private nonisolated static let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  private nonisolated static let catalogue = ScreensCatalogue(
    folder: tests.deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Screens").path,
    overrides: nil)
  private nonisolated static let forms = catalogue.heads().map(\.id).filter { catalogue.form($0)?.chain != nil }

  /// One store for all forms, because they refer to each other.
  private static let walker = Result { try makeWalker() }

  @Test(
    "The least that can be saved comes to the end of its chain, and can be saved again wherever it is sent back",
    arguments: forms)
  func comesToItsEnd(_ form: String) throws {
    let walker = try Self.walker.get()
    let walk = try walker.walk(of: form)
    #expect(walk.problems == [])
    let end = try walker.end(walk.number)
    #expect(end.status.isEnd)
    #expect(end.missing == [], "closed without what its steps need")
    #expect(walk.asked == Self.asked[form] ?? [], "\(form)")
    if ProcessInfo.processInfo.environment["ISMSBOOK_RECORD"] != nil {
      let lines = walk.asked.map { "\(form) \($0)\n" }.joined()
      let url = URL(fileURLWithPath: NSTemporaryDirectory() + "asked-at-steps.txt")
      let before = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
      try (before + lines).write(to: url, atomically: true, encoding: .utf8)
    }
  }

  @Test("The table of what is asked names forms that there are")
  func table() {
    #expect(Set(Self.asked.keys).isSubset(of: Self.forms))
    for key in Self.wanted.keys {
      #expect(Self.catalogue.form(key.split(separator: "@").first.map(String.init) ?? "") != nil, "\(key)")
    }
  }

  /// Lines `form step: field, table.column`.
  private nonisolated static let asked: [String: [String]] = {
    var result: [String: [String]] = [:]
    for line in lines("asked-at-steps.txt") {
      let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
      if parts.count == 2 { result[parts[0], default: []].append(parts[1]) }
    }
    return result
  }()

  /// Lines `form place = text | text` for the first save, `form@step place = text` for what a step asks for.
  private nonisolated static let wanted: [String: [(place: String, texts: [String])]] = {
    var result: [String: [(place: String, texts: [String])]] = [:]
    for line in lines("minimum.txt") + lines("minimum-shared.txt") {
      let sides = line.components(separatedBy: " = ")
      let places = sides[0].split(separator: " ").map(String.init)
      guard sides.count == 2, places.count == 2 else { continue }
      // What a shared store wants of a field stands in the second file, and wins.
      result[places[0], default: []].removeAll { $0.place == places[1] }
      result[places[0], default: []].append((places[1], sides[1].components(separatedBy: " | ")))
    }
    return result
  }()

  private nonisolated static func lines(_ name: String) -> [String] {
    // A table that cannot be read asks for nothing, and the forms that need it say so.
    let text = (try? String(contentsOf: tests.appendingPathComponent("Fixtures/\(name)"), encoding: .utf8)) ?? ""
    return text.split(separator: "\n").map(String.init).filter { !$0.hasPrefix("#") }
  }

  private static func makeWalker() throws -> ChainWalker {
    let folder = NSTemporaryDirectory() + "steps-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    // 2026-11-20 is a Friday.
    let now = try #require(Moment("2026-11-20T10:00:00+08:00"))
    let me = PersonName(id: "wang.xm", name: "王小明")
    let desk = try Desk.make(
      StoreRequest(path: folder + "/store", organisation: "測試學院", person: me, isShared: true), catalogue: catalogue,
      language: .zhTW, secretCost: SharedStore.cost, indexFolder: folder + "/index", beginning: try everybody(),
      clock: { now })
    let filler = MinimumFiller(catalogue: catalogue, desk: desk, me: me, now: now, wanted: wanted)
    // Whoever a record names is somebody else than who fills it in, so that they can sign.
    filler.people = ["lee.dh", "lin.yc", "wang.xm"]
    filler.units = ["org", "IT"]
    return ChainWalker(filler, wanted: wanted)
  }

  /// A unit above, two below with a head each, and two people in every role.
  private static func everybody() throws -> [(Desk) -> [Submission]] {
    let new = { (form: String, values: KeyValuePairs<String, String>) in
      { (desk: Desk) in
        var content = Content()
        for (id, value) in values { content[id] = [value] }
        return [Submission(new: form, desk.blank(form, content))]
      }
    }
    var steps = [new("unit", ["id": "TOP", "name": "校長室", "active": "yes"])]
    for (id, name) in [("org", "測試學院"), ("IT", "資訊處")] {
      steps.append(new("unit", ["id": id, "name": name, "active": "yes", "parent": "TOP"]))
    }
    for (id, name, unit, roles) in [
      ("wang.xm", "王小明", "org", "administrator"), ("lee.dh", "李大華", "IT", "operations"),
      ("lin.yc", "林怡君", "IT", "operations"), ("admin.it", "系統管理", "IT", "administrator"),
      ("head.org", "院主任", "org", "manager"),
      ("head.it", "處主任", "IT", "manager"), ("head.top", "校主任", "TOP", "manager"),
    ] {
      steps.append(new("person", ["id": id, "name": name, "unit": unit, "active": "yes", "roles": roles]))
    }
    for role in try #require(catalogue.choiceList("roles")).items where role.id != "administrator" {
      for unit in ["TOP", "IT"] {
        let id = "\(role.id).\(unit.lowercased())"
        let name = role.label.zh + unit
        steps.append(new("person", ["id": id, "name": name, "unit": unit, "active": "yes", "roles": role.id]))
      }
    }
    for (unit, head) in [("org", "head.org"), ("IT", "head.it"), ("TOP", "head.top")] {
      steps.append { desk in
        var content = desk.records.record(unit)?.content ?? Content()
        content["head"] = [head]
        return [Submission(amending: unit, base: 1, to: content, reason: "單位主管")]
      }
    }
    return steps
  }
}

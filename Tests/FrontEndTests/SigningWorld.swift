import Definitions
import Desk
import Domain
import Foundation

/// Three shared stores that are alike until something is done in one of them: people in every role, nothing else.
@MainActor
final class SigningWorld {
  private nonisolated static let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  nonisolated static let catalogue = ScreensCatalogue(
    folder: tests.deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Screens").path,
    overrides: nil)
  /// A Friday.
  nonisolated static let now = Moment("2026-11-20T10:00:00+08:00") ?? Moment(seconds: 0, offset: 480)
  nonisolated static let me = PersonName(id: "wang.xm", name: "王小明")

  let first: Desk
  let second: Desk
  let third: Desk
  /// Fills records in at the first.
  let filler: MinimumFiller
  let folder: String
  /// The last entry that all have.
  private let common: Int

  init() throws {
    folder = NSTemporaryDirectory() + "signing-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    var request = StoreRequest(path: folder + "/first", organisation: "測試學院", person: Self.me, isShared: true)
    request.isForTests = true
    first = try Desk.make(
      request, catalogue: Self.catalogue, language: .zhTW, secretCost: SharedStore.cost,
      indexFolder: folder + "/first-index",
      beginning: Self.everybody(), clock: { Self.now })
    common = first.sequence
    second = try Self.copy(folder, "second")
    third = try Self.copy(folder, "third")
    filler = Self.filler(at: first)
    // What records of the first refer to.
    let evidence = folder + "/evidence.txt"
    try Data("佐證".utf8).write(to: URL(fileURLWithPath: evidence))
    for desk in [second, third] { _ = try desk.attach(path: evidence).get() }
  }

  /// A store that continues from where the first is.
  private static func copy(_ folder: String, _ name: String) throws -> Desk {
    try FileManager.default.copyItem(atPath: folder + "/first", toPath: "\(folder)/\(name)")
    return try Desk.open(
      at: "\(folder)/\(name)", catalogue: catalogue, person: me, language: .zhTW, secretCost: SharedStore.cost,
      readsWhole: true, indexFolder: "\(folder)/\(name)-index", clock: { now })
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// Whoever a record names is somebody else than who fills it in, so that they can sign.
  static func filler(at desk: Desk) -> MinimumFiller {
    let filler = MinimumFiller(catalogue: catalogue, desk: desk, me: me, now: now, wanted: wanted)
    filler.people = ["lee.dh", "lin.yc", "wang.xm"]
    filler.units = ["org", "IT"]
    return filler
  }

  static func secret(of person: PersonName) -> String { "pass-\(person.id)-2026" }

  // MARK: - What was saved

  /// Every version that only the first has, in the order in which they were saved.
  func versionsOfFirst() throws -> [Version] {
    var versions: [Version] = []
    var known: Set<String> = []
    for texts in try Self.texts(of: first).values {
      for name in texts.keys {
        guard let number = name.firstRange(of: /\.v[0-9]+\.rec$/).map({ String(name[..<$0.lowerBound]) }),
          known.insert(number).inserted
        else { continue }
        versions += try first.history(of: number).get()
      }
    }
    return versions.filter { $0.sequence > common }.sorted { $0.sequence < $1.sequence }
  }

  /// The texts of a store's version files, by form and file name.
  static func texts(of desk: Desk) throws -> [String: [String: String]] {
    desk.finishSaves()
    let records = desk.root + "/records"
    var texts: [String: [String: String]] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: records) where path.hasSuffix(".rec") {
      let parts = path.split(separator: "/").map(String.init)
      texts[parts[0], default: [:]][parts[parts.count - 1]] = try String(
        contentsOfFile: "\(records)/\(path)", encoding: .utf8)
    }
    return texts
  }

  // MARK: - Who there is

  /// A unit above, two below with a head each, and two people in every role.
  static func everybody() -> [(Desk) -> [Submission]] {
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
    var people = [
      ("wang.xm", "王小明", "org", "administrator"), ("lee.dh", "李大華", "IT", "operations"),
      ("lin.yc", "林怡君", "IT", "operations"), ("admin.it", "系統管理", "IT", "administrator"),
      ("head.org", "院主任", "org", "manager"), ("head.it", "處主任", "IT", "manager"),
      ("head.top", "校主任", "TOP", "manager"),
    ]
    for role in catalogue.choiceList("roles")?.items ?? [] where role.id != "administrator" {
      for unit in ["TOP", "IT"] {
        people.append(("\(role.id).\(unit.lowercased())", role.label.zh + unit, unit, role.id))
      }
    }
    for (id, name, unit, role) in people {
      steps.append(new("person", ["id": id, "name": name, "unit": unit, "active": "yes", "roles": role]))
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

  // MARK: - What forms want

  /// Lines `form place = text | text` for the first save, `form@step place = text` for what a step asks for.
  nonisolated static let wanted: [String: [(place: String, texts: [String])]] = {
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

  nonisolated static func lines(_ name: String) -> [String] {
    // A table that cannot be read asks for nothing, and the forms that need it say so.
    let text = (try? String(contentsOf: tests.appendingPathComponent("Fixtures/\(name)"), encoding: .utf8)) ?? ""
    return text.split(separator: "\n").map(String.init).filter { !$0.hasPrefix("#") }
  }
}

import Definitions
import Domain
import Desk
import Foundation
import Terminal
import Testing

@testable import FrontEnd

/// Runs every file of `Golden/`: size, language, store and keys at its head, the screen they lead to below.
///
/// With `ISMSBOOK_RECORD=1` in the environment the screens are written anew; look at the difference before keeping it.
@Suite("Golden screens of the shipped definitions", .serialized) @MainActor
struct GoldenScreenTests {
  nonisolated static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Golden")

  nonisolated static let names: [String] =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter { $0.hasSuffix(".txt") }.sorted()

  nonisolated static let clock: @Sendable () -> Moment = {
    Moment("2026-11-22T14:20:05+08:00") ?? Moment(seconds: 0, offset: 480)
  }

  @Test("There are files to run")
  func there() { #expect(Self.names.count >= 12) }

  @Test("The keys of a file lead to its screen", arguments: names)
  func golden(_ name: String) throws {
    let file = Self.folder.appendingPathComponent(name)
    let text = try String(contentsOf: file, encoding: .utf8)
    let parts = text.components(separatedBy: "\n----\n")
    var head: [String: String] = [:]
    for line in parts[0].split(separator: "\n") {
      let pair = line.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
      if pair.count == 2 { head[pair[0]] = pair[1] }
    }
    let shown = try screen(head)
    if ProcessInfo.processInfo.environment["ISMSBOOK_RECORD"] != nil {
      try "\(parts[0])\n----\n\(shown)\n".write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(parts.count > 1 && parts[1] == shown + "\n", "\(name) shows\n\(shown)")
  }

  /// The same store each time, so that its seals are the same on every screen.
  static let storeID = String(repeating: "0123456789abcdef", count: 2)

  private func screen(_ head: [String: String]) throws -> String {
    let root = Self.folder.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let catalogue = ScreensCatalogue(folder: root.appendingPathComponent("Screens").path, overrides: nil)
    let temporary = NSTemporaryDirectory() + "golden-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: temporary, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: temporary) }
    let me = PersonName(id: "wang.xm", name: "王小明")
    let make = { (request: StoreRequest) -> Result<Desk, StoreProblem> in
      do throws(StoreProblem) {
        let store = try FileStore.create(
          at: temporary + "/made", organisation: request.organisation, id: Self.storeID,
          indexer: CatalogueIndexer(catalogue: catalogue),
          indexFolder: temporary + "/index", clock: Self.clock)
        return .success(
          Desk(store: store, catalogue: catalogue, person: request.person, language: .zhTW, clock: Self.clock))
      } catch { return .failure(error) }
    }
    var store: FileStore?
    let isShared = head["store"] == "shared"
    if head["store"] != "none" {
      let made = try FileStore.create(
        at: temporary + "/store", organisation: "測試學院", isShared: isShared, id: Self.storeID,
        indexer: CatalogueIndexer(catalogue: catalogue), indexFolder: temporary + "/index", clock: Self.clock)
      if isShared {
        let shared = try SharedStore(made, catalogue, now: Self.clock())
        try shared.fillRequests()
        if let entries = head["entries"] { try shared.fillEntries(allSigned: entries == "signed") }
        if let locked = SharedStore.everybody.first(where: { $0.id == head["locked"] }) { try shared.lock(locked) }
      } else {
        try fill(made, catalogue, me)
      }
      if head["texts"] == "yes" { try keepTexts(made, catalogue, me) }
      if head["also"] == "cycle" { try fillCycle(made, catalogue, me) }
      store = made
    }
    let size = try #require(Size(head["size"] ?? "80x24"))
    let person = SharedStore.everybody.first { $0.id == head["person"] } ?? me
    let desk = store.map {
      Desk(
        store: $0, catalogue: catalogue, person: person, language: .zhTW, secretCost: SharedStore.cost,
        clock: Self.clock)
    }
    var configuration = Application.Configuration(
      catalogue: catalogue, desk: desk, person: person, isKnown: head["known"] != "no",
      language: head["language"] == "en" ? .en : .zhTW, proposedStore: "/home/wang/.local/share/ismsbook",
      clock: Self.clock, ticks: { 0 }, login: "wang", createStore: make)
    configuration.isAuthenticated = head["person"] != nil
    if let seconds = head["idle"].flatMap(Int.init) { return try afterIdling(seconds, head, configuration) }
    let terminal = try ScriptedTerminal(size: size, script: head["keys"] ?? "")
    _ = Application(terminal: terminal, configuration: configuration).run()
    return head["marks"] == "yes" ? terminal.canvas.markedText(colors: false) : terminal.screen
  }

  /// After the keys nobody presses one for some seconds; `then` are keys after that.
  private func afterIdling(
    _ seconds: Int, _ head: [String: String], _ configuration: Application.Configuration
  ) throws -> String {
    let clock = KioskFixture.Clock()
    var configuration = configuration
    configuration.clock = { clock.now }
    configuration.ticks = { clock.ticks }
    let terminal = try WaitingTerminal(
      [.keys(head["keys"] ?? ""), .wait(seconds: seconds), .keys(head["then"] ?? "")], clock: clock)
    _ = Application(terminal: terminal, configuration: configuration).run()
    return terminal.screen
  }

  /// An analysis and the one of the next year, in which a row is changed, one removed and one added.
  private func fillCycle(_ store: FileStore, _ catalogue: ScreensCatalogue, _ me: PersonName) throws {
    let form = try #require(catalogue.form("context-analysis"))
    let desk = desk(store, catalogue, me)
    let entry = Entry(form: form, now: Self.clock(), me: me, records: desk.records)
    func save(_ content: Content) throws -> Version {
      try desk.submit(Submission(new: form.id, entry.withDefaults(content))).get().version
    }
    func issue(_ topic: String, _ issue: String, _ effect: String, side: String = "internal") -> Row {
      Row(["side": side, "topic": topic, "issue": issue, "effect": effect, "action": "列入計畫"])
    }
    var first = Content()
    for (id, text) in ["climate_relevant": "no", "climate_reason": "與資訊安全無關，每年再看。", "summary": "議題已檢討。"] {
      first[id] = [text]
    }
    first[rows: "issues"] = [
      issue("people", "資安人力只有兩人", "risk"), issue("technical", "攻擊手法翻新", "risk", side: "external"),
      issue("organization", "新設資安專責單位", "opportunity"),
    ]
    first[rows: "parties"] = [
      Row([
        "party": "主管機關", "side": "external", "needs": "時限內通報", "requirement_kind": "law", "climate": "no",
        "in_isms": "included", "how": "依通報作業",
      ])
    ]
    let earlier = try save(first)
    var second = entry.continued(from: RecordValue(earlier))
    second["summary"] = ["議題有增減。"]
    second[rows: "issues"].remove(at: 2)
    second[rows: "issues"][0]["issue"] = ["資安人力增為三人"]
    second[rows: "issues"].append(issue("culture", "遠距辦公增加", "neutral"))
    _ = try save(second)
  }

  private func desk(_ store: FileStore, _ catalogue: ScreensCatalogue, _ me: PersonName) -> Desk {
    Desk(store: store, catalogue: catalogue, person: me, language: .zhTW, clock: Self.clock)
  }

  /// A unit, a person and one patrol.
  private func fill(_ store: FileStore, _ catalogue: ScreensCatalogue, _ me: PersonName) throws {
    let desk = desk(store, catalogue, me)
    func save(_ id: String, _ fields: KeyValuePairs<String, String>) throws {
      var content = Content()
      for (field, value) in fields { content[field] = content[field] + [value] }
      _ = try desk.submit(Submission(new: id, desk.blank(id, content))).get()
    }
    try save("unit", ["id": "org", "name": "測試學院"])
    try save("person", ["id": "wang.xm", "name": "王小明", "unit": "org", "roles": "administrator"])
    try save(
      "entry-log",
      [
        "person_name": "張三", "person_org": "某某資訊", "purpose_kind": "patrol", "purpose": "例行巡檢",
        "enter_at": "2026-11-22T13:50+08:00",
      ])
  }

  /// Every procedure's text as its first version.
  private func keepTexts(_ store: FileStore, _ catalogue: ScreensCatalogue, _ me: PersonName) throws {
    let desk = desk(store, catalogue, me)
    for content in catalogue.procedureTexts.compactMap({ catalogue.firstContent(of: $0) }) {
      _ = try desk.submit(Submission(new: ProcedureText.form, desk.blank(ProcedureText.form, content))).get()
    }
  }
}

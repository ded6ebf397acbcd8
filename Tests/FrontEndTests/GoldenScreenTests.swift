import Definitions
import Domain
import Desk
import Foundation
import Terminal
import Testing

@testable import FrontEnd

/// Runs every file of `Golden/`: size, language, store and keys at its head, the screen they lead to below.
///
/// With `ISMSBOOK_RECORD=1` in the environment the screens are written again; look at the difference before keeping it.
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
    var shown = try screen(head)
    // Salts of passphrases stand in the journal, so that its seals are others each time.
    if head["store"] == "shared" { shown = Self.unsealed(shown) }
    if ProcessInfo.processInfo.environment["ISMSBOOK_RECORD"] != nil {
      try "\(parts[0])\n----\n\(shown)\n".write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(parts.count > 1 && parts[1] == shown + "\n", "\(name) shows\n\(shown)")
  }

  /// The same store each time, so that its seals are the same on every screen.
  nonisolated static let storeID = String(repeating: "0123456789abcdef", count: 2)

  /// With the same digits in place of those of seals, hashes and fingerprints: after the word for one, alone on its
  /// line between blanks, or cut off at its end.
  private static func unsealed(_ text: String) -> String {
    let named = /((?:封緘|雜湊|指紋：|[Ss]eal|[Hh]ash|fingerprint:) *)([0-9a-f]{7,})/
    let alone = /(^ +)([0-9a-f]{16})(?=[.。]?$)/.anchorsMatchLineEndings()
    let cut = /( )([0-9a-f]{7,})(?=~)/
    func digits(_ run: Substring) -> Substring { String(repeating: "5ea1", count: 20).prefix(run.count) }
    return text.replacing(named) { $0.output.1 + digits($0.output.2) }
      .replacing(alone) { $0.output.1 + digits($0.output.2) }
      .replacing(cut) { $0.output.1 + digits($0.output.2) }
  }

  private func screen(_ head: [String: String]) throws -> String {
    let root = Self.folder.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let catalogue = ScreensCatalogue(folder: root.appendingPathComponent("Screens").path, overrides: nil)
    let temporary = NSTemporaryDirectory() + "golden-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: temporary, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: temporary) }
    let me = PersonName(id: "wang.xm", name: "王小明")
    let make = { (request: StoreRequest) -> Result<Desk, StoreProblem> in
      do throws(StoreProblem) {
        return .success(try Self.make(request, temporary + "/made", catalogue))
      } catch { return .failure(error) }
    }
    var opened: Desk?
    let isShared = head["store"] == "shared"
    if head["store"] != "none" {
      let desk: Desk
      if isShared {
        let shared = try SharedStore(
          in: temporary, catalogue, id: Self.storeID, further: head["entries"] == nil ? [] : SharedStore.keeper,
          clock: Self.clock)
        try shared.fillRequests()
        if let entries = head["entries"] { try shared.fillEntries(allSigned: entries == "signed") }
        if let locked = SharedStore.everybody.first(where: { $0.id == head["locked"] }) { try shared.lock(locked) }
        desk = try shared.desk(Self.clock)
      } else {
        desk = try Self.make(
          StoreRequest(path: "", organisation: "測試學院", person: me), temporary + "/store", catalogue)
        try fill(desk)
      }
      if head["texts"] == "yes" { try keepTexts(desk) }
      if head["also"] == "cycle" { try fillCycle(desk) }
      opened = desk
    }
    let size = try #require(Size(head["size"] ?? "80x24"))
    let person = SharedStore.everybody.first { $0.id == head["person"] } ?? me
    let desk = opened?.attended(by: person)
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
  private func fillCycle(_ desk: Desk) throws {
    let form = try #require(desk.catalogue.form("context-analysis"))
    let entry = desk.entry(form)
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

  /// An empty store of one person.
  nonisolated private static func make(
    _ request: StoreRequest, _ path: String, _ catalogue: ScreensCatalogue
  ) throws(StoreProblem) -> Desk {
    var request = request
    request.path = path
    request.id = storeID
    return try Desk.make(
      request, catalogue: catalogue, language: .zhTW, indexFolder: path + "-index", beginning: [], clock: clock)
  }

  /// A unit, a person and one patrol.
  private func fill(_ desk: Desk) throws {
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
  private func keepTexts(_ desk: Desk) throws {
    let catalogue = desk.catalogue
    for content in catalogue.procedureTexts.compactMap({ catalogue.firstContent(of: $0) }) {
      _ = try desk.submit(Submission(new: ProcedureText.form, desk.blank(ProcedureText.form, content))).get()
    }
  }
}

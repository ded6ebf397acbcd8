import Definitions
import Domain
import Desk
import Terminal
import TestKit
import Testing

@testable import FrontEnd

/// Runs every file of `Golden/`: size, language, store and keys at its head, the screen they lead to below.
///
/// `ISMSBOOK_RECORD=1` writes the screens again.
@Suite("Golden screens of the shipped definitions", .serialized) @MainActor
struct GoldenScreenTests {
  nonisolated static let folder = Checkout.tests("FrontEndTests/Golden")

  nonisolated static let clock: @Sendable () -> Moment = { TestClock.start }

  @Test("There are files to run")
  func there() { #expect(Golden.names(in: Self.folder).count >= 12) }

  @Test("The keys of a file lead to its screen", arguments: Golden.names(in: folder))
  func golden(_ name: String) throws {
    let golden = try Golden(name, in: Self.folder)
    // Seals hang on all that the journal says before, which is not what a screen is about.
    let shown = Self.unsealed(try screen(golden.head))
    #expect(try golden.shows(shown), "\(name) shows\n\(shown)")
  }

  /// The same store each time, so that its seals are the same on every screen.
  nonisolated static let storeID = String(repeating: "0123456789abcdef", count: 2)

  /// With the same digits in place of those of seals, hashes and fingerprints: after the word for one, alone on its
  /// line between blanks, or cut off at its end.
  private static func unsealed(_ text: String) -> String {
    let named = /((?:封緘|雜湊：?|檔案：|指紋：|[Ss]eal|[Hh]ash|fingerprint:) *)([0-9a-f]{7,})/
    let alone = /(^ +)([0-9a-f]{16})(?=[.。]?$)/.anchorsMatchLineEndings()
    let cut = /( )([0-9a-f]{7,})(?=~)/
    let cutAtOnce = /(：)([0-9a-f]+)(?=~)/
    func digits(_ run: Substring) -> Substring { String(repeating: "5ea1", count: 20).prefix(run.count) }
    return text.replacing(named) { $0.output.1 + digits($0.output.2) }
      .replacing(alone) { $0.output.1 + digits($0.output.2) }
      .replacing(cut) { $0.output.1 + digits($0.output.2) }
      .replacing(cutAtOnce) { $0.output.1 + digits($0.output.2) }
  }

  private func screen(_ head: [String: String]) throws -> String {
    let catalogue = ScreensCatalogue.shipped()
    let folder = try TemporaryFolder()
    var opened: Desk?
    let isShared = head["store"] == "shared"
    if head["store"] != "none" {
      let desk: Desk
      if isShared {
        let shared = try SharedStore(
          catalogue, in: folder, id: Self.storeID, further: head["entries"] == nil ? [] : SharedStore.keeper,
          clock: Self.clock)
        try shared.fillRequests()
        if let entries = head["entries"] { try shared.fillEntries(allSigned: entries == "signed") }
        if let locked = Cast.office.first(where: { $0.id == head["locked"] }) { try shared.lock(locked) }
        desk = try shared.desk(Self.clock)
      } else {
        desk = try .make(in: folder, catalogue, clock: Self.clock) { $0.id = Self.storeID }
        try fill(desk)
      }
      if head["texts"] == "yes" { try keepTexts(desk) }
      if head["also"] == "cycle" { try fillCycle(desk) }
      opened = desk
    }
    let size = try #require(Size(head["size"] ?? "80x24"))
    let person = Cast.office.first { $0.id == head["person"] } ?? Cast.wang
    let desk = opened?.attended(by: person)
    var configuration = Application.Configuration(
      catalogue: catalogue, desk: desk, person: person, isKnown: head["known"] != "no",
      language: head["language"] == "en" ? .en : .zhTW, proposedStore: "/home/wang/.local/share/ismsbook",
      clock: Self.clock, ticks: { 0 }, login: "wang", createStore: { Self.make($0, in: folder, catalogue) })
    configuration.isAuthenticated = head["person"] != nil
    if let seconds = head["idle"].flatMap(Int.init) { return try afterIdling(seconds, head, configuration) }
    let terminal = try Run(configuration, head["keys"] ?? "", size: size).terminal
    return head["marks"] == "yes" ? terminal.canvas.markedText(colors: false) : terminal.screen
  }

  /// After the keys nobody presses one for some seconds; `then` are keys after that.
  private func afterIdling(
    _ seconds: Int, _ head: [String: String], _ configuration: Application.Configuration
  ) throws -> String {
    try Run(
      configuration, [.keys(head["keys"] ?? ""), .wait(seconds: seconds), .keys(head["then"] ?? "")], clock: TestClock()
    ).screen
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
    _ request: StoreRequest, in folder: TemporaryFolder, _ catalogue: ScreensCatalogue
  ) -> Result<Desk, StoreProblem> {
    Result { () throws(StoreProblem) in
      try .make(in: folder, catalogue, as: "made", clock: clock) {
        let path = $0.path
        $0 = request
        $0.path = path
        $0.id = storeID
      }
    }
  }

  /// A unit, a person and one patrol.
  private func fill(_ desk: Desk) throws {
    for entry in Organisation.one.entries {
      _ = try desk.submit(Submission(new: entry.form, desk.blank(entry.form, entry.content))).get()
    }
    let patrol = Content.of([
      "person_name": "張三", "person_org": "某某資訊", "purpose_kind": "patrol", "purpose": "例行巡檢",
      "enter_at": "2026-11-22T13:50+08:00",
    ])
    _ = try desk.submit(Submission(new: "entry-log", desk.blank("entry-log", patrol))).get()
  }

  /// Every procedure's text as its first version.
  private func keepTexts(_ desk: Desk) throws {
    let catalogue = desk.catalogue
    for content in catalogue.procedureTexts.compactMap({ catalogue.firstContent(of: $0) }) {
      _ = try desk.submit(Submission(new: ProcedureText.form, desk.blank(ProcedureText.form, content))).get()
    }
  }
}

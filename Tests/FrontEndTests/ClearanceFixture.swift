import Definitions
import Domain
import Desk
import Foundation
import Terminal
import Testing

@testable import FrontEnd

/// A shared store with notes of which some are confidential, and hold marked words in every field.
///
/// Li is staff and may not read them; Wang may.
@MainActor
final class ClearanceFixture {
  /// The shipped forms, and one more on which everything can be tried.
  nonisolated struct Forms: Catalogue {
    let shipped: ScreensCatalogue
    let note: Form

    var menu: Menu { shipped.menu }
    func procedure(_ id: String) -> Procedure? { shipped.procedure(id) }
    func procedures() -> [Procedure] { shipped.procedures() }
    func form(_ id: String) -> Form? { id == note.id ? note : shipped.form(id) }
    func form(_ reference: FormReference) -> Form? { reference.id == note.id ? note : shipped.form(reference) }
    func heads() -> [FormHead] {
      shipped.heads() + [
        FormHead(
          id: note.id, version: 1, title: note.title, document: "", aliases: [], procedure: "incident",
          kind: note.kind)
      ]
    }
    func chain(_ id: String) -> Chain? { shipped.chain(id) }
    func accessRights() -> AccessRights? { shipped.accessRights() }
    func text(_ name: String, folder: String, language: Language) -> String? {
      shipped.text(name, folder: folder, language: language)
    }
    func findings() -> [Finding] { shipped.findings() }
    var fingerprint: String { shipped.fingerprint + "note" }
  }

  /// What nobody without clearance may see: the marked words, sums with a marked amount, and numbers.
  nonisolated static let marks = ["CANARY", "7331", "7341", "7351", "HID-"]

  let catalogue: Forms
  let shared: SharedStore
  let folder: String

  init() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let shipped = ScreensCatalogue(folder: root.appendingPathComponent("Screens").path, overrides: nil)
    catalogue = Forms(shipped: shipped, note: try Self.note(shipped))
    folder = NSTemporaryDirectory() + "clearance-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    shared = try SharedStore(in: folder, catalogue, clock: GoldenScreenTests.clock)
    try fill()
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private static func note(_ shipped: ScreensCatalogue) throws -> Form {
    func rule(_ source: String) throws -> Rule { try Rule.parse(source).get() }
    func field(_ id: String, _ type: String, _ label: String, columns: [Field] = [], compute: String? = nil) throws
      -> Field
    {
      Field(
        id: id, type: try #require(FieldTypes[type]), label: Phrase(zh: label, en: id), columns: columns,
        compute: try compute.map(rule))
    }
    var code = try field("code", "text", "代碼")
    code.checks = [
      Field.Check(
        rule: try rule("count('note', .code = code) = 0"), message: Phrase(zh: "代碼重複CANARY", en: "taken CANARY"))
    ]
    var amount = try field("amount", "number", "金額")
    amount.checks = [
      Field.Check(rule: try rule("amount < 500 or total < 100"), message: Phrase(zh: "總額CANARY", en: "total CANARY"))
    ]
    var partner = try field("partner", "reference", "對象")
    partner.targets = ["note"]
    var classification = try field("classification", "choice", "機密等級")
    classification.choices = try #require(shipped.accessRights()).classifications
    classification.defaultValue = try rule("'internal'")
    return Form(
      id: "note", version: 1, title: Phrase(zh: "便條", en: "Note"), number: "NOT-{serial}", kind: .register,
      continues: Continuation(
        tables: [Continuation.Table(id: "items", by: ["what"])], fields: ["title"], about: ["code"]),
      list: ["title", "code", "partner", "total"],
      sections: [
        Section(
          id: "all", title: Phrase(zh: "內容", en: "Content"),
          fields: [
            try field("title", "text", "標題"), code, partner, amount,
            try field("total", "number", "總計", compute: "sum('note', .amount)"),
            try field(
              "items", "rows", "明細", columns: [try field("what", "text", "事項"), try field("ref", "reference", "依據")]),
            try field(Form.relatedRecords, "references", "關聯紀錄"), classification,
          ])
      ])
  }

  // MARK: - Records

  @discardableResult
  func save(
    _ name: GivenRecords.Name?, by person: PersonName, reason: String? = nil,
    _ fields: KeyValuePairs<String, String>, items: [Row] = []
  ) throws -> Version {
    var content = Content()
    for (id, value) in fields { content[id] = content[id] + [value] }
    content[rows: "items"] = items
    return try shared.save(given: catalogue.note.unchecked, name, by: person, reason: reason, content)
  }

  private func fill() throws {
    let wang = SharedStore.wang
    try save(
      .named("HID-0001"), by: wang,
      ["title": "CANARYTITLE", "code": "X1", "amount": "7331", "classification": "confidential"],
      items: [Row(["what": "CANARYROW"])])
    try save(
      nil, by: SharedStore.li,
      ["title": "公開甲", "code": "A", "amount": "10", "classification": "internal"], items: [Row(["what": "甲一"])])
    // It names the confidential one, and its total is worked out from it.
    try save(
      nil, by: wang,
      [
        "title": "公開乙", "code": "B", "amount": "10", "partner": "HID-0001", "related_records": "HID-0001",
        "classification": "internal",
      ], items: [Row(["what": "乙一", "ref": "HID-0001"])])
    // The confidential one that refers to an open one.
    try save(
      .named("HID-0002"), by: wang,
      ["title": "CANARYBACK", "code": "X2", "partner": "NOT-0001", "classification": "confidential"])
    // One that was confidential at first, and one that is now.
    try save(
      .named("NOT-0009"), by: wang,
      ["title": "CANARYOLD", "code": "C", "classification": "confidential"])
    try save(
      .existing("NOT-0009", base: 1), by: wang, reason: "解密",
      ["title": "公開丙", "code": "C", "classification": "internal"])
    try save(.named("HID-0003"), by: SharedStore.li, ["title": "CANARYOWN", "code": "D", "classification": "internal"])
    try save(
      .existing("HID-0003", base: 1), by: wang, reason: "CANARYREASON",
      ["title": "CANARYOWN", "code": "D", "classification": "confidential"])
    try shared.desk.keep(
      Draft(
        id: DraftID(), person: SharedStore.li.id, form: catalogue.note.reference, record: "HID-0003", baseVersion: 1,
        savedAt: shared.clock(), content: Content(fields: [Content.Field(id: "title", values: ["CANARYDRAFT"])])))
    _ = try shared.request("CANARYUSER", classification: "confidential", by: wang)
  }

  // MARK: - Looking

  /// Everything that was on the screen while these keys were pressed, one frame after the other.
  func seen(by person: PersonName, _ screens: [any Screen], _ keys: String, in language: Language = .zhTW) throws
    -> String
  {
    let terminal = try ScriptedTerminal(size: Size(columns: 100, rows: 40), script: keys)
    var configuration = Application.Configuration(
      catalogue: catalogue, desk: try shared.desk(GoldenScreenTests.clock), person: person, language: language,
      clock: GoldenScreenTests.clock, ticks: { 0 }, createStore: { _ in .failure(.noRecord("")) })
    configuration.isAuthenticated = true
    _ = Application(terminal: terminal, configuration: configuration).run(opening: screens)
    return terminal.frames.map(\.screenText).joined(separator: "\n")
  }

  func entries(_ action: String) throws -> [String] {
    let journal = FileManager.default.enumerator(atPath: folder + "/store/journal")
    let names = try #require(journal).compactMap { $0 as? String }.sorted()
    let all = names.compactMap { FileManager.default.contents(atPath: "\(folder)/store/journal/\($0)") }
      .map { String(decoding: $0, as: UTF8.self) }.joined()
    return all.components(separatedBy: "\n\n").filter { $0.contains("Action: \(action)\n") }
  }
}

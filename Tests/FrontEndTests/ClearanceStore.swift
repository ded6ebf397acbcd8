import Definitions
import Domain
import Desk
import Foundation
import Terminal
import TestKit
import Testing

@testable import FrontEnd

/// A shared store with notes of which some are confidential, and hold marked words in every field.
///
/// Li is staff and may not read them; Wang may.
@MainActor
final class ClearanceStore {
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

  init() throws {
    let shipped = ScreensCatalogue.shipped()
    catalogue = Forms(shipped: shipped, note: try Self.note(shipped))
    shared = try SharedStore(catalogue, clock: GoldenScreenTests.clock)
    try fill()
  }

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
    var content = Content.of(fields)
    content[rows: "items"] = items
    return try shared.save(given: catalogue.note.unchecked, name, by: person, reason: reason, content)
  }

  private func fill() throws {
    try save(
      .named("HID-0001"), by: Cast.wang,
      ["title": "CANARYTITLE", "code": "X1", "amount": "7331", "classification": "confidential"],
      items: [Row(["what": "CANARYROW"])])
    try save(
      nil, by: Cast.li,
      ["title": "公開甲", "code": "A", "amount": "10", "classification": "internal"], items: [Row(["what": "甲一"])])
    // It names the confidential one, and its total is worked out from it.
    try save(
      nil, by: Cast.wang,
      [
        "title": "公開乙", "code": "B", "amount": "10", "partner": "HID-0001", "related_records": "HID-0001",
        "classification": "internal",
      ], items: [Row(["what": "乙一", "ref": "HID-0001"])])
    // The confidential one that refers to an open one.
    try save(
      .named("HID-0002"), by: Cast.wang,
      ["title": "CANARYBACK", "code": "X2", "partner": "NOT-0001", "classification": "confidential"])
    // One that was confidential at first, and one that is now.
    try save(
      .named("NOT-0009"), by: Cast.wang,
      ["title": "CANARYOLD", "code": "C", "classification": "confidential"])
    try save(
      .existing("NOT-0009", base: 1), by: Cast.wang, reason: "解密",
      ["title": "公開丙", "code": "C", "classification": "internal"])
    try save(.named("HID-0003"), by: Cast.li, ["title": "CANARYOWN", "code": "D", "classification": "internal"])
    try save(
      .existing("HID-0003", base: 1), by: Cast.wang, reason: "CANARYREASON",
      ["title": "CANARYOWN", "code": "D", "classification": "confidential"])
    try shared.desk.keep(
      Draft(
        id: DraftID(), person: Cast.li.id, form: catalogue.note.reference, record: "HID-0003", baseVersion: 1,
        savedAt: shared.clock(), content: Content(fields: [Content.Field(id: "title", values: ["CANARYDRAFT"])])))
    _ = try shared.request("CANARYUSER", classification: "confidential", by: Cast.wang)
  }

  // MARK: - Looking

  /// Everything that was on the screen while somebody pressed these keys, the frames one after the other.
  func seen(by person: PersonName, _ screens: [any Screen], _ keys: String, in language: Language = .zhTW) throws
    -> String
  {
    var configuration = Application.Configuration(
      at: try shared.desk(GoldenScreenTests.clock), by: person, in: language, clock: GoldenScreenTests.clock)
    configuration.isAuthenticated = true
    return try Run(configuration, keys, size: Size(columns: 100, rows: 40), opening: screens).frames.map(\.screenText)
      .joined(separator: "\n")
  }

  func entries(_ action: String) throws -> [String] {
    let journal = FileManager.default.enumerator(atPath: shared.path + "/journal")
    let names = try #require(journal).compactMap { $0 as? String }.sorted()
    let all = names.compactMap { FileManager.default.contents(atPath: "\(shared.path)/journal/\($0)") }
      .map { String(decoding: $0, as: UTF8.self) }.joined()
    return all.components(separatedBy: "\n\n").filter { $0.contains("Action: \(action)\n") }
  }
}

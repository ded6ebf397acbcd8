import Definitions
import Domain
import Foundation
import TestKit
import Testing

/// That nothing of the catalogue is missing: procedures, forms, their other names, controls, texts.
@Suite struct ShippedCatalogueTests {
  private static let catalogue = ScreensCatalogue.shipped()

  /// The forms of the 27 procedures; those of the administration are not counted.
  private static let forms = catalogue.heads().filter { !$0.procedure.isEmpty }.compactMap { catalogue.form($0.id) }

  /// A name that must lead to a procedure or form, with the number of its procedure, or `-`.
  struct Name: CustomTestStringConvertible {
    let code: String
    let name: String

    var testDescription: String { "\(code) \(name)" }

    static let all: [Name] = {
      // A fixture that cannot be read has no names, which a test of their count tells.
      let text = (try? String(contentsOf: Checkout.tests("DefinitionsTests/Fixtures/names.tsv"), encoding: .utf8)) ?? ""
      return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.compactMap { line in
        let parts = line.split(separator: "\t").map(String.init)
        return parts.count == 2 ? Name(code: parts[0], name: parts[1]) : nil
      }
    }()
  }

  @Test func noNameOfTheFixtureIsLost() {
    #expect(Name.all.count == 178)
  }

  @Test(arguments: Name.all)
  func everyNameIsATitleOrAliasOfAProcedureOrForm(_ name: Name) {
    let procedures = Self.catalogue.procedures().filter { name.code == "-" || $0.code == name.code }
    let ids = Set(procedures.map(\.id))
    let heads = Self.catalogue.heads().filter { ids.contains($0.procedure) }
    let names =
      procedures.flatMap { [$0.title.zh, $0.title.en] + $0.aliases }
      + heads.flatMap { [$0.title.zh, $0.title.en] + $0.aliases }
    #expect(names.contains { $0.lowercased() == name.name.lowercased() })
  }

  @Test(arguments: Name.all)
  func everyNameIsFoundFirst(_ name: Name) throws {
    let first = try #require(CatalogueNames(Self.catalogue).matching(name.name).first)
    let names = [first.item.title.zh, first.item.title.en] + first.aliases
    #expect(names.contains { $0.lowercased() == name.name.lowercased() }, "\(first.item.id) comes first")
  }

  @Test func nothingOfTheCatalogueIsMissing() {
    #expect(Self.catalogue.procedures().count == 27)
    #expect(Self.catalogue.procedures().allSatisfy { $0.later.isEmpty })
    #expect(Self.forms.count == 102)
    #expect(Set(Self.forms.map(\.document)).count == 102)
    // What stands in the forms' own files, without the section of common fields at the end of each.
    let sections = Self.forms.flatMap(\.sections).filter { section in
      !section.fields.contains { $0.id == "related_records" }
    }
    let fields = sections.flatMap(\.fields)
    #expect(fields.count >= 1_400)
    #expect(fields.flatMap(\.columns).count >= 1_100)
  }

  /// Controls without a form of their own: policies, walls, cables and configurations that no record is kept of.
  /// The Statement of Applicability has a row for each.
  private static let onlyInTheStatement: Set = [
    "A.6.7", "A.7.1", "A.7.3", "A.7.7", "A.7.12", "A.8.11", "A.8.12", "A.8.18", "A.8.21", "A.8.23", "A.8.26", "A.8.27",
  ]

  @Test func everyControlIsNamedByAFormOrStandsInTheStatementOfApplicability() throws {
    let controls = Set(try #require(Self.catalogue.choiceList("controls")).items.map(\.id))
    #expect(controls.count == 93)
    let named = Set(Self.forms.flatMap(\.controls))
    #expect(controls.subtracting(named).subtracting(Self.onlyInTheStatement) == [])
    guard case .each(let list, _, _, _)? = Self.catalogue.form("soa")?.field("controls")?.template else {
      Issue.record("the Statement of Applicability does not start with its controls")
      return
    }
    #expect(Set(list.items.map(\.id)) == controls)
  }

  @Test func everyReferenceAndLinkLeadsToAForm() {
    let known = Set(Self.catalogue.heads().map(\.id))
    for form in Self.forms {
      let targets = form.fields.flatMap { [$0] + $0.columns }.flatMap(\.targets) + form.links.map(\.form)
      #expect(Set(targets).subtracting(known) == [], "\(form.id)")
    }
  }

  @Test func noTextIsSimplifiedOrUntranslated() {
    let findings = ScreensCheck.findings(folder: Checkout.screens, overrides: nil)
      .filter { ["writing", "translation"].contains($0.rule) }
    #expect(findings.map { ScreensCheck.describe($0, language: .en) } == [])
  }

  /// What the test above relies on: a shipped form with one character or one line less is found out.
  @Test(arguments: [
    ("Procedures/05-data-room/entry-log.yaml", "title: 出入記錄表", "title: 出入记录表", "writing"),
    ("Procedures/05-data-room/sop.zh-TW.md", "紀錄", "纪录", "writing"),
    ("Text/en/entry-log.yaml", "title: ", "title: 出入 ", "writing"),
    (
      "Procedures/05-data-room/entry-log.yaml", "- id: area\n",
      "- {id: another, type: text, label: 新欄位}\n  - id: area\n", "translation"
    ),
  ])
  func aSimplifiedOrUntranslatedTextIsFound(file: String, old: String, new: String, rule: String) throws {
    let overrides = try TemporaryFolder()
    let text = try String(contentsOfFile: "\(Checkout.screens)/\(file)", encoding: .utf8)
    try #require(text.contains(old))
    try overrides.write(text.replacingOccurrences(of: old, with: new), to: file)
    let findings = ScreensCheck.findings(folder: Checkout.screens, overrides: overrides.path)
    #expect(findings.contains { $0.rule == rule }, "\(findings)")
  }
}

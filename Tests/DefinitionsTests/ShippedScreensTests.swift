import Definitions
import Domain
import TestKit
import Testing

/// The definitions that are shipped, whatever forms there are.
@Suite struct ShippedScreensTests {
  private static let catalogue = ShippedScreens.catalogue

  @Test func nothingIsWrongWithThem() {
    let findings = ScreensCheck.findings(folder: Checkout.screens, overrides: nil).filter { $0.severity != .note }
    #expect(findings.map { ScreensCheck.describe($0, language: .en) } == [])
  }

  @Test func theyAreThere() {
    #expect(Self.catalogue.procedures().count == 27)
    #expect(Self.catalogue.choiceList("controls")?.items.count == 93)
    #expect(Self.catalogue.chains().map(\.id) == (1...11).map { "CH\($0)" } + ["GRANT", "REVIEW"])
    for id in ["person", "unit", "settings"] { #expect(Self.catalogue.form(id) != nil) }
  }

  @Test func everyProcedureHasATextThatCanBeKeptAsARecord() throws {
    let form = try #require(Self.catalogue.form(ProcedureText.form))
    let texts = Self.catalogue.procedureTexts
    #expect(texts.count == 29 && Set(texts.map(\.number)).count == 29)
    let entry = Entry(
      form: form, now: Self.now, me: Cast.wang, records: SampleRecords(Self.catalogue))
    for text in texts {
      let content = entry.withDefaults(try #require(Self.catalogue.firstContent(of: text), "\(text.number)"))
      #expect(entry.findings(content).filter { $0.rule != "type" } == [], "\(text.number)")
      for (language, title) in [(Language.zhTW, "title"), (.en, "title_en")] {
        let shipped = try #require(Self.catalogue.text(text.name, folder: text.folder, language: language))
        #expect(content[ProcedureText.field(language)] == [shipped])
        #expect(shipped.hasPrefix("# \(content[title].first ?? "?")\n"))
      }
    }
  }

  @Test(arguments: catalogue.heads())
  func aNewRecordOnlyLacksWhatIsRequired(_ head: FormHead) throws {
    let form = try #require(Self.catalogue.form(head.id))
    let entry = Entry(
      form: form, now: Self.now, me: Cast.wang, records: SampleRecords(Self.catalogue))
    let content = entry.withDefaults()
    let findings = entry.findings(content).filter { $0.rule != "required" && $0.rule != "check" }
    #expect(findings == [])
    #expect(entry.withDefaults(content) == content, "defaults are put in once")
  }

  /// So that own forms may have longer ones than the shipped.
  @Test(arguments: catalogue.heads())
  func noRuleComesNearTheLongestThatIsRead(_ head: FormHead) throws {
    let form = try #require(Self.catalogue.form(head.id))
    func parts(_ expression: Expression) -> Int { expression.children.reduce(1) { $0 + parts($1) } }
    for field in form.fields.flatMap({ [$0] + $0.columns }) {
      let rules = [field.when, field.compute, field.defaultValue].compactMap(\.self) + field.checks.map(\.rule)
      for rule in rules { #expect(parts(rule.expression) <= 300, "\(form.id) \(field.id) \(parts(rule.expression))") }
    }
  }

  @Test(arguments: catalogue.heads())
  func everyFormHasTextsInBothLanguages(_ head: FormHead) throws {
    let form = try #require(Self.catalogue.form(head.id))
    let phrases =
      [form.title] + form.sections.map(\.title) + form.fields.flatMap { [$0.label] + $0.columns.map(\.label) }
      + form.fields.flatMap { $0.checks + $0.columns.flatMap(\.checks) }.map(\.message) + form.links.map(\.label)
    for phrase in phrases { #expect(!phrase.zh.isEmpty && !phrase.en.isEmpty) }
  }

  /// 2026-03-02 10:00 in Taipei.
  private static let now = Moment(seconds: 1_772_416_800, offset: 480, toTheSecond: false)
}

/// The records that every store has from its first day: one person and one unit.
private struct SampleRecords: RecordSource {
  private let catalogue: ScreensCatalogue
  private let records: [RecordValue]

  init(_ catalogue: ScreensCatalogue) {
    self.catalogue = catalogue
    records = [
      Self.record("IT", "unit", ["id": "IT", "name": "資訊處", "active": "yes"]),
      Self.record("wang.xm", "person", ["id": "wang.xm", "name": "王小明", "unit": "IT 資訊處", "active": "yes"]),
    ]
  }

  private static func record(
    _ number: String, _ form: String, _ fields: KeyValuePairs<String, String>
  ) -> RecordValue {
    let content = Content(fields: fields.map { Content.Field(id: $0.key, values: [$0.value]) })
    return RecordValue(number: number, form: form, version: 1, content: content)
  }

  func record(_ number: String) -> RecordValue? { records.first { $0.number == number } }

  func records(of form: String, where equal: [String: String], limit: Int?) -> [RecordValue] {
    records.filter { $0.form == form }
  }

  func form(_ id: String) -> Form? { catalogue.form(id) }
}

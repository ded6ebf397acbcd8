import Definitions
import Domain
import Testing

/// What fields of the shipped forms say of how they are typed.
@Suite struct ShippedFieldsTests {
  private static let fields: [(form: String, field: Field)] = ShippedScreens.catalogue.heads().flatMap { head in
    (ShippedScreens.catalogue.form(head.id)?.fields ?? []).flatMap { field in
      ([field] + field.columns).filter { !$0.isComputed }.map { (head.id, $0) }
    }
  }

  @Test func whatHasToLieBeforeNowIsExpectedThere() {
    for (form, field) in Self.fields where ["day", "moment"].contains(field.type.id) {
      let sources = field.checks.map(\.rule.source)
      let names = [field.id, ".\(field.id)"]
      if sources.contains(where: { source in names.contains { source == "\($0) <= today" || source == "\($0) <= now" } }
      ) {
        #expect(field.expects == .past, "\(form) \(field.id)")
      }
      if sources.contains(where: { source in names.contains { source == "\($0) >= today" } }) {
        #expect(field.expects == .future, "\(form) \(field.id)")
      }
    }
  }

  @Test func whatIsPlannedOrDueIsExpectedLater() {
    let words = ["預定", "期限", "下次", "到期", "有效期", "應還", "新期限", "保固"]
    let days = Self.fields.filter { ["day", "moment"].contains($0.field.type.id) }
    #expect(days.count > 300)
    for (form, field) in days
    where words.contains(where: { field.label.zh.contains($0) }) && !field.id.hasSuffix("edition") {
      #expect(field.expects == .future, "\(form) \(field.id) \(field.label.zh)")
    }
    #expect(days.filter { $0.field.expects == nil }.count < days.count / 6)
  }

  @Test func codesAndNamesAreWrittenAsSuch() {
    let cve = Self.fields.filter { $0.field.id == "cve" }
    #expect(cve.count == 4 && cve.allSatisfy { $0.field.spelling == .upper })
    for (form, id) in [("person", "name"), ("person", "name_en"), ("unit", "name"), ("settings", "organisation")] {
      #expect(ShippedScreens.catalogue.form(form)?.field(id)?.spelling == .name)
    }
    for form in ["person", "unit"] { #expect(ShippedScreens.catalogue.form(form)?.field("id")?.spelling == .plain) }
  }

  @Test func peopleAndUnitsMayNotHaveAnIdOfTheProgram() throws {
    for form in ["person", "unit"] {
      let field = try #require(ShippedScreens.catalogue.form(form)?.field("id"))
      let rule = try #require(field.checks.first { $0.rule.source.contains("not in [") }).rule.source
      for id in PersonName.reserved { #expect(rule.contains("'\(id)'"), "\(form) \(id)") }
      #expect(rule.count { $0 == "'" } == PersonName.reserved.count * 2)
    }
  }
}

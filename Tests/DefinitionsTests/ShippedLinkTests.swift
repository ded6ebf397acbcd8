import Definitions
import Domain
import Foundation
import TestKit
import Testing

/// Every link of every shipped form, tried with the demo data.
@Suite("Links of the shipped forms")
struct ShippedLinkTests {
  private static let catalogue = ScreensCatalogue.shipped()

  private static let records = DemoRecords(catalogue: catalogue)

  /// Links whose condition no record of the demo data fulfils; they are tried without it.
  private static let unmet: Set<String> = [
    "control-selection/improvement", "incident-notice/breach", "joining-checklist/background", "leaving-checklist/lost",
    "management-review/decision", "patch-record/change",
    "recovery-drill/change",
    "release-record/baseline",
  ]

  /// What a link sets from fields that may be empty, and are so in all of the demo data.
  private static let empty: Set<String> = [
    "document-revision/training objectives",
    "entry-log/transfer items.asset", "equipment-test/maintenance vendor", "incident-notice/new_level meeting_ref",
    "joining-checklist/undertaking person",
    "leaving-checklist/lost assets", "legal-register/policy impact",
    "remediation-tracking/patch vulnerabilities.cve",
  ]

  private static let links: [String] = catalogue.heads().compactMap { catalogue.form($0.id) }.flatMap {
    form in form.links.filter(\.startsRecord).map { "\(form.id)/\($0.id)" }
  }

  private func found(_ name: String) throws -> (form: Form, link: Form.Link) {
    let parts = name.split(separator: "/").map(String.init)
    let form = try #require(Self.catalogue.form(parts[0]))
    return (form, try #require(form.links.first { $0.id == parts[1] }))
  }

  /// Records, and rows of them where the link is of a table.
  private func places(_ form: Form, _ link: Form.Link) -> [(record: RecordValue, row: Int?)] {
    Self.records.records(of: form.id, where: [:], limit: nil).flatMap { record -> [(RecordValue, Int?)] in
      guard let table = link.rows else { return [(record, nil)] }
      return record.content[rows: table].indices.map { (record, $0) }
    }
  }

  private func entry(_ form: Form, _ record: RecordValue? = nil) -> Entry {
    Entry(
      form: form, number: record?.number, version: record?.version ?? 1, now: DemoRecords.today, me: DemoRecords.me,
      records: Self.records)
  }

  @Test("carry what they set into a draft that refers back", arguments: links)
  func carry(_ name: String) throws {
    let (form, link) = try found(name)
    let target = try #require(Self.catalogue.form(link.form))
    let all = places(form, link)
    let offered = all.filter { entry(form, $0.record).offers(link, in: $0.record.content, row: $0.row) }
    #expect(offered.isEmpty == Self.unmet.contains(name), "\(name): offered by \(offered.count) of \(all.count)")
    let tried = offered.isEmpty ? all : offered
    var filled: Set<String> = []
    for (place, (record, row)) in tried.prefix(30).enumerated() {
      let from = entry(form, record)
      let known = from.start(of: link, to: target, in: record.content, row: row)
      for field in known.fields {
        let definition = try #require(target.field(field.id), "\(name): \(field.id)")
        filled.insert(field.id)
        expectReadable(field.values, definition, "\(name) of \(record.number): \(field.id)")
      }
      for table in known.tables {
        let definition = try #require(target.field(table.id), "\(name): \(table.id)")
        filled.insert(table.id)
        for cell in table.rows.flatMap(\.cells) {
          filled.insert("\(table.id).\(cell.id)")
          let column = try #require(definition.column(cell.id))
          expectReadable(cell.values, column, "\(name) of \(record.number): \(table.id).\(cell.id)")
        }
      }
      // A draft is much work; a few tell as much as all.
      guard place < 3 else { continue }
      let draft = entry(target).withDefaults(known)
      #expect(refers(draft, target, to: record.number), "\(name) of \(record.number) does not refer back")
    }
    let never = link.set.map(\.field).filter { !filled.contains($0) }
    #expect(!tried.isEmpty, "\(name) has no record in the demo data")
    #expect(
      Set(never.map { "\(name) \($0)" }) == Self.empty.filter { $0.hasPrefix("\(name) ") },
      "\(name) of \(tried.count) never fills \(never)")
  }

  /// What is carried over must be what the field takes, or the draft begins with something to mend.
  private func expectReadable(_ values: [String], _ field: Field, _ place: String) {
    for value in values {
      if case .failure(let problem) = field.type.read(
        value, field, entry(Form(id: "x", version: 1, title: field.label)).reading)
      {
        Issue.record("\(place) = \(value): \(problem.message.en)")
      }
    }
  }

  private func refers(_ content: Content, _ form: Form, to number: String) -> Bool {
    form.fields.contains { field in
      ([field] + field.columns).contains { $0.type.id.hasPrefix("reference") }
        && (content[field.id].contains(number)
          || content[rows: field.id].contains { row in field.columns.contains { row[$0.id].contains(number) } })
    }
  }
}

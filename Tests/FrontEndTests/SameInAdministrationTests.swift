import Desk
import Domain
import Testing

/// The forms of the program's own records, which stand outside of the procedures.
@Suite("Administration is saved the same on every way in", .serialized) @MainActor
struct SameInAdministrationTests {
  private nonisolated static let forms = MinimumRecordTests.catalogue.heads().filter(\.procedure.isEmpty).map(\.id)

  /// What is typed into each, as pairs of a field and its text. Later ones see earlier ones.
  private static let typed: [String: KeyValuePairs<String, String>] = [
    "person": [
      "id": "new.er", "name": "新人員", "unit": "org", "roles": "staff", "job_title": "工程師", "staff_no": "E07001",
    ],
    "unit": ["id": "HR", "name": "人事室", "name_en": "Personnel", "parent": "org", "head": "lee.dh"],
    "settings": ["organisation": "測試學院", "organisation_en": "Test College", "number_year": "gregorian"],
    "procedure-text": [
      "id": "SOP-77", "title": "測試作業說明書", "text_zh": "第一節\n第二節的內容。", "text_en": "First section.",
    ],
    "shift": ["keeper": "lee.dh", "opened_at": "2026-11-20T08:00+08:00", "remarks": "冷氣報修中"],
    "entry-review": ["log": "entry-log", "from_on": "2026-10-01", "to_on": "2026-10-31", "comment": "無"],
  ]

  @Test("Every form of the administration is tried")
  func all() { #expect(Set(Self.forms) == Set(Self.typed.keys)) }

  @Test("A form becomes the same record by keys, by command and at the desk", arguments: forms)
  func same(_ form: String) throws {
    let ways = try TwoWays()
    let desk = try ways.further()
    var content = Content()
    for (field, text) in try #require(Self.typed[form]) { content[field] = content[field] + [text] }
    let whole = desk.blank(form, content)
    let saved = try desk.submit(Submission(new: form, whole)).get().version
    desk.finishSaves()
    try ways.fill(form, whole, remarks: whole["remarks"].first)
    let keys = try ways.text(of: saved.record, .keys)
    for (field, text) in try #require(Self.typed[form]) {
      let line = text.split(separator: "\n").last ?? ""
      #expect(keys.contains(line), "\(field)")
    }
    #expect(TwoWays.difference(keys, try ways.text(of: saved.record, .command)) == [])
    #expect(TwoWays.difference(keys, try TwoWays.text(of: saved.record, in: desk.root)) == [])
  }
}

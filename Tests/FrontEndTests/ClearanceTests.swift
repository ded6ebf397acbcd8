import Domain
import Desk
import Terminal
import TestKit
import Testing

@testable import FrontEnd

@Suite("What may not be read is on no screen", .serialized) @MainActor
struct ClearanceTests {
  /// A way to look, by keys through the whole program.
  nonisolated struct Way: Sendable, CustomTestStringConvertible {
    let name: String
    let screens: @MainActor @Sendable (Form) -> [any Screen]
    let keys: String
    /// What whoever may read it sees.
    let shows: String
    var isNoted = true
    var testDescription: String { name }

    init(
      _ name: String, _ keys: String = "", shows: String, isNoted: Bool = true,
      _ screens: @escaping @MainActor @Sendable (Form) -> [any Screen]
    ) {
      self.name = name
      self.screens = screens
      self.keys = keys
      self.shows = shows
      self.isNoted = isNoted
    }
  }

  nonisolated static let ways: [Way] = [
    Way("the list", shows: "CANARYTITLE") { [ListScreen(form: $0)] },
    Way("a filter", "anaryt", shows: "CANARYTITLE") { [ListScreen(form: $0)] },
    Way("a sorted list", "<Alt+S><Alt+S><Alt+S>", shows: "CANARYTITLE") { [ListScreen(form: $0)] },
    Way("the search", "canary", shows: "CANARYTITLE") { _ in [SearchScreen()] },
    Way("the search for what only a reference says", "hid", shows: "HID-0001") { _ in [SearchScreen()] },
    Way("values used lately", "<F4>", shows: "CANARYTITLE") { [new($0)] },
    Way("the value of the last record", "<F6>", shows: "CANARY") { [new($0)] },
    Way("the record to go on from", "<F5>", shows: "CANARYTITLE") { [ListScreen(form: $0)] },
    Way("the pick list of a reference", "<Tab><Tab><F4>", shows: "CANARYTITLE") { [new($0)] },
    Way("a reference typed ahead", "<Tab><Tab>can", shows: "CANARYTITLE") { [new($0)] },
    Way("the pick list of related records", "<Tab><Tab><Tab><Tab><Tab><F4>", shows: "CANARYTITLE") { [new($0)] },
    Way("references of a record", shows: "CANARYTITLE") { _ in [RecordScreen(number: "NOT-0002")] },
    Way("what is computed in a record", shows: "7341") { _ in [RecordScreen(number: "NOT-0002")] },
    Way("records that refer to a record", shows: "CANARYBACK") { _ in [RecordScreen(number: "NOT-0001")] },
    Way("an older version", "<Down><Enter>", shows: "CANARYOLD") { _ in [HistoryScreen(record: "NOT-0009")] },
    Way("a comparison", "<Alt+C>", shows: "CANARYOLD") { _ in [HistoryScreen(record: "NOT-0009")] },
    // A sum of many shows none of them.
    Way("what is computed while filling in", shows: "7351", isNoted: false) { [new($0)] },
    Way("an amendment", "<F9>x<Enter>", shows: "CANARYTITLE") { _ in [RecordScreen(number: "NOT-0002")] },
    Way("a row of an amendment", "<F9>x<Enter><Down><Down><Down><Down><Down><Enter>", shows: "HID-0001") {
      _ in [RecordScreen(number: "NOT-0002")]
    },
    Way("what a rule says", "新<Tab>X1<F2>", shows: "代碼重複CANARY", isNoted: false) { [new($0)] },
    Way("the journal", shows: "HID-0003", isNoted: false) { _ in [JournalScreen()] },
    Way("records opened from a record", "<Tab><Enter>", shows: "CANARYROW") { _ in [RecordScreen(number: "NOT-0002")] },
  ]

  /// Where somebody types that a record may be named that they must not know of.
  nonisolated static let places = [
    "<Tab><Tab>", "<Down><Down><Down><Down><Down><Enter><Enter><Tab>", "<Tab><Tab><Tab><Tab><Tab>",
  ]

  @Test(
    "A right guess of what is withheld is answered as a wrong one",
    arguments: places.flatMap { place in ["HID-0001", "hid-0001", "HID-0002"].map { (place, $0) } })
  func guesses(_ place: String, _ guess: String) throws {
    let fixture = try ClearanceStore()
    func seen(_ number: String) throws -> String {
      let keys = "<F9>x<Enter>\(place)\(number)<Tab><F2><Esc><F2>"
      return try fixture.seen(by: Cast.li, [RecordScreen(number: "NOT-0002")], keys)
    }
    let wrong = guess.dropLast() + "9"
    let (right, other) = (try seen(guess), try seen(String(wrong)))
    #expect(other.contains("沒有編號"), "\(other.suffix(3_000))")
    #expect(TwoWays.difference(right, other.replacing(wrong, with: guess)) == [])
    #expect(try fixture.shared.history("NOT-0002").count == 1)
  }

  @Test("What stands there stays when something else is amended, by whoever may not know it")
  func stays() throws {
    let fixture = try ClearanceStore()
    _ = try fixture.seen(
      by: Cast.li, [RecordScreen(number: "NOT-0002")], "<F9>x<Enter><Tab>1<F2><F2>")
    let version = try fixture.shared.version("NOT-0002")
    #expect(version.number == 2 && version.content["code"] != ["B"])
    #expect(version.content["partner"] == ["HID-0001"] && version.content["related_records"] == ["HID-0001"])
    #expect(version.content[rows: "items"].first?["ref"] == ["HID-0001"])
  }

  @Test("The order of a list does not tell what a column would show", arguments: [true, false])
  func order(_ ascending: Bool) throws {
    let fixture = try ClearanceStore()
    // Of these the numbers and what is withheld come in opposite orders.
    for partner in ["HID-0002", "HID-0001", "NOT-0001"] {
      try fixture.save(
        nil, by: Cast.wang,
        ["title": "公開", "code": partner, "partner": partner, "classification": "internal"])
    }
    func numbers(_ person: PersonName) throws -> [String] {
      let desk = try fixture.shared.desk(GoldenScreenTests.clock).attended(by: person)
      var query = ListQuery(form: "note", sort: .column(2), ascending: ascending)
      query.filter = "公開"
      return try desk.list(query).rows.filter { $0.columns[2] != "" && $0.columns[2] != "NOT-0001" }.map(\.number)
    }
    let li = try numbers(Cast.li)
    #expect(li.count == 3 && li == (ascending ? li.sorted() : li.sorted().reversed()))
    let wang = try numbers(Cast.wang)
    #expect(Set(wang) == Set(li) && wang != li)
  }

  private static func new(_ form: Form) -> OpeningForm { OpeningForm(form: form) }

  @Test("A confidential record is on none of the ways", arguments: ways)
  func hidden(_ way: Way) throws {
    let fixture = try ClearanceStore()
    for language in Language.allCases {
      let seen = try fixture.seen(by: Cast.li, way.screens(fixture.catalogue.note), way.keys, in: language)
      for mark in ClearanceStore.marks { #expect(!seen.contains(mark), "\(mark): \(seen)") }
    }
    #expect(try fixture.entries("read_confidential").isEmpty)
    // The same keys show it to somebody who may read it, and the journal says so.
    let seen = try fixture.seen(by: Cast.wang, way.screens(fixture.catalogue.note), way.keys)
    #expect(seen.contains(way.shows), "\(seen.suffix(4_000))")
    if way.isNoted { #expect(try !fixture.entries("read_confidential").isEmpty) }
  }

  @Test("Nor is it among what is one's own, or counted")
  func own() throws {
    let fixture = try ClearanceStore()
    let procedure = try #require(fixture.catalogue.procedure("incident"))
    let screens: [any Screen] = [
      InboxScreen(), HomeScreen(), DraftsScreen(), PaletteScreen(typed: "HID"), PaletteScreen(typed: "anar"),
      ProcedureScreen(procedure: procedure), RecordScreen(number: "HID-0003"), HistoryScreen(record: "HID-0003"),
    ]
    for screen in screens {
      let seen = try fixture.seen(by: Cast.li, [screen], "")
      for mark in ["CANARY", "7331"] { #expect(!seen.contains(mark), "\(mark): \(seen)") }
    }
    #expect(try fixture.entries("read_confidential").isEmpty)
  }

  @Test("A rule tells whoever may not read what it rests on only whom to ask")
  func neutral() throws {
    let fixture = try ClearanceStore()
    let seen = try fixture.seen(by: Cast.li, [Self.new(fixture.catalogue.note)], "新<Tab>X1<F2>")
    #expect(seen.contains("請洽詢") && seen.contains("資安執行秘書"), "\(seen.suffix(4_000))")
  }
}

/// Opens the form, as the keys that lead there would.
struct OpeningForm: Screen {
  let form: Form

  func title(_ workspace: Workspace) -> Phrase { form.title }
  mutating func appear(_ workspace: Workspace) -> [Effect] { [.replace(FormScreen(form: form, workspace: workspace))] }
  func draw(into canvas: inout Canvas, _ workspace: Workspace) {}
}

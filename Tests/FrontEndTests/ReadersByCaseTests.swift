import Desk
import Domain
import Testing

@Suite("Whoever fills in and signs reads what they have to do with, whatever it is classed as", .serialized) @MainActor
struct ReadersByCaseTests {
  /// A confidential background check, saved by personnel, to be decided by the head of IT.
  private func check(_ office: ProcedureDesk) throws -> String {
    try office.save("background-check", by: "human_resources.top", [("decided_by", ["head.it"])])
  }

  private func mayRead(_ office: ProcedureDesk, _ number: String, _ person: String) throws -> Bool {
    let desk = office.world.first.attended(by: PersonName(id: person, name: person))
    if case .success = try desk.look(at: number) { return true }
    return false
  }

  @Test("Personnel saves a confidential check, reads it, and takes it to its end with the head who decides")
  func confidentialCheck() throws {
    let office = try ProcedureDesk()
    let number = try check(office)
    #expect(try office.content(number)["classification"] == ["confidential"])
    #expect(try mayRead(office, number, "human_resources.top"))
    #expect(try mayRead(office, number, "human_resources.it"), "others of personnel are its readers")
    #expect(try mayRead(office, number, "head.it"), "the head who is named")
    #expect(try !mayRead(office, number, "head.org"))
    #expect(try !mayRead(office, number, "lee.dh"))
    let staff = office.world.first.attended(by: PersonName(id: "lee.dh", name: "李大華"))
    #expect(try staff.list(ListQuery(form: "background-check")).rows.isEmpty)
    #expect(try staff.search(number, limit: 5).isEmpty)
    let personnel = office.world.first.attended(by: PersonName(id: "human_resources.it", name: "人事"))
    #expect(try personnel.list(ListQuery(form: "background-check")).rows.map(\.number) == [number])
    #expect(try personnel.search(number, limit: 5).map(\.number) == [number])
    #expect(try personnel.counts()["background-check"]?.records == 1)
    try office.signOn(number, by: "human_resources.top")
    #expect(try office.status(number) == .closed)
  }

  @Test("Who may read the record by their clearance only does not read what its form keeps to a few")
  func fieldsOfAFew() throws {
    let office = try ProcedureDesk()
    let number = try check(office)
    let seen = { (person: String) in
      try office.world.first.attended(by: PersonName(id: person, name: person)).look(at: number).get().version
    }
    #expect(try !seen("human_resources.it").content[rows: "items"].isEmpty)
    let auditor = try seen("auditor.top")
    #expect(auditor.content[rows: "items"].isEmpty && auditor.content["consent"].isEmpty)
    #expect(auditor.withheld.map(\.field).contains("items"))
    #expect(!auditor.content["person"].isEmpty)
  }

  @Test("A record that one person classes lower counts as before until a second one agrees")
  func lowered() throws {
    let office = try ProcedureDesk()
    let number = try check(office)
    let lowered = try office.amend(number, by: "human_resources.top", [("classification", ["internal"])])
    #expect(lowered == [])
    #expect(try office.content(number)["classification"] == ["internal"])
    #expect(try !mayRead(office, number, "lee.dh"), "one hand is not enough")
    #expect(try office.amend(number, by: "human_resources.top", [("remarks", ["再存一次"])]) == [])
    #expect(try !mayRead(office, number, "lee.dh"), "nor is the same hand twice")
    let shown = try office.world.first.presented(office.world.first.look(at: number).get().version)
    #expect(shown.notes.contains { $0.en.contains("second person") })
    #expect(try office.amend(number, by: "human_resources.it", [("remarks", ["同意降級"])]) == [])
    #expect(try mayRead(office, number, "lee.dh"))
  }

  @Test("A record that is classed lower than its form from the start waits for a second person too")
  func loweredFromTheStart() throws {
    let office = try ProcedureDesk()
    let number = try office.save(
      "background-check", by: "human_resources.top",
      [("decided_by", ["head.it"]), ("classification", ["internal"])])
    #expect(try !mayRead(office, number, "lee.dh"))
    try office.signOn(number, by: "human_resources.top")
    #expect(try mayRead(office, number, "lee.dh"), "whoever signed it agreed to that")
  }
}

import Domain
import Testing

@Suite("Documents: access is approved and handled by others than the requester", .serialized) @MainActor
struct Procedure03Tests {
  private func document(_ office: GovernanceOffice, _ code: String = "ISMS-2-05") throws -> String {
    try office.save(
      "document-list", by: "lin",
      [
        "doc_code": code, "doc_title": "機房管理", "level": "procedure", "procedure": "documents", "cur_version": "1.0",
        "state": "in-force", "owner_unit": "IT", "owner": "ho", "approver_role": "ciso", "doc_class": "restricted",
        "media": "paper", "location": "櫃 1", "issued_on": office.day(-30), "next_review_on": office.day(300),
      ])
  }

  private func access(
    _ office: GovernanceOffice, _ action: String, _ further: KeyValuePairs<String, String> = [:]
  ) throws -> String {
    let document = try document(office)
    let number = try office.save(
      "document-access", by: "su",
      [
        "action": action, "document": document, "copy_no": "1.0", "due_on": action == "lend" ? office.day(5) : "",
        "purpose": "稽核", "form_of_access": "paper",
        "retention_checked": ["destroy", "delete"].contains(action) ? "yes" : "",
      ])
    if !further.isEmpty { try office.amend(number, by: "su", further) }
    return number
  }

  @Test("A copy is approved by the head of unit and handed over by the security officer, never by the requester")
  func copied() throws {
    let office = try GovernanceOffice()
    let number = try access(office, "copy")
    #expect(try office.refusals { try office.amend(number, by: "su", ["handler": "su"]) } == ["handler"])
    try office.signOn(number, until: "keeper")
    #expect(try office.waiting(number) == ("keeper", ["lin", "wu"]))
    #expect(try office.sign(number, by: "lin") == ["out_at"])
    try office.amend(number, by: "lin", ["out_at": office.day() + "T10:00+08:00"])
    #expect(try office.sign(number, by: "lin") == [])
    #expect(try office.status(number) == .closed)
  }

  @Test("Records are deleted after head and security officer agree, past their term and before a witness")
  func deleted() throws {
    let office = try GovernanceOffice()
    #expect(
      try office.refusals { _ = try access(office, "delete", ["retention_checked": "no"]) } == ["retention_checked"])
    let number = try office.save(
      "document-access", by: "su",
      [
        "action": "delete", "document": try document(office, "ISMS-2-06"), "copy_no": "1.0", "purpose": "期滿",
        "form_of_access": "electronic", "retention_checked": "yes", "handler": "lin",
      ])
    #expect(
      try office.signOn(number, until: "keeper") == ["applicant su", "unit_head peng", "security_officer lin"]
        || office.state(number)?.round.map(\.step) == ["applicant", "unit_head", "security_officer"])
    #expect(try office.sign(number, by: "lin") == ["out_at", "disposal_method", "disposal_qty", "witness"])
    #expect(try office.refusals { try office.amend(number, by: "lin", ["witness": "su"]) } == ["witness"])
  }

  @Test("A loan waits for its keeper until it is back, and is closed only then")
  func lent() throws {
    let office = try GovernanceOffice()
    let number = try access(office, "lend")
    try office.signOn(number, until: "keeper")
    try office.amend(number, by: "lin", ["out_at": office.day() + "T10:00+08:00"])
    try office.signOn(number, until: "return")
    #expect(try office.status(number) == .executing)
    #expect(try office.waiting(number) == ("return", ["lin", "wu"]))
    office.pass(days: 3)
    #expect(try office.sign(number, by: "lin") == ["returned_at"])
    try office.amend(number, by: "lin", ["returned_at": office.day() + "T09:00+08:00"])
    #expect(try office.sign(number, by: "lin") == [])
    #expect(try office.status(number) == .closed)
  }

  @Test("A second-level document is approved by the chief security officer, not by a head of unit")
  func level() throws {
    let office = try GovernanceOffice()
    let number = try document(office)
    #expect(
      try office.refusals { try office.amend(number, by: "lin", ["approver_role": "unit-head"]) } == ["approver_role"])
  }
}

import Domain
import TestKit
import Testing

@Suite("Policies: in force once issued and communicated, acknowledged in person", .serialized) @MainActor
struct Procedure01Tests {
  private func policy(_ office: GovernanceOffice) throws -> String {
    let filler = MinimumFiller(
      catalogue: SigningWorld.catalogue, desk: office.desk, me: Cast.wang,
      now: office.desk.now, wanted: SigningWorld.wanted)
    filler.units = ["IT", "AUD"]
    filler.people = ["wang.xm", "kuo", "su"]
    return try office.save(
      "policy", by: "lin",
      [
        "policy_code": "ISMS-1-09", "title": "存取控制政策", "policy_type": "topic", "policy_version": "1.0",
        "objectives_ref": try filler.record(of: "scope-objectives"), "next_review_on": office.day(300),
        "external_available": "no", "ack_required": "yes",
      ])
  }

  private func issue(_ office: GovernanceOffice, _ number: String) throws {
    try office.amend(
      number, by: "lin",
      [
        "issued_on": office.day(), "effective_on": office.day(1), "communication.0.audience": "全體",
        "communication.0.method": "email",
      ])
    try office.signOn(number)
  }

  @Test("An approved policy waits for the security officer until it is issued and communicated, then stays approved")
  func issued() throws {
    let office = try GovernanceOffice()
    let number = try policy(office)
    try office.signOn(number, until: "issue")
    #expect(try office.waiting(number) == ("issue", ["lin", "wu"]))
    #expect(try office.status(number) == .executing)
    #expect(try office.sign(number, by: "lin") == ["issued_on", "effective_on"])
    try office.amend(number, by: "lin", ["issued_on": office.day(), "effective_on": office.day(1)])
    #expect(try office.sign(number, by: "lin") == ["issued_on"], "nobody was told")
    try issue(office, number)
    #expect(try office.status(number) == .approved)
    try office.amend(
      number, by: "lin", ["communication.1.audience": "廠商", "communication.1.method": "notice"])
    #expect(try office.status(number) == .approved)
  }

  @Test("The roster knows from signed acknowledgements who has not signed, and closes with a word on each of them")
  func acknowledged() throws {
    let office = try GovernanceOffice()
    let number = try policy(office)
    try office.signOn(number, until: "issue")
    try issue(office, number)
    let signed = try office.save("policy-acknowledgement", by: "su", ["policy": number, "understood": "yes"])
    #expect(
      try office.refusals {
        _ = try office.save("policy-acknowledgement", by: "su", ["policy": number, "understood": "yes"])
      } == ["policy"], "signed twice")
    let roster = try office.save(
      "acknowledgement-roster", by: "lin",
      ["policy": number, "due_on": office.day(30), "people.0.person": "su", "people.1.person": "ho"])
    #expect(office.value(roster, "n_open") == "2", "a draft is no acknowledgement")
    #expect(try office.sign(signed, by: "su") == [])
    #expect(try office.status(signed) == .approved)
    try office.signOn(roster, until: "closing")
    #expect(try office.sign(roster, by: "lin") == ["people.reason"])
    try office.amend(roster, by: "lin", ["people.1.reason": "留職停薪"])
    #expect(office.value(roster, "n_open") == "1")
    #expect(office.value(roster, "open_names") == "ho君")
    try office.signOn(roster)
    #expect(try office.status(roster) == .closed)
  }
}

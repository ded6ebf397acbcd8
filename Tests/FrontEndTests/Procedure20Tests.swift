import Domain
import Testing

@Suite("Improvement: a case is closed by a verification that was signed", .serialized) @MainActor
struct Procedure20Tests {
  private func plan(_ office: GovernanceOffice, grade: String = "minor") throws -> String {
    try office.save(
      "improvement-plan", by: "su",
      [
        "source": "self", "kind": "corrective", "grade": grade, "handler_unit": "IT", "handler": "ho",
        "problem": "抽查機房出入紀錄 20 筆，3 筆未登記離開時間。", "requirement": "A.7.2",
      ])
  }

  private func analyse(_ office: GovernanceOffice, _ number: String) throws {
    try office.amend(
      number, by: "ho",
      [
        "correction": "已補登。", "similar": "抽查另一機房 20 筆，無。", "root_cause": "交接時無人核對。",
        "cause_method": "five-why", "measures.0.kind": "corrective", "measures.0.measure": "交接班逐筆核對",
        "measures.0.owner": "su", "measures.0.start": office.day(), "measures.0.due": office.day(20),
        "measures.0.success": "三個月漏登 0 筆", "plan_review": "措施對應原因",
      ])
  }

  private func follow(_ office: GovernanceOffice, _ plan: String, by tracker: String = "kuo") throws -> String {
    try office.save(
      "improvement-tracking", by: "lin",
      [
        "plan": plan, "measure_no": "1", "tracker": tracker, "execution": "已實施", "percent": "100",
        "proof": try office.file(), "observation": "抽查 10 筆均有", "advice": "verify",
      ])
  }

  private func verification(_ office: GovernanceOffice, _ plan: String) throws -> String {
    try office.save(
      "improvement-effectiveness", by: "lin",
      [
        "plan": plan, "verifier": "kuo", "method": "site", "criteria.0.measure": "1", "criteria.0.observed": "漏登 0 筆",
        "criteria.0.met": "met", "recurrence": "none", "side_effect": "無", "effective": "effective",
        "next_action": "close", "closed_on": office.day(), "handler_opinion": "無",
      ])
  }

  @Test("Whoever finds a problem submits the facts alone; the handler is asked for correction, cause and measures")
  func factsAlone() throws {
    let office = try GovernanceOffice()
    let number = try plan(office, grade: "major")
    #expect(try office.sign(number, by: "su") == [])
    #expect(try office.waiting(number) == ("handler", ["ho"]))
    #expect(
      try office.sign(number, by: "ho") == ["correction", "similar", "root_cause", "cause_method", "measures"])
    try analyse(office, number)
    #expect(try office.sign(number, by: "ho") == [])
    #expect(office.value(number, "state") == "proposed")
  }

  @Test("A cause that only says carelessness is refused")
  func carelessness() throws {
    let office = try GovernanceOffice()
    let number = try plan(office)
    #expect(try office.refusals { try office.amend(number, by: "ho", ["root_cause": "人員疏忽"]) } == ["root_cause"])
  }

  @Test("A major case closes only with a signed verification that found it effective after the days of observation")
  func wholeCase() throws {
    let office = try GovernanceOffice()
    let number = try plan(office, grade: "major")
    try office.signOn(number, until: "handler")
    try analyse(office, number)
    try office.signOn(number, until: "security_officer")
    #expect(try office.sign(number, by: "lin") == ["agreed_on"])
    try office.amend(number, by: "lin", ["agreed_on": office.day()])
    try office.signOn(number, until: "closing")
    #expect(try office.status(number) == .executing)
    #expect(try office.sign(number, by: "wu") == ["closed_on", "state"], "nothing was done")

    let tracking = try follow(office, number)
    office.pass(days: 5)
    #expect(
      try office.refusals { _ = try verification(office, number) } == ["verified_on"], "too early for a major one")
    office.pass(days: 60)
    let verified = try verification(office, number)
    #expect(try office.sign(verified, by: "lin") == ["verified_on"], "the follow-up is a draft")
    try office.signOn(tracking)
    #expect(try office.sign(number, by: "wu") == ["closed_on", "state"], "the verification is a draft")
    #expect(try office.signOn(verified).contains("follower kuo"))
    try office.amend(number, by: "wu", ["closed_on": office.day()])
    #expect(try office.sign(number, by: "wu") == [])
    #expect(try office.status(number) == .closed)
    #expect(try office.shown(number, "state") == "closed")
  }

  @Test("What is not improved is accepted by the chief security officer, and never for a major case")
  func notImproved() throws {
    let office = try GovernanceOffice()
    let number = try plan(office)
    let risk: KeyValuePairs = [
      "risk_note.0.risk": "無法釐清責任", "risk_note.0.accepted_by": "ho", "risk_note.0.on": office.day(),
    ]
    #expect(try office.refusals { try office.amend(number, by: "ho", risk) } == ["risk_note.accepted_by"])
    try office.signOn(number, until: "handler")
    try analyse(office, number)
    try office.amend(number, by: "lin", ["agreed_on": office.day()])
    try office.signOn(number, until: "closing")
    #expect(try office.sign(number, by: "lin") == ["closed_on", "state"])
    try office.amend(
      number, by: "lin",
      [
        "risk_note.0.risk": "無法釐清責任", "risk_note.0.accepted_by": "mo", "risk_note.0.on": office.day(),
        "closed_on": office.day(),
      ])
    #expect(try office.signOn(number).first == "risk_acceptance mo")
    #expect(try office.status(number) == .closed)
  }

  @Test("Nobody of the handling unit follows a case up")
  func fromOutside() throws {
    let office = try GovernanceOffice()
    let number = try plan(office)
    try analyse(office, number)
    #expect(try office.refusals { _ = try follow(office, number, by: "su") } == ["tracker"])
    let tracking = try follow(office, number)
    #expect(try office.sign(tracking, by: "lin") == ["track_on"], "the plan is not agreed to yet")
  }
}

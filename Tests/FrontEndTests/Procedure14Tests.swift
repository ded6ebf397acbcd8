import Domain
import TestKit
import Testing

@Suite("Internal audit: findings close when they are verified, reports count what was signed", .serialized) @MainActor
struct Procedure14Tests {
  private func plan(_ office: GovernanceOffice, auditor: String = "kuo", unit: String = "IT") throws -> String {
    try office.save(
      "audit-plan", by: "hsu",
      [
        "audit_no": "115-1", "purpose": "確認有效", "scope": "資訊處", "criteria": "iso27001", "clauses": "A.5.18",
        "covered": "A.5.18", "method": "訪談與抽樣", "previous_results": "無", "risk_basis": "依風險", "lead_auditor": "hsu",
        "auditors.0.person": auditor, "auditors.0.qualification": "內部稽核員", "auditors.0.areas": "帳號",
        "auditors.0.declared": "yes", "opening_at": office.day(20) + "T09:00+08:00",
        "closing_at": office.day(21) + "T16:00+08:00", "schedule.0.date": office.day(20), "schedule.0.from": "10:00",
        "schedule.0.to": "12:00", "schedule.0.unit": unit, "schedule.0.topic": "帳號", "schedule.0.auditor": auditor,
        "schedule.0.contact": "su", "notify_on": office.day(), "report_due": office.day(25),
      ])
  }

  private func checklist(_ office: GovernanceOffice, _ plan: String) throws -> String {
    try office.save(
      "audit-checklist", by: "kuo",
      [
        "plan_ref": plan, "unit_audited": "IT", "companion": "su", "items.0.clause": "A.5.18",
        "items.0.question": "離職帳號是否停用？", "items.1.clause": "A.5.18", "items.1.question": "權限是否審查？",
      ])
  }

  @Test("Nobody audits their own unit, whatever is typed beside the name; the lead auditor neither")
  func independence() throws {
    let office = try GovernanceOffice()
    #expect(try office.refusals { _ = try plan(office, auditor: "ho") } == ["schedule.auditor"])
    #expect(try office.refusals { _ = try plan(office, auditor: "hsu", unit: "AUD") } == ["schedule.auditor"])
    let number = try plan(office)
    #expect(
      office.desk.records.record(number)?.content[rows: "auditors"].first?["unit"].first?.hasPrefix("AUD") == true)
  }

  @Test("A checklist is prepared before the audit, and submitted with time and results")
  func prepared() throws {
    let office = try GovernanceOffice()
    let number = try checklist(office, try plan(office))
    #expect(try office.sign(number, by: "kuo") == ["audited_at", "items.result"])
    let results: KeyValuePairs = [
      "audited_at": office.day(20) + "T10:00+08:00", "items.0.result": "compliant", "items.0.evidence": "抽 8 筆",
      "items.1.result": "noncompliant", "items.1.evidence": "抽 4 季", "items.1.finding": "二季未審查",
    ]
    try office.amend(number, by: "kuo", results)
    #expect(try office.sign(number, by: "kuo") == ["audited_at"], "that day is still to come")
    office.pass(days: 20)
    #expect(try office.signOn(number) == ["auditor kuo", "lead_auditor hsu", "audited_head peng", "ciso mo"])
  }

  @Test("A change of an approved plan is added to it and leaves it approved")
  func changedPlan() throws {
    let office = try GovernanceOffice()
    let number = try plan(office)
    try office.signOn(number)
    #expect(try office.status(number) == .approved)
    let change: KeyValuePairs = [
      "changes.0.on": office.day(), "changes.0.change": "延後一日", "changes.0.reason": "主管出差", "changes.0.by": "mo",
    ]
    // Whoever approved it enters it; nobody does so in their name.
    #expect(try office.refusals { try office.amend(number, by: "hsu", change) } == ["changes.by"])
    try office.amend(number, by: "mo", change)
    #expect(try office.status(number) == .approved)
  }

  private func finding(_ office: GovernanceOffice) throws -> String {
    let report = try MinimumFiller(
      catalogue: SigningWorld.catalogue, desk: office.desk, me: Cast.wang,
      now: office.desk.now, wanted: [:]
    ).record(of: "special-audit-report")
    return try office.save(
      "audit-finding", by: "hsu",
      [
        "finding": report, "source": "other", "grade": "major", "clause": "A.5.18", "fact": "二季未審查權限",
        "handler_unit": "IT", "handler": "ho",
      ])
  }

  @Test("A major finding asks the handler for the reply, and the follow-up person for the verification after the days")
  func majorFinding() throws {
    let office = try GovernanceOffice()
    let number = try finding(office)
    try office.signOn(number, until: "handler")
    #expect(try office.sign(number, by: "ho") == ["replied_on"])
    #expect(
      try office.refusals { try office.amend(number, by: "ho", ["replied_on": office.day()]) }
        == ["correction", "extent", "root_cause", "action", "due"])
    try office.amend(
      number, by: "ho",
      [
        "replied_on": office.day(), "correction": "已補審", "extent": "查全部系統", "root_cause": "無排程", "action": "列入行事曆",
        "due": office.day(10),
      ])
    try office.signOn(number, until: "follower")
    #expect(try office.waiting(number).people == ["kuo"])
    try office.amend(
      number, by: "kuo",
      [
        "tracking.0.by": "kuo", "tracking.0.progress": "已完成", "tracking.0.proof": try office.file(),
        "tracking.0.advice": "close",
      ])
    #expect(try office.sign(number, by: "kuo") == ["verified_on"])
    let verified: () throws -> Void = {
      try office.amend(number, by: "kuo", ["verified_on": office.day(), "effective": "effective"])
    }
    #expect(try office.refusals(verified) == ["verified_on"], "the same day")
    office.pass(days: 60)
    try verified()
    try office.signOn(number)
    #expect(try office.status(number) == .closed)
    #expect(try office.shown(number, "state") == "closed")
  }
}

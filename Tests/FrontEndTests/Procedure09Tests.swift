import Domain
import Testing

@Suite("Risk: owners approve, one scale, and no acceptance by whoever may not", .serialized) @MainActor
struct Procedure09Tests {
  private let office: GovernanceOffice

  init() throws { office = try GovernanceOffice() }

  /// One risk of `peng`, who is neither the assessor nor responsible for measures.
  private func identification() throws -> String {
    let method = try office.save(
      "document-list", by: "lin",
      [
        "doc_code": "ISMS-2-09-M", "doc_title": "風險評鑑方法", "level": "procedure", "procedure": "09", "cur_version": "1.0",
        "state": "in-force",
        "owner_unit": "SEC", "owner": "lin", "approver_role": "ciso", "doc_class": "internal", "media": "electronic",
        "location": "文件系統", "issued_on": office.day(-10), "next_review_on": office.day(300),
        "retention_rule": "3 年", "disposal_rule": "destroy",
      ])
    return try office.save(
      "risk-identification", by: "lin",
      [
        "cycle": "115-1", "method_version": method, "sources": "assets", "participants.0.person": "su",
        "participants.0.unit": "IT", "risks.0.target_kind": "system", "risks.0.target_text": "差勤系統",
        "risks.0.event": "未修補漏洞遭利用，個資外洩。", "risks.0.threat": "malware", "risks.0.weakness": "unpatched",
        "risks.0.affects": "c", "risks.0.owner": "peng", "uncovered_reason": "無",
      ])
  }

  /// Treated, or accepted by somebody.
  private func assessment(of register: String, acceptedBy person: String? = nil) throws -> String {
    guard let person else {
      return try office.save(
        "risk-assessment", by: "lin",
        [
          "cycle": "115-1", "accept_ref_text": "第一次會議", "summary": "一項風險。", "items.0.risk_ref": register,
          "items.0.risk": register + "-1", "items.0.likelihood": "2", "items.0.likelihood_why": "曾發生一次",
          "items.0.impact": "3", "items.0.impact_why": "三千筆", "items.0.existing_effect": "effective",
          "items.0.decision": "treat",
        ])
    }
    return try office.save(
      "risk-assessment", by: "lin",
      [
        "cycle": "115-1", "accept_ref_text": "第一次會議", "summary": "一項風險。", "items.0.risk_ref": register,
        "items.0.risk": register + "-1", "items.0.likelihood": "2", "items.0.likelihood_why": "曾發生一次",
        "items.0.impact": "3", "items.0.impact_why": "三千筆", "items.0.existing_effect": "effective",
        "items.0.decision": "accept", "acceptances.0.risk": register + "-1", "acceptances.0.reason": "年底汰除",
        "acceptances.0.accepted_by": person, "acceptances.0.expires_on": office.day(100),
      ])
  }

  private func plan(of assessment: String, _ risk: String) throws -> String {
    try office.save(
      "risk-treatment", by: "lin",
      [
        "cycle": "115-1", "assessment": assessment, "items.0.risk": risk, "items.0.option": "reduce",
        "items.0.measure": "每月修補並複掃。", "items.0.controls": "A.8.8", "items.0.resources": "無",
        "items.0.owner": "ho", "items.0.start": office.day(), "items.0.due": office.day(30),
        "items.0.target_value": "2",
      ])
  }

  @Test("A plan is approved by the owner in the identification, not by whoever carries out the measure")
  func owners() throws {
    let register = try identification()
    let assessment = try assessment(of: register)
    let plan = try plan(of: assessment, register + "-1")
    #expect(try office.sign(plan, by: "lin") == ["assessment"], "the assessment is a draft")
    try office.signOn(assessment)
    #expect(try office.sign(plan, by: "lin") == [])
    #expect(try office.waiting(plan) == ("risk_owner", ["peng"]))
    let signed = try office.signOn(plan)
    #expect(signed.contains("risk_owner peng") && !signed.contains { $0.hasSuffix(" ho") })
    #expect(try office.status(plan) == .approved)
  }

  @Test("What is above the acceptable level is never called low, and residual risk is on the scale of the current one")
  func scale() throws {
    let register = try identification()
    let assessment = try assessment(of: register)
    let row = try #require(office.desk.records.record(assessment)?.content[rows: "items"].first)
    #expect(row["current"] == ["2.4"] && row["level"] == ["medium"] && row["above"] == ["yes"])
    #expect(row["owner"].first?.hasPrefix("peng") == true)
    try office.signOn(assessment)
    let again = try office.save(
      "risk-reassessment", by: "wu",
      [
        "reason": "periodic", "assessment": assessment, "next_on": office.day(90), "items.0.risk": register + "-1",
        "items.0.measure_done": "yes", "items.0.effectiveness": "effective", "items.0.evidence": "複掃無弱點",
        "items.0.likelihood": "1", "items.0.impact": "3", "items.0.control_effect": "effective",
        "items.0.decision": "close",
      ])
    let after = try #require(office.desk.records.record(again)?.content[rows: "items"].first)
    #expect(after["residual"] == ["1.2"] && after["level"] == ["low"])
    #expect(office.value(again, "reduction") == "50")
  }

  @Test("A risk is accepted by its owner or the CISO, who signs that; nobody else is taken")
  func acceptance() throws {
    let register = try identification()
    #expect(try office.refusals { _ = try assessment(of: register, acceptedBy: "su") } == ["acceptances.accepted_by"])
    let number = try assessment(of: register, acceptedBy: "peng")
    let signed = try office.signOn(number)
    #expect(signed.contains("accepter peng"))
    #expect(
      try office.refusals { _ = try assessment(of: register, acceptedBy: "peng") } == ["cycle"],
      "a cycle has one assessment")
  }

  @Test("Progress costs no signature, and nothing is verified whose plan says that it is not done")
  func progress() throws {
    let register = try identification()
    let assessment = try assessment(of: register)
    try office.signOn(assessment)
    let plan = try plan(of: assessment, register + "-1")
    try office.signOn(plan)
    try office.amend(plan, by: "lin", ["items.0.state": "running", "items.0.progress": "30"])
    #expect(try office.status(plan) == .approved)
    let refused = try office.refusals {
      _ = try office.save(
        "risk-reassessment", by: "wu",
        [
          "reason": "treatment", "trigger_ref": plan, "assessment": assessment, "plan": plan,
          "next_on": office.day(90), "items.0.risk": register + "-1", "items.0.measure_done": "yes",
          "items.0.effectiveness": "effective", "items.0.evidence": "看過", "items.0.likelihood": "1",
          "items.0.impact": "3", "items.0.control_effect": "effective", "items.0.decision": "close",
        ])
    }
    #expect(refused == ["items.measure_done"])
  }
}

import Domain
import TestKit
import Testing

@Suite("Contracts: the GDPR is assessed where people of the EU are concerned", .serialized) @MainActor
struct Procedure27Tests {
  private func review(_ office: GovernanceOffice, _ further: KeyValuePairs<String, String>) throws -> String {
    let filler = MinimumFiller(
      catalogue: SigningWorld.catalogue, desk: office.desk, me: Cast.wang,
      now: office.desk.now, wanted: SigningWorld.wanted)
    filler.units = ["IT"]
    filler.people = ["wang.xm", "su"]
    let law = try filler.record(of: "legal-register")
    let number = try office.save(
      "contract-legal-review", by: "ho",
      [
        "subject_kind": "privacy", "draft_version": "v1", "requester": "ho", "due": office.day(10), "laws": law,
        "pii_assess.0.purpose": "學生交換", "pii_assess.0.categories": "識別類", "pii_assess.0.subjects": "交換學生",
        "pii_assess.0.transfer": "domestic", "pii_assess.0.basis": "契約", "items.0.result": "na", "items.1.result": "na",
        "items.2.result": "na", "items.3.result": "na", "items.4.result": "na", "items.5.result": "na",
        "items.6.result": "na", "items.7.result": "na", "items.8.result": "na", "items.9.result": "na",
        "items.10.result": "na", "items.11.result": "na", "items.12.result": "na", "items.13.result": "na",
        "items.14.result": "na", "items.15.result": "na", "items.16.result": "na",
        "legal_opinion": "無意見", "security_opinion": "無意見",
        "conclusion": "agree", "reviewer": "lu",
      ])
    if !further.isEmpty { try office.amend(number, by: "ho", further) }
    return number
  }

  @Test("Data of EU students sent abroad cannot be agreed to with GDPR and transfer not applicable")
  func contradictions() throws {
    let office = try GovernanceOffice()
    #expect(
      try office.refusals {
        _ = try review(
          office, ["pii_assess.0.transfer": "abroad", "pii_assess.0.country": "美國", "eu_subjects": "no"])
      } == ["items"])
    #expect(
      try office.refusals {
        _ = try review(office, ["eu_subjects": "yes", "gdpr_role": "controller"])
      } == ["items"])
    #expect(
      try office.refusals {
        _ = try review(office, ["pii_assess.0.subjects": "EU exchange students", "eu_subjects": "no"])
      } == ["eu_subjects"])
  }

  @Test("Whether people of the EU are concerned is said before submission; legal affairs answer the points of the GDPR")
  func assessed() throws {
    let office = try GovernanceOffice()
    let number = try review(office, [:])
    #expect(try office.sign(number, by: "ho") == ["eu_subjects"])
    try office.amend(
      number, by: "ho", ["eu_subjects": "yes", "gdpr_role": "controller", "items.16.result": "met"])
    #expect(try office.sign(number, by: "ho") == [])
    let asked = try office.sign(number, by: "lu")
    #expect(
      asked == [
        "laws", "dpa_points.result", "sub_consent", "representative_state", "eu_representative", "dpo_state", "dpo",
        "breach_hours",
      ])
    #expect(try office.refusals { try office.amend(number, by: "lu", ["breach_hours": "72"]) } == ["breach_hours"])
  }

  private func points(_ result: String, without: Int? = nil) -> [(String, String)] {
    (0..<8).flatMap { row in
      [("dpa_points.\(row).result", result), ("dpa_points.\(row).article", "第 8 條")]
        + (result == "missing" ? [("dpa_points.\(row).note", "附件二補列")] : [])
    }
  }

  @Test("A contract that the register says concerns people of the EU cannot be reviewed without the GDPR")
  func registerAgrees() throws {
    let office = try GovernanceOffice()
    let number = try review(office, [:])
    let contract = try office.save(
      "contract", by: "ho",
      [
        "contract_no": "C-1", "title": "交換生系統", "direction": "cooperation", "counterparty_text": "某大學",
        "subject": "交換生報名", "unit_owner": "IT", "from": office.day(), "open_ended": "yes", "renewal": "none",
        "data_class": "pii", "eu_subjects": "yes", "security_relevant": "yes", "key_clauses": "confidentiality",
        "state": "draft",
      ])
    #expect(
      try office.refusals { try office.amend(number, by: "ho", ["contract": contract, "eu_subjects": "no"]) }
        == ["items", "eu_subjects"])
  }

  @Test("An agreement with a point of article 28 missing is not agreed to, and every country has its mechanism")
  func pointsAndTransfers() throws {
    let office = try GovernanceOffice()
    let number = try review(office, [:])
    try office.amend(
      number, by: "ho",
      [
        "eu_subjects": "yes", "gdpr_role": "controller", "items.16.result": "met", "items.3.result": "met",
        "items.4.result": "met", "pii_assess.0.transfer": "abroad", "pii_assess.0.country": "美國",
      ])
    #expect(try office.sign(number, by: "ho") == [])
    let missing = try office.sign(number, by: "lu")
    #expect(missing.contains("transfers") && missing.contains("dpa_points.result"))
    let law = try MinimumFiller(
      catalogue: SigningWorld.catalogue, desk: office.desk, me: Cast.wang,
      now: office.desk.now, wanted: ["legal-register": [("name", ["GDPR"])]]
    ).record(of: "legal-register")
    try office.signOn(law)
    for (place, text) in points("met") {
      try office.amend(number, by: "lu", KeyValuePairs(dictionaryLiteral: (place, text)))
    }
    try office.amend(
      number, by: "lu",
      [
        "laws": law, "dpa_points.2.result": "missing", "dpa_points.2.note": "附件二補列", "sub_consent": "general",
        "objection_days": "14", "transfers.0.country": "美國", "transfers.0.recipient": "某公司",
        "transfers.0.mechanism": "adequacy", "representative_state": "named", "eu_representative": "某代表，柏林",
        "dpo_state": "exempt", "dpo": "規模未達", "breach_hours": "24",
      ])
    let still = try office.sign(number, by: "lu")
    #expect(still == ["dpa_points"])
    try office.amend(number, by: "lu", ["dpa_points.2.result": "met", "dpa_points.2.note": ""])
    #expect(try office.sign(number, by: "lu") == [])
  }

  @Test("Processing of children's data starts only after an approved assessment that lets it go on")
  func assessmentFirst() throws {
    let office = try GovernanceOffice()
    let asset = try MinimumFiller(
      catalogue: SigningWorld.catalogue, desk: office.desk, me: Cast.wang,
      now: office.desk.now, wanted: SigningWorld.wanted
    ).record(of: "asset")
    let activity = try office.save(
      "processing-activity", by: "ho",
      [
        "activity": "招生", "role": "controller", "unit_owner": "IT", "purpose": "辦理招生", "basis": "契約",
        "systems": asset, "data.0.subjects": "報名者", "data.0.categories": "識別類", "data.0.people": "100",
        "data.0.keep_months": "12", "data.0.keep_rule": "放榜後一年", "measures": "加密", "minors": "yes",
      ])
    let start: KeyValuePairs = ["state": "active", "started_on": office.day()]
    #expect(try office.refusals { try office.amend(activity, by: "ho", start) } == ["state"])
    let assessment = try office.save(
      "privacy-impact-assessment", by: "ho",
      [
        "activity": activity, "triggers": "minors", "description": "上網填報", "necessity": "只蒐集必要資料",
        "risks.0.risk": "外洩", "risks.0.likelihood": "medium", "risks.0.impact": "high", "risks.0.measures": "加密",
        "risks.0.owner": "ho",
      ])
    #expect(try office.sign(assessment, by: "ho") == [])
    #expect(
      try office.sign(assessment, by: "peng")
        == ["risks.due", "risks.left_likelihood", "risks.left_impact", "conclusion", "next_review_on"])
    let left: KeyValuePairs = [
      "risks.0.due": office.day(30), "risks.0.left_likelihood": "low", "risks.0.left_impact": "high",
      "next_review_on": office.day(300),
    ]
    #expect(
      try office.refusals {
        try office.amend(
          assessment, by: "peng",
          ["risks.0.left_likelihood": "medium", "risks.0.left_impact": "high", "conclusion": "conditions"])
      } == ["conclusion"])
    try office.amend(assessment, by: "peng", left)
    try office.amend(
      assessment, by: "peng", ["conclusion": "conditions", "dpo_advice": "同意", "subjects_view": "不徵詢：法定程序"])
    #expect(try office.signOn(assessment) == ["unit_head peng", "security_officer lin", "ciso mo"])
    #expect(try office.status(assessment) == .approved)
    #expect(try office.refusals { try office.amend(activity, by: "ho", start) } == ["state"])
    try office.amend(assessment, by: "ho", ["risks.0.done_on": office.day()])
    #expect(try office.status(assessment) == .approved)
    #expect(try office.refusals { try office.amend(activity, by: "ho", start) } == [])
  }

  private func request(_ office: GovernanceOffice, regime: String, right: String) throws -> String {
    try office.save(
      "data-subject-request", by: "ho",
      [
        "subject_name": "張三", "contact": "chang@example.org", "received_on": "2026-11-02", "channel": "mail",
        "regime": regime, "right": right, "request": "請提供複製本", "handler": "ho",
      ])
  }

  @Test(
    "A request of a data subject has the time limit of its rules, and the earlier of two",
    arguments: [
      ("pdpa", "access", "2026-11-17", "2026-12-02"), ("pdpa", "erase", "2026-12-02", "2027-01-01"),
      ("gdpr", "access", "2026-12-02", "2027-02-02"), ("both", "copy", "2026-11-17", "2026-12-02"),
      ("gdpr", "portability", "2026-12-02", "2027-02-02"),
    ])
  func timeLimits(regime: String, right: String, due: String, extended: String) throws {
    let office = try GovernanceOffice()
    let number = try request(office, regime: regime, right: right)
    #expect(office.value(number, "due") == due && office.value(number, "final_due") == due)
    let changes: KeyValuePairs = ["extended": "yes", "extension_reason": "封存備份", "told_on": "2026-11-16"]
    try office.amend(number, by: "ho", changes)
    #expect(office.value(number, "final_due") == extended)
    let late = due < "2026-11-20" ? ["told_on"] : []
    #expect(try office.refusals { try office.amend(number, by: "ho", ["told_on": "2026-11-20"]) } == late)
  }

  @Test("A request is answered after the decision, with the remedies where it is refused, and only then is it over")
  func answered() throws {
    let office = try GovernanceOffice()
    let number = try request(office, regime: "gdpr", right: "erase")
    #expect(try office.sign(number, by: "ho") == [])
    #expect(try office.sign(number, by: "peng") == ["activities", "identity_way", "decision"])
    let activity = try office.save(
      "processing-activity", by: "ho",
      [
        "activity": "交換生", "role": "controller", "unit_owner": "IT", "purpose": "辦理交換", "basis": "契約",
        "eu_subjects": "yes", "data.0.subjects": "歐盟交換生", "data.0.categories": "識別類", "data.0.people": "10",
        "data.0.keep_months": "12", "data.0.keep_rule": "一年", "measures": "加密",
      ])
    #expect(
      try office.refusals {
        try office.amend(number, by: "peng", ["identity_way": "unknown", "decision": "granted"])
      } == ["decision"])
    try office.amend(
      number, by: "peng",
      ["activities": activity, "identity_way": "document", "decision": "refused", "ground": "法定保存義務"])
    #expect(try office.signOn(number, until: "replying") == ["unit_head peng", "security_officer lin"])
    #expect(try office.status(number) == .executing)
    #expect(try office.sign(number, by: "ho") == ["replied_on", "reply_way", "remedy_told"])
    #expect(
      try office.refusals { try office.amend(number, by: "ho", ["replied_on": office.day(-1)]) } == ["replied_on"])
    #expect(try office.refusals { try office.amend(number, by: "ho", ["remedy_told": "no"]) } == ["remedy_told"])
    try office.amend(number, by: "ho", ["replied_on": office.day(), "reply_way": "mail", "remedy_told": "yes"])
    #expect(try office.sign(number, by: "ho") == [])
    let status = try office.status(number)
    #expect(status == .closed)
  }
}

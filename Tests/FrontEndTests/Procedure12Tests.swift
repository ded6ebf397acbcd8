import Domain
import Testing

@Suite("Incidents, with one person in the security team", .serialized) @MainActor
struct Procedure12Tests {
  private let office: GovernanceOffice

  init() throws { office = try GovernanceOffice() }

  private func notice(pii: String = "none", count: String = "") throws -> String {
    try office.save(
      "incident-notice", by: "su",
      [
        "reporter_phone": "分機 1", "agency": "測試學院", "source": "user", "known_at": "2026-11-20T08:00+08:00",
        "title": "名冊誤寄",
        "description": "名冊寄給校外三人。", "category": "data_leak", "ongoing": "yes", "pii": pii, "pii_count": count,
        "core_ci": "non_core", "impact_c": "1", "impact_i": "0", "impact_a": "0", "measures": "請收件人刪除",
        "support_needed": "not_needed",
      ])
  }

  /// Judged and notified by the only person of the security team.
  private func judge(_ number: String) throws {
    try office.amend(
      number, by: "shen",
      [
        "decision": "event", "decided_by": "shen", "decided_at": "2026-11-20T08:30+08:00", "notices.0.to": "authority",
        "notices.0.at": "2026-11-20T08:40+08:00", "notices.0.channel": "通報網站", "notices.0.by": "shen",
      ])
  }

  @Test("The only person of the security team judges, notifies, signs, and closes once it is contained")
  func onePerson() throws {
    let number = try notice()
    #expect(try office.sign(number, by: "su") == [])
    #expect(try office.waiting(number) == ("security_team", ["shen"]))
    try judge(number)
    #expect(try office.sign(number, by: "shen") == [])
    try office.signOn(number, until: "closing")
    #expect(try office.sign(number, by: "shen") == ["ongoing", "contained_at"])
    try office.amend(number, by: "shen", ["ongoing": "no", "contained_at": "2026-11-20T09:30+08:00"])
    #expect(try office.sign(number, by: "shen") == [], "the signatures so far stand")
    #expect(try office.status(number) == .closed)
  }

  @Test("A change of level keeps the time of knowing")
  func level() throws {
    let number = try notice()
    func changed(known: String) throws {
      try office.save(
        "incident-notice", by: "su",
        [
          "corrects": number, "changed_at": "2026-11-20T09:00+08:00", "reporter_phone": "分機 1", "agency": "測試學院",
          "source": "user",
          "known_at": known, "title": "名冊誤寄", "description": "收件人為三十人。", "category": "data_leak",
          "ongoing": "yes", "pii": "none", "core_ci": "non_core", "impact_c": "2", "impact_i": "0", "impact_a": "0",
          "measures": "請收件人刪除", "support_needed": "not_needed",
        ])
    }
    #expect(try office.refusals { try changed(known: "2026-11-20T09:00+08:00") } == ["known_at"])
    #expect(try office.refusals { try changed(known: "2026-11-20T08:00+08:00") } == [])
  }

  private func breach(of incident: String, laws: String, risk: String = "risk") throws -> String {
    try office.save(
      "personal-data-breach", by: "lin",
      [
        "incident": incident, "aware_at": "2026-11-20T09:00+08:00", "aware_reason": "查明附件內容", "role": "controller",
        "laws": laws, "dpo": "mo", "dpo_contact": "分機 9", "kinds": "confidentiality", "description": "名冊外寄。",
        "subjects.0.kind": "學生", "subjects.0.people": "30", "data": "identity", "n_records": "30", "protected": "no",
        "consequences": "可能被冒用", "risk": risk, "risk_basis": "僅姓名學號",
      ])
  }

  @Test("A breach has clocks of its own, and closes only once authority and data subjects are told")
  func ownClocks() throws {
    let incident = try notice(pii: "general", count: "30")
    let number = try breach(of: incident, laws: "tw|sector|gdpr")
    #expect(office.value(number, "gdpr_due") == "2026-11-23T09:00+08:00")
    try office.signOn(number, until: "dpo")
    #expect(try office.waiting(number) == ("dpo", ["mo"]))
    try office.signOn(number, until: "closing")
    #expect(
      Set(try office.sign(number, by: "shen")) == ["authority_notices", "subject_notices", "effects", "measures"])
    try office.amend(
      number, by: "shen",
      [
        "authority_notices.0.to": "gdpr_authority", "authority_notices.0.name": "監管機關",
        "authority_notices.0.phase": "first", "authority_notices.0.at": "2026-11-20T09:30+08:00",
        "authority_notices.0.channel": "線上", "authority_notices.0.by": "shen", "authority_notices.0.missing": "人數",
        "subject_notices.0.at": "2026-11-20T09:40+08:00", "subject_notices.0.way": "mail",
        "subject_notices.0.people": "20", "subject_notices.0.content": "事實與措施", "effects": "未發現利用",
        "measures": "遮蔽匯出",
      ])
    #expect(
      Set(try office.sign(number, by: "shen")) == ["authority_notices", "subject_notices"],
      "a first notice only, and not everybody was told")
    try office.amend(
      number, by: "shen",
      [
        "authority_notices.0.phase": "full", "authority_notices.1.to": "sector_authority",
        "authority_notices.1.name": "教育主管機關", "authority_notices.1.phase": "full",
        "authority_notices.1.at": "2026-11-20T09:35+08:00", "authority_notices.1.channel": "公文",
        "authority_notices.1.by": "shen", "subject_notices.0.people": "30",
      ])
    #expect(try office.sign(number, by: "shen") == [])
    #expect(try office.status(number) == .closed)
  }

  @Test("One incident has one breach record, and none where no personal data are concerned")
  func oneRecord() throws {
    let without = try notice()
    #expect(try office.refusals { _ = try breach(of: without, laws: "tw|sector") } == ["incident"])
    let with = try notice(pii: "general", count: "30")
    _ = try breach(of: with, laws: "tw|sector")
    #expect(try office.refusals { _ = try breach(of: with, laws: "tw|sector") } == ["incident"])
    #expect(
      try office.refusals { _ = try breach(of: with, laws: "tw") }.contains("laws"), "the settings say sector rules")
  }
}

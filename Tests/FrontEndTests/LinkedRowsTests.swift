import Desk
import Domain
import Testing

@Suite("What a link brings along: rows of other records, and the record that is there already", .serialized) @MainActor
struct LinkedRowsTests {
  private func plan(_ office: GovernanceOffice) throws -> String {
    try office.save(
      "audit-plan", by: "hsu",
      [
        "audit_no": "115-1", "purpose": "確認有效", "scope": "資訊處", "criteria": "iso27001", "clauses": "A.5.18",
        "covered": "A.5.18", "method": "訪談與抽樣", "previous_results": "無", "risk_basis": "依風險", "lead_auditor": "hsu",
        "auditors.0.person": "kuo", "auditors.0.qualification": "內部稽核員", "auditors.0.areas": "帳號",
        "auditors.0.declared": "yes", "opening_at": office.day(20) + "T09:00+08:00",
        "closing_at": office.day(21) + "T16:00+08:00", "schedule.0.date": office.day(20), "schedule.0.from": "10:00",
        "schedule.0.to": "12:00", "schedule.0.unit": "IT", "schedule.0.topic": "帳號", "schedule.0.auditor": "kuo",
        "schedule.0.contact": "su", "notify_on": office.day(), "report_due": office.day(25),
      ])
  }

  /// A checklist of a unit with one question that holds and one that does not.
  private func checklist(_ office: GovernanceOffice, _ plan: String, _ unit: String, _ finding: String) throws -> String
  {
    try office.save(
      "audit-checklist", by: "kuo",
      [
        "plan_ref": plan, "unit_audited": unit, "companion": "su", "audited_at": office.day() + "T09:30+08:00",
        "items.0.clause": "A.5.18", "items.0.question": "離職帳號是否停用？", "items.0.result": "compliant",
        "items.0.evidence": "抽 8 筆", "items.1.clause": "A.5.18", "items.1.question": "權限是否審查？",
        "items.1.result": "noncompliant", "items.1.evidence": "抽 4 季", "items.1.finding": finding,
      ])
  }

  @Test("A report begins with what did not hold in every submitted checklist of its plan, each with its unit")
  func rowsOfOtherRecords() throws {
    let office = try GovernanceOffice()
    let plan = try plan(office)
    office.pass(days: 20)
    let first = try checklist(office, plan, "IT", "二季未審查")
    let second = try checklist(office, plan, "SEC", "一季未審查")
    _ = try checklist(office, plan, "SEC", "草稿不計")
    for number in [first, second] { #expect(try office.sign(number, by: "kuo") == []) }
    let report = try #require(SigningWorld.catalogue.form("audit-report"))
    let content = try office.desk.attended(by: PersonName(id: "hsu", name: "hsu"))
      .start(report, from: first, link: "report", row: nil).get()
    let rows = content[rows: "findings"]
    #expect(rows.map { $0["unit"].first?.split(separator: " ").first } == ["IT", "SEC"])
    #expect(rows.map { $0["fact"] } == [["二季未審查"], ["一季未審查"]])
    #expect(rows.map { $0["requirement"] } == [["權限是否審查？"], ["權限是否審查？"]])
    #expect(rows.allSatisfy { $0["clause"] == ["A.5.18"] })
  }

  @Test("A link that leads to one record only opens the one that is there, and refuses a second by command")
  func openedNotMadeAgain() throws {
    let office = try ProcedureDesk()
    let desk = office.world.first
    let intake = try office.save("threat-intake")
    let version = try desk.look(at: intake).get().version
    let form = try #require(SigningWorld.catalogue.form("threat-intake"))
    let target = try #require(SigningWorld.catalogue.form("threat-handling"))
    let handling = { desk.starts(from: version, form: form).first { $0.link.id == "handling" } }
    let before = try #require(handling())
    #expect(before.existing == nil)
    let started = try desk.start(target, from: intake, link: "handling", row: nil).get()
    #expect(started["intel"] == [intake])
    let number = try office.save("threat-handling", [("intel", [intake])])
    #expect(handling()?.existing?.number == number)
    guard case .failure(let refusal) = try desk.start(target, from: intake, link: "handling", row: nil) else {
      Issue.record("a second one was started")
      return
    }
    #expect(refusal.findings.first?.message.en.contains(number) == true)
  }
}

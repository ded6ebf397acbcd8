import Domain
import TestKit
import Testing

@Suite("Management review: figures come from the indicators, and minutes stay approved", .serialized) @MainActor
struct Procedure15Tests {
  /// The objectives, an indicator of which less is better with its measured value, and a context analysis.
  private struct Basis {
    let indicator: String
    let context: String
    let report: String
    let assessment: String
  }

  private func basis(_ office: GovernanceOffice, value: String) throws -> Basis {
    let filler = MinimumFiller(
      catalogue: SigningWorld.catalogue, desk: office.desk, me: Cast.wang,
      now: office.desk.now, wanted: SigningWorld.wanted)
    filler.units = ["IT", "AUD"]
    filler.people = ["wang.xm", "kuo", "su"]
    let indicator = try office.save(
      "effectiveness-measurement", by: "lin",
      [
        "indicator": "第三級以上資安事件件數", "objective": try filler.record(of: "scope-objectives"), "formula": "件數",
        "value_unit": "件", "source_text": "事件通報單", "frequency": "quarter", "target": "0", "direction": "lower",
        "measurer": "su", "analyst": "ho", "results.0.period": "第 1 季", "results.0.value": value,
        "results.0.analysis": "弱點未修補",
      ])
    try office.signOn(indicator)
    return Basis(
      indicator: indicator, context: try filler.record(of: "context-analysis"),
      report: try filler.record(of: "special-audit-report"), assessment: try filler.record(of: "risk-assessment"))
  }

  private func minutes(_ office: GovernanceOffice, _ basis: Basis, _ meeting: String = "115-1") throws -> String {
    try office.save(
      "management-review", by: "lin",
      [
        "meeting_no": meeting, "start_at": office.day() + "T09:00+08:00", "end_at": office.day() + "T09:50+08:00",
        "place": "會議室", "chair": "gu", "attendees.0.person": "gu", "attendees.0.post": "校長",
        "attendees.0.state": "present", "period_from": office.day(-180), "period_to": office.day(-1),
        "policy_fit": "keep", "scope_fit": "keep", "in_issues": "無變更", "in_parties": "無變更",
        "in_nonconf": "無", "in_monitoring.0.indicator": basis.indicator, "in_monitoring.0.action": "加速修補",
        "in_audits": basis.report, "in_objectives": "未達成", "in_feedback": "無", "in_risk": "高風險 1 項", "in_improve": "無",
        "out_decisions.0.kind": "improvement", "out_decisions.0.decision": "縮短修補時限",
        "out_decisions.0.owner": "peng", "out_decisions.0.due": office.day(60),
        "conclusion": "合宜、適切；有效性不足。",
      ])
  }

  @Test("Five incidents against a target of none are not met, whatever anybody would like to type")
  func lowerIsBetter() throws {
    let office = try GovernanceOffice()
    let basis = try basis(office, value: "5")
    let number = try minutes(office, basis)
    let row = try #require(office.desk.records.record(number)?.content[rows: "in_monitoring"].first)
    #expect(row["target"] == ["0件"] && row["actual"] == ["5件"] && row["met"] == ["failed"])
    #expect(
      try office.refusals { try office.amend(number, by: "lin", ["in_monitoring.0.action": ""]) }
        == ["in_monitoring.action"])
  }

  @Test("An objective says whether less is better, and its indicator starts with that")
  func direction() throws {
    let form = try #require(SigningWorld.catalogue.form("scope-objectives"))
    let link = try #require(form.links.first { $0.id == "measurement" })
    #expect(link.set.contains { $0.field == "direction" })
    guard case .rows(let rows, _) = form.field("objectives")?.template else {
      Issue.record("the objectives start with no rows")
      return
    }
    #expect(rows.count { $0["direction"] == ["lower"] } == 2, "serious incidents and clicked links")
  }

  @Test("Inputs b, c and f name the records they rest on before the minutes are submitted")
  func sources() throws {
    let office = try GovernanceOffice()
    let number = try minutes(office, try basis(office, value: "0"))
    #expect(try office.sign(number, by: "lin") == ["in_context", "in_risk_ref"])
  }

  @Test("Approved minutes take their follow-up and distribution although another decision was opened since")
  func staysApproved() throws {
    let office = try GovernanceOffice()
    let basis = try basis(office, value: "0")
    let number = try minutes(office, basis)
    try office.amend(number, by: "lin", ["in_context": basis.context, "in_risk_ref": basis.assessment])
    #expect(try office.signOn(number) == ["filler lin", "security_officer wu", "ciso mo", "top_management gu"])
    office.pass(days: 5)
    let later = try open(office, number)
    try office.amend(number, by: "lin", ["out_decisions.0.ref": later, "distributed_on": office.day()])
    #expect(try office.status(number) == .approved)
  }

  @Test("A decision that began before the meeting and is open is listed; one of a later day is not")
  func previousDecisions() throws {
    let office = try GovernanceOffice()
    let basis = try basis(office, value: "0")
    let first = try minutes(office, basis)
    try office.amend(first, by: "lin", ["in_context": basis.context, "in_risk_ref": basis.assessment])
    try office.sign(first, by: "lin")
    let second = { try self.minutes(office, basis, "115-2") }
    let opened = try open(office, first, from: 1)
    office.pass(days: 1)
    #expect(try office.refusals { _ = try second() } == [], "it begins on the day of the meeting")
    office.pass(days: 1)
    let third = try minutes(office, basis, "115-3")
    let listed = office.desk.records.record(third)?.content[rows: "in_previous"].map { $0["ref"] }
    #expect(listed == [[opened]], "it comes along by itself")
  }

  private func open(_ office: GovernanceOffice, _ minutes: String, from days: Int = 0) throws -> String {
    try office.save(
      "decision-follow-up", by: "lin",
      [
        "decision_ref": minutes, "decision_no": "1", "kind": "improvement", "owner": "peng", "unit": "IT",
        "start_on": office.day(days), "due": office.day(60),
      ])
  }
}

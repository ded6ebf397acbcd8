import Domain
import TestKit
import Testing

@Suite("Vulnerability management, from the scan to the rescan", .serialized) @MainActor
struct Procedure24Tests {
  private let desk: ProcedureDesk
  private let asset: String

  init() throws {
    desk = try ProcedureDesk()
    asset = try desk.save("asset")
  }

  private func scan(_ more: [(place: String, texts: [String])] = []) throws -> String {
    try desk.save(
      "vulnerability-scan",
      [
        ("scan_kind", ["host"]), ("targets.0.target", [asset]), ("findings.0.asset", [asset]),
        ("findings.0.name", ["遠端登入服務弱點"]), ("findings.0.cve", ["CVE-2026-12345"]), ("findings.0.cvss", ["5.3"]),
        ("findings.0.exploited", ["yes"]), ("findings.0.first_seen", ["2026-11-10"]),
        ("end_at", ["2026-11-12T10:00+08:00"]), ("start_at", ["2026-11-12T09:00+08:00"]),
        ("signature_on", ["2026-11-11"]),
      ] + more)
  }

  /// By the scan, in a test environment, verified by a rescan that is still to come.
  private func patch(of scan: String) throws -> String {
    try desk.save(
      "patch-record",
      [
        ("source_ref", [scan]), ("asset", [asset]), ("environment", ["test"]), ("vulnerabilities.0.no", ["1"]),
        ("vulnerabilities.0.cve", ["CVE-2026-12345"]), ("vulnerabilities.0.severity", ["high"]),
        ("start_at", ["2026-11-18T09:00+08:00"]), ("end_at", ["2026-11-18T10:00+08:00"]), ("result", ["success"]),
        ("executor", ["lee.dh"]), ("verifier", ["lin.yc"]), ("verified_way", ["rescan"]),
      ])
  }

  private func rescan(of first: String, _ finding: String) throws -> String {
    try scan([
      ("round", ["rescan"]), ("first_ref", [first]), ("findings.0.name", [finding]), ("findings.0.cve", []),
      ("start_at", ["2026-11-19T09:00+08:00"]), ("end_at", ["2026-11-19T10:00+08:00"]),
    ])
  }

  @Test("A weakness known to be exploited counts at least as high, and its due date follows from that")
  func exploited() throws {
    let finding = try #require(try desk.content(try scan())[rows: "findings"].first)
    #expect(finding["severity"] == ["high"])
    #expect(finding["due"] == ["2026-11-24"], "14 days from the first finding")
  }

  @Test("A patch is due by its scan report, whatever is typed, and may not call its weakness less severe")
  func due() throws {
    let scan = try scan()
    let number = try patch(of: scan)
    #expect(try desk.content(number)[rows: "vulnerabilities"].first?["due"] == ["2026-11-24"])
    #expect(try desk.content(number)["on_time"] == ["yes"])
    #expect(try desk.amend(number, [("vulnerabilities.0.severity", ["low"])]) == ["vulnerabilities.severity"])
    #expect(try desk.amend(number, [("vulnerabilities.0.no", ["9"])]) == ["vulnerabilities.no"])
  }

  @Test("A patch is verified by an approved rescan that no longer finds it, and by nothing else")
  func verified() throws {
    let scan = try scan()
    let number = try patch(of: scan)
    #expect(try desk.sign(number, by: Cast.wang.id) == ["source_ref"], "the scan is a draft")
    try desk.signOn(scan)
    try desk.signOn(number, until: "reviewer")
    #expect(try desk.sign(number, by: "lin.yc") == ["rescan_ref"], "there is no rescan")
    let failing = try rescan(of: scan, "遠端登入服務弱點")
    #expect(try desk.amend(number, by: "lin.yc", [("rescan_ref", [failing])]) == ["rescan_ref"], "it is still found")
    let clean = try rescan(of: scan, "憑證將到期")
    #expect(try desk.amend(number, by: "lin.yc", [("rescan_ref", [clean])]) == [])
    #expect(try desk.sign(number, by: "lin.yc") == ["rescan_ref"], "the rescan is a draft")
    try desk.signOn(clean)
    #expect(try desk.waitsFor(number)?.step == "reviewer", "the signatures so far stand")
    #expect(try desk.sign(number, by: "lin.yc") == [])
    #expect(try desk.status(number) == .approved)
  }

  @Test("A risk is accepted by the CISO alone, not by whoever owns the weakness")
  func acceptance() throws {
    let scan = try scan()
    let number = try desk.save(
      "remediation-tracking",
      [
        ("scan_refs", [scan]), ("items.0.no", ["V-1"]), ("items.0.asset", [asset]), ("items.0.cve", ["CVE-2026-12345"]),
        ("items.0.cvss", ["5.3"]), ("items.0.severity", ["high"]), ("items.0.found_on", ["2026-11-10"]),
        ("items.0.exploited", ["yes"]), ("items.0.owner", ["lee.dh"]), ("items.0.state", ["waiting"]),
      ])
    func accepted(by person: String) -> [(place: String, texts: [String])] {
      [
        ("items.0.state", ["accepted"]), ("acceptances.0.no", ["V-1"]), ("acceptances.0.ground", ["no-patch"]),
        ("acceptances.0.reason", ["廠商尚未提供修補程式"]), ("acceptances.0.compensating", ["隔離網段"]),
        ("acceptances.0.residual", ["medium"]), ("acceptances.0.until", ["2026-12-20"]), ("acceptances.0.by", [person]),
      ]
    }
    #expect(Set(try desk.amend(number, accepted(by: "lee.dh"))) == ["acceptances.by"])
    #expect(try desk.amend(number, accepted(by: ProcedureDesk.holder(of: "ciso"))) == [])
    try desk.signOn(number, until: "ciso")
    #expect(try desk.waitsFor(number)?.people.contains("ciso.top") == true)
    try desk.signOn(number)
    #expect(try desk.status(number) == .approved)
  }
}

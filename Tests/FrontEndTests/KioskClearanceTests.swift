import Desk
import Domain
import Terminal
import TestKit
import Testing

@testable import FrontEnd

@Suite("The shared terminal shows its own forms and nothing else", .serialized) @MainActor
struct KioskClearanceTests {
  private func incident(_ fixture: KioskStore, _ title: String, _ classification: String) throws -> Version {
    try fixture.save(
      "incident-notice", by: Cast.wang,
      [
        "title": title, "reporter": "李大同", "reporter_unit": "資訊處", "reporter_phone": "02-2345-6789", "agency": "測試學院",
        "source": "user", "known_at": "2026-11-22T10:00+08:00", "description": "大量寄信", "category": "malware",
        "impact_c": "0", "impact_i": "0", "impact_a": "0", "core_ci": "non_core", "pii": "none", "measures": "已隔離主機",
        "support_needed": "not_needed", "ongoing": "no", "remarks": "測試", "decision": "event",
        "decided_at": "2026-11-22T10:00+08:00", "classification": classification,
      ])
  }

  @Test("A related record is looked for among the terminal's own forms, by list and by number")
  func relatedRecords() throws {
    let fixture = try KioskStore()
    let entry = try fixture.enter(Cast.tsai, at: "14:00")
    let hidden = try incident(fixture, "CANARYHIDDEN", "confidential").record
    let open = try incident(fixture, "CANARYOPEN", "internal").record
    let unlock = "\(KioskStore.pins["hsu.yt"] ?? "")<Enter>"
    try fixture.openShift(of: Cast.hsu)
    var keys = unlock + "3" + String(repeating: "<Ctrl+PgDn>", count: 12)
    for _ in 0..<12 {
      let isThere = try fixture.run(keys).screen.split(separator: "\n").contains {
        $0.hasPrefix(">") && $0.contains("關聯紀錄")
      }
      if isThere { break }
      keys += "<Up>"
    }
    let list = try fixture.run(keys + "<F4>")
    #expect(list.screen.contains(entry.record), "\(list.screen)")
    for more in ["<F4>", "<F4>INC", "<F4>CAN", "INC", "CAN"] {
      let seen = try fixture.run(keys + more).frames.map(\.screenText).joined()
      for word in [hidden, open, "CANARY"] { #expect(!seen.contains(word), "\(more): \(seen.suffix(3_000))") }
    }
    for number in [hidden, open] {
      let seen = try fixture.run(keys + number + "<Tab>").frames.map(\.screenText).joined()
      #expect(!seen.contains("CANARY") && seen.contains("沒有編號"), "\(seen.suffix(3_000))")
    }
  }

  @Test("With no shift open nothing of people is shown before a PIN")
  func withoutPIN() throws {
    let fixture = try KioskStore()
    try fixture.visit(from: "2026-11-20T10:00+08:00", to: "2026-11-20T11:00+08:00")
    _ = try incident(fixture, "CANARYOPEN", "internal")
    for keys in ["1", "1何", "2何", "3", "3<F4>", "4", "4<F4>", "5何", "8", "8何", "711300<Enter>何"] {
      let seen = try fixture.run(keys + "<Enter><F4>").frames.map(\.screenText).joined()
      #expect(!seen.contains("何師傅") && !seen.contains("CANARY"), "\(keys): \(seen.suffix(3_000))")
    }
  }
}

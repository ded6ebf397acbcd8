import Domain
import Foundation
import TestKit
import Testing

@testable import FrontEnd

/// Runs every file of `Golden/Kiosk/`: language, whether a shift is open and keys at its head, the screen below.
///
/// `ISMSBOOK_RECORD=1` writes the screens again.
@Suite("Golden screens of the shared terminal", .serialized) @MainActor
struct KioskGoldenTests {
  nonisolated static let folder = Checkout.tests("FrontEndTests/Golden/Kiosk")
  nonisolated static let names = Golden.names(in: folder)

  @Test("There are files in both languages")
  func there() {
    #expect(Self.names.count >= 12)
    for name in Self.names where name.hasSuffix("-zh.txt") {
      #expect(Self.names.contains(name.replacingOccurrences(of: "-zh.txt", with: "-en.txt")))
    }
  }

  @Test("The keys of a file lead to its screen", arguments: names)
  func golden(_ name: String) throws {
    let golden = try Golden(name, in: Self.folder)
    let head = golden.head
    let fixture = try KioskStore()
    try fixture.visit(from: "2026-11-19T10:00+08:00", to: "2026-11-19T11:00+08:00")
    if head["inside"] != "nobody" {
      try fixture.enter(Cast.hsu, at: "13:05")
      try fixture.visit(from: "2026-11-21T22:30+08:00", to: nil)
    }
    if head["shift"] == "yes" { try fixture.openShift(of: Cast.hsu) }
    let unlock = head["shift"] == "yes" && head["locked"] != "yes" ? try #require(KioskStore.pins["hsu.yt"]) : ""
    let shown = try fixture.run(
      (unlock.isEmpty ? "" : unlock + "<Enter>") + (head["keys"] ?? ""), in: head["language"] == "en" ? .en : .zhTW
    ).screen
    #expect(try golden.shows(shown), "\(name) shows\n\(shown)")
  }
}

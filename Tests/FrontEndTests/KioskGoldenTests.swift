import Domain
import Foundation
import Terminal
import Testing

@testable import FrontEnd

/// Runs every file of `Golden/Kiosk/`: language, whether a shift is open and keys at its head, the screen below.
///
/// With `ISMSBOOK_RECORD=1` in the environment the screens are written again; look at the difference before keeping it.
@Suite("Golden screens of the shared terminal", .serialized) @MainActor
struct KioskGoldenTests {
  nonisolated static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Golden/Kiosk")

  nonisolated static let names: [String] =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter { $0.hasSuffix(".txt") }.sorted()

  @Test("There are files in both languages")
  func there() {
    #expect(Self.names.count >= 12)
    for name in Self.names where name.hasSuffix("-zh.txt") {
      #expect(Self.names.contains(name.replacingOccurrences(of: "-zh.txt", with: "-en.txt")))
    }
  }

  @Test("The keys of a file lead to its screen", arguments: names)
  func golden(_ name: String) throws {
    let file = Self.folder.appendingPathComponent(name)
    let text = try String(contentsOf: file, encoding: .utf8)
    let parts = text.components(separatedBy: "\n----\n")
    var head: [String: String] = [:]
    for line in parts[0].split(separator: "\n") {
      let pair = line.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
      if pair.count == 2 { head[pair[0]] = pair[1] }
    }
    let fixture = try KioskFixture()
    try fixture.visit(from: "2026-11-19T10:00+08:00", to: "2026-11-19T11:00+08:00")
    if head["inside"] != "nobody" {
      try fixture.enter(fixture.hsu, at: "13:05")
      try fixture.visit(from: "2026-11-21T22:30+08:00", to: nil)
    }
    if head["shift"] == "yes" { try fixture.openShift(of: fixture.hsu) }
    let unlock = head["shift"] == "yes" && head["locked"] != "yes" ? try #require(KioskFixture.pins["hsu.yt"]) : ""
    let shown = try fixture.run(
      (unlock.isEmpty ? "" : unlock + "<Enter>") + (head["keys"] ?? ""), in: head["language"] == "en" ? .en : .zhTW
    ).screen
    if ProcessInfo.processInfo.environment["ISMSBOOK_RECORD"] != nil {
      try "\(parts[0])\n----\n\(shown)\n".write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(parts.count > 1 && parts[1] == shown + "\n", "\(name) shows\n\(shown)")
  }
}

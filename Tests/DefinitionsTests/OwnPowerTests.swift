import Definitions
import Domain
import Foundation
import Testing

@Suite("A store's own definition of a form that grants power")
struct OwnPowerTests {
  private static let shipped = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent(
      "Screens"
    ).path

  /// Writes the shipped form, without the word that makes it grant power, below a folder of the store's own.
  private func own(_ form: String, at path: String) throws -> (folder: String, catalogue: ScreensCatalogue) {
    let text = try String(contentsOfFile: "\(Self.shipped)/Administration/\(form).yaml", encoding: .utf8)
    let folder = NSTemporaryDirectory() + "own-power-\(UUID().uuidString)"
    let file = URL(fileURLWithPath: "\(folder)/\(path)")
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !$0.contains("grants: {") && $0 != "chain: GRANT" }
    try lines.joined(separator: "\n").write(to: file, atomically: true, encoding: .utf8)
    return (folder, ScreensCatalogue(folder: Self.shipped, overrides: folder))
  }

  @Test("counts in a shared store only once it was accepted", arguments: ["person", "settings", "unit"])
  func accepted(_ form: String) throws {
    let path = "Administration/\(form).yaml"
    let (folder, catalogue) = try own(form, at: path)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    #expect(catalogue.form(form)?.chain == nil, "in a personal store it counts as it stands")
    catalogue.use(accepted: [:])
    #expect(catalogue.form(form)?.chain == "GRANT")
    #expect(catalogue.form(form)?.isGranting == true)
    catalogue.use(accepted: [path: "\(folder)/\(path)"])
    #expect(catalogue.form(form)?.chain == nil)
  }

  @Test("counts at no other place, and is named", arguments: ["person", "settings", "unit"])
  func misplaced(_ form: String) throws {
    let (folder, catalogue) = try own(form, at: "Procedures/01-policy/\(form).yaml")
    defer { try? FileManager.default.removeItem(atPath: folder) }
    #expect(catalogue.form(form)?.chain == "GRANT")
    let named = catalogue.findings().filter { $0.message.zh.contains("Administration/\(form).yaml") }
    #expect(named.count == 1 && named.allSatisfy(\.blocks), "\(catalogue.findings())")
  }
}

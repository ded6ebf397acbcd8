import Definitions
import Domain
import Foundation
import Testing

/// What is refused before a definition is read: whatever makes YAML more than text, lists and mappings.
@Suite struct StrictYAMLTests {
  private static let path = "Administration/settings.yaml"
  private static let good = "form: settings\nversion: 1\ntitle: 設定\nnumber: SET\nkind: administration\n"

  @Test(arguments: [
    ("title: &name 設定", "3:8: anchors (&) are not allowed; write the text itself"),
    ("title: *name", "3:8: aliases (*) are not allowed; write the text itself"),
    ("title: !!str 設定", "3:8: tags (!) are not allowed; every value is text"),
    ("!title title: 設定", "3:1: tags (!) are not allowed; every value is text"),
    ("title: 設定\n---\ntitle: 設定", "4:1: a file holds one document only; a second one begins here"),
    ("title: 設定\ntitle: 設定", "3:1: the key 'title' stands twice in the same place; remove one of them"),
    ("title:\n\t設定", "4:1: a tab character indents this line; use spaces"),
    ("title: \u{7}", "3:8: the file has a control character here; remove it"),
    ("? [a, b]\n: c", "3:3: a key must be a word"),
    (
      "title: [設定",
      "4:7: the YAML is not well-formed: did not find expected ',' or ']'; check indentation, quotes and colons"
    ),
  ])
  func onlyTextsListsAndMappingsAreRead(line: String, expected: String) throws {
    let complaints = try complaints(Self.good.replacing("title: 設定", with: line))
    #expect(complaints.contains("\(Self.path):\(expected)"))
  }

  @Test func anAliasIsNamedWhereItStands() throws {
    let complaints = try complaints(Self.good + "aliases: &a [設定]\nlist: *a\n")
    #expect(complaints.contains("\(Self.path):7:7: aliases (*) are not allowed; write the text itself"))
  }

  @Test func signsInsideATextAreText() throws {
    let fixture = try SmallScreens()
    try fixture.replace("title: 設定", with: "title: 'A & B * C ! #1'", in: Self.path)
    #expect(fixture.catalogue.form("settings")?.title.zh == "A & B * C ! #1")
  }

  @Test(.timeLimit(.minutes(1))) func aliasesOfAliasesDoNotHang() throws {
    var bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...30 {
      let below = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      bomb += "a\(level): &a\(level) [\(below)]\n"
    }
    let complaints = try complaints(bomb + "? *a30\n: x\n")
    #expect(complaints.contains("\(Self.path):2:10: aliases (*) are not allowed; write the text itself"))
  }

  @Test(.timeLimit(.minutes(1))) func deepNestingIsAFinding() throws {
    let inside = String(repeating: "[", count: 200) + String(repeating: "]", count: 200)
    let complaints = try complaints(Self.good + "list: \(inside)\n")
    #expect(complaints.contains { $0.hasSuffix("nested too deeply; make it simpler") })
    let unending = try self.complaints("form: " + String(repeating: "[", count: 100_000))
    #expect(unending.contains { $0.hasPrefix(Self.path) })
  }

  @Test func brokenUTF8IsNamedWithItsPlace() throws {
    let fixture = try SmallScreens()
    var data = Data("form: settings\ntitle: 設".utf8)
    data.append(contentsOf: [0xFF, 0x0A])
    try fixture.write(data, to: "\(fixture.folder)/\(Self.path)")
    #expect(fixture.complaints().contains("\(Self.path):2:9: this is not UTF-8 text; save the file as UTF-8"))
  }

  @Test func aHugeFileIsNotRead() throws {
    let complaints = try complaints(Self.good + String(repeating: "# 設定\n", count: 200_000))
    #expect(complaints.contains("\(Self.path): the file is larger than 1 MiB and is not read; split it"))
  }

  @Test func aFileThatCannotBeReadIsNamed() throws {
    let fixture = try SmallScreens()
    try fixture.remove(Self.path)
    try FileManager.default.createDirectory(atPath: "\(fixture.folder)/\(Self.path)", withIntermediateDirectories: true)
    #expect(
      fixture.complaints().contains("\(Self.path): the file cannot be read; check that it is there and may be read"))
  }

  @Test func anEmptyFileIsNamed() throws {
    #expect(try complaints("# nothing\n").contains("\(Self.path):1:1: the file is empty"))
  }

  private func complaints(_ text: String) throws -> [String] {
    let fixture = try SmallScreens()
    try fixture.write(text, to: Self.path)
    return fixture.complaints()
  }
}

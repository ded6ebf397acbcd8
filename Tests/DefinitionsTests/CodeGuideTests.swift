import Foundation
import TestKit
import Testing

/// The table in `Sources/README.md` that says what to touch: a name in it that is gone sends people the wrong way.
@Suite("What the guide to the code says of adding something")
struct CodeGuideTests {
  /// The Swift files of the project, and what each declares.
  private struct Code {
    private static let keywords: Set = [
      "struct", "class", "enum", "protocol", "actor", "extension", "typealias", "let", "var", "func", "case",
    ]

    private var declared: [String: Set<String>] = [:]
    /// Paths of all files: of the code, of the tests, and of the definitions.
    private let paths: [String]

    init() throws {
      let swift = try Checkout.swiftFiles(in: "Sources") + Checkout.swiftFiles(in: "Tests")
      for path in swift { declared[path] = Self.names(in: try Checkout.text(of: path)) }
      paths =
        try ["Sources", "Tests", "Screens"].flatMap { folder in
          try FileManager.default.subpathsOfDirectory(atPath: Checkout.folder(folder).path).map { "\(folder)/\($0)" }
        }
    }

    /// The words that follow a keyword: one, or after `case` all of the line.
    static func names(in text: String) -> Set<String> {
      var names: Set<String> = []
      for line in text.split(separator: "\n") {
        let words = line.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init)
        for (place, word) in words.enumerated() where keywords.contains(word) {
          let rest = words[(place + 1)...]
          names.formUnion(word == "case" ? rest : rest.prefix(1))
        }
      }
      return names
    }

    /// Whether there is what a name in backticks means: a file, a folder, a type, a member.
    func holds(_ name: String) throws -> Bool {
      // A command, which the synopsis of the commands is tested for.
      if name.contains(" ") { return true }
      if name.hasSuffix("/") { return paths.contains { $0.hasSuffix("/" + name.dropLast()) } }
      if name.hasSuffix(".swift") || name.hasSuffix(".md") {
        let pattern = NSRegularExpression.escapedPattern(for: name)
          .replacingOccurrences(of: "UpgradeNNN", with: "Upgrade[0-9]{3}")
          .replacingOccurrences(of: "…", with: ".+")
          .replacing(/\bX/, with: "\\w+")
        let wanted = try NSRegularExpression(pattern: "(^|/)\(pattern)$")
        return paths.contains { wanted.firstMatch(in: $0, range: NSRange($0.startIndex..., in: $0)) != nil }
      }
      let parts = name.split(separator: ".").map(String.init)
      if parts.count == 1, paths.contains("Sources/" + parts[0]) || paths.contains("Tests/" + parts[0]) { return true }
      return declared.values.contains { names in parts.allSatisfy(names.contains) }
    }
  }

  private static func names(in text: String) -> [String] {
    text.matches(of: /`([^`]+)`/).map { String($0.output.1) }
  }

  @Test("It names only files, types and members that there are")
  func table() throws {
    let text = try Checkout.text(of: "Sources/README.md")
    let start = try #require(text.range(of: "\n## To add something\n")).upperBound
    let end = try #require(text.range(of: "\n## ", range: start..<text.endIndex)).lowerBound
    let names = Self.names(in: String(text[start..<end]))
    #expect(names.count > 30)
    let code = try Code()
    for name in names { #expect(try code.holds(name), "\(name)") }
  }

  @Test("A name that is gone is found out")
  func gone() throws {
    let code = try Code()
    let text = "`FieldKinds`, `FieldTypes.every`, `ScreensCheck.general` in `XEditorScreen.swift`, `FrontEnd/Nowhere/`"
    #expect(Self.names(in: text).count == 5)
    for name in Self.names(in: text) { #expect(try !code.holds(name), "\(name)") }
    for name in ["FieldKind", "FieldTypes.all", ".kiosk", "XScreen.swift", "FrontEnd/Editors/", "Screens/README.md"] {
      #expect(try code.holds(name), "\(name)")
    }
  }
}

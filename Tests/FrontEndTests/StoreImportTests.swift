import Foundation
import Testing

/// The store stays behind the desk: nobody else names it, nor reaches into the desk for it.
@Suite("Only the desk imports the store")
struct StoreImportTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The store, the desk, the store's own tests with their helper program, and the benchmarks.
  private static let mayImport = [
    "Sources/FileStore/", "Sources/Desk/", "Sources/Benchmarks/", "Tests/FileStoreTests/", "Tests/StoreWriter/",
  ]

  /// What still has to be turned; the list only gets shorter.
  private static let toBeTurned: Set = [
    "Sources/Desk/Desk.swift", "Tests/JourneyTests/KioskJourneyTests.swift",
    "Tests/JourneyTests/SignOffJourneyTests.swift",
  ]

  /// What writes or reads without asking must not be named outside either.
  private static let notGivenOn: Set = ["FileStore", "NewVersion", "RecordName", "NumberPattern", "SaveResult"]

  /// An import as a line of a file has it.
  struct Import: Hashable {
    var attributes: [String] = []
    var module = ""
    /// The one declaration that is imported, such as `Draft`.
    var declaration: String?

    /// The text without its comments.
    private static func code(_ text: String) -> String {
      var code = text
      while let start = code.range(of: "/*"),
        let end = code.range(of: "*/", range: start.upperBound..<code.endIndex)
      {
        code.replaceSubrange(start.lowerBound..<end.upperBound, with: " ")
      }
      return code.components(separatedBy: "\n").map { $0.components(separatedBy: "//")[0] }.joined(separator: "\n")
    }

    /// The imports of a text; comments are none.
    static func all(in text: String) -> [Import] {
      var result: [Import] = []
      for statement in code(text).split(whereSeparator: { $0.isNewline || $0 == ";" }) {
        var words = statement.split(whereSeparator: \.isWhitespace).map(String.init)
        guard let place = words.firstIndex(of: "import"), place < words.count - 1 else { continue }
        let before = words[..<place]
        let levels: Set = ["public", "package", "internal", "fileprivate", "private"]
        guard before.allSatisfy({ $0.hasPrefix("@") || levels.contains($0) || $0.hasSuffix(")") }) else { continue }
        words.removeFirst(place + 1)
        let kinds: Set = ["typealias", "struct", "class", "enum", "protocol", "let", "var", "func", "actor"]
        if kinds.contains(words[0]) { words.removeFirst() }
        let path = (words.first ?? "").split(separator: ".").map(String.init)
        result.append(
          Import(
            attributes: Array(before), module: path.first ?? "", declaration: path.count > 1 ? path[1] : nil))
      }
      return result
    }
  }

  /// What is wrong with the imports of a file.
  private static func problems(_ path: String, _ text: String) -> [String] {
    Import.all(in: text).compactMap { found in
      if found.module == "FileStore" {
        guard mayImport.contains(where: path.hasPrefix) else { return "\(path) imports the store" }
        guard path.hasPrefix("Sources/Desk/"), found.attributes.contains(where: isGivingOn) else { return nil }
        guard let name = found.declaration else { return "\(path) gives the whole store on" }
        return notGivenOn.contains(name) ? "\(path) gives \(name) on" : nil
      }
      let isInside = found.attributes.contains { $0.hasPrefix("@testable") || $0.hasPrefix("@_spi") }
      return found.module == "Desk" && isInside ? "\(path) reaches into the desk" : nil
    }
  }

  private static func isGivingOn(_ word: String) -> Bool { word == "@_exported" || word == "public" }

  @Test("No file of Sources and Tests does but those of the store, the desk, the store's tests and the benchmarks")
  func everyFile() throws {
    var count = 0
    for folder in ["Sources", "Tests"] {
      let files = try #require(FileManager.default.enumerator(atPath: Self.root.appendingPathComponent(folder).path))
      for case let name as String in files where name.hasSuffix(".swift") {
        let path = "\(folder)/\(name)"
        let text = try String(contentsOf: Self.root.appendingPathComponent(path), encoding: .utf8)
        let isLeft = Self.toBeTurned.contains(path)
        // Whoever needs it no more has to be taken from the list.
        #expect(Self.problems(path, text).isEmpty == !isLeft, "\(Self.problems(path, text))")
        count += 1
      }
    }
    #expect(count > 300, "the files were not found")
  }

  @Test(
    "An import is seen however it is written",
    arguments: [
      "import FileStore", "  import   FileStore // for drafts", "@testable import FileStore", "public import FileStore",
      "@_exported import FileStore", "@preconcurrency internal import FileStore", "import struct FileStore.Draft",
      "import class FileStore.FileStore", "import Domain; import FileStore",
      "@testable\timport enum FileStore.ListSort",
      "/* as before */ import FileStore", "@testable import Desk", "@_spi(Store) import Desk",
    ])
  func negative(_ line: String) {
    #expect(!Self.problems("Sources/FrontEnd/X.swift", "import Domain\n\(line)\n\nstruct X {}\n").isEmpty)
    #expect(!Self.problems("Tests/FrontEndTests/X.swift", line).isEmpty)
  }

  @Test("The desk gives no more on than plain values")
  func givenOn() {
    let path = "Sources/Desk/X.swift"
    #expect(!Self.problems(path, "@_exported import FileStore").isEmpty)
    #expect(!Self.problems(path, "public import FileStore").isEmpty)
    #expect(!Self.problems(path, "@_exported import class FileStore.FileStore").isEmpty)
    #expect(!Self.problems(path, "@_exported import struct FileStore.NewVersion").isEmpty)
    #expect(Self.problems(path, "@_exported import struct FileStore.Draft").isEmpty)
    #expect(Self.problems(path, "import FileStore").isEmpty)
  }

  @Test("A word that only looks like an import is none")
  func others() {
    for text in ["// import FileStore", "let text = \"import FileStore\"", "import Desk", "/* import FileStore */"] {
      #expect(Self.problems("Sources/FrontEnd/X.swift", text).isEmpty)
    }
  }
}

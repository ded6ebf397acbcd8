import Foundation
import TestKit
import Testing

/// Only the desk names the store, and no one reaches into the desk for it.
@Suite("Only the desk imports the store")
struct StoreImportTests {
  /// The store, the desk, the store's own tests with their helper program, and the benchmarks.
  private static let mayImport = [
    "Sources/FileStore/", "Sources/Desk/", "Sources/Benchmarks/", "Tests/FileStoreTests/", "Tests/StoreWriter/",
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
    static func code(_ text: String) -> String {
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

  /// Public declarations of the desk that name what must not be given on, or are made in an extension of it.
  private static func openings(_ path: String, _ text: String) -> [String] {
    guard path.hasPrefix("Sources/Desk/") else { return [] }
    let code = Import.code(text)
    var result: [String] = []
    for found in code.matches(of: /\b(?:public|open|package)\b/) {
      let declaration = Self.declaration(code[found.range.lowerBound...])
      guard !words(declaration).contains("import") else { continue }
      let named = words(declaration).intersection(notGivenOn).sorted()
      if !named.isEmpty { result.append("\(path) opens \(named): \(declaration.prefix(80))") }
    }
    for found in code.matches(of: /\bextension\s+(\w+(?:\.\w+)?)[^{]*/)
    where !words(found.output.1).isDisjoint(with: notGivenOn) {
      let body = Self.block(code[found.range.upperBound...])
      if words(body).contains("public") { result.append("\(path) extends \(found.output.1) in public") }
    }
    return result
  }

  private static func words(_ text: Substring) -> Set<String> {
    Set(text.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init))
  }

  /// From the beginning of a declaration to its body or the end of its line.
  private static func declaration(_ code: Substring) -> Substring {
    var depth = 0
    for place in code.indices {
      switch code[place] {
      case "(", "[": depth += 1
      case ")", "]": depth -= 1
      case "{" where depth == 0, "}" where depth == 0: return code[..<place]
      case "\n" where depth == 0:
        // A word such as `public` may stand alone, and what a function throws and gives in lines of its own.
        let isOnlyWord = words(code[..<place]).count == 1
        let next = code[place...].drop(while: \.isWhitespace)
        if !isOnlyWord, !["->", "throws", "async", "where"].contains(where: next.hasPrefix) { return code[..<place] }
      default: break
      }
    }
    return code
  }

  /// From a brace to the one that belongs to it.
  private static func block(_ code: Substring) -> Substring {
    var depth = 0
    for place in code.indices {
      if code[place] == "{" { depth += 1 }
      if code[place] == "}" { depth -= 1 }
      if depth == 0 { return code[...place] }
    }
    return code
  }

  private static func isGivingOn(_ word: String) -> Bool { word == "@_exported" || word == "public" }

  @Test("No file of Sources and Tests does but those of the store, the desk, the store's tests and the benchmarks")
  func everyFile() throws {
    var count = 0
    for folder in ["Sources", "Tests"] {
      for path in try Checkout.swiftFiles(in: folder) {
        let text = try Checkout.text(of: path)
        let problems = Self.problems(path, text) + Self.openings(path, text)
        #expect(problems.isEmpty, "\(problems)")
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

  @Test("Only one file of the tests works out where they stand")
  func paths() throws {
    let word = "#" + "filePath"
    let files = try Checkout.swiftFiles(in: "Tests").filter { try Checkout.text(of: $0).contains(word) }
    #expect(files == ["Tests/TestKit/Checkout.swift"])
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

  @Test(
    "No public declaration of the desk names the store or what writes to it",
    arguments: [
      "public let store: FileStore", "public func write(_ version: NewVersion) {}",
      "public\n  init(\n    store: FileStore, catalogue: any Catalogue\n  ) {}", "public var name: RecordName? { nil }",
      "public extension FileStore { func all() {} }", "extension FileStore { public func all() {} }",
      "public static func make() throws -> Result<SaveResult, Refusal> { fatalError() }",
      "package let store: FileStore", "public typealias Store = FileStore",
      "public func f(a: Int = 1, s: FileStore) {}",
    ])
  func opening(_ declaration: String) {
    #expect(!Self.openings("Sources/Desk/X.swift", "import FileStore\n\n\(declaration)\n").isEmpty)
  }

  @Test("What stands in the body of a public declaration, or is internal, opens nothing")
  func closed() {
    for text in [
      "public func f() { let store: FileStore }", "let store: FileStore\npublic let name: String\n",
      "init(store: FileStore) {}", "// public let store: FileStore", "public let a = 1\nlet store: FileStore",
    ] {
      #expect(Self.openings("Sources/Desk/X.swift", text).isEmpty, "\(text)")
    }
  }

  @Test("A word that only looks like an import is none")
  func others() {
    for text in ["// import FileStore", "let text = \"import FileStore\"", "import Desk", "/* import FileStore */"] {
      #expect(Self.problems("Sources/FrontEnd/X.swift", text).isEmpty)
    }
  }
}

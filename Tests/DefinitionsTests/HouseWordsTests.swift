import Foundation
import TestKit
import Testing

/// The words and names that `Sources/README.md` asks for, and the places that files have.
@Suite("The code keeps to the house words")
struct HouseWordsTests {
  private static let root = Checkout.root

  // MARK: - What is not written

  /// In comments of all code.
  private static let inComments = [
    #"\banew\b"#, #"\bbehind\b"#, #"\b(go|goes|going|gone|went) on (with|from)\b"#,
    // `nil` is meant.
    #"[;,] (or )?nothing (for|where|if|while|before|when|unless|until|in)\b"#,
    #"(^|\. )Nothing (for|where|if|when|in) (a|an|the|any)\b"#, #"\bwhen nothing\."#, #"\bis nothing where\b"#,
    #"\bnothing means\b"#,
    // Sentences that were read three times.
    "that reviews are of", "Who ticks nothing", "is nobody with a right", "added as no journal says",
    "is no news any more", "that nobody chose to be alike", "ends? alike", "of which every entry's header",
    "behind which nothing", "Nothing leads away", "that nobody gets out of", "comes in no more",
    "nobody hears any more", "in whosever name", "Nobody could bring", "since nobody mends",
    "so many begin with it, and",
    "stood there was not meant", "How the rows? (in sight )?stands? to", "in which nothing stands",
    "tells the draft best", "may know of the world", "says nothing to people", "nothing is left to keep",
    "Of what could not be saved nothing", "nothing is known of what", "spares their own signature nothing",
    "of which nothing is guessed", "of which nobody heard", "by which nothing is lost",
  ]

  /// In comments of what people meet first: screens, sub-commands, founding, reports and figures.
  private static let inFirstComments = [#"\b[Ww]hoever\b"#, #"\b[Ss]omebody\b"#, #"\b[Ss]tands?\b"#, #"\bstood\b"#]
  private static let firstModules = ["FrontEnd", "ismsbook", "Founding", "Reports", "Benchmarks"]

  /// As names in the code of `Sources`.
  private static let names: Set = [
    "Sight", "ViewMemory", "Origin", "Slot", "Spot", "Surroundings", "LeavingCommands", "ProvingCommands",
    "OpeningCommands", "WritingCommands", "VisitorCommand", "forVisitors", "Kept", "Torn", "Told", "Stage",
  ]

  /// In English texts. `anew` alone is a key of the definitions.
  private static let inTexts = [#"\w+[,.']? anew\b"#, #"\banew[,.;]? \w"#, #"\b1 (rows|records|files)\b"#]

  // MARK: - Finding it

  /// Comments of a file, those in lines below each other as one text, with their first lines.
  static func comments(_ text: String) -> [(line: Int, text: String)] {
    var result: [(line: Int, text: String)] = []
    var last = 0
    for (number, line) in lines(text) {
      guard let (code, comment) = split(line) else { continue }
      if code.isEmpty, last == number - 1, !result.isEmpty {
        result[result.count - 1].text += " " + comment
      } else {
        result.append((number, comment))
      }
      last = code.isEmpty ? number : 0
    }
    return result
  }

  /// The code of a file without its comments, and the texts in it. Texts of several lines are left out.
  static func code(_ text: String) -> [(line: Int, code: String, texts: String)] {
    var isInText = false
    return lines(text).compactMap { number, line in
      let isEdge = line.components(separatedBy: "\"\"\"").count % 2 == 0
      defer { if isEdge { isInText.toggle() } }
      guard !isInText, !isEdge else { return nil }
      let parts = (split(line)?.code ?? line).components(separatedBy: "\"")
      func joined(_ rest: Int) -> String {
        parts.indices.filter { $0 % 2 == rest }.map { parts[$0] }.joined(separator: " \" ")
      }
      return (number, joined(0), joined(1))
    }
  }

  private static func lines(_ text: String) -> [(Int, String)] {
    text.components(separatedBy: "\n").enumerated().map { ($0 + 1, $1.trimmingCharacters(in: .whitespaces)) }
  }

  /// What precedes a comment, and the comment without its slashes; nil for a line without one.
  private static func split(_ line: String) -> (code: String, comment: String)? {
    var from = line.startIndex
    while let slashes = line.range(of: "//", range: from..<line.endIndex) {
      let code = line[..<slashes.lowerBound]
      // In a text the slashes are part of an address, for instance.
      if code.filter({ $0 == "\"" }).count % 2 == 0 {
        return (
          code.trimmingCharacters(in: .whitespaces),
          line[slashes.upperBound...].drop { $0 == "/" || $0 == " " }.description
        )
      }
      from = slashes.upperBound
    }
    return nil
  }

  private static func matches(
    _ patterns: [String], in texts: [(line: Int, text: String)], _ path: String
  ) throws -> [String] {
    let wanted = try Regex(patterns.joined(separator: "|"))
    return texts.flatMap { line, text in
      text.matches(of: wanted).map { "\(path):\(line): \(text[$0.range])" }
    }
  }

  /// What is wrong with a Swift file.
  static func problems(_ path: String, _ text: String) throws -> [String] {
    var result = try matches(inComments, in: comments(text), path)
    let parts = path.split(separator: "/").map(String.init)
    guard parts.first == "Sources", parts.count > 2 else { return result }
    if firstModules.contains(parts[1]) { result += try matches(inFirstComments, in: comments(text), path) }
    for (line, code, texts) in code(text) {
      let words = code.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init)
      result += words.filter(names.contains).map { "\(path):\(line): \($0)" }
      // The screens are values; the application alone is not.
      if parts[1] == "FrontEnd", let place = words.firstIndex(of: "class"), place < words.count - 1,
        words[place + 1] != "Application", words[place + 1] != "func"
      {
        result.append("\(path):\(line): class \(words[place + 1])")
      }
      if texts.contains("anew") || texts.contains("1 ") { result += try matches(inTexts, in: [(line, texts)], path) }
    }
    return result
  }

  // MARK: - Tests

  private static func files(_ folder: String, _ kind: String) throws -> [(path: String, text: String)] {
    let base = root.appending(path: folder)
    let found = try #require(FileManager.default.enumerator(at: base, includingPropertiesForKeys: nil))
    let own = "HouseWordsTests.swift"
    let urls = found.compactMap { $0 as? URL }.filter { $0.pathExtension == kind && $0.lastPathComponent != own }
    return try urls.sorted { $0.path < $1.path }.map {
      (String($0.path.dropFirst(root.path.count + 1)), try String(contentsOf: $0, encoding: .utf8))
    }
  }

  @Test("No comment, name or text uses a word that the house does not")
  func words() throws {
    let swift = try Self.files("Sources", "swift") + Self.files("Tests", "swift")
    #expect(swift.count > 500)
    for (path, text) in swift {
      for problem in try Self.problems(path, text) { Issue.record("\(problem)") }
    }
    let texts =
      try Self.files("Screens/Text/en", "yaml") + Self.files("Screens/Manual/en", "md")
      + Self.files("Screens/Procedures", "md").filter { $0.path.hasSuffix(".en.md") }
    #expect(texts.count > 100)
    for (path, text) in texts {
      let lines = Self.lines(text).map { (line: $0.0, text: $0.1) }
      for problem in try Self.matches(Self.inTexts, in: lines, path) { Issue.record("\(problem)") }
    }
  }

  @Test("Screens and sub-commands are in folders; a short file of an extension is part of its type's file")
  func places() throws {
    let files = try Self.files("Sources", "swift")
    let paths = Set(files.map(\.path))
    for (path, text) in files {
      let parts = path.split(separator: "/").map(String.init)
      if ["FrontEnd", "ismsbook"].contains(parts[1]) {
        #expect(parts.count == 4, "\(path) is in no folder of its kind")
      }
      let name = parts[parts.count - 1]
      guard let plus = name.firstIndex(of: "+"), text.components(separatedBy: "\n").count <= 30 else { continue }
      let whole = "/" + name[..<plus] + ".swift"
      let home = paths.first { $0.hasPrefix("Sources/\(parts[1])/") && $0.hasSuffix(whole) }
      #expect(home == nil, "\(path) has less than 30 lines and belongs into \(home ?? "")")
    }
  }

  @Test("A word that the house does not use is found with its file and line")
  func found() throws {
    let text = """
      import Domain

      /// The rows of a table; nothing for
      /// the form itself.
      final class Sight {
        let address = "https://example.org"  // made anew
        // Whoever reads it goes on from here.
        let text = Phrase(zh: "重做", en: "Make it anew, please.")
      }
      """
    let path = "Sources/FrontEnd/X/Sight.swift"
    #expect(
      try Self.problems(path, text) == [
        "\(path):3: ; nothing for", "\(path):6: anew", "\(path):7: goes on from", "\(path):7: Whoever",
        "\(path):5: Sight", "\(path):5: class Sight", "\(path):8: it anew",
      ])
    #expect(try Self.problems("Tests/X/XTests.swift", "let x = 1  // one behind the other\n").count == 1)
    #expect(try Self.problems("Sources/Domain/X.swift", "/// Nil for a new record.\nlet anew = \"anew\"\n") == [])
  }
}

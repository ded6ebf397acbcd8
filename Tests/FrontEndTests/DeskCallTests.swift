import Foundation
import TestKit
import Testing

/// A screen is a value that asks for what it wants by an effect: if one wrote by itself, keys and effects would no
/// longer be all that can change a store.
@Suite("Only the application writes at the desk")
struct DeskCallTests {
  /// What writes to the store, into the journal or beside it.
  private static let writing: Set = [
    "submit", "void", "sign", "attach", "keep", "removeDraft", "reserveDrafts", "note", "check", "setSecret", "release",
    "removeCredential", "acceptDefinitions", "addKey", "removeKeys", "keepCopies", "verify", "backUp", "restore",
    "finishSaves", "catchUp", "make", "noticeDefinitions",
  ]

  /// What else the desk answers where it writes, signs, knows people and is proved.
  private static let asking: Set = [
    "amendable", "awaited", "blank", "credentials", "draftFindings", "definitionsWithoutNewVersion", "drafts",
    "hasCredential", "head",
    "loneAdministrator", "mayBeGivenByNobody", "maySign", "missing", "mustChangeSecret", "named", "predecessors",
    "refusalUnlessAdministrator", "review", "signOff", "signable", "start", "starts", "stillNeeded", "unknownKeys",
    "waitingDefinitions",
  ]

  /// The calls that write in a text, with their lines: of something called a desk, or of what a closure is given.
  static func calls(in text: String) throws -> [(line: Int, name: String)] {
    let names = writing.sorted().joined(separator: "|")
    // Between the desk and the call there may be others, such as `standing(at:)`.
    let between = #"(?:\.\w+\([^()]*(?:\([^()]*\))?[^()]*\))*"#
    let desk = #"(?<!\w)(?:\w*[dD]esk|\$0)[?!]?"#
    let call = try NSRegularExpression(pattern: desk + between + #"[?!]?\.(\#(names))\("#)
    return text.components(separatedBy: "\n").enumerated().flatMap { number, line -> [(line: Int, name: String)] in
      if line.drop(while: { $0 == " " }).hasPrefix("//") { return [] }
      return call.matches(in: line, range: NSRange(line.startIndex..., in: line)).compactMap { match in
        Range(match.range(at: 1), in: line).map { (line: number + 1, name: String(line[$0])) }
      }
    }
  }

  @Test("No other file of the screens names a call that writes")
  func screens() throws {
    var found = 0
    for path in try Checkout.swiftFiles(in: "Sources/FrontEnd") {
      let file = path.split(separator: "/").last.map(String.init) ?? path
      let calls = try Self.calls(in: Checkout.text(of: path))
      found += calls.count
      if file.hasPrefix("Application") || file == "StoreLook.swift" { continue }
      for call in calls { Issue.record("\(path):\(call.line): \(call.name)") }
    }
    #expect(found > 15)
  }

  @Test("Every call of the desk is known for what it does")
  func known() throws {
    var declared: Set<String> = []
    for folder in ["Opening", "People", "Proving", "Signing", "Writing"] {
      for path in try Checkout.swiftFiles(in: "Sources/Desk/\(folder)") where path.contains("/Desk+") {
        let names = try Checkout.text(of: path).matches(of: /public (?:static )?func (\w+)/).map { String($0.output.1) }
        declared.formUnion(names)
        // An opened desk reads; what else is there is told above.
        if folder != "Opening" {
          #expect(Set(names).subtracting(Self.writing).subtracting(Self.asking) == [], "\(path)")
        }
      }
    }
    #expect(Self.writing.subtracting(declared) == ["note"], "the journal's own")
  }

  @Test("A screen that writes is found by its line")
  func finding() throws {
    let text = """
      mutating func handle(_ event: Event, _ workspace: Workspace) -> [Effect] {
        // desk.submit(submission) is an effect
        _ = workspace.ask { desk in try desk.void(number, base: 1, reason: "x") }
        try workspace.desk?.keep(draft)
        try workspace.desk.standing(at: terminal(name)).reserveDrafts()
        _ = workspace.ask { try $0.sign(.agree, [version], comment: nil, secret: nil) }
        return [.submit(submission), .keep(draft)]
      }
      """
    let found = try Self.calls(in: text)
    #expect(found.map(\.line) == [3, 4, 5, 6])
    #expect(found.map(\.name) == ["void", "keep", "reserveDrafts", "sign"])
  }
}

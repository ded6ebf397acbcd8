import Definitions
import Desk
import Domain
import Foundation
import TestKit
import Testing

/// Every form that is signed, from the least that can be saved to the end of its chain.
@Suite("What a step needs is asked of its person when it is signed", .serialized) @MainActor
struct StepsOfFormsTests {
  private nonisolated static let catalogue = SigningWorld.catalogue
  private nonisolated static let forms = catalogue.heads().map(\.id).filter { catalogue.form($0)?.chain != nil }

  /// One store for all forms, because they refer to each other.
  private static let walker = Result { try makeWalker() }

  @Test(
    "The least that can be saved comes to the end of its chain, and can be saved again wherever it is sent back",
    arguments: forms)
  func comesToItsEnd(_ form: String) throws {
    let walker = try Self.walker.get()
    let walk = try walker.walk(of: form)
    #expect(walk.problems == [])
    let end = try walker.end(walk.number)
    #expect(end.status.isEnd)
    #expect(end.missing == [], "closed without what its steps need")
    #expect(walk.asked == Self.asked[form] ?? [], "\(form)")
    if Recording.isOn {
      let lines = walk.asked.map { "\(form) \($0)\n" }.joined()
      let url = URL(fileURLWithPath: NSTemporaryDirectory() + "asked-at-steps.txt")
      let before = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
      try (before + lines).write(to: url, atomically: true, encoding: .utf8)
    }
  }

  @Test("The table of what is asked names forms that there are")
  func table() {
    #expect(Set(Self.asked.keys).isSubset(of: Self.forms))
    for key in SigningWorld.wanted.keys {
      #expect(Self.catalogue.form(key.split(separator: "@").first.map(String.init) ?? "") != nil, "\(key)")
    }
  }

  /// Lines `form step: field, table.column`.
  private nonisolated static let asked: [String: [String]] = {
    var result: [String: [String]] = [:]
    for line in SigningWorld.lines("asked-at-steps.txt") {
      let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
      if parts.count == 2 { result[parts[0], default: []].append(parts[1]) }
    }
    return result
  }()

  private static let folder = Result { try TemporaryFolder() }

  private static func makeWalker() throws -> ChainWalker {
    let desk = try Desk.make(
      in: folder.get(), catalogue, isShared: true, beginning: SigningWorld.everybody(), clock: { SigningWorld.now })
    return ChainWalker(SigningWorld.filler(at: desk), wanted: SigningWorld.wanted)
  }
}

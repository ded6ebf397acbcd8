import Definitions
import Desk
import Domain
import Foundation
import TestKit
import Testing

/// Records along every chain, signed by the desk's door, by the keys of the screens, and by the built program: what is
/// saved is the same text.
@Suite("A record is signed the same on every way", .serialized) @MainActor
struct SignedOnEveryWayTests {
  /// Every form with a chain.
  private nonisolated static let forms = SigningWorld.catalogue.heads().map(\.id).filter { id in
    SigningWorld.catalogue.form(id)?.chainIDs.isEmpty == false
  }

  /// One set of stores for all forms, because they refer to each other.
  private static let ways = Result { try SigningWays(forms) }

  @Test("By the keys of the screens every version has the text that it has by the desk's door", arguments: forms)
  func keys(_ form: String) throws {
    let ways = try Self.ways.get()
    try compare(ways.byKeys, form)
    // What only whoever fills it in signs has its end with the submission.
    let isSignedByOthers = Self.isSignedByOthers(form)
    let decided = ways.byKeys.decided[form, default: []]
    #expect(decided.contains(isSignedByOthers ? .agree : .submit), "nobody signed it to its end by keys")
  }

  fileprivate nonisolated static func isSignedByOthers(_ form: String) -> Bool {
    let catalogue = SigningWorld.catalogue
    return catalogue.everyStep(of: catalogue.form(form)).contains { $0.by != .filler }
  }

  @Test("By the built program every version of a form of each chain has the text that it has by the desk's door")
  func program() throws {
    let ways = try Self.ways.get()
    #expect(Set(ways.formsOfProgram.keys) == Self.chains)
    for form in Set(ways.formsOfProgram.values) {
      try compare(ways.byProgram, form)
      #expect(ways.byProgram.decided[form, default: []].contains(.agree), "nobody signed \(form) to its end")
    }
  }

  private func compare(_ way: SigningWays.Way, _ form: String) throws {
    let ways = try Self.ways.get()
    #expect(way.problems[form] == nil)
    let byDesk = try #require(ways.byDesk[form])
    let others = way.texts[form] ?? [:]
    #expect(others.keys.sorted() == byDesk.keys.sorted())
    for (name, text) in byDesk.sorted(by: { $0.key < $1.key }) {
      #expect(others[name].map { way.comparable($0) } == way.comparable(text, isByDesk: true), "\(name)")
    }
  }

  private static var chains: Set<Chain.ID> {
    Set(SigningWorld.catalogue.heads().compactMap { SigningWorld.catalogue.form($0.id) }.flatMap(\.chainIDs))
  }

  @Test("Every chain is gone along, every kind of decision taken, and no text is compared with itself")
  func everyChain() throws {
    let ways = try Self.ways.get()
    #expect(ways.chains == Self.chains)
    let all = Set(Action.ofSignOff)
    #expect(Set(ways.byKeys.decided.values.joined()) == all)
    #expect(Set(ways.byProgram.decided.values.joined()) == all)
    // The stores part at the first entry that only one of them has, so that seals differ.
    let first = try #require(ways.byDesk["incident-notice"]?.values.sorted())
    #expect(first != ways.byKeys.texts["incident-notice"]?.values.sorted())
    #expect(first != ways.byProgram.texts["incident-notice"]?.values.sorted())
  }
}

/// The same records in three stores: signed by the desk's door in one, by keys in another, by the built program in the
/// last.
@MainActor
final class SigningWays {
  /// What was done again in another store.
  struct Way {
    /// Texts of version files by form and file name.
    fileprivate(set) var texts: [String: [String: String]] = [:]
    /// What could not be done, by form.
    fileprivate(set) var problems: [String: [String]] = [:]
    fileprivate(set) var decided: [String: [Action]] = [:]
    /// The seals of versions by the desk's door, with those of the same versions here.
    fileprivate var seals: [Substring: Substring] = [:]
  }

  private(set) var byDesk: [String: [String: String]] = [:]
  private(set) var byKeys = Way()
  private(set) var byProgram = Way()
  /// The chains that records went along.
  private(set) var chains: Set<Chain.ID> = []
  /// The first form of each chain: what the program signs. All others are signed by the desk's door there too.
  let formsOfProgram: [Chain.ID: String]
  /// Those, and the forms of everything that their records refer to, which the last store has.
  private var formsNeeded: Set<String> = []
  private let world: SigningWorld
  private var seats: [PersonName: Seat] = [:]
  private var proofs: [PersonName: Proof] = [:]

  init(_ forms: [String]) throws {
    world = try SigningWorld()
    var first: [Chain.ID: String] = [:]
    for form in forms where SignedOnEveryWayTests.isSignedByOthers(form) {
      let definition = SigningWorld.catalogue.form(form)
      // The rows that a form brings are as many as the people of each store.
      guard definition?.fields.contains(where: { $0.brings != nil }) != true else { continue }
      for chain in definition?.chainIDs ?? [] where first[chain] == nil { first[chain] = form }
    }
    formsOfProgram = first
    let walker = ChainWalker(world.filler, wanted: SigningWorld.wanted)
    var problems: [String: [String]] = [:]
    for form in forms {
      do { problems[form] = try walker.walk(of: form).problems } catch { problems[form] = ["\(error)"] }
    }
    byDesk = try SigningWorld.texts(of: world.first)
    let versions = try world.versionsOfFirst()
    byKeys = try again(versions, at: world.second, problems) { try self.decideByKeys($0) }
    formsNeeded = Self.forms(neededBy: Set(first.values), in: versions)
    byProgram = try again(versions.filter { formsNeeded.contains($0.form.id) }, at: world.third, problems) {
      try self.decideByProgram($0)
    }
  }

  // MARK: - Again

  /// Does in another store what was done in the first: what was filled in is submitted, what was decided is decided by
  /// the person.
  private func again(
    _ versions: [Version], at desk: Desk, _ problems: [String: [String]], _ decide: (Version) throws -> String
  ) throws -> Way {
    var way = Way()
    way.problems = problems.filter { !$0.value.isEmpty }
    for version in versions {
      let (form, number) = (version.form.id, version.record)
      // What a review signs beside itself is there already.
      guard try desk.look(at: number, version: version.number).isMissing else { continue }
      if Action.ofSignOff.contains(version.action) {
        let said = try decide(version)
        try desk.catchUp()
        if let state = try desk.look(at: number).version.flatMap({ try desk.signOff(of: $0) }) {
          chains.insert(state.chain.id)
        }
        way.decided[form, default: []].append(version.action)
        if try desk.look(at: number, version: version.number).isMissing {
          way.problems[form, default: []].append(
            "\(number) v\(version.number) \(version.action.rawValue) by \(version.savedBy.id): \(said)")
        }
      } else {
        var content = version.content
        // The signatures that stand there already name seals of their own store.
        let base = try desk.look(at: number).version
        content[rows: Signature.table] = base?.content[rows: Signature.table] ?? []
        let submission =
          version.number == 1
          ? Submission(new: form, content)
          : Submission(amending: number, base: version.number - 1, to: content, reason: version.reason ?? "")
        if case .failure(let refusal) = try desk.attended(by: version.savedBy).submit(submission) {
          way.problems[form, default: []].append(
            "\(number) v\(version.number): \(refusal.findings.map(\.message.en))")
        }
      }
    }
    way.texts = try SigningWorld.texts(of: desk)
    for (form, texts) in byDesk {
      for (name, text) in texts {
        guard let here = Way.seal(of: text), let there = way.texts[form]?[name].flatMap(Way.seal) else { continue }
        way.seals[here] = there
      }
    }
    return way
  }

  private static func forms(neededBy forms: Set<String>, in versions: [Version]) -> Set<String> {
    let formOf = Dictionary(versions.map { ($0.record, $0.form.id) }, uniquingKeysWith: { first, _ in first })
    var needed = forms
    while true {
      let referred = versions.filter { needed.contains($0.form.id) }.flatMap { version in
        SigningWorld.catalogue.form(version.form.id)?.references(in: version.content) ?? []
      }
      let more = needed.union(referred.compactMap { formOf[$0] })
      if more == needed { return needed }
      needed = more
    }
  }

  private static func comment(of version: Version) -> String {
    // A review says itself what it signs.
    version.form.id == LogReview.form ? "" : Signature.all(in: version.content).last?.comment ?? ""
  }

  // MARK: - By keys

  /// Decides about a record by keys: opens it, decides with the comment, and gives the passphrase. What the program says.
  private func decideByKeys(_ version: Version) throws -> String {
    let person = version.savedBy
    if seats[person] == nil {
      _ = try world.second.attended(by: person).setSecret(of: person, Cast.secret(of: person), oneTime: false)
        .get()
      seats[person] = Seat(person, world.second) { SigningWorld.now }
    }
    return try seats[person]?.decide(version.action, version.record, Self.comment(of: version)) ?? ""
  }

  // MARK: - By the program

  private func decideByProgram(_ version: Version) throws -> String {
    let person = version.savedBy
    if proofs[person] == nil {
      proofs[person] = try world.third.attended(by: person).setSecret(
        of: person, Cast.secret(of: person), oneTime: false
      ).get()
      world.third.finishSaves()
    }
    let comment = Self.comment(of: version)
    guard formsOfProgram.values.contains(version.form.id) else {
      let desk = world.third.attended(by: person, proof: proofs[person])
      guard let base = try desk.look(at: version.record).version else { return "is not there" }
      let result = try desk.sign(version.action, [base], comment: comment.isEmpty ? nil : comment).get().first
      return "\(result.map { "\($0.outcome)" } ?? "")"
    }
    var arguments = [version.action.rawValue, version.record, "--as", person.id, "--secret-file", "-"]
    if !comment.isEmpty { arguments += [version.action.missingReason != nil ? "--reason" : "--comment", comment] }
    return try BuiltProgram.run(
      arguments, store: world.third.root, home: world.folder.path, now: SigningWorld.now,
      input: Cast.secret(of: person) + "\n"
    ).text
  }
}

extension SigningWays.Way {
  /// A version's text without what follows from its place in the journal; the seals of other versions that it names are
  /// those of the other store.
  func comparable(_ text: String, isByDesk: Bool = false) -> [String] {
    let placed = ["Sequence: ", "Chain: ", "Content: ", "#seal "]
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      if let start = placed.first(where: line.hasPrefix) { return start }
      guard isByDesk, let seal = line.split(separator: " ").last, let other = seals[seal] else { return String(line) }
      return String(line.dropLast(seal.count) + other)
    }
  }

  fileprivate static func seal(of text: String) -> Substring? {
    text.split(separator: "\n").last { $0.hasPrefix("#seal ") }?.split(separator: " ").last
  }
}

extension Result<SeenRecord, Refusal> {
  fileprivate var version: Version? { if case .success(let seen) = self { seen.version } else { nil } }
  fileprivate var isMissing: Bool { version == nil }
}

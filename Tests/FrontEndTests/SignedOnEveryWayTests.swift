import Definitions
import Desk
import Domain
import Foundation
import Terminal
import Testing

@testable import FrontEnd

/// Records along every chain, signed by the desk's door, as commands go, and by the keys of the screens: what is saved
/// is the same text.
@Suite("A record is signed the same on every way", .serialized) @MainActor
struct SignedOnEveryWayTests {
  /// Every form with a chain. What grants power, and reviews of a log, are signed in other ways, which have tests of
  /// their own.
  private nonisolated static let forms = SigningWorld.catalogue.heads().map(\.id).filter { id in
    let chains = SigningWorld.catalogue.form(id)?.chainIDs ?? []
    return !chains.isEmpty && Set(chains).isDisjoint(with: ["GRANT", "REVIEW"])
  }

  /// One pair of stores for all forms, because they refer to each other.
  private static let pair = Result { try SigningPair(forms) }

  @Test("By the keys of the screens every version has the text that it has by the desk's door", arguments: forms)
  func same(_ form: String) throws {
    let pair = try Self.pair.get()
    #expect(pair.problems[form] == nil)
    let byDesk = try #require(pair.byDesk[form])
    let byKeys = pair.byKeys[form] ?? [:]
    #expect(byKeys.keys.sorted() == byDesk.keys.sorted())
    for (name, text) in byDesk.sorted(by: { $0.key < $1.key }) {
      #expect(byKeys[name].map { pair.comparable($0) } == pair.comparable(text, isByDesk: true), "\(name)")
    }
    #expect(pair.signedByKeys[form, default: []].contains(.agree), "nobody signed it to its end by keys")
  }

  @Test(
    "Every chain of requests is gone along, every kind of decision taken but taking back, and no text is compared with itself"
  )
  func everyChain() throws {
    let pair = try Self.pair.get()
    let signed = SigningWorld.catalogue.heads().compactMap { SigningWorld.catalogue.form($0.id) }
    #expect(pair.chains == Set(signed.flatMap(\.chainIDs)).subtracting(["GRANT", "REVIEW"]))
    #expect(Set(pair.signedByKeys.values.joined()) == [.submit, .agree, .return])
    // The stores part at the first entry that only one of them has, so that seals differ.
    let first = try #require(pair.byDesk["incident-notice"]?.values.sorted())
    #expect(first != pair.byKeys["incident-notice"]?.values.sorted())
  }
}

/// The same records in two stores: signed by the desk's door in one, by keys in the other.
@MainActor
final class SigningPair {
  /// Texts of version files by form and file name.
  private(set) var byDesk: [String: [String: String]] = [:]
  private(set) var byKeys: [String: [String: String]] = [:]
  /// What could not be done by keys, by form.
  private(set) var problems: [String: [String]] = [:]
  private(set) var signedByKeys: [String: [Action]] = [:]
  /// The chains that records went along.
  private(set) var chains: Set<Chain.ID> = []
  /// The seals of versions by the desk's door, with those of the same versions by keys.
  private var seals: [Substring: Substring] = [:]
  private let world: SigningWorld
  private var seats: [PersonName: Seat] = [:]

  init(_ forms: [String]) throws {
    world = try SigningWorld()
    let walker = ChainWalker(world.filler, wanted: SigningWorld.wanted)
    for form in forms {
      do { _ = try walker.walk(of: form) } catch { problems[form, default: []].append("\(error)") }
    }
    try repeatByKeys()
    byDesk = try SigningWorld.texts(of: world.first)
    byKeys = try SigningWorld.texts(of: world.second)
    for (form, texts) in byDesk {
      for (name, text) in texts {
        guard let here = Self.seal(of: text), let there = byKeys[form]?[name].flatMap(Self.seal) else { continue }
        seals[here] = there
      }
    }
  }

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

  private static func seal(of text: String) -> Substring? {
    text.split(separator: "\n").last { $0.hasPrefix("#seal ") }?.split(separator: " ").last
  }

  // MARK: - By keys

  /// Does in the second store what was done in the first: what was filled in is submitted, what was decided is decided
  /// by the person's keys.
  private func repeatByKeys() throws {
    for version in try world.versionsOfFirst() {
      let number = version.record
      // What a review signs beside itself is there already.
      guard try world.second.look(at: number, version: version.number).isMissing else { continue }
      if Action.ofSignOff.contains(version.action) {
        let said = try decide(version)
        if let state = try world.second.look(at: number).version.flatMap({ try world.second.signOff(of: $0) }) {
          chains.insert(state.chain.id)
        }
        signedByKeys[version.form.id, default: []].append(version.action)
        if try world.second.look(at: number, version: version.number).isMissing {
          problems[version.form.id, default: []].append(
            "\(number) v\(version.number) \(version.action.rawValue) by \(version.savedBy.id): \(said)")
        }
      } else {
        var content = version.content
        // The signatures that stand there already name seals of their own store.
        let base = try world.second.look(at: number).version
        content[rows: Signature.table] = base?.content[rows: Signature.table] ?? []
        let submission =
          version.number == 1
          ? Submission(new: version.form.id, content)
          : Submission(amending: number, base: version.number - 1, to: content, reason: version.reason ?? "")
        if case .failure(let refusal) = try world.second.attended(by: version.savedBy).submit(submission) {
          problems[version.form.id, default: []].append(
            "\(number) v\(version.number): \(refusal.findings.map(\.message.en))")
        }
      }
    }
  }

  /// Decides about a record by keys: opens it, decides with the comment, and gives the passphrase. What the program says.
  private func decide(_ version: Version) throws -> String {
    let seat = try seat(of: version.savedBy)
    let key = [.submit: "<Alt+E>", .agree: "<Alt+Y>", .return: "<Alt+Z>"][version.action] ?? ""
    let comment = Signature.all(in: version.content).last?.comment ?? ""
    return try seat.decide(version.record, "\(key)\(comment)<Enter>\(SigningWorld.secret(of: version.savedBy))<Enter>")
  }

  private func seat(of person: PersonName) throws -> Seat {
    if let seat = seats[person] { return seat }
    _ = try world.second.attended(by: person).setSecret(of: person, SigningWorld.secret(of: person), oneTime: false)
      .get()
    let seat = Seat(person, world.second)
    seats[person] = seat
    return seat
  }
}

/// The program with somebody at its keys.
@MainActor
private final class Seat {
  private let application: Application

  init(_ person: PersonName, _ desk: Desk) {
    var configuration = Application.Configuration(
      catalogue: desk.catalogue, desk: desk, person: person, language: .zhTW, clock: { SigningWorld.now }, ticks: { 0 },
      createStore: { _ in .failure(.noRecord("")) })
    configuration.isAuthenticated = true
    application = Application(terminal: DrivenTerminal(Size(columns: 80, rows: 24)), configuration: configuration)
    application.start(over: HomeScreen())
  }

  /// Opens a record from the first screen, types, and goes back to where it began.
  func decide(_ record: String, _ keys: String) throws -> String {
    application.carryOut([.push(RecordScreen(number: record))])
    for event in try KeyScript.events(keys) { application.takeIn([event]) }
    let said = application.message?.text.en ?? ""
    application.carryOut([.home])
    return said
  }
}

extension Result<SeenRecord, Refusal> {
  fileprivate var version: Version? { if case .success(let seen) = self { seen.version } else { nil } }
  fileprivate var isMissing: Bool { version == nil }
}

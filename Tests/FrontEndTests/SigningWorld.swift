import Definitions
import Desk
import Domain
import Foundation
import TestKit

/// Three shared stores that are alike until something is done in one of them: people in every role, nothing else.
@MainActor
final class SigningWorld {
  nonisolated static let catalogue = ScreensCatalogue.shipped()
  /// A Friday.
  nonisolated static let now = Moment("2026-11-20T10:00:00+08:00") ?? Moment(seconds: 0, offset: 480)

  let first: Desk
  let second: Desk
  let third: Desk
  /// Fills records in at the first.
  let filler: MinimumFiller
  let folder: TemporaryFolder
  /// The last entry that all have.
  private let common: Int

  init() throws {
    folder = try TemporaryFolder()
    first = try .make(
      in: folder, Self.catalogue, as: "first", isShared: true, beginning: Self.everybody(), clock: { Self.now }
    ) { $0.isForTests = true }
    common = first.sequence
    second = try Self.copy(folder, "second")
    third = try Self.copy(folder, "third")
    filler = Self.filler(at: first)
    // What records of the first refer to.
    let evidence = try folder.write("佐證", to: "evidence.txt")
    for desk in [second, third] { _ = try desk.attach(path: evidence).get() }
  }

  /// A store that continues from where the first stands.
  private static func copy(_ folder: TemporaryFolder, _ name: String) throws -> Desk {
    try FileManager.default.copyItem(atPath: "\(folder.path)/first", toPath: "\(folder.path)/\(name)")
    return try .open(in: folder, catalogue, as: name, readsWhole: true, clock: { now })
  }

  /// Whoever a record names is somebody else than who fills it in, so that they can sign.
  static func filler(at desk: Desk) -> MinimumFiller {
    let filler = MinimumFiller(catalogue: catalogue, desk: desk, me: Cast.wang, now: now, wanted: wanted)
    filler.people = ["lee.dh", "lin.yc", "wang.xm"]
    filler.units = ["org", "IT"]
    return filler
  }

  // MARK: - What was saved

  /// Every version that only the first has, in the order in which they were saved.
  func versionsOfFirst() throws -> [Version] {
    var versions: [Version] = []
    var known: Set<String> = []
    for texts in try Self.texts(of: first).values {
      for name in texts.keys {
        guard let number = name.firstRange(of: /\.v[0-9]+\.rec$/).map({ String(name[..<$0.lowerBound]) }),
          known.insert(number).inserted
        else { continue }
        versions += try first.history(of: number).get()
      }
    }
    return versions.filter { $0.sequence > common }.sorted { $0.sequence < $1.sequence }
  }

  /// The texts of a store's version files, by form and file name.
  static func texts(of desk: Desk) throws -> [String: [String: String]] {
    desk.finishSaves()
    let records = desk.root + "/records"
    var texts: [String: [String: String]] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: records) where path.hasSuffix(".rec") {
      let parts = path.split(separator: "/").map(String.init)
      texts[parts[0], default: [:]][parts[parts.count - 1]] = try String(
        contentsOfFile: "\(records)/\(path)", encoding: .utf8)
    }
    return texts
  }

  // MARK: - Who there is

  static func everybody() -> [(Desk) -> [Submission]] {
    Organisation.everyRole(catalogue.choiceList("roles")?.items ?? []).beginning
  }

  // MARK: - What forms want

  /// Lines `form place = text | text` for the first save, `form@step place = text` for what a step asks for.
  nonisolated static let wanted = wanted(by: ["minimum.txt", "minimum-shared.txt"])

  nonisolated static func wanted(by files: [String]) -> [String: [(place: String, texts: [String])]] {
    var result: [String: [(place: String, texts: [String])]] = [:]
    for line in files.flatMap(lines) {
      let sides = line.components(separatedBy: " = ")
      let places = sides[0].split(separator: " ").map(String.init)
      guard sides.count == 2, places.count == 2 else { continue }
      // What a shared store wants of a field stands in the second file, and wins.
      result[places[0], default: []].removeAll { $0.place == places[1] }
      result[places[0], default: []].append((places[1], sides[1].components(separatedBy: " | ")))
    }
    return result
  }

  nonisolated static func lines(_ name: String) -> [String] {
    // A table that cannot be read asks for nothing, and the forms that need it say so.
    let text = (try? Checkout.text(of: "Tests/FrontEndTests/Fixtures/\(name)")) ?? ""
    return text.split(separator: "\n").map(String.init).filter { !$0.hasPrefix("#") }
  }
}

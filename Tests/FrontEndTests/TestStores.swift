import Desk
import Domain
import TestKit

@testable import FrontEnd

extension Desk {
  /// Makes a store in a folder of a test. Passphrases of a shared one cost little.
  static func make(
    in folder: TemporaryFolder, _ catalogue: any Catalogue, as name: String = "store",
    by person: PersonName = Cast.wang,
    isShared: Bool = false, beginning: [(Desk) -> [Submission]] = [], clock: @escaping @Sendable () -> Moment,
    _ change: (inout StoreRequest) -> Void = { _ in }
  ) throws(StoreProblem) -> Desk {
    var request = StoreRequest(
      path: "\(folder.path)/\(name)", organisation: "測試學院", person: person, isShared: isShared)
    change(&request)
    return try make(
      request, catalogue: catalogue, language: .zhTW, secretCost: isShared ? .cheap : .production,
      indexFolder: "\(request.path)-index", beginning: beginning, clock: clock)
  }

  /// Opens a store of a test with an index of its own.
  static func open(
    in folder: TemporaryFolder, _ catalogue: any Catalogue, as name: String = "store",
    by person: PersonName = Cast.wang,
    index: String? = nil, readsWhole: Bool = false, clock: @escaping @Sendable () -> Moment
  ) throws(StoreProblem) -> Desk {
    try open(
      at: "\(folder.path)/\(name)", catalogue: catalogue, person: person, language: .zhTW, secretCost: .cheap,
      readsWhole: readsWhole, indexFolder: "\(folder.path)/\(index ?? name + "-index")", clock: clock)
  }
}

extension ScryptCost {
  /// Cheap enough for tests.
  static let cheap = ScryptCost(rounds: 2, blockSize: 1, parallelism: 1) ?? .production
}

extension Organisation {
  /// What a new store begins with, step by step.
  var beginning: [(Desk) -> [Submission]] {
    entries.map { entry in
      { (desk: Desk) in [Submission(new: entry.form, desk.blank(entry.form, entry.content))] }
    }
      + heads.map { unit, head in
        { (desk: Desk) in
          var content = desk.records.record(unit)?.content ?? Content()
          content["head"] = [head]
          return [Submission(amending: unit, base: 1, to: content, reason: "單位主管")]
        }
      }
  }
}

@MainActor extension Application.Configuration {
  /// Of a test, in which no store can be made.
  init(
    at desk: Desk, by person: PersonName? = nil, in language: Language = .zhTW, isKnown: Bool = true,
    allowsPaths: Bool = true, isKiosk: Bool = false, clock: @escaping @Sendable () -> Moment,
    ticks: @escaping () -> Int = { 0 }
  ) {
    self.init(
      catalogue: desk.catalogue, desk: desk, person: person ?? desk.person, isKnown: isKnown, language: language,
      allowsPaths: allowsPaths, isKiosk: isKiosk, clock: clock, ticks: ticks,
      createStore: { _ in .failure(.noRecord("")) })
  }
}

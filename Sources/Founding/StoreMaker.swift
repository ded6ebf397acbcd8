import Definitions
import Desk
import Domain
import Foundation

/// Makes a store in a folder that may have to be made too, and fills it with demo data where that is wanted.
public struct StoreMaker {
  private let catalogue: ScreensCatalogue
  private let clock: StoreClock
  /// Whether the clock is one for tests, which the store says from its first entry on.
  private let isForTests: Bool
  /// The language that defaults are filled in with.
  private let language: Language
  /// Told how many of the demo's steps are done, and how many there are.
  public var progress: (Int, Int) -> Void = { _, _ in }

  public init(catalogue: ScreensCatalogue, clock: StoreClock, isForTests: Bool, language: Language) {
    self.catalogue = catalogue
    self.clock = clock
    self.isForTests = isForTests
    self.language = language
  }

  /// A demo store that is there already is opened as it is. `finishing` sets what else has to be there before it is a
  /// store, such as credentials: if any of it fails, the folder is removed.
  public func make(
    _ request: StoreRequest, finishing: (Desk) throws(StoreProblem) -> Void = { _ in }
  ) throws(StoreProblem) -> Desk {
    if request.isDemo, isThere(request.path) {
      return try Desk.open(
        at: request.path, catalogue: catalogue, person: request.person, language: language, clock: clock)
    }
    let parent = (request.path as NSString).deletingLastPathComponent
    if !parent.isEmpty {
      do {
        try FileManager.default.createDirectory(
          atPath: parent, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      } catch {
        throw .notPermitted(path: parent, code: errno == 0 ? EACCES : errno)
      }
    }
    let zone = request.zone ?? LocalZones.ofMachine
    var request = request
    request.zone = zone
    request.isForTests = isForTests
    let clock = self.clock
    clock.set(zone)
    if request.isForTests { clock.useTestTime() }
    guard request.isDemo else {
      return try Desk.make(request, catalogue: catalogue, language: language, clock: clock, finishing: finishing)
    }
    // The demo's year is saved at its own times, by a clock that is set for each step.
    let times = DemoClock(DemoFiller.beginning(clock.now), then: { clock.now })
    let demo = StoreClock({ times.now }, zone: zone, finder: { LocalZones.zone($0) })
    return try Desk.make(request, catalogue: catalogue, language: language, clock: demo) {
      (desk) throws(StoreProblem) in
      try DemoFiller(
        catalogue: catalogue, desk: desk.speaking(.zhTW), clock: times, today: clock.now, me: request.person,
        progress: progress
      ).fill()
      times.end()
      try finishing(desk)
    }
  }

  public func isThere(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path + "/STORE") }
}

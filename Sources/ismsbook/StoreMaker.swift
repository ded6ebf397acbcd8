import Definitions
import Domain
import Desk
import Foundation

/// Makes a store in a folder that may have to be made too, and fills it with demo data where that is wanted.
struct StoreMaker {
  let catalogue: ScreensCatalogue
  let clock: @Sendable () -> Moment
  /// The language that defaults are filled in with.
  let language: Language

  /// A demo store that is there already is opened as it is.
  func make(_ request: StoreRequest) throws(StoreProblem) -> Desk {
    if request.isDemo, isThere(request.path) { return try open(request) }
    let parent = (request.path as NSString).deletingLastPathComponent
    if !parent.isEmpty {
      do {
        try FileManager.default.createDirectory(
          atPath: parent, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      } catch {
        throw .notPermitted(path: parent, code: errno == 0 ? EACCES : errno)
      }
    }
    guard request.isDemo else {
      return try Desk.make(request, catalogue: catalogue, language: language, clock: clock)
    }
    // The demo's year is saved at its own times, by a clock that is set for each step.
    let times = DemoClock(clock())
    times.move(to: DemoFiller.beginning(clock()))
    let desk = try Desk.make(request, catalogue: catalogue, language: language, clock: { times.now })
    try DemoFiller(catalogue: catalogue, desk: desk.speaking(.zhTW), clock: times, today: clock(), me: request.person)
      .fill()
    return try open(request)
  }

  private func open(_ request: StoreRequest) throws(StoreProblem) -> Desk {
    try Desk.open(at: request.path, catalogue: catalogue, person: request.person, language: language, clock: clock)
  }

  func isThere(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path + "/STORE") }
}

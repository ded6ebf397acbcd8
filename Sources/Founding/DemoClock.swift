import Domain
import Synchronization

/// A clock that is set by hand until it is handed over to the real one.
final class DemoClock: Sendable {
  private let real: @Sendable () -> Moment
  private let time: Mutex<Moment?>

  init(_ start: Moment, then real: @escaping @Sendable () -> Moment) {
    self.real = real
    time = Mutex(start)
  }

  var now: Moment { time.withLock { $0 } ?? real() }

  func move(to moment: Moment) { time.withLock { $0 = moment } }

  func end() { time.withLock { $0 = nil } }
}

import Domain
import Synchronization

/// The clock on the wall and the one that never goes back, in step. A test sets and advances it.
package final class TestClock: Sendable {
  private let state: Mutex<(now: Moment, ticks: Int)>
  /// Seconds by which each reading is later than the one before it.
  private let pace: Int

  package init(_ start: Moment = TestClock.start, pace: Int = 0) {
    state = Mutex((start, 0))
    self.pace = pace
  }

  /// A Sunday in November.
  package static let start = Moment("2026-11-22T14:20:05+08:00") ?? Moment(seconds: 0, offset: 480)

  package var now: Moment {
    state.withLock { state in
      state.now = state.now.adding(seconds: pace)
      return state.now
    }
  }

  /// Milliseconds since the start.
  package var ticks: Int { state.withLock { $0.ticks } }

  /// What programs under test are given.
  package var reading: @Sendable () -> Moment { { self.now } }

  package func set(_ text: String) {
    guard let moment = Moment(text) else { return }
    state.withLock { $0.now = moment }
  }

  package func advance(seconds: Int) { advance(milliseconds: seconds * 1_000) }
  package func advance(minutes: Int) { advance(seconds: minutes * 60) }
  package func advance(days: Int) { advance(seconds: days * 86_400) }

  /// The clock on the wall shows whole seconds.
  package func advance(milliseconds: Int) {
    state.withLock { state in
      let seconds = (state.ticks + milliseconds) / 1_000 - state.ticks / 1_000
      state.ticks += milliseconds
      state.now = state.now.adding(seconds: seconds)
    }
  }
}

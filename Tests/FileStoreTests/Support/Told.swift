import Synchronization

/// What a callback was told.
final class Told: Sendable {
  private let told = Mutex<[Int]>([])

  var all: [Int] { told.withLock { $0 } }

  func add(_ number: Int) { told.withLock { $0.append(number) } }
}

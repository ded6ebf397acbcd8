import Synchronization

/// The numbers that a callback was told, from any thread.
final class NumberLog: Sendable {
  private let told = Mutex<[Int]>([])

  var all: [Int] { told.withLock { $0 } }

  func add(_ number: Int) { told.withLock { $0.append(number) } }
}

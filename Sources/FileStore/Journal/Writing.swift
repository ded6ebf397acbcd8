import Glibc
import Synchronization

/// What this process appends at the moment. Another thread may end it only in between.
enum Writing {
  private static let count = Atomic(0)
  private static let isEnding = Atomic(false)

  static func begin() {
    count.add(1, ordering: .sequentiallyConsistent)
    guard isEnding.load(ordering: .sequentiallyConsistent) else { return }
    end()
    while true { sleep(60) }
  }

  /// Returns once nothing is appended, and from then on nothing is.
  static func stop() {
    isEnding.store(true, ordering: .sequentiallyConsistent)
    while count.load(ordering: .sequentiallyConsistent) > 0 { usleep(1_000) }
  }

  static func end() { count.subtract(1, ordering: .sequentiallyConsistent) }
}

extension FileStore {
  /// Ends the process with a code, from any thread, but never while it appends to a store.
  public static func endBetweenWrites(_ code: Int32) -> Never {
    Writing.stop()
    _exit(code)
  }
}

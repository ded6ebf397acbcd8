import Glibc

extension FileStore {
  /// Seconds that saving waits for another program.
  static let patience = 30

  /// Holds the lock file's lock while `body` runs. Reading goes on without one where there is no lock file and
  /// none can be made; saving does not. What is done while the lock is held may ask for it again.
  func withLock<Value>(
    _ state: inout State, toWrite: Bool = false, _ body: (inout State) throws(StoreProblem) -> Value
  ) throws(StoreProblem) -> Value {
    if state.holdsLock { return try body(&state) }
    var waited = 0
    while true {
      if state.lock == nil {
        do throws(SystemError) {
          state.lock = try folder.open("lock", state.readOnly == nil ? O_RDWR | O_CREAT : O_RDONLY)
        } catch {
          if toWrite { throw error.problem }
          return try body(&state)
        }
      }
      guard let lock = state.lock else { continue }
      try FileStore.wait(for: lock.descriptor, lock.path, &waited)
      // A lock file that was put in place of this one is what others hold.
      if let held = try? lock.facts(), let there = folder.facts("lock"), held.inode == there.inode {
        state.holdsLock = true
        if toWrite { Writing.begin() }
        defer {
          if toWrite { Writing.end() }
          state.holdsLock = false
          _ = flock(lock.descriptor, LOCK_UN)
        }
        return try body(&state)
      }
      state.lock = nil
    }
  }

  /// Takes the lock of an open file or folder. `waited` are microseconds so far.
  static func wait(for descriptor: Int32, _ path: String, _ waited: inout Int) throws(StoreProblem) {
    var pause: UInt32 = 200
    while uninterrupted({ flock(descriptor, LOCK_EX | LOCK_NB) }) != 0 {
      guard errno == EWOULDBLOCK else { throw SystemError(path).problem }
      guard waited < FileStore.patience * 1_000_000 else { throw .lockedTooLong(seconds: FileStore.patience) }
      let time = UInt32.random(in: (pause / 2)...pause)
      _ = usleep(time)
      waited += Int(time)
      pause = min(pause * 2, 4_000)
    }
  }
}

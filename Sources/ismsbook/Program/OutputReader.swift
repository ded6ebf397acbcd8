import Desk
import Foundation
import Synchronization

/// The reader of standard output: a command that only reads ends when its reader is gone, as on a closed pipe or a
/// connection that was cut.
enum OutputReader {
  /// What the process ends with, as where the terminal is lost.
  static let gone = Exit.hangUp.rawValue

  private static let isWatched = Atomic(false)

  /// From now on the process ends once standard output has no reader. A file always takes what is written, and a
  /// terminal that goes away sends a signal.
  static func endWithReader() {
    var status = stat()
    guard fstat(STDOUT_FILENO, &status) == 0, [S_IFIFO, S_IFSOCK].contains(status.st_mode & S_IFMT) else { return }
    signal(SIGPIPE, SIG_IGN)
    isWatched.store(true, ordering: .relaxed)
    let thread = Thread {
      var output = pollfd(fd: STDOUT_FILENO, events: 0, revents: 0)
      while poll(&output, 1, -1) <= 0 {
        guard errno == EINTR else { return }
      }
      end()
    }
    thread.stackSize = 1 << 16
    thread.start()
  }

  /// Writing to standard output has failed.
  static func lostReader() {
    if isWatched.load(ordering: .relaxed) { end() }
  }

  /// Not while something is being appended: that reading was confidential, for instance.
  private static func end() -> Never { Desk.end(gone) }
}

import Desk
import Glibc

/// A caller over SSH: their key has proved who they are, and they are not on this machine.
enum SSHSession {
  /// The desk with them at it, for the sub-command that is run for them; nil for a caller on this machine.
  @TaskLocal static var desk: Desk?

  /// Standard input ends in the same way when the client is done and when the connection drops. In the second case the
  /// input may be incomplete: it must not be saved.
  static func requireConnection() throws {
    if !isHeard { throw Exit.hangUp.code }
  }

  /// Whether the client is still there.
  static var isHeard: Bool {
    guard desk != nil else { return true }
    var output = pollfd(fd: STDOUT_FILENO, events: 0, revents: 0)
    return poll(&output, 1, 0) <= 0 || output.revents & Int16(POLLERR | POLLHUP | POLLNVAL) == 0
  }
}

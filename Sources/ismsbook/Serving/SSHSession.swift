import Desk
import Glibc

/// Somebody who came in over SSH: their key has said who they are, and they are not on this machine.
enum SSHSession {
  /// The store with them at it, for the sub-command that is run for them; nil where somebody is at this machine.
  @TaskLocal static var desk: Desk?

  /// Standard input ends alike after the client has said everything and after the line dropped; in the second case
  /// what came may be half of it, and nobody hears any more. Nothing may be saved from it then.
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

import Domain
import Desk

/// What the application remembers of the shared terminal.
struct KioskState {
  /// What was seen at the last look at the store and the clock.
  var seen = Seen()
  /// Who has proved by a PIN who they are, by their ids.
  var proofs: [String: Proof] = [:]

  struct Seen: Hashable {
    var sequence = 0
    var minute = 0
  }
}

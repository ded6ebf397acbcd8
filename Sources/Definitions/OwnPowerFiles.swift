import Synchronization

/// Which of the store's own files about rights and sign-off count, where that is not for the files alone to say.
final class OwnPowerFiles: Sendable {
  private let files = Mutex<[String: String]?>(nil)

  /// Where the texts that count lie, by their paths below `screens/`; nil where the files of the store count.
  var accepted: [String: String]? { files.withLock { $0 } }

  /// False where these count already.
  func use(_ accepted: [String: String]) -> Bool {
    files.withLock { known in
      guard known != accepted else { return false }
      known = accepted
      return true
    }
  }
}

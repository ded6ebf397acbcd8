import Domain
import Glibc

/// A sync that failed is never tried again: a second one can succeed although the data is lost. The file
/// `suspect` keeps every program from writing until one has verified the store.
extension FileStore {
  static let suspectName = "suspect"

  func isSuspect() -> Bool { folder.facts(FileStore.suspectName) != nil }

  /// Stops writing, here and in other programs.
  func stop(_ state: inout State, _ error: SystemError) {
    state.readOnly = .syncFailed
    state.tail = nil
    let text = "\(clock.now.text) \(error.path): \(SystemError.name(error.code))\n"
    // The disk may refuse this too; this program has stopped in any case.
    try? folder.publish(Array(text.utf8), as: FileStore.suspectName, mode: 0o600, durably: true)
  }
}

import Domain
import FileStore

/// Checking, mending and copying the store. Whoever holds its files may do that without a passphrase.
extension Desk {
  /// Where the journal ends: with it everything before is proved.
  public func head() throws(StoreProblem) -> StoreHead { try store.head() }

  /// Reads the whole store and checks every seal, file and link; see `FileStore.verify`.
  public func verify(
    repair: Bool = false, heads: [StoreHead] = [], progress: (@Sendable (Int) -> Void)? = nil
  ) throws(StoreProblem) -> VerifyReport {
    try store.verify(repair: repair, heads: heads, progress: progress)
  }

  /// Copies the store into a folder and checks the copy, once the journal knows of it; see `FileStore.backUp`. `account`
  /// is the user of the operating system.
  public func backUp(
    to folder: String, withCredentials: Bool, account: String, progress: (@Sendable (Int) -> Void)? = nil
  ) throws(StoreProblem) -> BackupReport {
    if !isReadOnly {
      try note(
        .backup, [("Account", account), ("Folder", folder), ("Credentials", withCredentials ? "yes" : "no")])
    }
    return try store.backUp(to: folder, withCredentials: withCredentials, progress: progress)
  }
}

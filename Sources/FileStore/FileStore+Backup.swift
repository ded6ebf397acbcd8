import Domain
import Glibc

extension FileStore {
  /// Copies the store as it stands into a folder that is empty, not there yet, or an earlier backup of it, and checks
  /// the whole copy. Others may go on saving meanwhile. `withCredentials` takes the hashes of passphrases along.
  ///
  /// The folder is a store: opened, it shows everything; put in the store's place, it goes on.
  public func backUp(
    to path: String, withCredentials: Bool, progress: (@Sendable (Int) -> Void)? = nil
  ) throws(StoreProblem) -> BackupReport {
    if let store = EnclosingStore.of(path) { throw .invalid(EnclosingStore.finding(path, in: store)) }
    finishSaves()
    let head = try head()
    let journal = try journalNow()
    do throws(SystemError) {
      var backup = Backup(source: folder, target: try backupFolder(path))
      try backup.copy(journal)
      for name in ["records", "evidence", "checkpoints", FileStore.upgradesName] {
        try backup.copyLasting(name)
      }
      for name in ["screens", "drafts"] + (withCredentials ? ["credentials"] : []) { try backup.mirror(name) }
      for name in ["FORMAT", "STORE"] { try backup.replace(name, folder, backup.target) }
      try backup.replaceIfThere(VerifyScript.name, folder, backup.target)
      for name in ["records", "evidence", "drafts", "checkpoints"] {
        _ = try backup.target.folder(name, creating: true)
      }
      _ = try backup.target.open("lock", O_RDWR | O_CREAT)
      // Once for everything: a sync for each of many small files would take hours.
      sync()
      var report = backup.report
      report.head = head
      report.verified = try verified(backup.target, head, progress)
      return report
    } catch {
      throw error.code == EEXIST ? .invalid(BackupFinding.other(path)) : error.problem
    }
  }

  /// The folder, if it may take a backup of this store.
  private func backupFolder(_ path: String) throws(SystemError) -> Folder {
    if mkdir(path, 0o700) != 0, errno != EEXIST { throw SystemError(path) }
    let target = try Folder(at: path)
    guard try !target.names().isEmpty else { return target }
    // What cannot be read is something else.
    guard let bytes = try? target.open("STORE").readAll(limit: 1 << 16), StoreDescription(bytes)?.id == description.id,
      try !isSame(target)
    else { throw SystemError(path, EEXIST) }
    return target
  }

  private func isSame(_ other: Folder) throws(SystemError) -> Bool {
    var (mine, others) = (stat(), stat())
    guard fstat(folder.descriptor, &mine) == 0, fstat(other.descriptor, &others) == 0 else {
      throw SystemError(other.path)
    }
    return mine.st_ino == others.st_ino && mine.st_dev == others.st_dev
  }

  /// Reads the whole copy: every seal, every file, and the end of the journal as the store has it.
  private func verified(
    _ target: Folder, _ head: StoreHead, _ progress: (@Sendable (Int) -> Void)?
  ) throws(SystemError) -> VerifyReport {
    let index: RecordIndex
    do throws(StoreProblem) {
      index = try Self.temporaryIndex(store: description.id, indexer: indexer)
    } catch { throw SystemError(target.path, EIO) }
    let copy = FileStore(
      folder: target, description: description, indexer: indexer, indexFolder: nil, state: State(index: index),
      clock: clock)
    var verifier = Verifier(copy, repair: false, heads: [head], progress: progress)
    verifier.isNewCopy = true
    try verifier.run(try copy.journal.everything(of: copy.description.site))
    return verifier.report
  }
}

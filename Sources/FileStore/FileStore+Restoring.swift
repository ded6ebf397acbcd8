import Domain
import Glibc

extension FileStore {
  /// Brings a backup back as a store in a folder that is empty or not there yet. The backup itself is only read: it stays
  /// as it is. Every seal and file of the copy is checked before the folder becomes a store; where anything is wrong,
  /// nothing is left there and the report says what.
  public static func restore(
    _ backup: String, to path: String, indexer: any RecordIndexer, clock: StoreClock,
    progress: (@Sendable (Int) -> Void)? = nil
  ) throws(StoreProblem) -> BackupReport {
    let source: Folder
    let bytes: [UInt8]
    do throws(SystemError) {
      source = try Folder(at: backup)
      bytes = try source.open(StoreMaking.finalName).readAll(limit: 1 << 16)
    } catch {
      guard [ENOENT, ENOTDIR].contains(error.code) else { throw error.problem }
      throw .invalid(RestoreFinding.noStore(backup))
    }
    guard let description = StoreDescription(bytes) else { throw .invalid(RestoreFinding.noStore(backup)) }
    guard description.format <= StoreDescription.knownFormat else { throw .invalid(RestoreFinding.newer(backup)) }
    let making = try StoreMaking(at: path)
    do throws(StoreProblem) {
      let report = try restored(source, description, bytes, making, indexer: indexer, clock, progress)
      let isWhole = !(report.findings + report.verified.findings).contains(where: \.blocks)
      do throws(SystemError) {
        if isWhole { try making.finish() } else { making.abandon() }
      } catch { throw error.problem }
      return report
    } catch {
      making.abandon()
      throw error
    }
  }

  private static func restored(
    _ source: Folder, _ description: StoreDescription, _ bytes: [UInt8], _ making: StoreMaking,
    indexer: any RecordIndexer, _ clock: StoreClock, _ progress: (@Sendable (Int) -> Void)?
  ) throws(StoreProblem) -> BackupReport {
    // An index that the lost store has left here knows entries that the backup may not have.
    if let old = IndexFolder.usual(store: description.id, at: making.folder.path) { IndexFolder.remove(old) }
    do throws(SystemError) {
      try making.describe(bytes)
      var backup = Backup(source: source, target: making.folder)
      try backup.copy(try JournalFolder(root: source).everything(of: description.site))
      for name in ["records", "evidence", "checkpoints", FileStore.upgradesName] { try backup.copyLasting(name) }
      // The store's own definitions come last: a folder with them that is not whole is never cleared away, since somebody
      // may have put them there by hand.
      for name in ["drafts", "credentials", "screens"] { try backup.mirror(name) }
      try backup.replace("FORMAT", source, making.folder)
      try backup.replaceIfThere(VerifyScript.name, source, making.folder)
      for name in ["records", "evidence", "drafts", "checkpoints"] {
        _ = try making.folder.folder(name, creating: true)
      }
      _ = try making.folder.open("lock", O_RDWR | O_CREAT)
      sync()
      var report = backup.report
      let copy = FileStore(
        folder: making.folder, description: description, indexer: indexer, indexFolder: nil,
        state: State(index: try index(for: description, indexer)), clock: clock)
      var verifier = Verifier(copy, repair: false, heads: [], progress: progress)
      try verifier.run(try copy.journal.everything(of: copy.description.site))
      report.verified = verifier.report
      return report
    } catch { throw error.problem }
  }

  private static func index(
    for description: StoreDescription, _ indexer: any RecordIndexer
  ) throws(SystemError) -> RecordIndex {
    do throws(StoreProblem) { return try temporaryIndex(store: description.id, indexer: indexer) } catch {
      throw SystemError("index", EIO)
    }
  }
}

enum RestoreFinding {
  static func noStore(_ path: String) -> Finding {
    Finding(
      .nowhere, rule: "restore",
      Phrase(
        zh: "\(path) 不是備份：裡面沒有可讀的 STORE；請指定 ismsbook backup 寫出的目錄。",
        en: "\(path) is no backup: it has no STORE that can be read; name a folder that ismsbook backup wrote."))
  }

  static func newer(_ path: String) -> Finding {
    Finding(
      .nowhere, rule: "restore",
      Phrase(
        zh: "\(path) 的格式比這個程式新，無法查驗；請先更新 ismsbook 再還原。",
        en: "\(path) is of a newer format than this program can check; update ismsbook first, then restore."))
  }
}

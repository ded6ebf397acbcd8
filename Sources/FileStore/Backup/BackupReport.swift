import Domain

/// What a backup did.
public struct BackupReport: Sendable {
  /// Files that were written or went on.
  public internal(set) var files = 0
  public internal(set) var bytes = 0
  /// What the store and an earlier backup do not agree about; nothing of it was replaced.
  public internal(set) var findings: [Finding] = []
  /// The journal's end that the backup holds.
  public var head = StoreHead(sequence: 0, seal: "", savedAt: nil)
  /// What the check of the whole backup found.
  public internal(set) var verified = VerifyReport()
}

enum BackupFinding {
  /// A file that only ever grows, or never changes, holds other bytes in the store than in the backup.
  static func differs(_ path: String) -> Finding {
    Finding(
      .file(path, line: 0, column: 0), rule: "backup",
      Phrase(
        zh: "紀錄庫和先前的備份內容不同，其中一個被更動過；備份裡的沒有覆蓋。請對兩個目錄各執行 ismsbook verify，並備份到另一個新目錄。",
        en: "The store and the earlier backup hold different bytes, so one of them was altered; the backup's were "
          + "kept. Run ismsbook verify on both folders, and back up to a new folder meanwhile."))
  }

  /// The backup has more of it than the store.
  static func lost(_ path: String) -> Finding {
    Finding(
      .file(path, line: 0, column: 0), rule: "backup",
      Phrase(
        zh: "先前的備份有，紀錄庫卻沒有了；備份裡的保留著。請執行 ismsbook verify，並由備份取回。",
        en: "The earlier backup has it, and the store has it no more; the backup's was kept. Run ismsbook verify, and "
          + "bring it back from the backup."))
  }

  static func other(_ path: String) -> Finding {
    Finding(
      .nowhere, rule: "backup",
      Phrase(
        zh: "\(path) 有別的東西，不是這個紀錄庫的備份；請選空的、不存在的，或先前備份的目錄。",
        en: "\(path) holds something else than a backup of this store; choose a folder that is empty, not there, or an "
          + "earlier backup."))
  }
}

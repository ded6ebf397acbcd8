import Domain
import FileStore

/// Checking, mending and copying the store. Whoever holds its files may do that without a passphrase.
extension Desk {
  /// Changes which versions have a file of their own: `all`, `current` or `none`. Administrators only.
  public func keepCopies(_ kind: String) throws(StoreProblem) -> Refusal? {
    if isShared, let refusal = try refusalUnlessAdministrator() { return refusal }
    guard let copies = StoreDescription.Copies(rawValue: kind) else { return Refusal(.usage, Self.noSuchCopies) }
    try store.setCopies(copies, by: person)
    return nil
  }

  private static let noSuchCopies = Finding(
    .nowhere, rule: "copies", Phrase(zh: "請選 all、current 或 none。", en: "Choose all, current or none."))

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

  /// Brings a backup back as a store in a folder that is empty or not there yet, and writes that down in its journal; see
  /// `FileStore.restore`. There is no desk where the backup is damaged: nothing is left in the folder then.
  public static func restore(
    _ backup: String, to path: String, catalogue: any Catalogue, language: Language, account: String,
    clock: StoreClock, progress: (@Sendable (Int) -> Void)? = nil
  ) throws(StoreProblem) -> (desk: Desk?, report: BackupReport) {
    var report = try FileStore.restore(
      backup, to: path, indexer: CatalogueIndexer(catalogue: catalogue), clock: clock, progress: progress)
    guard !(report.findings + report.verified.findings).contains(where: \.blocks) else { return (nil, report) }
    let desk = try open(
      at: path, catalogue: catalogue, person: nobody, language: language, clock: clock)
    report.head = try desk.head()
    if !desk.isReadOnly {
      try desk.note(
        .restore,
        [
          ("Account", account), ("Folder", backup), ("Sequence_restored", String(report.head.sequence)),
          ("Seal_restored", report.head.seal),
        ])
    }
    return (desk, report)
  }
}

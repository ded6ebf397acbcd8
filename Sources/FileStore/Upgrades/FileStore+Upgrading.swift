import Domain

/// Brings a store of an earlier format to that of today: at the first opening that may write, one step after another.
///
/// A step adds to the store and changes no byte of what is there but `STORE` and `FORMAT`, of which the earlier ones stay
/// below `upgrades/`. It can be killed anywhere and run again: `STORE` names the new format last of all.
/// To add a format: a file `UpgradeNNN.swift` and a line here; those that are there are never changed once released.
extension FileStore {
  static let upgradesName = "upgrades"

  /// Carries out what is missing, under the lock, and gives what to tell.
  func upgrade() throws(StoreProblem) -> Finding {
    let from = description.format
    try withState { (state) throws(StoreProblem) in
      try withLock(&state, toWrite: true) { (state) throws(StoreProblem) in
        // Another program may have done it meanwhile.
        guard try formatNow() == from else { return }
        if from < 2 { try Upgrade002(store: self).run(&state) }
      }
    }
    return FileStore.upgraded(from: from)
  }

  private func formatNow() throws(StoreProblem) -> Int? {
    do throws(SystemError) {
      return StoreDescription(try folder.open("STORE").readAll(limit: 1 << 16))?.format
    } catch { throw error.problem }
  }

  private static func upgraded(from: Int) -> Finding {
    Finding(
      .nowhere, rule: "upgrade", severity: .warning,
      Phrase(
        zh: "紀錄庫已由格式 \(from) 升級為格式 \(StoreDescription.knownFormat)，原有的紀錄、日誌與佐證一個位元組都沒有改；"
          + "舊的 STORE 與 FORMAT 留在 \(upgradesName)/\(from)。舊版程式從此只能讀，不能寫。",
        en: "The store was brought from format \(from) to format \(StoreDescription.knownFormat); no byte of its records, "
          + "journal and evidence has changed, and the earlier STORE and FORMAT stay in \(upgradesName)/\(from). Older "
          + "programs can read it from now on, and not write."))
  }

  static func notUpgraded(_ problem: StoreProblem) -> Finding {
    Finding(
      .nowhere, rule: "upgrade", severity: .warning,
      Phrase(
        zh: "紀錄庫還沒有升級為格式 \(StoreDescription.knownFormat)，下次開啟再試：", en:
          "The store has not been brought to format \(StoreDescription.knownFormat) yet, the next opening tries again: ")
        + problem.message)
  }
}

import Domain

/// Why the store cannot do what it was asked to.
public enum StoreProblem: Error, Hashable, Sendable {
  /// Why nothing may be written.
  public enum ReadOnlyReason: Hashable, Sendable {
    case fileSystem
    case newerFormat(found: Int, known: Int)
    /// A sync failed, here or in another program; nothing is written before a verification.
    case syncFailed
    /// `STORE` names a site that has no journal, and there is one of another site.
    case otherSite(String)
  }

  case noStore(path: String)
  case notAStore(path: String)
  case alreadyThere(path: String)
  /// Another program is making a store there, or one that was making it was interrupted.
  case beingMade(path: String)
  case cannotCreate(path: String, code: Int32)
  case notPermitted(path: String, code: Int32)
  case diskFull(path: String)
  case readOnly(ReadOnlyReason)
  case inputOutput(path: String, code: Int32)
  case lockedTooLong(seconds: Int)
  /// The version of that number may or may not be on the disk.
  case syncFailed(path: String, code: Int32)
  case noRecord(String)
  /// A file that is to be attached cannot be read.
  case noFile(path: String, code: Int32)
  /// What was to be saved cannot be saved.
  case invalid(Finding)
  /// The store is damaged where it was read.
  case broken(Finding)

  /// What is wrong and what to do.
  public var message: Phrase {
    switch self {
    case .noStore(let path):
      Phrase(
        zh: "\(path) 沒有紀錄庫；請用 ismsbook init 建立，或指定正確的位置。",
        en: "There is no store at \(path); create one with ismsbook init, or name the right place.")
    case .notAStore(let path):
      Phrase(
        zh: "\(path) 不是紀錄庫，或它的 STORE 檔無法辨認；請指定正確的位置，或由備份取回 STORE 檔。",
        en: "\(path) is not a store, or its STORE file cannot be read; name the right place, or bring STORE back.")
    case .alreadyThere(let path):
      Phrase(
        zh: "\(path) 已經有東西；請選一個空的或不存在的目錄。",
        en: "There is something at \(path) already; choose a folder that is empty or not there.")
    case .beingMade(let path):
      Phrase(
        zh: "\(path) 的紀錄庫還沒有建好：另一個程式正在建立，或建立時中斷了；請稍候，或重新執行 ismsbook init（會清掉沒建完的部分）。",
        en:
          "The store at \(path) is not whole yet: another program is making it, or was interrupted while it did; wait, "
          + "or run ismsbook init again, which clears away what was begun.")
    case .cannotCreate(let path, let code):
      Phrase(
        zh: "不能在 \(path) 建立紀錄庫（\(SystemError.name(code))）；請選上層目錄存在且可以寫入的位置。",
        en: "No store can be made at \(path) (\(SystemError.name(code))); choose a place whose parent folder exists "
          + "and can be written.")
    case .notPermitted(let path, let code):
      Phrase(
        zh: "沒有權限存取 \(path)（\(SystemError.name(code))）；請向系統管理者確認擁有者與權限。",
        en: "No permission for \(path) (\(SystemError.name(code))); ask the administrator about owner and mode.")
    case .diskFull(let path):
      Phrase(
        zh: "磁碟空間或配額已滿，未存入（\(path)）；請清出空間後再存一次。",
        en: "The disk or quota is full, nothing was saved (\(path)); make room and save again.")
    case .readOnly(let reason): reason.message
    case .inputOutput(let path, let code):
      Phrase(
        zh: "讀寫 \(path) 失敗（\(SystemError.name(code))），未存入；請檢查磁碟與系統後再試。",
        en: "Reading or writing \(path) failed (\(SystemError.name(code))), nothing was saved; check the disk.")
    case .lockedTooLong(let seconds):
      Phrase(
        zh: "等了 \(seconds) 秒，紀錄庫仍被另一個程式占用，未存入；請稍後再存一次。",
        en: "Another program has held the store for \(seconds) seconds, nothing was saved; save again later.")
    case .syncFailed(let path, let code):
      Phrase(
        zh: "寫入磁碟時無法確認（\(path)：\(SystemError.name(code))）。這一次不算已存；之前的都已存妥。請檢查磁碟，再重新啟動並執行 ismsbook verify。",
        en: "The disk did not confirm (\(path): \(SystemError.name(code))). This save does not count as saved; "
          + "all before it do. Check the disk, then start again and run ismsbook verify.")
    case .noFile(let path, let code):
      Phrase(
        zh: "讀不到檔案 \(path)（\(SystemError.name(code))）；請檢查路徑與權限。",
        en: "The file \(path) cannot be read (\(SystemError.name(code))); check path and permission.")
    case .noRecord(let number):
      Phrase(
        zh: "沒有紀錄 \(number)；請檢查編號。", en: "There is no record \(number); check the number.")
    case .invalid(let finding), .broken(let finding): finding.message
    }
  }
}

extension StoreProblem.ReadOnlyReason {
  public var message: Phrase {
    switch self {
    case .fileSystem:
      Phrase(
        zh: "紀錄庫目前只能讀，無法存入；請確認檔案系統可寫與目錄權限。",
        en: "The store can only be read, nothing was saved; make sure that file system and folders can be written.")
    case .newerFormat(let found, let known):
      Phrase(
        zh: "紀錄庫的格式是第 \(found) 版，本程式只會寫到第 \(known) 版，因此只能讀；請更新程式。",
        en: "The store has format \(found), this program writes up to \(known), so it can only be read; update it.")
    case .otherSite(let site): StoreFacts.otherJournal(site).message
    case .syncFailed:
      Phrase(
        zh: "先前一次寫入磁碟未獲確認，暫停存入；請檢查磁碟，重新啟動程式，它會先查驗再寫入。",
        en: "An earlier write was not confirmed by the disk, so saving is stopped; check the disk and start again, "
          + "the store is verified before anything is written.")
    }
  }
}

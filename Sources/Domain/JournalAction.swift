/// Header lines of journal entries that are about a record without being a version of it; the names of a version's
/// own header are taken.
public enum JournalLine {
  /// The record's number, or what else was asked for.
  public static let about = "About"
  public static let ofVersion = "Of_version"
  /// The rule that refused it.
  public static let cause = "Cause"
  /// The action that was refused.
  public static let tried = "Tried"
}

/// Actions of journal entries that are no saves of a record.
extension Action {
  public static let logOut = Action(rawValue: "log_out")
  /// A file was added to a record.
  public static let attach = Action(rawValue: "attach")
  /// Something left the store, such as a file of a record.
  public static let export = Action(rawValue: "export")
  /// A record classed as confidential was shown.
  public static let readConfidential = Action(rawValue: "read_confidential")
  /// Somebody was not let in, or asked for what they may not do.
  public static let refused = Action(rawValue: "refused")

  /// A file of the store is not as the program left it.
  public static let altered = Action(rawValue: "altered")
  /// The store's own definitions, such as those of rights, are others than before.
  public static let definitionsChanged = Action(rawValue: "definitions_changed")

  /// What such entries are called.
  static let journalLabels: [String: Phrase] = [
    "log_in": Phrase(zh: "登入", en: "log in"),
    "log_out": Phrase(zh: "登出", en: "log out"),
    "log_in_failed": Phrase(zh: "登入失敗", en: "log-in failed"),
    "unlock": Phrase(zh: "解除畫面鎖定", en: "unlock"),
    "locked_out": Phrase(zh: "鎖定", en: "locked out"),
    "released": Phrase(zh: "解除鎖定", en: "released"),
    "credential_set": Phrase(zh: "設定通行碼", en: "passphrase set"),
    "credential_changed": Phrase(zh: "變更通行碼", en: "passphrase changed"),
    "credential_removed": Phrase(zh: "移除通行碼", en: "passphrase removed"),
    "clock_moved_back": Phrase(zh: "時鐘倒退", en: "clock moved back"),
    "attach": Phrase(zh: "附上檔案", en: "attach"),
    "export": Phrase(zh: "匯出", en: "export"),
    "read_confidential": Phrase(zh: "閱讀機密紀錄", en: "read confidential"),
    "refused": Phrase(zh: "拒絕", en: "refused"),
    "altered": Phrase(zh: "檔案被更動", en: "file altered"),
    "definitions_changed": Phrase(zh: "定義變更", en: "definitions changed"),
    "ssh_key_added": Phrase(zh: "加入金鑰", en: "SSH key added"),
    "ssh_key_removed": Phrase(zh: "移除金鑰", en: "SSH key removed"),
  ]
}

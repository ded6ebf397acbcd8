/// Header lines of journal entries that are about a record without being a version of it; the names of a version's
/// own header are taken.
public enum JournalLine {
  /// The record's number, or what else was asked for.
  public static let about = "About"
  public static let ofVersion = "Of_version"
  /// Further records that were shown at once, each with its version.
  public static let also = "Also_read"
  /// The rule that refused it.
  public static let cause = "Cause"
  /// The action that was refused.
  public static let tried = "Tried"

  /// A header line's value for people: actions by what they are called.
  public static func shown(_ value: String, of line: String) -> Phrase {
    switch line {
    case tried, "Purpose": Action(rawValue: value).label
    case "One_time", "Released", "Credentials", "Shared", "Replaces":
      value == "yes" ? Phrase(zh: "是", en: "yes") : value == "no" ? Phrase(zh: "否", en: "no") : Phrase(verbatim: value)
    default: Phrase(verbatim: value)
    }
  }

  /// What a header line is called for people; one that this program does not know keeps its own name.
  public static func label(_ line: String) -> Phrase { labels[line] ?? Phrase(verbatim: line) }

  private static let labels: [String: Phrase] = [
    cause: Phrase(zh: "原因", en: "because of"),
    also: Phrase(zh: "同時看到", en: "also read"),
    tried: Phrase(zh: "想做", en: "tried"),
    "Person": Phrase(zh: "人員", en: "person"),
    "Reason": Phrase(zh: "原因", en: "reason"),
    "One_time": Phrase(zh: "一次性", en: "one-time"),
    "Released": Phrase(zh: "解除鎖定", en: "released"),
    "Failures": Phrase(zh: "連續失敗", en: "failures in a row"),
    "Failures_before": Phrase(zh: "先前失敗", en: "failures before"),
    "Wait_until": Phrase(zh: "等到", en: "wait until"),
    "Purpose": Phrase(zh: "用途", en: "purpose"),
    "File": Phrase(zh: "檔案", en: "file"),
    "Command": Phrase(zh: "指令", en: "command"),
    "From": Phrase(zh: "來自", en: "from"),
    "Way": Phrase(zh: "途徑", en: "by"),
    "Ending": Phrase(zh: "結束方式", en: "ended by"),
    "Fingerprint": Phrase(zh: "指紋", en: "fingerprint"),
    "Key_type": Phrase(zh: "金鑰種類", en: "type of key"),
    "Account": Phrase(zh: "服務帳號", en: "account"),
    "Folder": Phrase(zh: "目錄", en: "folder"),
    "Credentials": Phrase(zh: "含通行碼雜湊", en: "with hashes of passphrases"),
    "Sequence_restored": Phrase(zh: "還原到", en: "restored up to entry"),
    "Seal_restored": Phrase(zh: "該號封緘", en: "its seal"),
    "Clock": Phrase(zh: "時鐘", en: "clock"),
    "Records": Phrase(zh: "筆數", en: "records"),
    "Format": Phrase(zh: "格式", en: "format"),
    "From_format": Phrase(zh: "原格式", en: "from format"),
    "Store": Phrase(zh: "紀錄庫", en: "store"),
    "Shared": Phrase(zh: "多人共用", en: "shared"),
    "Copies": Phrase(zh: "可讀副本", en: "readable copies"),
    "Organisation": Phrase(zh: "組織", en: "organisation"),
    "Created": Phrase(zh: "建立時間", en: "made at"),
    "Format_text": Phrase(zh: "FORMAT 的雜湊", en: "hash of FORMAT"),
    "Time_zone": Phrase(zh: "時區", en: "time zone"),
    "Last_offset": Phrase(zh: "先前時差", en: "offset before"),
    "Made_for": Phrase(zh: "用途", en: "made for"),
    "Kept": Phrase(zh: "保留的檔案", en: "kept files"),
    "Files": Phrase(zh: "檔案", en: "files"),
    "Definition": Phrase(zh: "定義的雜湊", en: "hash of the definition"),
    "Segment": Phrase(zh: "日誌檔", en: "segment"),
    "Offset": Phrase(zh: "位置", en: "offset"),
    "Length": Phrase(zh: "位元組數", en: "bytes"),
    "Hash": Phrase(zh: "雜湊", en: "hash"),
    "Replaces": Phrase(zh: "取代自設通行碼", en: "replaces their own"),
  ]
}

/// Actions of journal entries that are no saves of a record.
extension Action {
  public static let logOut = Action(rawValue: "log_out")
  /// A file was added to a record.
  public static let attach = Action(rawValue: "attach")
  /// Something left the store, such as a file of a record.
  public static let export = Action(rawValue: "export")
  /// The store was copied into a folder.
  public static let backup = Action(rawValue: "backup")
  /// The store was brought back from a backup.
  public static let restore = Action(rawValue: "restore")
  /// A record was laid out for paper.
  public static let print = Action(rawValue: "print")
  /// A record classed as confidential was shown.
  public static let readConfidential = Action(rawValue: "read_confidential")
  /// Somebody was not let in, or asked for what they may not do.
  public static let refused = Action(rawValue: "refused")

  /// A file of the store is not as the program left it.
  public static let altered = Action(rawValue: "altered")
  /// The store's own definitions, such as those of rights, are others than before.
  public static let definitionsChanged = Action(rawValue: "definitions_changed")

  /// A form's definition was kept, before a record was first saved under it.
  public static let definitionKept = Action(rawValue: "definition_kept")

  /// What such entries are called.
  static let journalLabels: [String: Phrase] = [
    "log_in": Phrase(zh: "登入", en: "log in"),
    "log_out": Phrase(zh: "登出", en: "log out"),
    "log_in_failed": Phrase(zh: "登入失敗", en: "log-in failed"),
    "unlock": Phrase(zh: "解除畫面鎖定", en: "unlock"),
    "confirm": Phrase(zh: "簽核", en: "sign"),
    "read": Phrase(zh: "閱讀", en: "read"),
    "locked_out": Phrase(zh: "鎖定", en: "locked out"),
    "released": Phrase(zh: "解除鎖定", en: "released"),
    "credential_set": Phrase(zh: "設定通行碼", en: "passphrase set"),
    "credential_changed": Phrase(zh: "變更通行碼", en: "passphrase changed"),
    "credential_removed": Phrase(zh: "移除通行碼", en: "passphrase removed"),
    "clock_moved_back": Phrase(zh: "時鐘倒退", en: "clock moved back"),
    "attach": Phrase(zh: "附上檔案", en: "attach"),
    "export": Phrase(zh: "匯出", en: "export"),
    "backup": Phrase(zh: "備份", en: "backup"),
    "restore": Phrase(zh: "還原", en: "restore"),
    "print": Phrase(zh: "列印", en: "print"),
    "read_confidential": Phrase(zh: "閱讀機密紀錄", en: "read confidential"),
    "refused": Phrase(zh: "拒絕", en: "refused"),
    "created": Phrase(zh: "建立紀錄庫", en: "store made"),
    "upgraded": Phrase(zh: "升級格式", en: "store upgraded"),
    "store_changed": Phrase(zh: "變更紀錄庫設定", en: "store changed"),
    "torn": Phrase(zh: "未寫完的存檔", en: "unfinished save"),
    "disk_full": Phrase(zh: "磁碟已滿", en: "disk full"),
    "altered": Phrase(zh: "檔案被更動", en: "file altered"),
    "definition_kept": Phrase(zh: "留存表單定義", en: "definition kept"),
    "definitions_changed": Phrase(zh: "定義變更", en: "definitions changed"),
    "definitions_proposed": Phrase(zh: "提出定義", en: "definitions proposed"),
    "definitions_accepted": Phrase(zh: "接受定義", en: "definitions accepted"),
    "ssh_key_added": Phrase(zh: "加入金鑰", en: "SSH key added"),
    "ssh_key_removed": Phrase(zh: "移除金鑰", en: "SSH key removed"),
  ]
}

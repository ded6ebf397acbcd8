/// A chapter of the manual: one for each kind of user. Its text is `Screens/Manual/<language>/<id>.md`.
public enum ManualChapter: String, CaseIterable, Sendable {
  case officer, signer
  case dataRoom = "data-room"
  case administrator, auditor, shell

  /// The title, which is also the first line of its text.
  public var title: Phrase {
    switch self {
    case .officer: Phrase(zh: "承辦人員手冊", en: "Manual for officers")
    case .signer: Phrase(zh: "簽核人員手冊", en: "Manual for signers")
    case .dataRoom: Phrase(zh: "機房人員手冊", en: "Manual for data-room staff")
    case .administrator: Phrase(zh: "系統管理者手冊", en: "Manual for administrators")
    case .auditor: Phrase(zh: "稽核人員手冊", en: "Manual for auditors")
    case .shell: Phrase(zh: "命令列手冊", en: "Manual for the command line")
    }
  }

  /// What it tells, in a line.
  public var summary: Phrase {
    switch self {
    case .officer: Phrase(zh: "開始使用、填表、查紀錄、修正、按鍵", en: "first steps, filling in, finding, amending, keys")
    case .signer: Phrase(zh: "待辦、簽核、退回、駁回、代理", en: "the inbox, signing, sending back, refusing, deputies")
    case .dataRoom: Phrase(zh: "共用終端、交接班、每月審閱", en: "the shared terminal, shifts, the monthly review")
    case .administrator:
      Phrase(zh: "共用紀錄庫、SSH、人員與權限、備份、誰能做什麼", en: "shared stores, SSH, people, backups, who could do what")
    case .auditor: Phrase(zh: "歷程、日誌、查驗、匯出", en: "history, the journal, proving the store, exports")
    case .shell: Phrase(zh: "全部子命令、結束代碼、環境變數、檔案格式", en: "every sub-command, exit codes, environment, files")
    }
  }
}

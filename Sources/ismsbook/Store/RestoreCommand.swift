import ArgumentParser
import Definitions
import Desk
import Domain
import Reports

/// `ismsbook restore BACKUP DIR`: a store from a backup.
struct RestoreCommand: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Bring a backup back as a store, and check all of it. 由備份還原並查驗。",
    discussion: """
      The backup is only read and stays as it is. DIR must be empty or not there: a damaged store is moved away first,
      never overwritten. Where the backup is damaged, nothing is made and the findings say what is wrong. The journal of the
      restored store says when, from where and up to which entry. 備份只讀不改；目的目錄須是空的；備份有損壞就不還原。
      """)

  @OptionGroup var options: StoreOptions

  @Argument(help: "The folder that backup wrote. 備份目錄。")
  var backup: String

  @Argument(help: "The folder, empty or not there yet; else the store's usual place. 目的目錄。")
  var folder: String?

  func respond(_ tell: (Answer) throws -> Void) throws {
    let language = options.language
    let path = Environment.storePath(folder ?? options.common.store)
    let (desk, report) = try Desk.restore(
      backup, to: path, catalogue: try ScreensCatalogue.installed(with: backup), language: language,
      account: Environment.login, clock: Environment.clock)
    let findings = report.findings + report.verified.findings + (desk?.noticed ?? [])
    let until = report.head.savedAt.map { Environment.clock.placed($0).text } ?? "-"
    let restored = Phrase(
      zh: "還原到 \(path)：\(report.files) 個檔案，查驗了 \(report.verified.entries) 筆日誌，最後一筆是 \(until)。備份之後的紀錄不在裡面。",
      en: "Restored to \(path): \(report.files) files, \(report.verified.entries) journal entries checked, the last of "
        + "\(until). What was saved after the backup is not in it.")
    var answer = Answer(
      desk == nil ? [] : [restored[language], "\(report.head.sequence) \(report.head.seal)"],
      json: ["restored": .flag(desk != nil)] + report.json + ["findings": .findings(findings, language)])
    answer.remarks = findings
    if let desk {
      var hasSecret = !desk.isShared
      for known in desk.people.everybody where !hasSecret { hasSecret = try desk.hasCredential(known.id) }
      if !hasSecret { answer.warnings = [Self.noSecret] }
    } else {
      answer.warnings = [Phrase(verbatim: "ismsbook: ") + Self.damaged(path)]
      answer.code = Exit.findings.code
    }
    try tell(answer)
  }

  private static func damaged(_ path: String) -> Phrase {
    Phrase(
      zh: "備份有損壞，沒有還原，\(path) 沒有留下東西；請換一份備份，或複製這份後對複本執行 ismsbook verify --repair。",
      en:
        "The backup is damaged: nothing was restored, and nothing is left at \(path). Take another backup, or copy this "
        + "one and run ismsbook verify --repair on the copy.")
  }

  private static let noSecret = Phrase(
    zh: "備份沒有通行碼雜湊，還沒有人能登入；請執行 ismsbook credential set --person 管理者代碼。",
    en: "The backup holds no hashes of passphrases, so nobody can log in yet; run ismsbook credential set --person "
      + "ADMINISTRATOR.")
}

import ArgumentParser
import Desk
import Domain

/// `ismsbook restore BACKUP DIR`: a store from a backup.
struct RestoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Bring a backup back as a store, and check all of it. 由備份還原並查驗。",
    discussion: """
      The backup is only read and stays as it is. DIR must be empty or not there: a damaged store is moved away first,
      never overwritten. Where the backup is damaged, nothing is made and the findings say what is wrong. The journal of the
      restored store says when, from where and up to which entry. 備份只讀不改；目的目錄須是空的；備份有損壞就不還原。
      """)

  @OptionGroup var common: CommonOptions

  @Argument(help: "The folder that backup wrote. 備份目錄。")
  var backup: String

  @Argument(help: "The folder, empty or not there yet; else the store's usual place. 目的目錄。")
  var folder: String?

  @Flag(help: "Print as JSON. 以 JSON 輸出。")
  var json = false

  func run() throws {
    let language = common.language
    let path = Surroundings.storePath(folder ?? common.store)
    let catalogue = try Session.catalogue(storePath: backup, language)
    do throws(StoreProblem) {
      let (desk, report) = try Desk.restore(
        backup, to: path, catalogue: catalogue, language: language, account: Surroundings.login,
        clock: Surroundings.clock)
      try tell(desk, report, path)
      if desk == nil { throw StoreProblem.invalid(damaged(path)) }
    } catch {
      throw Output.fail(error, language)
    }
  }

  private func tell(_ desk: Desk?, _ report: BackupReport, _ path: String) throws(StoreProblem) {
    let language = common.language
    let findings = report.findings + report.verified.findings + (desk?.noticed ?? [])
    if json {
      Output.json(
        .object([
          ("restored", .flag(desk != nil)), ("files", .number(report.files)), ("bytes", .number(report.bytes)),
          ("entries", .number(report.verified.entries)), ("sequence", .number(report.head.sequence)),
          ("seal", .text(report.head.seal)),
          ("findings", .list(findings.map { FindingText.json($0, nil, language) })),
        ]))
    } else {
      Output.findings(findings, nil, language)
    }
    guard let desk else { return }
    if !json {
      let until = report.head.savedAt.map { Surroundings.clock.placed($0).text } ?? "-"
      Output.line(
        Phrase(
          zh: "還原到 \(path)：\(report.files) 個檔案，查驗了 \(report.verified.entries) 筆日誌，最後一筆是 \(until)。"
            + "備份之後的紀錄不在裡面。",
          en:
            "Restored to \(path): \(report.files) files, \(report.verified.entries) journal entries checked, the last of "
            + "\(until). What was saved after the backup is not in it.")[language])
      Output.line("\(report.head.sequence) \(report.head.seal)")
    }
    var hasSecret = !desk.isShared
    for known in desk.people.everybody where !hasSecret { hasSecret = try desk.hasCredential(known.id) }
    if !hasSecret { Output.error(Self.noSecret[language]) }
  }

  private func damaged(_ path: String) -> Finding {
    Finding(
      .nowhere, rule: "restore",
      Phrase(
        zh: "備份有損壞，沒有還原，\(path) 沒有留下東西；請換一份備份，或複製這份後對複本執行 ismsbook verify --repair。",
        en:
          "The backup is damaged: nothing was restored, and nothing is left at \(path). Take another backup, or copy this "
          + "one and run ismsbook verify --repair on the copy."))
  }

  private static let noSecret = Phrase(
    zh: "備份沒有通行碼雜湊，還沒有人能登入；請執行 ismsbook credential set --person 管理者代碼。",
    en: "The backup holds no hashes of passphrases, so nobody can log in yet; run ismsbook credential set --person "
      + "ADMINISTRATOR.")
}

import ArgumentParser
import Desk
import Domain
import Reports

/// `ismsbook backup DIR`: a copy of the store that is itself a store.
struct BackupCommand: StoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Copy the store into a folder, or what is new into an earlier backup, and check all of it. 備份並查驗。",
    discussion: """
      Others may go on working. Nothing of an earlier backup is replaced by what differs: that is a finding. The hashes of
      passphrases come along only with --with-credentials; without them an administrator's is set again after bringing
      the backup back. 別人可以繼續工作；與先前備份不同的不會覆蓋，會列出來。通行碼雜湊要指定才備份。
      """)

  @OptionGroup var options: StoreOptions

  @Argument(help: "A folder that is empty, not there, or an earlier backup. 目錄。")
  var folder: String

  @Flag(help: "Take the hashes of passphrases along. 連同通行碼雜湊。")
  var withCredentials = false

  func answer(at desk: Desk) throws -> Answer {
    // Who can read the files can copy them without a passphrase.
    let holder = desk.attended(by: (desk.isShared ? nil : desk.user) ?? Desk.nobody)
    let report = try holder.backUp(to: folder, withCredentials: withCredentials, account: Environment.login)
    let findings = report.findings + report.verified.findings
    let copied = Phrase(
      zh: "備份到 \(folder)：寫入 \(report.files) 個檔案、\(report.bytes) 位元組；查驗了 \(report.verified.entries) 筆日誌。",
      en: "Backed up to \(folder): \(report.files) files and \(report.bytes) bytes written; \(report.verified.entries) "
        + "journal entries checked.")
    var answer = Answer(
      [copied[desk.language], "\(report.head.sequence) \(report.head.seal)"],
      json: report.json + ["findings": .findings(findings, desk.language)])
    answer.report(findings)
    return answer
  }
}

extension BackupReport {
  var json: JSON {
    [
      "files": .number(files), "bytes": .number(bytes), "entries": .number(verified.entries),
      "sequence": .number(head.sequence), "seal": .text(head.seal),
    ]
  }
}

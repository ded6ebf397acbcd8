import ArgumentParser
import Domain
import Desk

/// `ismsbook backup DIR`: a copy of the store that is itself a store.
struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Copy the store into a folder, or what is new into an earlier backup, and check all of it. 備份並查驗。",
    discussion: """
      Others may go on working. Nothing of an earlier backup is replaced by what differs: that is a finding. The hashes of
      passphrases come along only with --with-credentials; without them an administrator's is set anew after bringing
      the backup back. 別人可以繼續工作；與先前備份不同的不會覆蓋，會列出來。通行碼雜湊要指定才備份。
      """)

  @OptionGroup var common: CommonOptions

  @Argument(help: "A folder that is empty, not there, or an earlier backup. 目錄。")
  var folder: String

  @Flag(help: "Take the hashes of passphrases along. 連同通行碼雜湊。")
  var withCredentials = false

  @Flag(help: "Print as JSON. 以 JSON 輸出。")
  var json = false

  func run() throws {
    let session = try Session(common)
    let language = session.language
    // Whoever holds the files needs no passphrase to copy them.
    let known = session.desk.isShared ? nil : Session.person(in: session.records)
    let desk = session.desk.attended(by: known ?? Desk.nobody)
    let report = try session.ask { (_) throws(StoreProblem) in
      try desk.backUp(to: folder, withCredentials: withCredentials, account: Surroundings.login)
    }
    let findings = report.findings + report.verified.findings
    if json {
      Output.json(
        .object([
          ("files", .number(report.files)), ("bytes", .number(report.bytes)),
          ("entries", .number(report.verified.entries)), ("sequence", .number(report.head.sequence)),
          ("seal", .text(report.head.seal)),
          ("findings", .list(findings.map { FindingText.json($0, nil, language) })),
        ]))
    } else {
      Output.findings(findings, nil, language)
      Output.line(
        Phrase(
          zh: "備份到 \(folder)：寫入 \(report.files) 個檔案、\(report.bytes) 位元組；查驗了 \(report.verified.entries) 筆日誌。",
          en:
            "Backed up to \(folder): \(report.files) files and \(report.bytes) bytes written; \(report.verified.entries) "
            + "journal entries checked.")[language])
      Output.line("\(report.head.sequence) \(report.head.seal)")
    }
    if findings.contains(where: \.blocks) { throw Exit.findings }
  }
}

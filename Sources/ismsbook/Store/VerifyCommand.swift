import ArgumentParser
import Desk
import Domain
import Reports

/// `ismsbook verify`: checks every seal and every file.
struct VerifyCommand: StoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Check every seal, link, version file and evidence file. 查驗整個紀錄庫。")

  @OptionGroup var options: StoreOptions

  @Flag(help: "Bring back damaged version files from the journal, and entries from version files. 修復。")
  var repair = false

  @Option(help: "A line of 'head' that was kept elsewhere: the journal must still hold it. 另存的末端封緘。")
  var head: [String] = []

  /// A caller over SSH only looks: mending is for the holder of the files.
  var pathsNamed: [String] { options.pathsNamed + (repair ? ["--repair"] : []) }

  func answer(at desk: Desk) throws -> Answer {
    let report = try desk.verify(repair: repair, heads: try head.map(keptHead))
    let end = try desk.head()
    let counts = Phrase(
      zh: "查驗了 \(report.entries) 筆日誌、\(report.versions) 個版本檔、\(report.evidence) 個佐證檔；檢查結果 \(report.findings.count) 項。",
      en: "Checked \(report.entries) journal entries, \(report.versions) version files, \(report.evidence) evidence "
        + "files; \(report.findings.count) finding(s).")
    let repaired = report.repaired.map { Phrase(zh: "已修復 \($0)", en: "repaired \($0)") }
    var answer = Answer(
      (repaired + [counts]).map { $0[desk.language] } + ["\(end.sequence) \(end.seal)"],
      json: [
        "entries": .number(report.entries), "versions": .number(report.versions), "evidence": .number(report.evidence),
        "repaired": .texts(report.repaired), "findings": .findings(report.findings, desk.language),
      ])
    answer.report(report.findings)
    // What the opening has told already is not told again.
    let told = Set(desk.noticed.filter { $0.severity > .note })
    answer.remarks.removeAll(where: told.contains)
    return answer
  }

  private func keptHead(_ text: String) throws -> StoreHead {
    if let head = StoreHead(line: text) { return head }
    throw CommandRefusal(
      .usage,
      Phrase(
        zh: "「\(text.excerpt)」不是 ismsbook head 印出的一行；請寫序號與 64 個字的封緘，例如 --head \"33 29c8…\"。",
        en: "'\(text.excerpt)' is no line of ismsbook head; give the number and the seal of 64 digits, such as --head "
          + "\"33 29c8…\"."))
  }
}

extension Answer {
  /// Takes in what a check has found, and ends with the code for it.
  mutating func report(_ findings: [Finding]) {
    remarks = findings
    if findings.contains(where: \.blocks) { code = Exit.findings.code }
  }
}

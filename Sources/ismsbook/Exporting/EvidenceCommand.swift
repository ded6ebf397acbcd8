import ArgumentParser
import Desk
import Domain
import Glibc
import Reports

/// `ismsbook evidence RECORD NAME > FILE`: gives a file of a record.
struct EvidenceCommand: StoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "evidence",
    abstract: "Write a file of a record to standard output. 把紀錄的佐證檔案寫到標準輸出。")

  @OptionGroup var options: OutputOptions

  @Argument(help: "The record's number. 紀錄編號。")
  var record: String

  @Argument(help: "The file's name, or the beginning of its hash. 檔名或雜湊開頭。")
  var name: String

  @Option(help: "A version; else the newest. 版次。")
  var version: Int?

  func answer(at desk: Desk) throws -> Answer {
    let found = try desk.leaving(record, version)
    let reference = try EvidenceReference.named(name, in: found).get()
    guard isatty(STDOUT_FILENO) == 0 else {
      throw CommandRefusal(
        .usage,
        Phrase(
          zh: "檔案不會顯示在終端機上；請轉向：ismsbook evidence \(record) \(name) > 檔案",
          en: "A file is not written to a terminal; redirect it: ismsbook evidence \(record) \(name) > FILE"))
    }
    guard desk.holds(reference) else { throw damaged(reference) }
    try desk.note(
      .export,
      [(JournalLine.about, record), (JournalLine.ofVersion, String(found.number)), ("File", reference.text)])
    var isHeard = true
    let isWhole = try desk.read(reference) { bytes in
      isHeard = Output.bytes(bytes[...])
      return isHeard
    }
    if !isHeard { throw Exit.inputOutput.code }
    if !isWhole { throw damaged(reference) }
    return Answer([], json: .null)
  }

  private func damaged(_ reference: EvidenceReference) -> CommandRefusal {
    CommandRefusal(
      .inputOutput,
      Phrase(
        zh: "佐證「\(reference.name)」不在或已被更動；請執行 ismsbook verify，並由備份還原。",
        en: "The evidence '\(reference.name)' is missing or was altered; run ismsbook verify and bring it back from a "
          + "backup."))
  }
}

import ArgumentParser
import Desk
import Domain
import Glibc

/// `ismsbook attach RECORD NAME < FILE`: adds a file to a record.
struct AttachCommand: StoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "attach",
    abstract: "Add the file on standard input to a record as evidence. 把標準輸入的檔案附到紀錄。")

  @OptionGroup var options: PersonalOptions
  @OptionGroup var again: SignAgainOption

  @Argument(help: "The record's number. 紀錄編號。")
  var record: String

  @Argument(help: "The file's name, such as photo.jpg. 檔名。")
  var name: String

  @Option(help: "The field that takes it; else evidence. 欄位代號。")
  var field: String = "evidence"

  @Option(help: "Why it is added; else that it is evidence. 修正原因。")
  var reason: String?

  @Option(help: "The file's SHA-256 as sha256sum prints it; refused if what arrives is another. 檔案的雜湊。")
  var sha256: String?

  func answer(at desk: Desk) throws -> Answer {
    try desk.requireRegistered()
    guard isatty(STDIN_FILENO) == 0 else {
      throw CommandRefusal(
        .usage,
        Phrase(
          zh: "請把檔案接到標準輸入：ismsbook attach \(record) \(name) < 檔案",
          en: "Give the file on standard input: ismsbook attach \(record) \(name) < FILE"))
    }
    let form = desk.records.record(record).flatMap { desk.catalogue.form($0.form) }
    let file = Attachment(name: name, field: field, reason: reason, digest: sha256, acknowledged: again.acknowledged)
    let receipt = try desk.attach(file, to: record, stream: STDIN_FILENO, isHeard: { SSHSession.isHeard })
      .mapError { CommandRefusal($0, form: form) }.get()
    return .receipt(receipt, form, desk.language)
  }
}

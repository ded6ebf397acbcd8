import ArgumentParser
import Domain
import Desk
import Glibc

/// `ismsbook attach RECORD NAME < FILE`: adds a file to a record.
struct AttachCommand: PersonalCommand {
  static let configuration = CommandConfiguration(
    commandName: "attach",
    abstract: "Add the file on standard input to a record as evidence. 把標準輸入的檔案附到紀錄。")

  @OptionGroup var common: CommonOptions
  @OptionGroup var who: PersonOptions

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

  @Flag(help: "Print the receipt as JSON. 以 JSON 輸出。")
  var json = false

  func run() throws {
    let session = try Session(common, asking: who)
    _ = try session.person()
    guard isatty(STDIN_FILENO) == 0 else {
      throw Session.refusal(
        Phrase(
          zh: "請把檔案接到標準輸入：ismsbook attach \(record) \(name) < 檔案",
          en: "Give the file on standard input: ismsbook attach \(record) \(name) < FILE"), Exit.usage, session.language
      )
    }
    let form = session.records.record(record).flatMap { session.catalogue.form($0.form) }
    let receipt = try session.done(form, asJSON: json) { desk throws(StoreProblem) in
      try desk.attach(
        Attachment(name: name, field: field, reason: reason, digest: sha256), to: record, stream: STDIN_FILENO,
        isHeard: { Visit.isHeard })
    }
    Saving(session: session, isJSON: json).report(receipt, form)
  }
}

/// `ismsbook evidence RECORD NAME > FILE`: gives a file of a record.
struct EvidenceCommand: PersonalCommand, ReadingCommand {
  static let configuration = CommandConfiguration(
    commandName: "evidence",
    abstract: "Write a file of a record to standard output. 把紀錄的佐證檔案寫到標準輸出。")

  @OptionGroup var common: CommonOptions
  @OptionGroup var who: PersonOptions

  @Argument(help: "The record's number. 紀錄編號。")
  var record: String

  @Argument(help: "The file's name, or the beginning of its hash. 檔名或雜湊開頭。")
  var name: String

  @Option(help: "A version; else the newest. 版次。")
  var version: Int?

  func run() throws {
    let session = try Session(common, asking: who)
    let access = try session.access()
    let found = try session.requireLeaving(record, version, access)
    let reference = try reference(in: found, session)
    guard isatty(STDOUT_FILENO) == 0 else {
      throw Session.refusal(
        Phrase(
          zh: "檔案不會顯示在終端機上；請轉向：ismsbook evidence \(record) \(name) > 檔案",
          en: "A file is not written to a terminal; redirect it: ismsbook evidence \(record) \(name) > FILE"),
        Exit.usage,
        session.language)
    }
    guard session.desk.holds(reference) else { throw damaged(reference, session.language) }
    try Session.note(
      .export,
      [(JournalLine.about, record), (JournalLine.ofVersion, String(found.number)), ("File", reference.text)],
      session.desk)
    try send(reference, session)
  }

  private func reference(in version: Version, _ session: Session) throws -> EvidenceReference {
    let values =
      version.content.fields.flatMap(\.values)
      + version.content.tables.flatMap { $0.rows.flatMap { $0.cells.flatMap(\.values) } }
    let all = values.compactMap { EvidenceReference($0) }
    let named = all.filter { $0.name == name }
    let found = named.isEmpty && name.utf8.count >= 8 ? all.filter { $0.hash.hasPrefix(name) } : named
    if let first = found.first, found.allSatisfy({ $0.hash == first.hash }) { return first }
    let list = all.map { "\($0.name) (\($0.hash.prefix(12)))" }.joined(separator: ", ")
    let text =
      found.isEmpty
      ? Phrase(
        zh: "\(record) 沒有檔案「\(name.excerpt)」；有的是：\(list.isEmpty ? "無" : list)",
        en: "\(record) has no file '\(name.excerpt)'; it has: \(list.isEmpty ? "none" : list)")
      : Phrase(
        zh: "\(record) 有幾個檔案都叫「\(name.excerpt)」；請改寫雜湊的開頭：\(list)",
        en: "Several files of \(record) are called '\(name.excerpt)'; give the beginning of the hash: \(list)")
    throw Session.refusal(text, Exit.notFound, session.language)
  }

  private func send(_ reference: EvidenceReference, _ session: Session) throws {
    var isHeard = true
    let isWhole = try session.ask { desk throws(StoreProblem) in
      try desk.read(reference) { bytes in
        isHeard = Output.bytes(bytes[...])
        return isHeard
      }
    }
    if !isHeard { throw Exit.inputOutput }
    if !isWhole { throw damaged(reference, session.language) }
  }

  private func damaged(_ reference: EvidenceReference, _ language: Language) -> ExitCode {
    Session.refusal(
      Phrase(
        zh: "佐證「\(reference.name)」不在或已被更動；請執行 ismsbook verify，並由備份還原。",
        en: "The evidence '\(reference.name)' is missing or was altered; run ismsbook verify and bring it back from a "
          + "backup."), Exit.inputOutput, language)
  }
}

import ArgumentParser
import Domain
import Desk

/// `ismsbook new FORM`: fills in a form.
struct NewCommand: VisitorCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Fill in a form and save the record. 填一張表單並儲存。",
    discussion: """
      --continue starts from an earlier record of the form: its rows are brought along, and marked as added, changed,
      removed or unchanged. 從前一筆接續，明細帶入並標示新增、修改、刪除、無異動。
      --from-record starts from another record, or a row of it, by a link of its form. 由另一筆紀錄或其明細的一列開立。
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var who: PersonOptions
  @OptionGroup var input: InputOptions
  @OptionGroup var start: StartOptions

  @Argument(help: "The form's id, such as incident-notice. 表單代號。")
  var form: String

  @Flag(help: "Print receipt or findings as JSON. 以 JSON 輸出。")
  var json = false

  var pathsNamed: [String] { common.pathsNamed + who.pathsNamed + input.pathsNamed }

  func run() throws {
    let session = try Session(common, asking: who)
    let form = try session.form(form)
    try session.require(.create, form: form.id, try session.access())
    let entry = session.entry(form, by: try session.person())
    let first = entry.withDefaults(try start.content(entry, session))
    let isStarted = start.continuing != nil || start.record != nil
    let saving = Saving(session: session, isJSON: json)
    let typed = try input.content(over: first, form: form, saving: saving, isStarted: isStarted)
    try saving.save(Submission(new: form.id, typed.content, since: first), given: typed.given, form)
  }
}

/// `ismsbook amend RECORD`: a further version, with a reason.
struct AmendCommand: VisitorCommand {
  static let configuration = CommandConfiguration(
    commandName: "amend", abstract: "Save a further version of a record, with a reason. 修正紀錄，要寫原因。")

  @OptionGroup var common: CommonOptions
  @OptionGroup var who: PersonOptions
  @OptionGroup var input: InputOptions

  @Argument(help: "The record's number. 紀錄編號。")
  var record: String

  @Option(help: "Why it is amended. 修正原因。")
  var reason: String

  @Option(help: "The version the change was made on; a later one is a conflict. 依據的版次。")
  var base: Int?

  @Flag(help: "Print receipt or findings as JSON. 以 JSON 輸出。")
  var json = false

  var pathsNamed: [String] { common.pathsNamed + who.pathsNamed + input.pathsNamed }

  func run() throws {
    let session = try Session(common, asking: who)
    _ = try session.person()
    // What keeps it from being amended is said before standard input is waited for.
    let version = try session.amendable(record, version: base)
    let form = try session.form(version.form.id)
    let saving = Saving(session: session, isJSON: json)
    let typed = try input.content(over: version.content, form: form, saving: saving, record: record)
    try saving.save(
      Submission(
        amending: record, base: version.number, to: typed.content, since: version.content, reason: reason),
      given: typed.given, form)
  }
}

/// `ismsbook void RECORD`: the record stays listed as void.
struct VoidCommand: PersonalCommand {
  static let configuration = CommandConfiguration(
    commandName: "void", abstract: "Void a record, with a reason; its number stays listed. 作廢紀錄，要寫原因。")

  @OptionGroup var common: CommonOptions
  @OptionGroup var who: PersonOptions

  @Argument(help: "The record's number. 紀錄編號。")
  var record: String

  @Option(help: "Why it is voided. 作廢原因。")
  var reason: String

  @Flag(help: "Print the receipt as JSON. 以 JSON 輸出。")
  var json = false

  func run() throws {
    let session = try Session(common, asking: who)
    _ = try session.person()
    let saved = try session.done(asJSON: json) { desk throws(StoreProblem) in try desk.void(record, reason: reason) }
    if json {
      Output.json(RecordLines.receipt(saved))
    } else {
      Output.line(RecordLines.receiptLine(saved, session.language))
    }
  }
}

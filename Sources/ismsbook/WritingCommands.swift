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
    let typed = try input.content(over: first, form: form, session: session, isStarted: isStarted)
    let content = entry.withDefaults(typed, askedForSince: first)
    try Saving(session: session, isJSON: json).save(content, entry: entry, base: nil, action: .create, reason: nil)
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
    let version = try session.version(record, base)
    let access = try session.access()
    let newest = try session.version(record)
    for version in [newest, version] { try session.requireReading(version, access) }
    try session.require(.amend, form: version.form.id, access)
    try refuseVoid(newest, session.language)
    try requireReason(reason, session.language)
    let form = try session.form(version.form.id)
    var entry = session.entry(form, number: record, version: version.number + 1, by: try session.person())
    let typed = try input.content(over: version.content, form: form, session: session)
    let content = entry.withDefaults(typed, askedForSince: version.content)
    let signOff = try session.requireAmendable(version, form, changedTo: entry.read(content))
    entry.signed = signOff?.signedSteps
    try Saving(session: session, isJSON: json).save(
      content, entry: entry, base: version, action: .amend, reason: reason, signOff: signOff)
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
    let version = try session.version(record)
    let access = try session.access()
    try session.requireReading(version, access)
    try session.require(.void, form: version.form.id, access)
    try refuseVoid(version, session.language)
    try requireReason(reason, session.language)
    let person = try session.person()
    let form = session.catalogue.form(version.form)
    let new = NewVersion(
      form: version.form, title: form?.title.zh ?? version.form.id,
      record: .existing(record, base: version.number), status: .void, action: .void, savedBy: person, reason: reason,
      content: version.content)
    _ = try session.requireGranting(new, isJSON: json)
    guard case .saved(let saved) = try session.attempt({ store throws(StoreProblem) in try store.append(new) }) else {
      let text = Phrase(
        zh: "\(record) 剛被別人更改，沒有作廢；請再試一次。",
        en: "\(record) was just changed by somebody else and is not void; try again.")
      Output.error("ismsbook: " + text[session.language])
      throw Exit.tryAgain
    }
    if json {
      Output.json(RecordLines.receipt(saved))
    } else {
      Output.line(RecordLines.receiptLine(saved, session.language))
    }
  }
}

func refuseVoid(_ version: Version, _ language: Language) throws {
  guard version.status == .void else { return }
  let text = Phrase(
    zh: "\(version.record) 已作廢，不能再更改；需要時請新增一筆。",
    en: "\(version.record) is void and cannot be changed; fill in a new record if needed.")
  Output.error("ismsbook: " + text[language])
  throw Exit.findings
}

func requireReason(_ reason: String, _ language: Language) throws {
  guard reason.trimmed.isEmpty else { return }
  Output.error("ismsbook: " + Phrase(zh: "請寫原因。", en: "Give a reason.")[language])
  throw Exit.findings
}

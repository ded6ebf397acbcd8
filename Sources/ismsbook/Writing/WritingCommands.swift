import ArgumentParser
import Desk
import Domain

/// `ismsbook new FORM`: fills in a form.
struct NewCommand: StoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Fill in a form and save the record. 填一張表單並儲存。",
    discussion: """
      --continue starts from an earlier record of the form: its rows are brought along, and marked as added, changed,
      removed or unchanged. 從前一筆接續，明細帶入並標示新增、修改、刪除、無異動。
      --from-record starts from another record, or a row of it, by a link of its form. 由另一筆紀錄或其明細的一列開立。
      """)

  @OptionGroup var options: PersonalOptions
  @OptionGroup var input: InputOptions
  @OptionGroup var start: StartOptions

  @Argument(help: "The form's id, such as incident-notice. 表單代號。")
  var form: String

  var pathsNamed: [String] { options.pathsNamed + input.pathsNamed }

  func answer(at desk: Desk) throws -> Answer {
    let form = try desk.usableForm(form)
    try desk.require(.create, form: form.id)
    try desk.requireRegistered()
    let first = desk.blank(form.id, try start.content(form, desk))
    let typed = try input.laid(over: first, form, isStarted: start.isGiven, desk)
    return try desk.save(Submission(new: form.id, typed.content, since: first), typed, form)
  }
}

/// `ismsbook amend RECORD`: a further version, with a reason.
struct AmendCommand: StoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "amend", abstract: "Save a further version of a record, with a reason. 修正紀錄，要寫原因。")

  @OptionGroup var options: PersonalOptions
  @OptionGroup var input: InputOptions

  @Argument(help: "The record's number. 紀錄編號。")
  var record: String

  @Option(help: "Why it is amended. 修正原因。")
  var reason: String

  @Option(help: "The version the change was made on; a later one is a conflict. 依據的版次。")
  var base: Int?

  var pathsNamed: [String] { options.pathsNamed + input.pathsNamed }

  func answer(at desk: Desk) throws -> Answer {
    try desk.requireRegistered()
    // What keeps it from being amended is said before standard input is waited for.
    let version = try desk.allowed(.amend, record, try desk.amendable(record, version: base))
    let form = try desk.usableForm(version.form.id)
    let typed = try input.laid(over: version.content, form, record: record, desk)
    return try desk.save(
      Submission(amending: record, base: version.number, to: typed.content, since: version.content, reason: reason),
      typed, form)
  }
}

/// `ismsbook void RECORD`: the record stays listed as void.
struct VoidCommand: StoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "void", abstract: "Void a record, with a reason; its number stays listed. 作廢紀錄，要寫原因。")

  @OptionGroup var options: PersonalOptions

  @Argument(help: "The record's number. 紀錄編號。")
  var record: String

  @Option(help: "Why it is voided. 作廢原因。")
  var reason: String

  func answer(at desk: Desk) throws -> Answer {
    try desk.requireRegistered()
    return .receipt(try desk.void(record, reason: reason).get(), desk.language)
  }
}

extension Desk {
  fileprivate func save(_ submission: Submission, _ typed: Assignments, _ form: Form) throws -> Answer {
    var submission = submission
    submission.given = typed.given
    submission.hasKeys = false
    // Before it is saved, and on standard error also with --json: whoever looks can still stop it.
    submission.echo = { [language] in Output.findings($0, language, form) }
    let receipt = try submit(submission).mapError { CommandRefusal($0, form: form) }.get()
    return .receipt(receipt, form, language)
  }
}

import ArgumentParser
import Desk
import Domain

/// `ismsbook amend RECORD`: a further version, with a reason.
struct AmendCommand: StoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "amend", abstract: "Save a further version of a record, with a reason. 修正紀錄，要寫原因。")

  @OptionGroup var options: PersonalOptions
  @OptionGroup var input: InputOptions
  @OptionGroup var again: SignAgainOption

  @Argument(help: "The record's number. 紀錄編號。")
  var record: String

  @Option(help: "Why it is amended. 修正原因。")
  var reason: String

  @Option(help: "The version the change was made on; a later one is a conflict. 依據的版次。")
  var base: Int?

  var pathsNamed: [String] { options.pathsNamed + input.pathsNamed }

  func answer(at desk: Desk) throws -> Answer {
    try desk.requireRegistered()
    // A refusal is said before standard input is waited for.
    let version = try desk.allowed(.amend, record, try desk.amendable(record, version: base))
    let form = try desk.usableForm(version.form.id)
    let typed = try input.laid(over: version.content, form, record: record, desk)
    var submission = Submission(
      amending: record, base: version.number, to: typed.content, since: version.content, reason: reason)
    submission.acknowledged = again.acknowledged
    return try desk.save(submission, typed, form)
  }
}

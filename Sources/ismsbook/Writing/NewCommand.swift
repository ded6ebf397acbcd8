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

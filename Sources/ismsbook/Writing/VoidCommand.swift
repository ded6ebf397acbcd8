import ArgumentParser
import Desk
import Domain

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

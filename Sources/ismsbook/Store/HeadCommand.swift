import ArgumentParser
import Desk
import Reports

/// `ismsbook head`: sequence and seal of the journal's end.
struct HeadCommand: StoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "head",
    abstract: "Print sequence and seal of the journal's end; kept elsewhere, they prove everything before. 印出日誌末端的封緘。")

  @OptionGroup var options: StoreOptions

  func answer(at desk: Desk) throws -> Answer {
    let head = try desk.head()
    return Answer(
      ["\(head.sequence) \(head.seal) \(head.savedAt?.text ?? "-")"],
      json: [
        "sequence": .number(head.sequence), "seal": .text(head.seal), "saved_at": .text(head.savedAt?.text),
      ])
  }
}

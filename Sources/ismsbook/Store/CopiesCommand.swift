import ArgumentParser
import Desk
import Domain
import Reports

/// `ismsbook copies KIND`: which versions have a readable file of their own.
struct CopiesCommand: StoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "copies",
    abstract: "Choose which versions have a readable file of their own below records/; administrators only. 可讀副本。",
    discussion: """
      all: every version; current: the newest of each record; none: the journal alone, which holds everything either way.
      Files that are there stay. After all, verify --repair writes what is missing. 日誌永遠是完整的；已有的檔案不動。
      """)

  @OptionGroup var options: PersonalOptions

  @Argument(help: "all, current or none.")
  var kind: String

  func answer(at desk: Desk) throws -> Answer {
    try desk.requireAdministrator()
    if let refusal = try desk.keepCopies(kind) { throw refusal }
    let done = Phrase(
      zh: "以後存檔的可讀副本：\(kind)。日誌記下了；開著的程式重開後生效。",
      en:
        "Readable copies from now on: \(kind). The journal says so; programs that are open follow once restarted."
    )
    return Answer([done[desk.language]], json: ["copies": .text(kind)])
  }
}

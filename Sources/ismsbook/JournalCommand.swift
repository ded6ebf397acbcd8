import ArgumentParser
import Domain
import Desk

/// `ismsbook journal`: what happened in the store, the newest first.
struct JournalCommand: PersonalCommand, ReadingCommand {
  static let configuration = CommandConfiguration(
    commandName: "journal",
    abstract: "List what happened: saves, log-ins, refusals, exports, who read what. 列出日誌。",
    discussion: """
      The newest first. The roles under 'journal' in Roles/rights.yaml read all of it, anybody else what they did
      themselves. 最新的在前；權限設定中 journal 的角色看得到全部，其他人只看得到自己的。
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var who: PersonOptions

  @Argument(help: "Words that must all occur, such as a record's number or log_in_failed. 關鍵字。")
  var words: [String] = []

  @Option(help: "Who did it, or whom it is about: the person's id. 人員代碼。")
  var person: String?

  @Option(help: "What was done, such as export; may be given again. 動作。")
  var action: [String] = []

  @Option(help: "The record that was saved or that it is about. 紀錄編號。")
  var record: String?

  @Option(help: "From this day on, such as 2026-11-01, 1101 or -7. 起日。")
  var from: String?

  @Option(help: "Up to this day. 迄日。")
  var to: String?

  @Flag(help: "Leave out the saves of records. 不列存檔。")
  var noSaves = false

  @Option(help: "At most so many. 筆數上限。")
  var limit = 200

  @Flag(help: "Print as JSON. 以 JSON 輸出。")
  var json = false

  func run() throws {
    let session = try Session(common, asking: who)
    let access = try session.access()
    let query = JournalQuery(
      person: person, actions: Set(action.map(Action.init(rawValue:))), subject: record,
      from: try day(from, "--from", session.language), to: try day(to, "--to", session.language), withSaves: !noSaves,
      words: words)
    if let only = access.journalLimit { Output.error(only[session.language]) }
    var items: [JournalItem] = []
    var damaged = 0
    var before: Day?
    repeat {
      let page = try session.ask { desk throws(StoreProblem) in
        try desk.journal(query, before: before, enough: limit - items.count)
      }
      items += page.items
      damaged += page.damaged
      before = page.olderThan
    } while items.count < limit && before != nil
    items = Array(items.prefix(max(0, limit)))
    if json {
      Output.json(.list(items.map(members)))
    } else {
      for item in items { Output.line(line(item, session)) }
    }
    if damaged > 0 {
      let text = Phrase(
        zh: "日誌有 \(damaged) 處讀不出來；請執行 ismsbook verify。",
        en: "\(damaged) places of the journal cannot be read; run ismsbook verify.")
      Output.error(text[session.language])
    }
  }

  private func day(_ typed: String?, _ option: String, _ language: Language) throws -> Day? {
    guard let typed else { return nil }
    switch DayText.day(typed, today: Surroundings.clock.now.day, expects: .past) {
    case .success(let day): return day
    case .failure(let problem):
      throw Session.refusal(Phrase(verbatim: "\(option): ") + problem.message, Exit.usage, language)
    }
  }

  private func line(_ item: JournalItem, _ session: Session) -> String {
    let language = session.language
    return [
      String(item.sequence), session.catalogue.clock.placed(item.savedAt).shown, item.action.label[language],
      item.person.text, item.about[language],
    ].joined(separator: "\t")
  }

  private func members(_ item: JournalItem) -> JSON {
    .object([
      ("site", .text(item.site)), ("sequence", .number(item.sequence)), ("saved_at", .text(item.savedAt.text)),
      ("clock", item.clockSaid.map { .text($0.text) } ?? .null), ("action", .text(item.action.rawValue)), ("by", .text(item.person.text)),
      ("subject", item.subject.map(JSON.text) ?? .null), ("version", item.version.map(JSON.number) ?? .null),
      ("form", item.form.map(JSON.text) ?? .null),
      ("details", .object(item.details.map { ($0.id, .text($0.values.joined(separator: ", "))) })),
      ("seal", .text(item.seal)),
    ])
  }
}

import ArgumentParser
import Desk
import Domain
import Reports

/// `ismsbook journal`: what happened in the store, the newest first.
struct JournalCommand: StoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "journal",
    abstract: "List what happened: saves, log-ins, refusals, exports, who read what. 列出日誌。",
    discussion: """
      The newest first. The roles under 'journal' in Roles/rights.yaml read all of it, anybody else what they did
      themselves. 最新的在前；權限設定中 journal 的角色看得到全部，其他人只看得到自己的。
      """)

  @OptionGroup var options: PersonalOptions

  @Argument(help: "Words that must all occur, such as a record's number or log_in_failed. 關鍵字。")
  var words: [String] = []

  @Option(help: "Who did it, or whom it is about: the person's id. 人員代碼。")
  var person: String?

  @Option(help: "What was done, such as export; may be given again. 動作。")
  var action: [String] = []

  @Option(help: "The record that was saved or that it is about. 紀錄編號。")
  var record: String?

  @Option(parsing: .unconditional, help: "From this day on, such as 2026-11-01, 1101 or -7. 起日。")
  var from: String?

  @Option(parsing: .unconditional, help: "Up to this day. 迄日。")
  var to: String?

  @Flag(help: "Leave out the saves of records. 不列存檔。")
  var noSaves = false

  @Option(help: "At most so many. 筆數上限。")
  var limit = 200

  func answer(at desk: Desk) throws -> Answer {
    let query = JournalQuery(
      person: person, actions: Set(action.map(Action.init(rawValue:))), subject: record, from: try day(from, "--from"),
      to: try day(to, "--to"), withSaves: !noSaves, words: words)
    var items: [JournalItem] = []
    var damaged = 0
    var before: Day?
    repeat {
      let page = try desk.journal(query, before: before, enough: limit - items.count)
      items += page.items
      damaged += page.damaged
      before = page.olderThan
    } while items.count < limit && before != nil
    let clock = desk.catalogue.clock
    var answer = Answer.list(
      Array(items.prefix(max(0, limit))),
      cells: { item in
        [
          String(item.sequence), clock.placed(item.savedAt).shown, item.action.label[desk.language], item.person.text,
          item.about[desk.language],
        ]
      }, json: json)
    answer.warnings = [desk.access.journalLimit].compactMap(\.self)
    if damaged > 0 {
      answer.warnings.append(
        Phrase(
          zh: "日誌有 \(damaged) 處讀不出來；請執行 ismsbook verify。",
          en: "\(damaged) places of the journal cannot be read; run ismsbook verify."))
    }
    return answer
  }

  private func day(_ typed: String?, _ option: String) throws -> Day? {
    guard let typed else { return nil }
    switch DayText.day(typed, today: Environment.clock.now.day, expects: .past) {
    case .success(let day): return day
    case .failure(let problem): throw CommandRefusal(.usage, Phrase(verbatim: "\(option): ") + problem.message)
    }
  }

  private func json(_ item: JournalItem) -> JSON {
    [
      "site": .text(item.site), "sequence": .number(item.sequence), "saved_at": .text(item.savedAt.text),
      "clock": .text(item.clockSaid?.text), "action": .text(item.action.rawValue), "by": .text(item.person.text),
      "subject": .text(item.subject), "version": .number(item.version), "form": .text(item.form),
      "details": .object(item.details.map { ($0.id, .text($0.values.joined(separator: ", "))) }),
      "seal": .text(item.seal),
    ]
  }
}

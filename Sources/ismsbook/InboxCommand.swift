import ArgumentParser
import Domain
import Desk

/// `ismsbook inbox`: what waits for somebody.
struct InboxCommand: PersonalCommand, ReadingCommand {
  static let configuration = CommandConfiguration(
    commandName: "inbox",
    abstract: "List what waits for you: to sign, new, sent back, changed, overdue or assigned to you. 列出待辦。")

  @OptionGroup var common: CommonOptions
  @OptionGroup var who: PersonOptions

  @Flag(help: "Print as JSON. 以 JSON 輸出。")
  var json = false

  func run() throws {
    let session = try Session(common, asking: who)
    _ = try session.access()
    var inbox = Inbox()
    repeat {
      let before = inbox
      inbox = try session.ask { desk throws(StoreProblem) in
        var inbox = before
        try inbox.readOn(desk)
        return inbox
      }
    } while inbox.hasMore
    if json {
      Output.json(.list(inbox.items.map(members)))
      return
    }
    for item in inbox.items { Output.line(line(item, session).joined(separator: "\t")) }
    if !session.desk.isShared {
      Output.error(
        Phrase(zh: "個人紀錄庫沒有簽核。", en: "A personal store has no sign-off.")[session.language])
    } else if inbox.items.isEmpty {
      Output.error(Phrase(zh: "沒有待辦。", en: "Nothing waits for you.")[session.language])
    }
  }

  private func members(_ item: InboxItem) -> JSON {
    let deadline = item.deadline
    return .object([
      ("record", .text(item.version.record)), ("form", .text(item.form.id)), ("version", .number(item.version.number)),
      ("reason", .text(item.kind.rawValue)), ("step", .text(item.waiting.step.id)),
      ("since", .text(item.waiting.since.text)), ("due", deadline.map { .text($0.day.text) } ?? .null),
      ("due_by", deadline.map { .text($0.name.en) } ?? .null), ("overdue", .flag(item.isOverdue)),
      ("days_late", .number(deadline?.daysLate ?? 0)),
      ("waits_for", .list(item.waiting.signers.wanted.map { .text($0.text) })),
      ("problem", item.waiting.signers.gap.map { .text($0.message.en) } ?? .null),
      ("deputy_for", item.deputyFor.map { .text($0.text) } ?? .null),
      ("comment", item.comment.map(JSON.text) ?? .null),
    ])
  }

  private func line(_ item: InboxItem, _ session: Session) -> [String] {
    let language = session.language
    let what = item.kind == .watched ? item.unsent : item.assignment?.field ?? item.waiting.step.title
    return [
      item.version.record, "v\(item.version.number)", item.form.title[language],
      (item.kind.label + Phrase(zh: "：", en: ": ") + what)[language], session.catalogue.clock.placed(item.waiting.since).shown,
      item.deadline?.text[language] ?? "",
      item.waiting.signers.gap?.message[language] ?? item.comment ?? "",
    ]
  }
}

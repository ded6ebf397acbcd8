import ArgumentParser
import Desk
import Domain
import Reports

/// `ismsbook inbox`: what waits for a person.
struct InboxCommand: StoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "inbox",
    abstract: "List what waits for you: to sign, new, sent back, changed, overdue or assigned to you. 列出待辦。")

  @OptionGroup var options: PersonalOptions

  func answer(at desk: Desk) throws -> Answer {
    var inbox = Inbox()
    repeat { try inbox.readOn(desk) } while inbox.hasMore
    var answer = Answer.list(inbox.items, cells: { cells($0, desk) }, json: json)
    if !desk.isShared {
      answer.note = Phrase(zh: "個人紀錄庫沒有簽核。", en: "A personal store has no sign-off.")
    } else if inbox.items.isEmpty {
      answer.note = Phrase(zh: "沒有待辦。", en: "Nothing waits for you.")
    }
    return answer
  }

  private func json(_ item: InboxItem) -> JSON {
    let deadline = item.deadline
    return [
      "record": .text(item.version.record), "form": .text(item.form.id), "version": .number(item.version.number),
      "reason": .text(item.kind.rawValue), "step": .text(item.waiting?.step.id), "since": .text(item.since.text),
      "task": .text(item.assignment?.field.en), "due": .text(deadline?.day.text), "due_by": .text(deadline?.name.en),
      "overdue": .flag(item.isOverdue), "days_late": .number(deadline?.daysLate ?? 0),
      "waits_for": .texts((item.waiting?.signers.wanted ?? []).map(\.text)),
      "problem": .text(item.waiting?.signers.gap?.message.en), "deputy_for": .text(item.deputyFor?.text),
      "comment": .text(item.comment),
    ]
  }

  private func cells(_ item: InboxItem, _ desk: Desk) -> [String] {
    let language = desk.language
    let what = item.kind == .watched ? item.unsent : item.step
    return [
      item.version.record, "v\(item.version.number)", item.form.title[language],
      (item.kind.label + Phrase(zh: "：", en: ": ") + what)[language],
      desk.catalogue.clock.placed(item.since).shown, item.deadline?.text[language] ?? "",
      item.waiting?.signers.gap?.message[language] ?? item.comment ?? "",
    ]
  }
}

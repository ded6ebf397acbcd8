import ArgumentParser
import Desk
import Domain
import Reports

/// `ismsbook lacking`: what ended under earlier rules, and what it lacks by today's.
struct LackingCommand: StoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "lacking",
    abstract: "List records that ended under earlier rules, with what today's rules ask for. 列出依先前規則結案的紀錄與所缺。")

  @OptionGroup var options: PersonalOptions

  @Argument(help: "A form; all if none is given. 表單代號。")
  var form: String?

  func answer(at desk: Desk) throws -> Answer {
    let forms = try form.map { [try desk.usableForm($0).id] }
    let found = try desk.endedUnderEarlierRules(forms)
    let language = desk.language
    var answer = Answer(
      found.flatMap { ended in
        ["\(ended.version.record)\t\(ended.form.title[language])\t\(ended.version.status.label[language])"]
          + ended.lacks.map { "  " + $0.message[language] }
      },
      json: .list(
        found.map { ended in
          [
            "record": .text(ended.version.record), "form": .text(ended.form.id),
            "status": .text(ended.version.status.rawValue), "lacks": .findings(ended.lacks, language),
          ]
        }))
    if found.isEmpty {
      answer.note = Phrase(zh: "結案的紀錄都符合現行規則。", en: "Everything that has ended has what today's rules ask for.")
    }
    return answer
  }
}

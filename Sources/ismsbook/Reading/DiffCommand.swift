import ArgumentParser
import Desk
import Domain
import Reports

/// `ismsbook diff RECORD [OLD [NEW]]`.
struct DiffCommand: StoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Show what changed between two versions. 比較兩個版本。")

  @OptionGroup var options: PersonalOptions

  @Argument(help: "The record's number. 紀錄編號。")
  var record: String

  @Argument(help: "The older version; else the one before the newest. 舊版次。")
  var older: Int?

  @Argument(help: "The newer version; else the newest. 新版次。")
  var newer: Int?

  func answer(at desk: Desk) throws -> Answer {
    let new = try desk.look(at: record, version: newer).get().version
    let before = older ?? (new.number > 1 ? new.number - 1 : nil)
    let old = try before.map { try desk.look(at: record, version: $0).get().version }
    let form = desk.catalogue.form(new.form)
    let base = old?.content ?? Content()
    let heading = ["--- \(record) v\(old?.number ?? 0)", "+++ \(record) v\(new.number)"]
    return Answer(
      heading
        + Difference.shown(
          base, new.content, form: form, steps: desk.catalogue.everyStep(of: form), desk.catalogue.clock, desk.language
        ).flatMap { lines($0, form, desk.language) },
      json: .list(Difference.between(base, new.content, form: form).map(json)))
  }

  private func json(_ difference: Difference) -> JSON {
    let row = difference.row.map { "[\($0 + 1)]" } ?? ""
    let column = difference.column.map { ".\($0)" } ?? ""
    return [
      "mark": .text(difference.mark.rawValue), "field": .text(difference.field + row + column),
      "old": .texts(difference.old), "new": .texts(difference.new),
    ]
  }

  private func lines(_ difference: Difference, _ form: Form?, _ language: Language) -> [String] {
    func split(_ texts: [String]) -> [String] {
      texts.flatMap { $0.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
    }
    let place = Finding.Place.field(difference.field, row: difference.row, column: difference.column)
    let near = LineDifference.near(LineDifference.between(split(difference.old), split(difference.new)))
    return ["\(difference.mark.rawValue) \(place.text(language, form))"]
      + near.map { line in
        switch line {
        case .same(let text): "    \(text)"
        case .removed(let text): "  - \(text)"
        case .added(let text): "  + \(text)"
        case .left(let count): "    " + LineDifference.leftText(count)[language]
        }
      }
  }
}

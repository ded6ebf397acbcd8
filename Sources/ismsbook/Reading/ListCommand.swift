import ArgumentParser
import Desk
import Domain
import Reports

/// `ismsbook list FORM`: the records of a form.
struct ListCommand: StoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the records of a form. 列出表單的紀錄。")

  @OptionGroup var options: PersonalOptions

  @Argument(help: "The form's id; without it, the forms are listed. 表單代號。")
  var form: String?

  @Option(help: "An expression that must be true, such as \"level >= 3 and known_at >= 2026-11-01\". 條件。")
  var `where`: String?

  @Option(parsing: .unconditional, help: "A column of the list, number or saved_at; - before it reverses. 排序。")
  var sort: String?

  @Option(help: "At most so many. 筆數上限。")
  var limit: Int?

  func answer(at desk: Desk) throws -> Answer {
    guard let id = form else { return try forms(desk) }
    let form = try desk.usableForm(id)
    try desk.require(.read, form: form.id)
    var query = try RecordQuery.read(form, where: self.where, order: sort, desk.catalogue).get()
    query.limit = limit
    return .list(try desk.rows(of: query)) { row in
      // As in the list of the screens: what was corrected is read in the correction.
      let status = row.status.label(of: form, isShared: desk.isShared)
      let isMarked = status != Status.saved.label && (row.correctedBy == nil || row.status == .void)
      let marks = (isMarked ? [status] : []) + [row.correctedBy.map { Phrase.corrected(by: $0) }].compactMap(\.self)
      let columns = row.shownColumns(desk.catalogue.form(of: row) ?? form, desk.language)
      return [row.number] + marks.map { "[\($0[desk.language])]" } + columns
    } json: {
      json($0, desk.catalogue.form(of: $0) ?? form, desk.catalogue.clock)
    }
  }

  private func json(_ row: ListRow, _ form: Form, _ clock: StoreClock) -> JSON {
    let columns = zip(form.list, row.columns).map { id, text in
      guard let field = form.field(id), case .moment(let moment)? = field.type.value(text, field) else {
        return (id, JSON.text(text))
      }
      return (id, .text(moment.text))
    }
    return [
      "record": .text(row.number), "version": .number(row.version), "status": .text(row.status.rawValue),
      "saved_at": .text(clock.placed(row.savedAt).text), "clock": .text(row.clockSaid.map { clock.placed($0).text }),
      "saved_by": .text(row.savedBy.text), "corrected_by": .text(row.correctedBy),
      // In an object of their own: a form may call a field "record" or "title" as well.
      "columns": .object(columns),
    ]
  }

  private func forms(_ desk: Desk) throws -> Answer {
    let counts = try desk.counts()
    let heads = desk.catalogue.heads().filter { desk.access.may(.read, form: $0.id) }
    return .list(heads) { head in
      [head.id, head.document, String(counts[head.id]?.records ?? 0), head.title[desk.language]]
    } json: { head in
      [
        "form": .text(head.id), "document": .text(head.document), "title": .text(head.title[desk.language]),
        "records": .number(counts[head.id]?.records ?? 0),
      ]
    }
  }
}

import ArgumentParser
import Domain
import Desk
import Foundation

/// `ismsbook list FORM`: the records of a form.
struct ListCommand: PersonalCommand, ReadingCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the records of a form. 列出表單的紀錄。")

  @OptionGroup var common: CommonOptions
  @OptionGroup var who: PersonOptions

  @Argument(help: "The form's id; without it, the forms are listed. 表單代號。")
  var form: String?

  @Option(help: "An expression that must be true, such as \"level >= 3 and known_at >= 2026-11-01\". 條件。")
  var `where`: String?

  @Option(parsing: .unconditional, help: "A column of the list, number or saved_at; - before it reverses. 排序。")
  var sort: String?

  @Option(help: "At most so many. 筆數上限。")
  var limit: Int?

  @Flag(help: "Print as JSON. 以 JSON 輸出。")
  var json = false

  func run() throws {
    let session = try Session(common, asking: who)
    let access = try session.access()
    guard let id = form else { return try listForms(session, access) }
    let form = try session.form(id)
    try session.require(.read, form: form.id, access)
    let query = try query(form, session)
    let rows = try session.ask { desk throws(StoreProblem) in try desk.rows(of: query) }
    if json {
      Output.json(.list(rows.map { self.json($0, form, session.catalogue.clock) }))
      return
    }
    for row in rows {
      let cells = ListCells.shown(row, form, session.language)
      let status = row.status.label(of: form, isShared: session.desk.isShared)
      // As in the list of the screens: what was corrected is read where the correction stands.
      let isMarked = status != Status.saved.label && (row.correctedBy == nil || row.status == .void)
      let marks = (isMarked ? [status] : []) + [row.correctedBy.map { Phrase.corrected(by: $0) }].compactMap { $0 }
      Output.line(([row.number] + marks.map { "[\($0[session.language])]" } + cells).joined(separator: "\t"))
    }
  }

  private func json(_ row: ListRow, _ form: Form, _ clock: StoreClock) -> JSON {
    func shown(_ text: String, _ id: String) -> String {
      guard let field = form.field(id), case .moment(let moment)? = field.type.value(text, field) else { return text }
      return moment.text
    }
    return json(row, form, clock, columns: zip(form.list, row.columns).map { ($0, .text(shown($1, $0))) })
  }

  private func json(_ row: ListRow, _ form: Form, _ clock: StoreClock, columns: [(String, JSON)]) -> JSON {
    .object([
      ("record", .text(row.number)), ("version", .number(row.version)), ("status", .text(row.status.rawValue)),
      ("saved_at", .text(clock.placed(row.savedAt).text)),
      ("clock", row.clockSaid.map { .text(clock.placed($0).text) } ?? .null), ("saved_by", .text(row.savedBy.text)),
      ("corrected_by", row.correctedBy.map(JSON.text) ?? .null),
      // In an object of their own: a form may call a field "record" or "title" as well.
      ("columns", .object(columns)),
    ])
  }

  private func listForms(_ session: Session, _ access: Access) throws {
    let counts = try session.ask { desk throws(StoreProblem) in try desk.counts() }
    let heads = session.catalogue.heads().filter { access.may(.read, form: $0.id) }
    if json {
      Output.json(
        .list(
          heads.map { head in
            .object([
              ("form", .text(head.id)), ("document", .text(head.document)),
              ("title", .text(head.title[session.language])), ("records", .number(counts[head.id]?.records ?? 0)),
            ])
          }))
      return
    }
    for head in heads {
      Output.line("\(head.id)\t\(head.document)\t\(counts[head.id]?.records ?? 0)\t\(head.title[session.language])")
    }
  }

  private func query(_ form: Form, _ session: Session) throws -> RecordQuery {
    var query = RecordQuery(form)
    query.condition = try condition(form, session)
    query.limit = limit
    guard var name = sort else { return query }
    if name.hasPrefix("-") {
      query.ascending = false
      name.removeFirst()
    }
    switch name {
    case "number", "record": query.sort = .number
    case "saved_at": query.sort = .savedAt
    default:
      guard let place = form.list.firstIndex(of: name) else {
        let near = Suggestion.nearest(to: name, among: form.list + ["number", "saved_at"])
        Output.error("ismsbook: " + Suggestion.unknown(Phrase(zh: "欄位", en: "column"), name, near)[session.language])
        throw Exit.usage
      }
      query.sort = .column(place)
    }
    return query
  }

  private func condition(_ form: Form, _ session: Session) throws -> Rule? {
    guard let text = `where` else { return nil }
    let rule: Rule
    switch Rule.parse(text) {
    case .success(let parsed): rule = parsed
    case .failure(let error):
      Output.error("ismsbook: --where:\(error.offset + 1): " + error.message[session.language])
      throw Exit.usage
    }
    let findings = FormChecker(form: form, file: "--where", otherForm: { session.catalogue.form($0) })
      .findings(ofCondition: rule)
    guard findings.isEmpty else {
      Output.findings(findings, nil, session.language)
      throw Exit.usage
    }
    return rule
  }
}

/// The list columns of a record for people.
enum ListCells {
  static func shown(_ row: ListRow, _ form: Form, _ language: Language) -> [String] {
    zip(form.list, row.columns).map { id, text in
      guard let field = form.field(id), !text.isEmpty else { return text }
      guard field.type.isList else { return field.type.shown(text, field, language) }
      return text.components(separatedBy: ", ").map { field.type.shown($0, field, language) }.joined(separator: ", ")
    }
  }
}

/// `ismsbook show RECORD`.
struct ShowCommand: PersonalCommand, ReadingCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Print a record. 顯示一筆紀錄。")

  @OptionGroup var common: CommonOptions
  @OptionGroup var who: PersonOptions

  @Argument(help: "The record's number. 紀錄編號。")
  var record: String

  @Option(help: "A version; else the newest. 版次。")
  var version: Int?

  @Flag(help: "Print as JSON. 以 JSON 輸出。")
  var json = false

  @Flag(help: "Print the text as it is kept. 印出保存的原文。")
  var rec = false

  func run() throws {
    let session = try Session(common, asking: who)
    let found = try session.look(at: record, version).version
    let form = session.catalogue.form(found.form)
    let earlier = try session.ask { desk throws(StoreProblem) in
      try form.flatMap { form throws(StoreProblem) in
        try desk.startingPoint(of: found.content, record: record, form: form)
      }
    }
    let needed = try session.ask { desk throws(StoreProblem) in try desk.stillNeeded(found) }
    if json {
      Output.json(
        RecordLines.json(
          found, form, since: earlier, needed: needed,
          isShownByTodaysDefinition: session.desk.isOfEarlierFormat(found), session.language))
    } else if rec {
      try session.requireWhole([found])
      let bytes = RecordText.encode(found, title: form?.title.zh ?? found.form.id)
      Output.stored(String(decoding: bytes, as: UTF8.self).trimmed)
    } else {
      let steps = session.catalogue.everyStep(of: form)
      let status = found.status.label(of: form, isShared: session.desk.isShared)
      let lines = RecordLines.lines(
        found.marked(session.language), form, status: status, steps: steps, since: earlier, needed: needed,
        session.catalogue.clock, session.language)
      for line in lines { Output.line(line) }
      if session.desk.isOfEarlierFormat(found) {
        Output.line("(\(Version.shownByTodaysDefinition[session.language]))")
      }
    }
  }
}

/// `ismsbook history RECORD`.
struct HistoryCommand: PersonalCommand, ReadingCommand {
  static let configuration = CommandConfiguration(
    commandName: "history", abstract: "List the versions of a record. 列出紀錄的所有版本。")

  @OptionGroup var common: CommonOptions
  @OptionGroup var who: PersonOptions

  @Argument(help: "The record's number. 紀錄編號。")
  var record: String

  @Flag(help: "Print as JSON. 以 JSON 輸出。")
  var json = false

  func run() throws {
    let session = try Session(common, asking: who)
    let versions = try session.done { desk throws(StoreProblem) in try desk.history(of: record) }
    if json {
      Output.json(.list(versions.map { RecordLines.json($0) }))
      return
    }
    let form = versions.first.flatMap { session.catalogue.form($0.form) }
    for version in versions {
      let status = version.status.label(of: form, isShared: session.desk.isShared)
      let cells = [
        String(version.number), time(of: version, session), version.savedBy.text,
        version.action.label[session.language],
        status[session.language], version.seal, version.reason ?? "",
      ]
      Output.line(cells.joined(separator: "\t"))
    }
  }
}

extension HistoryCommand {
  private func time(of version: Version, _ session: Session) -> String {
    let clock = session.catalogue.clock
    let said = version.clockSaid.map { said in
      Phrase(zh: "（時鐘 \(clock.placed(said).text)）", en: " (clock \(clock.placed(said).text))")[session.language]
    }
    return clock.placed(version.savedAt).text + (said ?? "")
  }
}

/// `ismsbook diff RECORD [OLD [NEW]]`.
struct DiffCommand: PersonalCommand, ReadingCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Show what changed between two versions. 比較兩個版本。")

  @OptionGroup var common: CommonOptions
  @OptionGroup var who: PersonOptions

  @Argument(help: "The record's number. 紀錄編號。")
  var record: String

  @Argument(help: "The older version; else the one before the newest. 舊版次。")
  var older: Int?

  @Argument(help: "The newer version; else the newest. 新版次。")
  var newer: Int?

  @Flag(help: "Print as JSON. 以 JSON 輸出。")
  var json = false

  func run() throws {
    let session = try Session(common, asking: who)
    let new = try session.look(at: record, newer).version
    let old = new.number > 1 || older != nil ? try session.look(at: record, older ?? new.number - 1).version : nil
    let form = session.catalogue.form(new.form)
    let before = old?.content ?? Content()
    if json {
      Output.json(.list(Difference.between(before, new.content, form: form).map(self.json)))
      return
    }
    let differences = Difference.shown(
      before, new.content, form: form, steps: session.catalogue.everyStep(of: form), session.catalogue.clock,
      session.language)
    Output.line("--- \(record) v\(old?.number ?? 0)")
    Output.line("+++ \(record) v\(new.number)")
    for difference in differences { for line in lines(difference, form, session.language) { Output.line(line) } }
  }

  private func path(_ difference: Difference) -> String {
    difference.field + (difference.row.map { "[\($0 + 1)]" } ?? "") + (difference.column.map { ".\($0)" } ?? "")
  }

  private func json(_ difference: Difference) -> JSON {
    .object([
      ("mark", .text(difference.mark.rawValue)), ("field", .text(path(difference))),
      ("old", .list(difference.old.map(JSON.text))), ("new", .list(difference.new.map(JSON.text))),
    ])
  }

  private func lines(_ difference: Difference, _ form: Form?, _ language: Language) -> [String] {
    let place = FindingText.place(
      .field(difference.field, row: difference.row, column: difference.column), form, language)
    var result = ["\(difference.mark.rawValue) \(place)"]
    func split(_ texts: [String]) -> [String] {
      texts.flatMap { $0.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
    }
    for line in LineDifference.near(LineDifference.between(split(difference.old), split(difference.new))) {
      switch line {
      case .same(let text): result.append("    \(text)")
      case .removed(let text): result.append("  - \(text)")
      case .added(let text): result.append("  + \(text)")
      case .left(let count): result.append("    " + LineDifference.leftText(count)[language])
      }
    }
    return result
  }
}

/// `ismsbook search WORDS`.
struct SearchCommand: PersonalCommand, ReadingCommand {
  static let configuration = CommandConfiguration(
    commandName: "search", abstract: "Search procedures, forms and all records. 搜尋作業、表單與所有紀錄。")

  @OptionGroup var common: CommonOptions
  @OptionGroup var who: PersonOptions

  @Argument(help: "Words that must all occur. 關鍵字。")
  var words: [String]

  @Option(help: "At most so many. 筆數上限。")
  var limit = 50

  @Flag(help: "Print as JSON. 以 JSON 輸出。")
  var json = false

  func run() throws {
    let session = try Session(common, asking: who)
    let text = words.joined(separator: " ")
    let most = max(limit, 0)
    let hits = try session.ask { desk throws(StoreProblem) in try desk.search(text, limit: most) }
    let places = text.trimmed.isEmpty ? [] : CatalogueNames(session.catalogue).matching(text).prefix(limit)
    if json {
      Output.json(
        .list(
          places.map { place in
            .object([
              (place.item.kind.rawValue, .text(place.item.id)), ("code", .text(place.code)),
              ("title", .text(place.item.title[session.language])),
            ])
          }
            + hits.map { hit in
              .object([
                ("record", .text(hit.number)), ("form", .text(hit.form)), ("status", .text(hit.status.rawValue)),
                ("columns", .list(hit.columns.map(JSON.text))),
              ])
            }))
      return
    }
    for place in places {
      let alias = place.alias(for: text).map { [$0] } ?? []
      let cells = [place.code, place.item.kind.rawValue, place.item.id, place.item.title[session.language]] + alias
      Output.line(cells.joined(separator: "\t"))
    }
    for hit in hits {
      let title = session.catalogue.heads().first { $0.id == hit.form }?.title[session.language] ?? hit.form
      let cells = session.catalogue.form(hit.form).map { ListCells.shown(hit, $0, session.language) } ?? hit.columns
      Output.line(([hit.number, title] + cells).joined(separator: "\t"))
    }
  }
}

import Domain
import FileStore

/// A way from a record, or a row of it, by a link of its form.
public struct LinkStart: Sendable {
  public let link: Form.Link
  /// The form that it leads to.
  public let form: Form
  /// The row of the link's table, from 0.
  public let row: Int?
  /// What the new record starts with; nil where the link only leads to the form's records.
  public let content: Content?
  /// The record that it led to before, where there is one for each only; it is opened, and no second one made.
  public let existing: Mention?
  /// Whether it brings rows along, being of the same form.
  public let continues: Bool
}

/// What a new record starts with, for screens and commands alike.
extension Desk {
  /// What a new record of a form starts with: its defaults, with what is known on top of them.
  public func blank(_ form: String, _ known: Content = Content()) -> Content {
    guard let form = catalogue.form(form) else { return known }
    return entry(form).withDefaults(known)
  }

  // MARK: - Continuing an earlier record

  /// Records that a new one may continue and that may be read, the last first; what is known of the new one narrows them.
  public func predecessors(of form: Form, about known: Content = Content(), most: Int) -> [RecordValue] {
    shown(Array(form.predecessors(of: known, in: records).prefix(most)))
  }

  /// What a new record takes over from an earlier one of its form, with what is known on top; from the last one where none
  /// is named.
  public func start(
    _ form: Form, continuing number: String?, with known: Content = Content()
  ) throws(StoreProblem) -> Result<Content, Refusal> {
    guard form.continues != nil else { return .failure(Refusal(.usage, Self.continuesNothing(form))) }
    guard let number else {
      guard let last = predecessors(of: form, about: known, most: 1).first else {
        return .failure(Refusal(.notFound, Self.noPredecessor(form)))
      }
      return .success(entry(form).continued(from: last, with: known))
    }
    switch try look(at: number) {
    case .failure(let refusal): return .failure(refusal)
    case .success(let seen):
      guard seen.version.form.id == form.id, seen.version.status != .void else {
        return .failure(Refusal(.findings, Self.isNoPredecessor(number, form)))
      }
      return .success(entry(form).continued(from: RecordValue(seen.version), with: known))
    }
  }

  // MARK: - By a link

  /// Everything that a version leads to now, by the links in the order of the form; of a table by all its rows, or only by
  /// the one at hand and nothing else.
  public func starts(
    from version: Version, form: Form, row only: (table: String, row: Int)? = nil
  ) -> [LinkStart] {
    let entry = reading(form, number: version.record, version: version.number)
    return form.links.flatMap { link -> [LinkStart] in
      if let only, link.rows != only.table { return [] }
      guard let table = link.rows else { return [start(by: link, version, entry, row: nil)].compactMap { $0 } }
      guard link.startsRecord else { return [] }
      return version.content[rows: table].indices.filter { only == nil || $0 == only?.row }
        .compactMap { start(by: link, version, entry, row: $0) }
    }
  }

  /// What a new record of a form starts with by a link of another record, or of one of its rows, counted from 0.
  public func start(
    _ target: Form, from number: String, link: String?, row: Int?
  ) throws(StoreProblem) -> Result<Content, Refusal> {
    let version: Version
    switch try look(at: number) {
    case .failure(let refusal): return .failure(refusal)
    case .success(let seen): version = seen.version
    }
    guard let source = catalogue.form(version.form.id) else { return .failure(try missing(form: version.form.id)) }
    guard version.status != .void else { return .failure(Refusal(.findings, Self.startsNothing(number))) }
    let all = source.links.filter { $0.startsRecord && $0.form == target.id }
    let found = all.filter { (link == nil || $0.id == link) && ($0.rows == nil) == (row == nil) }
    guard found.count == 1, let only = found.first else {
      return .failure(Refusal(.usage, Self.unclear(source, target, all)))
    }
    if let row, let table = only.rows, !version.content[rows: table].indices.contains(row) {
      return .failure(Refusal(.usage, Self.noRow(row, of: table)))
    }
    let entry = reading(source, number: number, version: version.number)
    guard let start = start(by: only, version, entry, row: row), let content = start.content else {
      return .failure(Refusal(.findings, Self.notOffered(only, by: number)))
    }
    if let existing = start.existing {
      return .failure(Refusal(.findings, Self.isThere(named(existing.number), only, number)))
    }
    return .success(content)
  }

  /// Nil where the link is not offered now.
  private func start(by link: Form.Link, _ version: Version, _ from: Entry, row: Int?) -> LinkStart? {
    guard let target = catalogue.form(link.form), from.offers(link, in: version.content, row: row) else { return nil }
    let continues = link.startsRecord && target.id == from.form.id && target.continues != nil
    var content = link.startsRecord ? from.start(of: link, to: target, in: version.content, row: row) : nil
    // The next record of the same form brings the rows along.
    if continues, let known = content { content = entry(target).continued(from: RecordValue(version), with: known) }
    let existing = content.flatMap(link.identity).flatMap { self.existing(target, $0) }.flatMap { mentions([$0]).first }
    return LinkStart(
      link: link, form: target, row: row, content: content, existing: existing, continues: continues)
  }

  /// The record of a form with these values; one that is void or refused does not count.
  private func existing(_ form: Form, _ values: [String: [String]]) -> String? {
    // Only what is kept as it is typed can be looked up; the rest is compared.
    let sought = values.filter { id, texts in
      texts.count == 1 && form.field(id)?.kind.isFoundByText == true
    }
    return everything.records(of: form.id, where: sought.compactMapValues(\.first), limit: nil)
      .first { record in
        ![.void, .refused].contains(record.status) && values.allSatisfy { record.content[$0.key] == $0.value }
      }?.number
  }

  // MARK: - Words

  private static func continuesNothing(_ form: Form) -> Finding {
    Finding(
      .nowhere, rule: "continues",
      Phrase(
        zh: "「\(form.title.zh)」每筆從空白開始，沒有可以接續的明細；請不要接續（命令請拿掉 --continue）。",
        en: "Every record of '\(form.title.en)' starts empty; do not go on from one (leave --continue out)."))
  }

  private static func noPredecessor(_ form: Form) -> Finding {
    Finding(
      .nowhere, rule: "continues",
      Phrase(
        zh: "「\(form.title.zh)」還沒有可以接續的紀錄；請從空白開始（命令請拿掉 --continue）。",
        en: "There is no record of '\(form.title.en)' to go on from; start with an empty one (leave --continue out)."))
  }

  private static func isNoPredecessor(_ number: String, _ form: Form) -> Finding {
    Finding(
      .nowhere, rule: "continues",
      Phrase(
        zh: "\(number) 不是「\(form.title.zh)」的有效紀錄；請換一個編號。",
        en: "\(number) is no valid record of '\(form.title.en)'; give another number."))
  }

  private static func startsNothing(_ number: String) -> Finding {
    Finding(
      .nowhere, rule: "status",
      Phrase(zh: "\(number) 已作廢，不能由它開立。", en: "\(number) is void; nothing can be started from it."))
  }

  private static func noRow(_ row: Int, of table: String) -> Finding {
    Finding(
      .nowhere, rule: "row",
      Phrase(zh: "「\(table)」沒有第 \(row + 1) 列；請改列數。", en: "'\(table)' has no row \(row + 1); give another one."))
  }

  private static func notOffered(_ link: Form.Link, by number: String) -> Finding {
    Finding(
      .nowhere, rule: "link",
      Phrase(
        zh: "目前不能由 \(number) 開立「\(link.label.zh)」：條件 \(link.when?.source ?? "") 不成立。",
        en: "'\(link.label.en)' is not offered by \(number) now: \(link.when?.source ?? "") does not hold."))
  }

  private static func isThere(_ existing: String, _ link: Form.Link, _ number: String) -> Finding {
    Finding(
      .nowhere, rule: "link",
      Phrase(
        zh: "由 \(number) 開立的「\(link.label.zh)」已有一筆：\(existing)；請開啟那一筆。",
        en: "'\(link.label.en)' of \(number) is there already: \(existing); open that one."))
  }

  /// Which links there are, where none or several fit.
  private static func unclear(_ source: Form, _ target: Form, _ all: [Form.Link]) -> Finding {
    guard !all.isEmpty else {
      return Finding(
        .nowhere, rule: "link",
        Phrase(
          zh: "「\(source.title.zh)」沒有通往「\(target.title.zh)」的連結。",
          en: "No link of '\(source.title.en)' leads to '\(target.title.en)'."))
    }
    let ways = all.map { "--link \($0.id)" + ($0.rows.map { " --row N (\($0))" } ?? "") }
    return Finding(
      .nowhere, rule: "link",
      Phrase(zh: "請指明連結：\(ways.joined(separator: "、"))。", en: "Say which link: \(ways.joined(separator: ", "))."))
  }
}

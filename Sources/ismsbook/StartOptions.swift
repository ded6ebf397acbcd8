import ArgumentParser
import Domain
import Desk

/// What a new record starts from: an earlier record of its form, or another record that leads to it.
struct StartOptions: ParsableArguments {
  /// What `--continue` without a number means.
  private static let last = "last"

  @Option(
    name: .customLong("continue"), defaultAsFlag: StartOptions.last,
    help: "Start from an earlier record of the form, else from the last one. 接續前一筆。")
  var continuing: String? = nil

  @Option(name: .customLong("from-record"), help: "Start from this record by a link of its form. 由這筆紀錄開立。")
  var record: String?

  @Option(help: "The link's id, where several lead to the form. 連結代號。")
  var link: String?

  @Option(help: "The row, from 1, where the link is of a table. 明細的第幾列。")
  var row: Int?

  func validate() throws {
    if continuing != nil, record != nil { throw ValidationError("--continue and --from-record exclude each other") }
    if record == nil, link != nil || row != nil { throw ValidationError("--link and --row go with --from-record") }
  }

  /// What the new record starts with; empty where nothing was asked for.
  func content(_ entry: Entry, _ session: Session) throws -> Content {
    if let continuing { return try continued(from: continuing, entry, session) }
    if let record { return try linked(from: record, entry, session) }
    return Content()
  }

  private func continued(from number: String, _ entry: Entry, _ session: Session) throws -> Content {
    let form = entry.form
    guard form.continues != nil else {
      throw refused(
        Phrase(
          zh: "「\(form.title.zh)」每筆從空白開始，沒有可以接續的明細；請拿掉 --continue。",
          en: "Every record of '\(form.title.en)' starts empty; leave --continue out."), Exit.usage, session)
    }
    if number == Self.last {
      let last = session.desk.shown(Array(form.predecessors(in: session.records).prefix(1))).first
      guard let last else {
        throw refused(
          Phrase(
            zh: "「\(form.title.zh)」還沒有可以接續的紀錄；請拿掉 --continue。",
            en: "There is no record of '\(form.title.en)' to go on from; leave --continue out."), Exit.notFound, session
        )
      }
      return entry.continued(from: last)
    }
    let version = try session.look(at: number).version
    guard version.form.id == form.id, version.status != .void else {
      throw refused(
        Phrase(
          zh: "\(number) 不是「\(form.title.zh)」的有效紀錄；請換一個編號。",
          en: "\(number) is no valid record of '\(form.title.en)'; give another number."), Exit.findings, session)
    }
    return entry.continued(from: RecordValue(version))
  }

  private func linked(from number: String, _ entry: Entry, _ session: Session) throws -> Content {
    let version = try session.look(at: number).version
    let source = try session.form(version.form.id)
    guard version.status != .void else {
      throw refused(
        Phrase(zh: "\(number) 已作廢，不能由它開立。", en: "\(number) is void; nothing can be started from it."), Exit.findings,
        session)
    }
    let found = source.links.filter { link in
      link.startsRecord && link.form == entry.form.id && (self.link == nil || link.id == self.link)
        && (link.rows == nil) == (row == nil)
    }
    guard found.count == 1, let link = found.first else { throw unclear(source, entry.form, found, session) }
    let from = session.desk.reading(source, number: number, version: version.number)
    if let row, let table = link.rows, !(1...max(1, version.content[rows: table].count)).contains(row) {
      throw refused(
        Phrase(
          zh: "「\(table)」沒有第 \(row) 列；請改 --row。", en: "'\(table)' has no row \(row); change --row."), Exit.usage,
        session)
    }
    let place = row.map { $0 - 1 }
    guard from.offers(link, in: version.content, row: place) else {
      throw refused(
        Phrase(
          zh: "目前不能由 \(number) 開立「\(link.label.zh)」：條件 \(link.when?.source ?? "") 不成立。",
          en: "'\(link.label.en)' is not offered by \(number) now: \(link.when?.source ?? "") does not hold."),
        Exit.findings, session)
    }
    let known = from.start(of: link, to: entry.form, in: version.content, row: place)
    // The next record of the same form brings the rows along.
    return source.id == entry.form.id ? entry.continued(from: RecordValue(version), with: known) : known
  }

  /// Which links there are, where none or several fit.
  private func unclear(_ source: Form, _ target: Form, _ found: [Form.Link], _ session: Session) -> ExitCode {
    let all = source.links.filter { $0.startsRecord && $0.form == target.id }
    guard !all.isEmpty else {
      return refused(
        Phrase(
          zh: "「\(source.title.zh)」沒有通往「\(target.title.zh)」的連結。",
          en: "No link of '\(source.title.en)' leads to '\(target.title.en)'."), Exit.usage, session)
    }
    let ways = all.map { "--link \($0.id)" + ($0.rows == nil ? "" : " --row N (\($0.rows ?? ""))") }
    return refused(
      Phrase(
        zh: "請指明連結：\(ways.joined(separator: "、"))。", en: "Say which link: \(ways.joined(separator: ", "))."),
      Exit.usage,
      session)
  }

  private func refused(_ message: Phrase, _ code: ExitCode, _ session: Session) -> ExitCode {
    Output.error("ismsbook: " + message[session.language])
    return code
  }
}

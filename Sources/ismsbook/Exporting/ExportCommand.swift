import ArgumentParser
import Desk
import Domain
import Reports

/// `ismsbook export RECORD|FORM`: records as they are kept, as a table, or as JSON.
struct ExportCommand: StoreCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable { case rec, csv, json }

  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a record, or the records of a form, to standard output; recorded in the journal. 匯出，記入日誌。",
    discussion: """
      rec is the text as it is kept, with its seals, for GNU recutils; csv has a record a line, without tables; json is
      what 'new --from' reads. rec 是保存的原文；csv 一筆一行，不含明細；json 可供 new --from 讀入。
      """)

  @OptionGroup var options: OutputOptions

  @Argument(help: "A record's number, or a form's id for all of its records. 紀錄編號或表單代號。")
  var what: String

  @Option(help: "A version of the record; else the newest. 版次。")
  var version: Int?

  @Option(help: "rec, csv or json. 格式。")
  var format = Format.rec

  func answer(at desk: Desk) throws -> Answer {
    let isForm = desk.catalogue.heads().contains { $0.id == what }
    let versions = isForm ? try records(desk) : [try desk.leaving(what, version)]
    let form = try desk.usableForm(versions.first?.form.id ?? what)
    // What is kept under a seal is given as it is, or not at all.
    if format == .rec { try desk.requireWhole(versions) }
    let pages = versions.count == 1 ? [(JournalLine.ofVersion, String(versions[0].number))] : []
    try desk.note(
      .export,
      [(JournalLine.about, what)] + pages + [("Records", String(versions.count)), ("Format", format.rawValue)])
    var answer = Answer(text(of: versions, isList: isForm, form, desk), json: .null)
    answer.isStored = true
    return answer
  }

  /// The newest version of every record of the form that may be read.
  private func records(_ desk: Desk) throws -> [Version] {
    guard version == nil else {
      throw CommandRefusal(.usage, Phrase(zh: "--version 只用於一筆紀錄。", en: "--version is for a single record."))
    }
    try desk.require(.read, form: what)
    try desk.require(.export, form: what)
    return try desk.versions(of: RecordQuery(try desk.usableForm(what)))
  }

  private func text(of versions: [Version], isList: Bool, _ form: Form, _ desk: Desk) -> [String] {
    switch format {
    case .rec: return versions.map { $0.storedText(desk.catalogue.form($0.form) ?? form) + "\n" }
    case .csv:
      let table = RecordTable(form, isShared: desk.isShared, language: desk.language)
      return [table.heading]
        + versions.map { table.line(of: desk.ofNow($0).marked(desk.language), desk.catalogue.form($0.form)) }
    case .json:
      let all = versions.map { RecordJSON.version($0, nil, desk.language) }
      return [(isList ? .list(all) : all[0]).line]
    }
  }
}

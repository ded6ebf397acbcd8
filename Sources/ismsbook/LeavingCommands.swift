import ArgumentParser
import Domain
import Desk
import Reports

/// `ismsbook print RECORD`: a record as a page for paper.
struct PrintCommand: PersonalCommand, ReadingCommand {
  static let configuration = CommandConfiguration(
    commandName: "print",
    abstract: "Lay a record out as plain text for paper; recorded in the journal. 排成可列印的純文字，記入日誌。",
    discussion: "For a printer: ismsbook print INC-115-0001 | lp. 送到印表機：ismsbook print INC-115-0001 | lp")

  @OptionGroup var common: CommonOptions
  @OptionGroup var who: PersonOptions

  @Argument(help: "The record's number. 紀錄編號。")
  var record: String

  @Option(help: "A version; else the newest. 版次。")
  var version: Int?

  func run() throws {
    let session = try Session(common, asking: who)
    let access = try session.access()
    let found = try session.requireLeaving(record, version, access)
    let form = try session.form(found.form.id)
    try Session.note(
      .print, [(JournalLine.about, record), (JournalLine.ofVersion, String(found.number))], session.desk)
    let sheet = RecordSheet(
      found.marked(session.language),
      entry: session.desk.reading(form, number: record, version: found.number, by: found.savedBy),
      status: found.status.label(of: form, isShared: session.desk.isShared),
      steps: session.catalogue.everyStep(of: form),
      settings: settings(session), organisation: session.desk.settings.text("organisation") ?? "",
      printed: (access.person, session.desk.now), isShownByTodaysDefinition: session.desk.isOfEarlierFormat(found),
      language: session.language)
    for line in sheet.lines { Output.line(line) }
  }

  private func settings(_ session: Session) -> SettingText? {
    guard let form = session.catalogue.form("settings") else { return nil }
    return SettingText(
      session.desk.reading(form), saved: session.desk.savedSettings?.content,
      organisation: session.desk.organisation, language: session.language)
  }
}

/// `ismsbook export RECORD|FORM`: records as they are kept, as a table, or as JSON.
struct ExportCommand: PersonalCommand, ReadingCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable { case rec, csv, json }

  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a record, or the records of a form, to standard output; recorded in the journal. 匯出，記入日誌。",
    discussion: """
      rec is the text as it is kept, with its seals, for GNU recutils; csv has a record a line, without tables; json is
      what 'new --from' reads. rec 是保存的原文；csv 一筆一行，不含明細；json 可供 new --from 讀入。
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var who: PersonOptions

  @Argument(help: "A record's number, or a form's id for all of its records. 紀錄編號或表單代號。")
  var what: String

  @Option(help: "A version of the record; else the newest. 版次。")
  var version: Int?

  @Option(help: "rec, csv or json. 格式。")
  var format = Format.rec

  func run() throws {
    let session = try Session(common, asking: who)
    let access = try session.access()
    let isForm = session.catalogue.heads().contains { $0.id == what }
    let versions = isForm ? try newest(session, access) : [try session.requireLeaving(what, version, access)]
    let form = try session.form(versions.first?.form.id ?? what)
    // What is kept under a seal is given as it is, or not at all.
    if format == .rec { try session.requireWhole(versions) }
    let pages = versions.count == 1 ? [(JournalLine.ofVersion, String(versions[0].number))] : []
    try Session.note(
      .export,
      [(JournalLine.about, what)] + pages + [("Records", String(versions.count)), ("Format", format.rawValue)],
      session.desk)
    switch format {
    case .rec:
      for version in versions {
        Output.stored(String(decoding: RecordText.encode(version, title: form.title.zh), as: UTF8.self).trimmed + "\n")
      }
    case .csv:
      let table = RecordTable(form, isShared: session.desk.isShared, language: session.language)
      Output.stored(table.heading)
      for version in versions { Output.stored(table.line(of: version.marked(session.language))) }
    case .json:
      Output.json(isForm ? .list(versions.map { RecordLines.json($0) }) : RecordLines.json(versions[0]))
    }
  }

  /// The newest version of every record of the form that may be read.
  private func newest(_ session: Session, _ access: Access) throws -> [Version] {
    guard version == nil else {
      throw Session.refusal(
        Phrase(zh: "--version 只用於一筆紀錄。", en: "--version is for a single record."), Exit.usage, session.language)
    }
    try session.require(.read, form: what, access)
    try session.require(.export, form: what, access)
    return try session.ask { desk throws(StoreProblem) in try desk.everyRecord(of: what) }
  }
}

extension Session {
  /// A version that is about to leave the store: who asks may read the record as it is now and as it was, and export.
  func requireLeaving(_ record: String, _ number: Int?, _ access: Access) throws -> Version {
    let form = try done { desk throws(StoreProblem) in try desk.form(of: record, version: number) }
    // Nothing counts as read that is refused.
    try require(.export, form: form, access)
    return try look(at: record, number).version
  }

  /// A text with its seal is given whole: where something of it may not be read, ends with a message that says so.
  func requireWhole(_ versions: [Version]) throws {
    guard let version = versions.first(where: { !$0.withheld.isEmpty }) else { return }
    let paths = version.withheld.map(\.path).joined(separator: ", ")
    throw Session.refusal(
      Phrase(
        zh: "\(version.record) 有您不能閱讀的內容（\(paths)），保存的原文因此不能給；請改用其他格式。",
        en:
          "\(version.record) holds what you may not read (\(paths)), so its text as it is kept is not given; use another "
          + "format."), Exit.notPermitted, language)
  }
}

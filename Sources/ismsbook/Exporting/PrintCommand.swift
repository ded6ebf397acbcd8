import ArgumentParser
import Desk
import Domain
import Reports

/// `ismsbook print RECORD`: a record as a page for paper.
struct PrintCommand: StoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "print",
    abstract: "Lay a record out as plain text for paper; recorded in the journal. 排成可列印的純文字，記入日誌。",
    discussion: "For a printer: ismsbook print INC-115-0001 | lp. 送到印表機：ismsbook print INC-115-0001 | lp")

  @OptionGroup var options: OutputOptions

  @Argument(help: "The record's number. 紀錄編號。")
  var record: String

  @Option(help: "A version; else the newest. 版次。")
  var version: Int?

  func answer(at desk: Desk) throws -> Answer {
    let found = try desk.leaving(record, version)
    let form = try desk.catalogue.form(found.form) ?? desk.usableForm(found.form.id)
    try desk.note(.print, [(JournalLine.about, record), (JournalLine.ofVersion, String(found.number))])
    let shown = try desk.presented(found)
    let sheet = RecordSheet(
      desk.named(shown.version),
      entry: desk.reading(form, number: record, version: found.number, by: found.savedBy),
      status: found.status.label(of: form, isShared: desk.isShared), steps: desk.catalogue.everyStep(of: form),
      signOff: try desk.signOff(of: found), settings: settings(desk),
      organisation: desk.settings.text("organisation") ?? "",
      printed: (desk.people.named(desk.person), desk.now), references: desk.references(in: shown.version),
      notes: shown.notes, language: desk.language)
    return Answer(sheet.lines, json: .null)
  }

  private func settings(_ desk: Desk) -> SettingText? {
    desk.catalogue.form(Settings.form).map { form in
      SettingText(
        desk.reading(form), saved: desk.savedSettings?.content, organisation: desk.organisation, language: desk.language
      )
    }
  }
}

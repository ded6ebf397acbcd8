import ArgumentParser
import Desk
import Domain
import Reports

/// `ismsbook show RECORD`.
struct ShowCommand: StoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Print a record. 顯示一筆紀錄。")

  @OptionGroup var options: PersonalOptions

  @Argument(help: "The record's number. 紀錄編號。")
  var record: String

  @Option(help: "A version; else the newest. 版次。")
  var version: Int?

  @Flag(help: "Print the text as it is kept. 印出保存的原文。")
  var rec = false

  func answer(at desk: Desk) throws -> Answer {
    let found = try desk.look(at: record, version: version).get().version
    let form = desk.catalogue.form(found.form)
    let earlier = try form.flatMap { try desk.startingPoint(of: found.content, record: record, form: $0) }
    let needed = try desk.stillNeeded(found)
    let shown = try desk.presented(found)
    if rec, !options.json { try desk.requireWhole([found]) }
    var answer = Answer(
      rec ? [found.storedText(form)] : try lines(found, shown, earlier, needed, form, desk),
      json: RecordJSON.version(
        found, form, asOfNow: shown.version, since: earlier, needed: needed,
        isShownByTodaysDefinition: !desk.catalogue.isShownAsSaved(found.form), desk.language))
    answer.isStored = rec
    return answer
  }

  private func lines(
    _ found: Version, _ shown: ShownVersion, _ earlier: Version?, _ needed: [Finding], _ form: Form?, _ desk: Desk
  ) throws -> [String] {
    let status = found.status.label(of: form, isShared: desk.isShared)
    var record = RecordLines(desk.named(shown.version), form, status: status, desk.catalogue.clock, desk.language)
    record.steps = desk.catalogue.everyStep(of: form)
    record.earlier = earlier
    record.needed = needed
    record.signOff = try desk.signOff(of: found)
    record.references = desk.references(in: shown.version)
    return record.lines + shown.notes.map { "(\($0[desk.language]))" }
  }
}

extension Version {
  /// As it is kept, with its seals.
  func storedText(_ form: Form?) -> String {
    String(decoding: RecordText.encode(self, title: form?.title.zh ?? self.form.id), as: UTF8.self).trimmed
  }
}

import ArgumentParser
import Desk
import Domain
import Reports

/// `ismsbook history RECORD`.
struct HistoryCommand: StoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "history", abstract: "List the versions of a record. 列出紀錄的所有版本。")

  @OptionGroup var options: PersonalOptions

  @Argument(help: "The record's number. 紀錄編號。")
  var record: String

  func answer(at desk: Desk) throws -> Answer {
    let versions = try desk.history(of: record).get()
    let form = versions.first.flatMap { desk.catalogue.form($0.form) }
    let language = desk.language
    return .list(versions) { version in
      let status = version.status.label(of: form, isShared: desk.isShared)
      return [
        String(version.number), time(of: version, desk.catalogue.clock)[language],
        desk.people.named(version.savedBy).text(language), version.action.label[language], status[language],
        version.seal, version.reason ?? "",
      ]
    } json: {
      RecordJSON.version($0, nil, language)
    }
  }

  private func time(of version: Version, _ clock: StoreClock) -> Phrase {
    let saved = Phrase(verbatim: clock.placed(version.savedAt).text)
    guard let said = version.clockSaid.map({ clock.placed($0).text }) else { return saved }
    return saved + Phrase(zh: "（時鐘 \(said)）", en: " (clock \(said))")
  }
}

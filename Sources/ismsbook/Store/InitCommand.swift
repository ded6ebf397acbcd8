import ArgumentParser
import Definitions
import Desk
import Domain
import Founding
import Reports

/// `ismsbook init DIR`: makes a store.
struct InitCommand: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Make a store. 建立紀錄庫。")

  @OptionGroup var options: StoreOptions

  @Argument(help: "The folder, empty or not there yet; else the store's usual place. 目錄。")
  var folder: String?

  @Option(help: "Name of the organisation. 組織名稱。")
  var organisation: String

  @Option(help: "Your id and name: \"wang 王小明\". 您的帳號與姓名。")
  var person: String

  @Flag(help: "Fill it with a year of an invented organisation. 填入示範資料。")
  var demo = false

  @Flag(help: "For several people, who log in and sign; else for you alone. 多人共用，要登入與簽核。")
  var shared = false

  @Option(
    help: "The time zone that all times are shown in: Asia/Taipei, +08:00 …; else this machine's. 時區，未寫用本機的。")
  var timeZone: String?

  @Option(help: "With --shared, your passphrase or PIN: its file, or - for standard input; else it is asked for. 通行碼檔。")
  var secretFile: String?

  func validate() throws {
    if secretFile != nil, !shared { throw ValidationError("--secret-file goes with --shared") }
  }

  func respond(_ tell: (Answer) throws -> Void) throws {
    let language = options.language
    guard let person = PersonName(person) else {
      throw CommandRefusal(
        .usage,
        Phrase(
          zh: "--person 要寫帳號和姓名，例如 \"wang 王小明\"；帳號以小寫英文字母開頭。",
          en: "--person takes an id and a name, such as \"wang 王小明\"; the id begins with a small letter."))
    }
    let zone = try zone()
    let path = Environment.storePath(folder ?? options.common.store)
    let catalogue = try ScreensCatalogue.installed()
    var maker = StoreMaker(
      catalogue: catalogue, clock: Environment.clock, isForTests: Environment.testTime != nil, language: language)
    maker.progress = { done, all in
      Output.progress(Phrase(zh: "填入示範資料 \(done)/\(all)", en: "Filling in the demo \(done)/\(all)")[language])
    }
    // Before anything is made or asked.
    if maker.isThere(path) { throw StoreProblem.alreadyThere(path: path) }
    let secret = shared ? try secret(of: person, catalogue) : nil
    let request = StoreRequest(
      path: path, organisation: organisation, person: person, login: Environment.login, isShared: shared,
      isDemo: demo, zone: zone)
    var pin: String?
    let desk: Desk
    do {
      defer { if demo { Output.progress("") } }
      desk = try maker.make(request) { desk throws(StoreProblem) in
        if let secret { pin = try FirstCredentials.set(secret, of: person, at: desk, isDemo: demo) }
      }
    }
    try tell(try answer(desk, path, zone, pin))
  }

  private func answer(_ desk: Desk, _ path: String, _ zone: Zone, _ pin: String?) throws -> Answer {
    let head = try desk.head()
    let findings = desk.noticed + [shared ? try desk.loneAdministrator() : nil].compactMap(\.self)
    let short = shared ? desk.roleCover().filter(\.isShort) : []
    let made = Phrase(
      zh: "紀錄庫建好了：\(path)（日誌 \(head.sequence) 號，封緘 \(head.seal)）",
      en: "The store is made: \(path) (journal entry \(head.sequence), seal \(head.seal))")
    let lines =
      [pin.map(Self.told)].compactMap(\.self) + (short.isEmpty ? [] : [Self.shortOfPeople])
      + short.map { Phrase(verbatim: "  ") + $0.line } + [made, told(zone)]
      + (desk.isForTests ? [Self.madeForTests] : [])
    var answer = Answer(
      lines.map { $0[desk.language] },
      json: [
        "store": .text(path), "sequence": .number(head.sequence), "seal": .text(head.seal),
        "time_zone": .text(zone.text), "pin": .text(pin), "short_roles": .list(short.map(\.json)),
        "is_for_tests": .flag(desk.isForTests), "findings": .findings(findings, desk.language),
      ])
    answer.remarks = findings
    return answer
  }

  private func secret(of person: PersonName, _ catalogue: ScreensCatalogue) throws -> String {
    let prompt = Phrase(zh: "\(person.text) 的新通行碼：", en: "New passphrase of \(person.text): ")
    let secret = try SecretInput.readNew(secretFile, prompt, option: "--secret-file", options.language)
    let findings = FirstCredentials.findings(secret, of: person, catalogue)
    if !findings.isEmpty { throw CommandRefusal(.findings, findings) }
    return secret
  }

  /// The zone that was given, if this machine knows it; else this machine's.
  private func zone() throws -> Zone {
    guard let timeZone else { return LocalZones.ofMachine }
    return try ZoneType.read(timeZone, Environment.clock)
      .mapError { CommandRefusal(.usage, Phrase(verbatim: "--time-zone: ") + $0.message) }.get()
  }

  private func told(_ zone: Zone) -> Phrase {
    let isMachines = timeZone == nil
    return Phrase(
      zh: "時區：\(zone.text)\(isMachines ? "（這台主機的；不對的話在設定裡改，台灣是 Asia/Taipei）" : "")，所有時間都以此顯示。",
      en:
        "Time zone: \(zone.text)\(isMachines ? " (this machine's; if that is wrong, change it in the settings)" : ""); "
        + "all times are shown in it.")
  }

  private static func told(_ pin: String) -> Phrase {
    Phrase(
      zh: "示範人員的 PIN 都是 \(pin)；要換一個，請執行 ismsbook credential change --as 代碼。",
      en: "The PIN of every demo person is \(pin); to change it: ismsbook credential change --as ID.")
  }

  private static let shortOfPeople = Phrase(
    zh: "這些簽核角色還缺人（之後可用 ismsbook roles 查看）：",
    en: "These roles that sign are short of people (ismsbook roles shows them later):")

  private static let madeForTests = Phrase(
    zh: "設有 ISMSBOOK_NOW：這是供測試用的紀錄庫，第一筆日誌已註記，不能用來保存真正的紀錄。",
    en: "ISMSBOOK_NOW is set: this store is for tests, as its first journal entry says; keep no real records in it.")
}

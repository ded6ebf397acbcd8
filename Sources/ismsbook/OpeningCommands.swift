import ArgumentParser
import Definitions
import Domain
import Desk
import FrontEnd
import Terminal

/// `ismsbook init DIR`: makes a store.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Make a store. 建立紀錄庫。")

  @OptionGroup var common: CommonOptions

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

  func run() throws {
    let language = common.language
    guard let person = PersonName(person) else {
      let text = Phrase(
        zh: "--person 要寫帳號和姓名，例如 \"wang 王小明\"；帳號以小寫英文字母開頭。",
        en: "--person takes an id and a name, such as \"wang 王小明\"; the id begins with a small letter.")
      Output.error("ismsbook: " + text[language])
      throw Exit.usage
    }
    let zone = try zone()
    let path = Surroundings.storePath(folder ?? common.store)
    let catalogue = try Session.catalogue(storePath: nil, language)
    let maker = StoreMaker(catalogue: catalogue, clock: Surroundings.clock, language: language)
    // Before anything is made or asked.
    if maker.isThere(path) { throw Output.fail(.alreadyThere(path: path), language) }
    let secret = shared ? try FirstCredentials.ask(of: person, catalogue, secretFile, language) : nil
    do throws(StoreProblem) {
      var pin: String?
      let desk = try maker.make(
        StoreRequest(
          path: path, organisation: organisation, person: person, login: Surroundings.login, isShared: shared,
          isDemo: demo, zone: zone)
      ) { desk throws(StoreProblem) in
        if let secret { pin = try FirstCredentials.set(secret, of: person, at: desk, isDemo: demo) }
      }
      Output.findings(desk.noticed, nil, language)
      if let pin { Output.line(FirstCredentials.told(pin)[language]) }
      if shared { try FirstCredentials.warnOfLoneAdministrator(desk) }
      let head = try desk.head()
      Output.line(
        Phrase(
          zh: "紀錄庫建好了：\(path)（日誌 \(head.sequence) 號，封緘 \(head.seal)）",
          en: "The store is made: \(path) (journal entry \(head.sequence), seal \(head.seal))")[language])
      Output.line(told(zone)[language])
      if desk.isForTests { Output.line(Self.madeForTests[language]) }
    } catch {
      throw Output.fail(error, language)
    }
  }
}

extension InitCommand {
  /// The zone that was given, if this machine knows it; else this machine's.
  private func zone() throws -> Zone {
    guard let timeZone else { return LocalZones.ofMachine }
    switch ZoneType.read(timeZone, Surroundings.clock) {
    case .success(let zone): return zone
    case .failure(let problem):
      Output.error("ismsbook: --time-zone: " + problem.message[common.language])
      throw Exit.usage
    }
  }

  private func told(_ zone: Zone) -> Phrase {
    let isMachines = timeZone == nil
    return Phrase(
      zh: "時區：\(zone.text)\(isMachines ? "（這台主機的；不對的話在設定裡改，台灣是 Asia/Taipei）" : "")，所有時間都以此顯示。",
      en: "Time zone: \(zone.text)\(isMachines ? " (this machine's; if that is wrong, change it in the settings)" : ""); "
        + "all times are shown in it.")
  }

  private static let madeForTests = Phrase(
    zh: "設有 ISMSBOOK_NOW：這是供測試用的紀錄庫，第一筆日誌已註記，不能用來保存真正的紀錄。",
    en: "ISMSBOOK_NOW is set: this store is for tests, as its first journal entry says; keep no real records in it.")
}

/// `ismsbook`: the screens.
struct OpenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "Open the screens; also without a sub-command. 開啟畫面。")

  @OptionGroup var common: CommonOptions

  @Flag(help: "Draw boxes with line characters where the terminal has them one column wide. 用線條字元畫框。")
  var lines = false

  @Option(help: "Columns of characters whose width is ambiguous: 1 or 2. 寬度不定字元的欄數。")
  var ambiguous: Int?

  func run() throws {
    // The main thread of the process is the main actor's.
    let ambiguous = ambiguous
    let lines = lines
    try MainActor.assumeIsolated {
      if let ambiguous { Width.ambiguous = ambiguous == 2 ? 2 : 1 }
      try Screens.open(storePath: common.storePath, language: common.language, boxes: lines ? .unicode : .ascii)
    }
  }
}

/// The screens on this terminal.
enum Screens {
  @MainActor
  static func open(storePath path: String, language: Language, boxes: BoxStyle = .ascii) throws {
    let catalogue = try Session.catalogue(storePath: path, language)
    var desk: Desk?
    do throws(StoreProblem) {
      desk = try Desk.open(
        at: path, catalogue: catalogue, person: Surroundings.proposedPerson, language: language,
        clock: Surroundings.clock)
    } catch {
      switch error {
      // What was not made to its end is made again from the first screen.
      case .noStore, .beingMade: break
      default: throw Output.fail(error, language)
      }
    }
    let terminal = try terminal(language)
    let known = desk.flatMap { Session.person(in: $0.records) }
    let configuration = Application.Configuration(
      catalogue: catalogue, desk: desk, person: known ?? Surroundings.proposedPerson, isKnown: known != nil,
      language: language, boxes: boxes, proposedStore: path, clock: { Surroundings.clock.now },
      ticks: Surroundings.ticks, login: Surroundings.login
    ) { request in
      do throws(StoreProblem) {
        var request = request
        request.login = Surroundings.login
        return .success(
          try StoreMaker(catalogue: catalogue, clock: Surroundings.clock, language: language).make(request))
      } catch {
        return .failure(error)
      }
    }
    let ending = Application(terminal: terminal, configuration: configuration).run()
    if ending != .quit { throw ExitCode(ending.rawValue) }
  }

  @MainActor
  static func terminal(_ language: Language, _ options: TerminalOptions = TerminalOptions()) throws -> CursesTerminal {
    do throws(TerminalProblem) {
      return try CursesTerminal.open(options)
    } catch {
      Output.error("ismsbook: " + message(error)[language])
      throw Exit.configuration
    }
  }
}

extension Screens {
  /// What is wrong with the terminal and what to set.
  static func message(_ problem: TerminalProblem) -> Phrase {
    switch problem {
    case .noTerminal:
      Phrase(
        zh: "標準輸入或輸出不是終端機，無法開啟畫面；請在終端機執行，或改用子命令（ismsbook --help）。",
        en:
          "Standard input or output is no terminal, so the screens cannot open; run it in a terminal or use a sub-command (ismsbook --help)."
      )
    case .termUnset:
      Phrase(
        zh: "沒有設定 TERM；請先執行 export TERM=xterm-256color（或您的終端機名稱）。",
        en: "TERM is not set; run export TERM=xterm-256color first (or your terminal's name).")
    case .unsuitable(let term):
      Phrase(
        zh: "TERM=\(term) 的終端機不能移動游標；請改用 export TERM=xterm-256color，或使用子命令。",
        en: "A terminal with TERM=\(term) cannot move its cursor; set TERM=xterm-256color, or use the sub-commands.")
    case .unknown(let term):
      Phrase(
        zh: "系統不認得 TERM=\(term)；請執行 export TERM=xterm-256color，或安裝 ncurses-term 套件。",
        en: "This system does not know TERM=\(term); set TERM=xterm-256color, or install the package ncurses-term.")
    case .notUTF8(let codeset):
      Phrase(
        // Chinese cannot be read there, so English stands before it.
        zh: "The locale's character set is \(codeset), not UTF-8; run export LC_ALL=C.UTF-8 (or zh_TW.UTF-8) and try "
          + "again. 語系的字元集是 \(codeset)，中文無法顯示；請執行上面的指令再試。",
        en:
          "The locale's character set is \(codeset), not UTF-8; run export LC_ALL=C.UTF-8 (or zh_TW.UTF-8) and try again."
      )
    case .system(let code):
      Phrase(zh: "終端機無法使用（errno \(code)）。", en: "The terminal cannot be used (errno \(code)).")
    }
  }
}

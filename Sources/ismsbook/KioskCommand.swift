import ArgumentParser
import Domain
import Desk
import Foundation
import FrontEnd
import Terminal

/// `ismsbook kiosk`: the shared terminal of a data room.
struct KioskCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kiosk",
    abstract: "The shared terminal of a data room. 機房共用終端。",
    discussion: """
      Shows who is inside, and signs people in and out with one key. Needs a shared store and people with a PIN.
      It locks itself after the setting idle_lock_seconds; only an administrator's PIN ends it (Ctrl+Q).
      顯示現在誰在機房內，一鍵登記進出。須為共用紀錄庫，且人員已設定 PIN；閒置後自動鎖定，只有系統管理者能以 PIN 結束。
      What is half typed stays with the terminal: give each a --name where its line may change. 打到一半的內容屬於該終端。
      """)

  @OptionGroup var common: CommonOptions

  @Option(help: "This terminal's name, such as k2; else that of its line, such as tty1. 終端名稱。")
  var name: String?

  @Flag(help: "Draw boxes with line characters where the terminal has them one column wide. 用線條字元畫框。")
  var lines = false

  @Option(help: "Columns of characters whose width is ambiguous: 1 or 2. 寬度不定字元的欄數。")
  var ambiguous: Int?

  func run() throws {
    let session = try Session(common, readsWhole: false)
    guard session.desk.isShared else {
      let text = Phrase(
        zh: "這是個人紀錄庫，只有一個人、沒有 PIN；共用終端須用共用紀錄庫：ismsbook init 目錄 --shared …。",
        en:
          "This store is personal: it has one person and no PINs. The shared terminal needs a shared store: ismsbook init DIR --shared …."
      )
      Output.error("ismsbook: " + text[session.language])
      throw Exit.notPermitted
    }
    let name = try terminalName(session)
    let lines = lines
    let ambiguous = ambiguous
    // The main thread of the process is the main actor's.
    try MainActor.assumeIsolated {
      if let ambiguous { Width.ambiguous = ambiguous == 2 ? 2 : 1 }
      try Screens.openKiosk(session, name: name, boxes: lines ? .unicode : .ascii)
    }
  }

  /// The name that drafts of this terminal are kept under; no other running terminal has it.
  private func terminalName(_ session: Session) throws -> String {
    let line = ttyname(STDIN_FILENO).map { String(cString: $0) } ?? "terminal"
    let wanted = name ?? (line.hasPrefix("/dev/") ? String(line.dropFirst(5)) : line)
    let found = String(wanted.lowercased().map { $0 == "/" ? "-" : $0 })
    guard SharedTerminal.isValid(name: found) else {
      throw Session.refusal(
        Phrase(
          zh: "「\(wanted.excerpt)」不能當終端名稱；請用 --name 給 1 到 20 個字母、數字或連字號，例如 k2。",
          en: "'\(wanted.excerpt)' cannot be a terminal's name; give 1 to 20 letters, digits or hyphens with --name, "
            + "such as k2."), Exit.usage, session.language)
    }
    return found
  }
}

extension Screens {
  /// The board and what it leads to, on a terminal that nobody gets out of.
  @MainActor
  static func openKiosk(_ session: Session, name: String, boxes: BoxStyle) throws {
    let isFree = try session.ask { desk throws(StoreProblem) in try Application.reserve(name, at: desk) }
    guard isFree else {
      throw Session.refusal(
        Phrase(
          zh: "另一個執行中的共用終端也叫「\(name)」；請用 --name 取不同的名稱。",
          en: "Another shared terminal that is running is called '\(name)' too; give this one another --name."),
        Exit.tryAgain, session.language)
    }
    var options = TerminalOptions()
    options.kiosk = true
    let terminal = try terminal(session.language, options)
    let nobody = PersonName(id: "kiosk", name: "-")
    var configuration = Application.Configuration(
      catalogue: session.catalogue, desk: session.desk, person: nobody, language: session.language, boxes: boxes,
      allowsPaths: false, isKiosk: true, clock: { Surroundings.clock.now }, ticks: Surroundings.ticks,
      createStore: { _ in .failure(.alreadyThere(path: session.desk.root)) })
    configuration.terminalName = name
    let ending = Application(terminal: terminal, configuration: configuration).run()
    if ending != .quit { throw ExitCode(ending.rawValue) }
  }
}

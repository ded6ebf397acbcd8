import ArgumentParser
import Desk
import Domain
import Glibc

/// `ismsbook kiosk`: the shared terminal of a data room.
struct KioskCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kiosk",
    abstract: "The shared terminal of a data room. 機房共用終端。",
    discussion: """
      Shows who is inside, and signs people in and out with one key. Needs a shared store and people with a PIN.
      It locks itself after the setting idle_lock_seconds; only an administrator's PIN ends it.
      顯示現在誰在機房內，一鍵登記進出。須為共用紀錄庫，且人員已設定 PIN；閒置後自動鎖定，只有系統管理者能以 PIN 結束。
      What is half typed stays with the terminal: give each a --name where its line may change. 打到一半的內容屬於該終端。
      """)

  @OptionGroup var common: CommonOptions

  @Option(help: "This terminal's name, such as k2; else that of its line, such as tty1. 終端名稱。")
  var name: String?

  @OptionGroup var display: DisplayOptions

  func run() throws {
    let desk = try Desk.opened(common, readsWhole: false)
    guard desk.isShared else {
      throw CommandRefusal(
        .notPermitted,
        Phrase(
          zh: "這是個人紀錄庫，只有一個人、沒有 PIN；共用終端須用共用紀錄庫：ismsbook init 目錄 --shared …。",
          en:
            "This store is personal: it has one person and no PINs. The shared terminal needs a shared store: ismsbook "
            + "init DIR --shared …."))
    }
    let name = try terminalName()
    // The main thread of the process is the main actor's.
    try MainActor.assumeIsolated { [display] in try Screens.openKiosk(desk, name: name, display) }
  }

  /// The name that drafts of this terminal are kept under; no other running terminal has it.
  private func terminalName() throws -> String {
    let line = ttyname(STDIN_FILENO).map { String(cString: $0) } ?? "terminal"
    let wanted = name ?? (line.hasPrefix("/dev/") ? String(line.dropFirst(5)) : line)
    let found = String(wanted.lowercased().map { $0 == "/" ? "-" : $0 })
    guard SharedTerminal.isValid(name: found) else {
      throw CommandRefusal(
        .usage,
        Phrase(
          zh: "「\(wanted.excerpt)」不能當終端名稱；請用 --name 給 1 到 20 個字母、數字或連字號，例如 k2。",
          en: "'\(wanted.excerpt)' cannot be a terminal's name; give 1 to 20 letters, digits or hyphens with --name, "
            + "such as k2."))
    }
    return found
  }
}

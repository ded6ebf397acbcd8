import ArgumentParser
import Domain
import Foundation

/// The program's command line.
struct Ismsbook: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ismsbook",
    abstract: "資安簿: keeps the records of an ISMS (ISO/IEC 27001:2022). 資訊安全管理系統紀錄簿。",
    discussion: """
      Without a sub-command the screens open. 不加子命令就開啟畫面。
      The manual is on the help screen and under 'ismsbook help CHAPTER'. 使用手冊：說明畫面，或 ismsbook help 章名。
      The store is --store DIR, else $ISMSBOOK_STORE, else ~/.local/share/ismsbook.

      With --json standard output is one JSON value in any case. What was not done says so there, as
        {"saved": false, "exit_code": 66, "findings": [{"place", "rule", "severity", "message"}, …]}
      with the message and its remedy in the language of --lang; the same for people is on standard error.
      加 --json 時標準輸出一定是一個 JSON 值；沒有完成時也是，並列出位置、規則、嚴重度與訊息，標準錯誤則給人看。

      Exit codes 結束代碼:
        0 done 完成   64 wrong usage 用法錯誤   65 findings, nothing saved 有檢查結果、未儲存
        66 no such record or store 找不到   73 cannot create 無法建立   74 input/output 讀寫錯誤
        75 busy or changed by another, try again 忙碌或已被他人更改   77 not permitted 沒有權限
        78 terminal, locale or definitions 終端機、語系或定義
        129 terminal or reader gone 終端機或讀取端中斷   130 interrupted 中斷   143 terminated 終止 (drafts are kept 草稿保留)
      """,
    version: "ismsbook 0.1",
    subcommands: Commands.all.map(\.type),
    defaultSubcommand: OpenCommand.self)
}

extension Ismsbook {
  /// Tells why a command was not done, once for people and once for programs, and ends with its exit code. `arguments`
  /// say how, even if they cannot be parsed.
  static func end(with error: any Error, _ arguments: [String]) -> Never {
    let language = Commands.language(arguments) ?? Environment.language
    let isJSON = arguments.prefix { $0 != "--" }.contains("--json")
    if let refusal = CommandRefusal(thrown: error) {
      if isJSON { Output.json(CommandRefusal.json(refusal.findings, refusal.code, language)) }
      refusal.tell(language)
      Foundation.exit(refusal.code.rawValue)
    }
    let code = exitCode(for: error)
    let message = fullMessage(for: error)
    guard !message.isEmpty else { Foundation.exit(code.rawValue) }
    if code == .success {
      Output.line(message)
    } else {
      let finding = Finding(.nowhere, rule: "usage", Phrase(verbatim: self.message(for: error)))
      if isJSON { Output.json(CommandRefusal.json([finding], code, language)) }
      Output.error(message)
    }
    Foundation.exit(code.rawValue)
  }
}

import ArgumentParser
import Domain
import Foundation

/// The program's command line. To add a sub-command: `XCommand.swift` and one line here.
struct Ismsbook: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ismsbook",
    abstract: "資安簿: keeps the records of an ISMS (ISO/IEC 27001:2022). 資訊安全管理系統紀錄簿。",
    discussion: """
      Without a sub-command the screens open. 不加子命令就開啟畫面。
      The store is --store DIR, else $ISMSBOOK_STORE, else ~/.local/share/ismsbook.

      Exit codes 結束代碼:
        0 done 完成   64 wrong usage 用法錯誤   65 findings, nothing saved 有檢查結果、未儲存
        66 no such record or store 找不到   73 cannot create 無法建立   74 input/output 讀寫錯誤
        75 busy or changed by another, try again 忙碌或已被他人更改   77 not permitted 沒有權限
        78 terminal, locale or definitions 終端機、語系或定義
        129 terminal or reader gone 終端機或讀取端中斷   130 interrupted 中斷   143 terminated 終止 (drafts are kept 草稿保留)
      """,
    version: "ismsbook 0.1",
    subcommands: [
      OpenCommand.self, InitCommand.self, ListCommand.self, ShowCommand.self, NewCommand.self, AmendCommand.self,
      VoidCommand.self, HistoryCommand.self, DiffCommand.self, SearchCommand.self, JournalCommand.self,
      PrintCommand.self, ExportCommand.self, VerifyCommand.self, HeadCommand.self, BackupCommand.self,
      RestoreCommand.self, SubmitCommand.self, AgreeCommand.self, ReturnCommand.self, WithdrawCommand.self,
      InboxCommand.self, AttachCommand.self, EvidenceCommand.self, CredentialCommand.self, SSHKeyCommand.self,
      SessionCommand.self, KioskCommand.self, ScreensCommand.self, KeysCommand.self,
    ],
    defaultSubcommand: OpenCommand.self)
}

extension ParsableCommand {
  /// Ends as the argument parser would, but prints its words, which repeat what was typed, as everything is printed.
  static func end(with error: any Error) -> Never {
    let code = exitCode(for: error)
    let message = fullMessage(for: error)
    if !message.isEmpty {
      if code == .success { Output.line(message) } else { Output.error(message) }
    }
    Foundation.exit(code.rawValue)
  }
}

/// Options that every sub-command takes.
struct CommonOptions: ParsableArguments {
  @Option(help: "The store's folder. 紀錄庫的目錄。")
  var store: String?

  @Option(help: "zh-TW or en; else from the locale, zh-TW where it says nothing. 語言。")
  var lang: LanguageName?

  var language: Language { lang?.language ?? Surroundings.language }

  var storePath: String { Surroundings.storePath(store) }
}

/// A language as typed behind `--lang`.
enum LanguageName: String, ExpressibleByArgument, CaseIterable {
  case zhTW = "zh-TW"
  case zh
  case en

  var language: Language { self == .en ? .en : .zhTW }
}

/// Brings options that stand before the sub-command behind it, where the parser looks for them.
enum Arguments {
  /// The language that words ask for which may not be fit to be parsed.
  static func language(_ arguments: [String]) -> Language? {
    let names =
      zip(arguments, arguments.dropFirst()).compactMap { $0 == "--lang" ? $1 : nil }
      + arguments.filter { $0.hasPrefix("--lang=") }.map { String($0.dropFirst(7)) }
    return names.first.flatMap { LanguageName(rawValue: $0)?.language }
  }

  static func sorted(_ arguments: [String]) -> [String] {
    var leading: [String] = []
    var rest = arguments[...]
    while let first = rest.first {
      if ["--store", "--lang"].contains(first), rest.count >= 2 {
        leading += rest.prefix(2)
        rest = rest.dropFirst(2)
      } else if first.hasPrefix("--store=") || first.hasPrefix("--lang=") {
        leading.append(first)
        rest = rest.dropFirst()
      } else {
        break
      }
    }
    guard !leading.isEmpty, let command = rest.first, !command.hasPrefix("-") else { return leading + rest }
    var place = rest.index(after: rest.startIndex)
    if ["screens", "ssh-key", "credential"].contains(command), let next = rest.dropFirst().first, !next.hasPrefix("-") {
      place = rest.index(after: place)
    }
    return rest[..<place] + leading + rest[place...]
  }
}

import ArgumentParser
import Domain

/// What a sub-command is told about the store, about who runs it, and about how to answer.
protocol CommandOptions: ParsableArguments {
  var common: CommonOptions { get }
  var json: Bool { get }
  /// The caller; nil if the command does not ask.
  var asking: PersonOptions? { get }
}

extension CommandOptions {
  var asking: PersonOptions? { nil }
  var language: Language { common.language }
  var pathsNamed: [String] { (common.store == nil ? [] : ["--store"]) + (asking?.pathsNamed ?? []) }
}

/// Options that every sub-command takes.
struct CommonOptions: ParsableArguments {
  @Option(help: "The store's folder. 紀錄庫的目錄。")
  var store: String?

  @Option(help: "zh-TW or en; else from the locale, zh-TW where it says nothing. 語言。")
  var lang: LanguageName?

  var language: Language { lang?.language ?? Environment.language }

  var storePath: String { Environment.storePath(store) }
}

/// A language as typed after `--lang`.
enum LanguageName: String, ExpressibleByArgument, CaseIterable {
  case zhTW = "zh-TW"
  case zh
  case en

  var language: Language { self == .en ? .en : .zhTW }
}

/// Who runs a sub-command in a shared store. A personal store has one person and does not ask.
struct PersonOptions: ParsableArguments {
  @Option(name: .customLong("as"), help: "Your id, in a shared store. 共用紀錄庫中您的人員代碼。")
  var person: String?

  @Option(help: "Your passphrase or PIN: its file, or - for the first line of standard input. 通行碼檔。")
  var secretFile: String?

  var pathsNamed: [String] {
    (person == nil ? [] : ["--as"]) + (secretFile == nil || secretFile == "-" ? [] : ["--secret-file"])
  }
}

/// Options of a sub-command that does not ask who runs it.
struct StoreOptions: CommandOptions {
  @OptionGroup var common: CommonOptions

  @Flag(help: "Print as JSON, also why nothing was done. 以 JSON 輸出，沒有完成時也是。")
  var json = false
}

/// Options of a sub-command that knows who runs it.
struct PersonalOptions: CommandOptions {
  @OptionGroup var common: CommonOptions
  @OptionGroup var who: PersonOptions

  @Flag(help: "Print as JSON, also why nothing was done. 以 JSON 輸出，沒有完成時也是。")
  var json = false

  var asking: PersonOptions? { who }
}

/// Options of a sub-command whose output is a page or a file, and never anything about it.
struct OutputOptions: CommandOptions {
  @OptionGroup var common: CommonOptions
  @OptionGroup var who: PersonOptions

  var json: Bool { false }
  var asking: PersonOptions? { who }
}

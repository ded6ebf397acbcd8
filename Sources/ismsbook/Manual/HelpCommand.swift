import ArgumentParser
import Definitions
import Desk
import Domain
import FrontEnd

/// `ismsbook help CHAPTER`: the manual; `ismsbook help COMMAND`: how a sub-command is called.
struct HelpCommand: RemoteCommand {
  static let configuration = CommandConfiguration(
    commandName: "help",
    abstract: "Read a chapter of the manual, or how a sub-command is called. 閱讀使用手冊，或看子命令的用法。",
    discussion: """
      Chapters 章: \(HelpCommand.chapters).
      Without a word it lists them and the sub-commands. 不加字就列出各章與子命令。
      The help of the screens has the same chapters. 畫面的說明裡也能閱讀。
      """)

  private static let chapters = ManualChapter.allCases.map(\.rawValue).joined(separator: " ")

  @OptionGroup var common: CommonOptions

  @Argument(help: "A chapter, or a sub-command such as list or 'screens check'. 章名或子命令。")
  var words: [String] = []

  @Flag(help: "Print all chapters and sub-commands as a page for man -l. 印成 man -l 的頁面。")
  var man = false

  var pathsNamed: [String] { common.store == nil ? [] : ["--store"] }

  func validate() throws {
    if man, !words.isEmpty { throw ValidationError("--man prints everything and takes no chapter") }
  }

  func run() throws {
    let language = common.language
    if man {
      let catalogue = try catalogue()
      let chapters = try ManualChapter.allCases.map { try text(of: $0, catalogue) }
      return Output.line(ManPage(chapters: chapters, language: language).text)
    }
    if words.isEmpty { return tellAll() }
    if words.count == 1, let chapter = ManualChapter(rawValue: words[0]) {
      let lines = TextLines.of(try text(of: chapter, try catalogue()), width: TextLines.widest, isMarked: true)
      return Output.line(lines.map { Self.withoutBlanksAtEnd($0.text) }.joined(separator: "\n"))
    }
    guard let command = Self.command(words) else {
      let known = ManualChapter.allCases.map(\.rawValue) + Commands.all.map { $0.type.calledName }
      let unknown = Suggestion.unknown(
        Phrase(zh: "章或子命令", en: "chapter or sub-command"), words[0], Suggestion.nearest(to: words[0], among: known))
      throw CommandRefusal(.usage, unknown)
    }
    Output.line(Ismsbook.helpMessage(for: command))
  }

  /// The chapters, then what `--help` says.
  private func tellAll() {
    Output.line(Phrase(zh: "使用手冊：ismsbook help 章名", en: "The manual: ismsbook help CHAPTER")[common.language])
    for chapter in ManualChapter.allCases {
      let name = chapter.rawValue.padding(toLength: 15, withPad: " ", startingAt: 0)
      Output.line("  \(name) " + (chapter.title + Phrase(zh: "：", en: ": ") + chapter.summary)[common.language])
    }
    Output.line("")
    Output.line(Ismsbook.helpMessage())
  }

  private func catalogue() throws -> any Catalogue {
    try SSHSession.desk?.catalogue ?? ScreensCatalogue.installed(with: common.storePath)
  }

  private func text(of chapter: ManualChapter, _ catalogue: any Catalogue) throws -> String {
    if let text = catalogue.manual(chapter, language: common.language) { return text }
    Output.findings(catalogue.findings(), common.language)
    throw CommandRefusal(
      .notFound,
      Phrase(
        zh: "使用手冊缺少「\(chapter.rawValue)」這一章；請確認 Screens/Manual 完整。",
        en: "The manual has no chapter '\(chapter.rawValue)'; see that Screens/Manual is whole."))
  }

  /// Wrapped lines keep the blanks that hang over the edge.
  private static func withoutBlanksAtEnd(_ line: String) -> Substring {
    line.prefix(line.count - line.reversed().prefix { $0 == " " }.count)
  }

  /// The sub-command that words such as `screens check` name.
  private static func command(_ words: [String]) -> (any ParsableCommand.Type)? {
    var found: any ParsableCommand.Type = Ismsbook.self
    for word in words {
      guard let next = found.configuration.subcommands.first(where: { $0.calledName == word }) else { return nil }
      found = next
    }
    return found
  }
}

extension ParsableCommand {
  /// As it is typed; the parser makes it of the type's name where none is given.
  static var calledName: String { configuration.commandName ?? "\(Self.self)".lowercased() }
}

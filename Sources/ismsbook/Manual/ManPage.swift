import ArgumentParser
import Domain

/// The manual and all sub-commands as a page for `man`, in roff.
struct ManPage {
  /// The texts of the chapters, in order.
  let chapters: [String]
  let language: Language

  var text: String {
    let name = Phrase(zh: "資安簿：資訊安全管理系統紀錄簿", en: "keeps the records of an information security management system")
    var lines = [
      ".TH ISMSBOOK 1 \"\" \"\(Ismsbook.configuration.version)\" \"\(roff(Self.source[language]))\"",
      // Chinese has no blanks to stretch, and no hyphens to break words with.
      ".ad l", ".nh", ".SH " + quoted(Phrase(zh: "名稱", en: "NAME")[language]),
      "ismsbook \\- " + roff(name[language]), ".SH " + quoted(Phrase(zh: "指令", en: "COMMANDS")[language]),
    ]
    lines += commands
    for chapter in chapters { lines += self.chapter(chapter) }
    return lines.joined(separator: "\n")
  }

  private static let source = Phrase(zh: "資安簿使用手冊", en: "ismsbook manual")

  // MARK: - Commands

  /// Each sub-command with its abstract; those of `screens` and the like by both words.
  private var commands: [String] {
    Ismsbook.configuration.subcommands.flatMap { command -> [String] in
      let nested = command.configuration.subcommands
      return nested.isEmpty
        ? entry(command.calledName, command) : nested.flatMap { entry("\(command.calledName) \($0.calledName)", $0) }
    }
  }

  private func entry(_ name: String, _ command: any ParsableCommand.Type) -> [String] {
    let usage = Ismsbook.usageString(for: command).split(separator: "\n").map {
      roff($0.trimmingPrefix("Usage: ").trimmingPrefix { $0 == " " })
    }
    return [".TP", ".B " + quoted("ismsbook \(name)"), roff(command.configuration.abstract), ".br"] + usage
  }

  // MARK: - Chapters

  private func chapter(_ text: String) -> [String] {
    var result: [String] = []
    var isCode = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("    ") {
        if !isCode { result += [".PP", ".RS 4", ".nf"] }
        isCode = true
        result.append(roff(line.dropFirst(4)))
        continue
      }
      if isCode { result += [".fi", ".RE"] }
      isCode = false
      result += paragraph(line)
    }
    return isCode ? result + [".fi", ".RE"] : result
  }

  private func paragraph(_ line: Substring) -> [String] {
    let level = line.prefix { $0 == "#" }.count
    let title = String(line.dropFirst(level).trimmingPrefix { $0 == " " })
    let digits = line.prefix { $0.isNumber }
    switch level {
    case 1: return [".SH " + quoted(title)]
    case 2: return [".SS " + quoted(title)]
    case 3...: return [".PP", ".B " + quoted(title)]
    default: break
    }
    if line.isEmpty { return [] }
    if line.hasPrefix("- ") { return [".IP \\(bu 2", roff(line.dropFirst(2))] }
    if !digits.isEmpty, line.dropFirst(digits.count).hasPrefix(". ") {
      return [".IP \(digits). \(digits.count + 2)", roff(line.dropFirst(digits.count + 2))]
    }
    return [".PP", roff(line)]
  }

  private func quoted(_ text: String) -> String { "\"\(roff(text))\"" }

  /// A line of text without anything that roff would take for its own. Between Han characters a line may be broken.
  private func roff(_ text: some StringProtocol) -> String {
    var result = ""
    var isBold = false
    for character in text {
      switch character {
      case "\\": result += "\\e"
      case "-": result += "\\-"
      case "\"": result += "\\(dq"
      case "'": result += "\\(aq"
      case "^": result += "\\(ha"
      case "~": result += "\\(ti"
      case "`":
        isBold.toggle()
        result += isBold ? "\\fB" : "\\fR"
      default:
        if Self.mayBreak(before: character) { result += "\\:" }
        result.append(character)
        if Self.mayBreak(after: character) { result += "\\:" }
      }
    }
    if isBold { result += "\\fR" }
    return result.hasPrefix(".") ? "\\&" + result : result
  }

  /// Other full-width marks than opening brackets stay on the line of the character before.
  private static func mayBreak(before character: Character) -> Bool {
    guard let scalar = character.unicodeScalars.first else { return false }
    return scalar.properties.isIdeographic || "「『（《【".contains(character)
  }

  private static func mayBreak(after character: Character) -> Bool { "、，。；：！？」』）》】".contains(character) }
}

import Domain
import Terminal

/// All keys as a table: in both languages for `ismsbook keys`, in one for a chapter of the manual.
public enum KeyTable {
  public static var markdown: String {
    let head = ["| 鍵 key | 指令 command | 作用 what it does |", "|---|---|---|"]
    let rows = Command.allCases.map { command in
      "| \(keys(command)) | \(command.name.zh) \(command.name.en) | \(command.help.zh)。 \(command.help.en). |"
    }
    return (head + rows).joined(separator: "\n")
  }

  /// A line for each command, as a list.
  public static func list(_ language: Language) -> String {
    Command.allCases.map { command in
      let words = command.name + Phrase(zh: "：", en: ": ") + command.help + Phrase(zh: "。", en: ".")
      return "- \(keys(command)) \(words[language])"
    }.joined(separator: "\n")
  }

  private static func keys(_ command: Command) -> String {
    command.keys.map { "`\($0.name)`" }.joined(separator: " ")
  }
}

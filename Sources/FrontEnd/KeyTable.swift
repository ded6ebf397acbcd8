import Domain
import Terminal

/// All keys as the table that stands in the README.
public enum KeyTable {
  public static var markdown: String {
    let head = ["| 鍵 key | 指令 command | 作用 what it does |", "|---|---|---|"]
    let rows = Command.allCases.map { command in
      let keys = command.keys.map { "`\($0.name)`" }.joined(separator: " ")
      return "| \(keys) | \(command.name.zh) \(command.name.en) | \(command.help.zh)。 \(command.help.en). |"
    }
    return (head + rows).joined(separator: "\n")
  }
}

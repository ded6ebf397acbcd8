import ArgumentParser
import Terminal

/// How the screens are drawn on this terminal.
struct DisplayOptions: ParsableArguments {
  @Flag(help: "Draw boxes with line characters where the terminal has them one column wide. 用線條字元畫框。")
  var lines = false

  @Option(help: "Columns of characters whose width is ambiguous: 1 or 2. 寬度不定字元的欄數。")
  var ambiguous: Int?

  var boxes: BoxStyle { lines ? .unicode : .ascii }
}

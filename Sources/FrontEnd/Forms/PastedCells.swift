import Domain

/// The cells of a text as a spreadsheet puts it on the clipboard: tabs between columns, line ends between rows, and
/// quotes around a cell that holds either, in which quotes are doubled.
struct PastedCells {
  /// Every line but empty ones at the end, which leave no gap.
  private(set) var lines: [[String]] = []
  /// Those that are not empty.
  var rows: [[String]] { lines.filter { !Self.isEmpty($0) } }
  /// Why the text cannot be cut into cells.
  private(set) var refusal: Phrase?

  init(_ text: String) {
    var rest = text[...]
    while refusal == nil, !rest.isEmpty { lines.append(row(&rest)) }
    while let last = lines.last, Self.isEmpty(last) { lines.removeLast() }
  }

  static func isEmpty(_ line: [String]) -> Bool { line.allSatisfy { $0.trimmed.isEmpty } }

  /// The cells up to the end of a line.
  private mutating func row(_ rest: inout Substring) -> [String] {
    var cells: [String] = []
    while true {
      let cell = quoted(&rest) ?? plain(&rest)
      cells.append(cell)
      guard let next = rest.popFirst(), next == "\t" else { return cells }
    }
  }

  private func plain(_ rest: inout Substring) -> String {
    let cell = rest.prefix { $0 != "\t" && !$0.isNewline }
    rest = rest[cell.endIndex...]
    return String(cell)
  }

  /// A cell in quotes. Nil if the quotes are part of the text: they do not end with the cell, or enclose a text that
  /// needs none.
  private mutating func quoted(_ rest: inout Substring) -> String? {
    guard rest.first == "\"" else { return nil }
    var cell = ""
    var isNeeded = false
    var after = rest.dropFirst()
    while let character = after.popFirst() {
      if character != "\"" {
        isNeeded = isNeeded || character.isNewline || character == "\t"
        cell.append(character)
      } else if after.first == "\"" {
        after.removeFirst()
        isNeeded = true
        cell.append("\"")
      } else {
        guard isNeeded, after.first.map({ $0 == "\t" || $0.isNewline }) ?? true else { return nil }
        if cell.contains("\t") {
          let line = lines.count + 1
          refusal = Phrase(
            zh: "第 \(line) 列有用引號括起來的定位字元，看不出是一格還是兩格，所以沒有貼上；請把那一格的定位字元或引號拿掉。",
            en:
              "In row \(line) a tab stands in quotes, which could be one cell or two, so nothing was pasted; take the "
              + "tab or the quotes out of it.")
        }
        rest = after
        return cell
      }
    }
    return nil
  }
}

import Domain

/// Rows of a spreadsheet: columns between tabs, in the order of the table's columns.
struct PastedRows {
  static let mostRows = 5_000

  private(set) var rows: [Row] = []
  /// Why nothing can be pasted.
  private(set) var refusal: Phrase?

  init(_ text: String, _ table: Field, _ filling: Filling) {
    var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { line in
      line.split(separator: "\t", omittingEmptySubsequences: false).map { String($0).trimmed }
    }
    lines.removeAll { $0.allSatisfy(\.isEmpty) }
    var columns = table.columns.filter { !$0.isComputed }
    // A first line with the titles says which columns there are.
    if let titles = lines.first.map({ $0.map { title in table.columns.first { $0.isCalled(title) } } }),
      !titles.isEmpty, titles.allSatisfy({ $0 != nil })
    {
      columns = titles.compactMap { $0 }
      lines.removeFirst()
    }
    if let wide = lines.firstIndex(where: { $0.count > columns.count }) {
      refusal = Phrase(
        zh: "第 \(wide + 1) 列有 \(lines[wide].count) 欄，明細只有 \(columns.count) 欄可填，所以沒有貼上；請調整後再貼。",
        en: "Line \(wide + 1) has \(lines[wide].count) columns, the table takes \(columns.count); nothing was pasted.")
      return
    }
    guard lines.count <= Self.mostRows else {
      refusal = Phrase(
        zh: "共 \(lines.count) 列，超過一次 \(Self.mostRows) 列，所以沒有貼上；請分次貼。",
        en: "\(lines.count) rows are more than \(Self.mostRows) at a time, so nothing was pasted; paste in parts.")
      return
    }
    let empty = filling.entry.newRow(of: table, in: filling.settled)
    rows = lines.map { cells in
      var row = empty
      for (column, text) in zip(columns, cells) where !column.isComputed && !text.isEmpty {
        row[column.id] = filling.entry.read(Self.texts(text, column), column)
      }
      return row
    }
  }

  private static func texts(_ cell: String, _ column: Field) -> [String] {
    guard column.type.isList else { return [cell] }
    return cell.split { ",，、;；".contains($0) }.map { String($0).trimmed }
  }
}

extension Field {
  fileprivate func isCalled(_ title: String) -> Bool {
    [id, label.zh, label.en].contains { $0.lowercased() == title.lowercased() }
  }
}

import Domain

/// Rows of a spreadsheet: columns between tabs, in the order of the table's columns.
struct PastedRows {
  static let mostRows = 5_000

  private(set) var rows: [Row] = []
  /// Why nothing can be pasted.
  private(set) var refusal: Phrase?
  /// Cells that hold something that cannot be read.
  private(set) var unread = 0

  init(_ text: String, _ table: Field, _ filling: Filling) {
    let cells = PastedCells(text)
    refusal = cells.refusal
    guard refusal == nil else { return }
    var lines = cells.rows
    var columns = table.columns.filter { !$0.isComputed }
    // A first line with the titles says which columns there are.
    if let titles = lines.first.map({ $0.map { title in table.columns.first { $0.isCalled(title.trimmed) } } }),
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
    for cells in lines {
      var row = empty
      for (column, text) in zip(columns, cells) where !column.isComputed && !text.trimmed.isEmpty {
        let texts = Self.texts(text, column)
        row[column.id] = filling.entry.read(texts, column)
        if texts.contains(where: { column.type.read($0, column, filling.entry.reading).isFailure }) { unread += 1 }
      }
      rows.append(row)
    }
  }

  /// What the message line says of it.
  var message: Phrase {
    let pasted = Phrase(zh: "貼上 \(rows.count) 列；Ctrl+Z 復原。", en: "\(rows.count) rows pasted; Ctrl+Z undoes.")
    guard unread > 0 else { return pasted }
    return pasted
      + Phrase(
        zh: "有 \(unread) 格讀不懂，照樣留著，標 ! 的列要改。",
        en: " \(unread) cells cannot be read and stay as they are; mend the rows marked !.")
  }

  private static func texts(_ cell: String, _ column: Field) -> [String] {
    guard column.type.isList else { return [cell] }
    return cell.split { ",，、;；".contains($0) }.map { String($0).trimmed }
  }
}

extension Result {
  fileprivate var isFailure: Bool {
    if case .failure = self { true } else { false }
  }
}

extension Field {
  fileprivate func isCalled(_ title: String) -> Bool {
    [id, label.zh, label.en].contains { SearchForm.folded($0) == SearchForm.folded(title) }
  }
}

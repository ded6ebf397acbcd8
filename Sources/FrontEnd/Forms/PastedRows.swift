import Domain

/// The rows of a table once the cells of a spreadsheet are put into it: as new rows, or from a cell to the right and
/// down.
struct PastedRows {
  static let mostRows = 5_000

  /// The cell that is filled in first.
  struct Target {
    /// Places of its row and of those below it, as far as they are in sight.
    let rows: [Int]
    let column: Int
    /// Whether other rows are out of sight, so that none is added.
    let isFiltered: Bool
  }

  /// All rows of the table.
  private(set) var rows: [Row]
  /// Why it cannot be pasted.
  private(set) var refusal: Phrase?
  /// The place of the first row that was filled in or added.
  private(set) var first: Int?
  private var filled = 0
  private var added = 0

  private let table: Field
  private let filling: Filling
  private let target: Target?
  private var columns: [Field] = []
  private var lines: [[String]] = []
  private var hasTitles = false

  init(_ text: String, _ table: Field, _ filling: Filling, at target: Target? = nil) {
    self.table = table
    self.filling = filling
    self.target = target
    rows = filling.typed[rows: table.id]
    let cells = PastedCells(text)
    lines = cells.lines.map { line in Array(line.prefix((line.lastIndex { !$0.trimmed.isEmpty } ?? -1) + 1)) }
    refusal = cells.refusal
    guard refusal == nil else { return }
    findColumns()
    refusal = tooMuch
    guard refusal == nil else { return }
    fill()
  }

  /// The columns that a first line of titles names, else those from the cursor on that can be filled in. What names a
  /// prepared row is filled in only if the cursor is on it.
  private mutating func findColumns() {
    if let titles = lines.first.map({ $0.map { title in table.columns.first { $0.isCalled(title.trimmed) } } }),
      !titles.isEmpty, titles.allSatisfy({ $0 != nil })
    {
      columns = titles.compactMap { $0 }
      hasTitles = true
      lines[0] = []
      return
    }
    let start = target?.column ?? 0
    columns = table.columns.enumerated().filter { place, column in
      place >= start && !column.isComputed
        && !(target != nil && table.template != nil && place != start && column.id == table.naming?.id)
    }.map(\.element)
  }

  private var tooMuch: Phrase? {
    if let wide = lines.firstIndex(where: { $0.count > columns.count }) {
      let here = Phrase(
        zh: "第 \(wide + 1) 行有 \(lines[wide].count) 欄，這裡可填 \(columns.count) 欄，所以沒有貼上：",
        en: "Line \(wide + 1) has \(lines[wide].count) columns, here are \(columns.count) to fill in; nothing was "
          + "pasted. They are: ")
      return here
        + Phrase(
          zh: columns.map(\.label.zh).joined(separator: "、") + "。",
          en: columns.map(\.label.en).joined(separator: ", ") + ".")
    }
    guard lines.count > Self.mostRows else { return nil }
    return Phrase(
      zh: "共 \(lines.count) 列，超過一次 \(Self.mostRows) 列，所以沒有貼上；請分次貼。",
      en: "\(lines.count) rows are more than \(Self.mostRows) at a time, so nothing was pasted; paste in parts.")
  }

  private mutating func fill() {
    let old = rows
    let empty = filling.entry.newRow(of: table, in: filling.settled)
    var free = target.map { hasTitles && table.template == nil ? [] : $0.rows } ?? []
    let isByName = !free.isEmpty && hasTitles && columns.contains { $0.id == table.naming?.id }
    if isByName { free = Array(rows.indices) }
    for (number, cells) in lines.enumerated() {
      var place: Int?
      if cells.isEmpty {
        // A gap in a column stays one.
        if !isByName, !free.isEmpty, number > 0 || !hasTitles { free.removeFirst() }
        continue
      }
      if isByName {
        place = free.firstIndex { isNamed($0, cells) }.map { free.remove(at: $0) }
      } else if !free.isEmpty {
        place = free.removeFirst()
      }
      if place == nil, target != nil, !mayGrow(isByName) {
        refusal = noRow(for: number)
        rows = old
        return
      }
      var row = place.map { rows[$0] } ?? empty
      for (column, text) in zip(columns, cells) where !column.isComputed && !text.trimmed.isEmpty {
        let texts = Self.texts(text, column).map(column.typed)
        for text in texts {
          guard case .failure(let problem) = column.type.read(text, column, filling.entry.reading) else { continue }
          refusal =
            Phrase(
              zh: "第 \(number + 1) 行「\(column.label.zh)」讀不懂，所以沒有貼上：",
              en: "Line \(number + 1), '\(column.label.en)' cannot be read, so nothing was pasted: ")
            + problem.message.namingKeys
          rows = old
          return
        }
        row[column.id] = filling.entry.read(texts, column)
      }
      if let place {
        rows[place] = row
        filled += 1
        first = min(first ?? place, place)
      } else {
        first = first ?? rows.count
        rows.append(row)
        added += 1
      }
    }
  }

  /// A prepared table grows by rows that have a name; none is added while rows are out of sight.
  private func mayGrow(_ isByName: Bool) -> Bool {
    guard let target else { return true }
    if hasTitles && table.template == nil { return true }
    if target.isFiltered && !isByName { return false }
    return table.template == nil || columns.contains { $0.id == table.naming?.id }
  }

  private func noRow(for number: Int) -> Phrase {
    let count = target?.rows.count ?? 0
    if target?.isFiltered == true {
      return Phrase(
        zh: "貼的有 \(lines.count) 行，從游標起看得到的只有 \(count) 列，所以沒有貼上；請先按 \(key: .back) 顯示全部。",
        en:
          "\(lines.count) lines are more than the \(count) rows in sight from the cursor on, so nothing was pasted; \(key: .back) "
          + "shows all rows.")
    }
    let name = table.naming?.label ?? table.label
    return Phrase(
      zh: "貼的有 \(lines.count) 行，從游標起只有 \(count) 列，所以沒有貼上；要加列請連「\(name.zh)」一起貼。",
      en: "\(lines.count) lines are more than the \(count) rows from the cursor on, so nothing was pasted; to add rows "
        + "paste '\(name.en)' too.")
  }

  /// Whether a row has the name in a line.
  private func isNamed(_ place: Int, _ cells: [String]) -> Bool {
    guard let naming = table.naming, let at = columns.firstIndex(where: { $0.id == naming.id }), at < cells.count
    else { return false }
    let said = filling.entry.read([naming.typed(cells[at])], naming)
    return naming.isSame(rows[place][naming.id], said)
  }

  /// What the message line says about it.
  var message: Phrase {
    let all = filled + added
    guard filled > 0 else {
      return Phrase(zh: "貼上 \(all) 列；\(key: .undo) 復原。", en: "\(Self.rows(all)) pasted; \(key: .undo) undoes.")
    }
    let place = Phrase(
      zh: "從第 \((first ?? 0) + 1) 列起填入 \(filled) 列",
      en: "\(Self.rows(filled)) filled in from row \((first ?? 0) + 1) on")
    let more = added > 0 ? Phrase(zh: "，新增 \(added) 列", en: ", \(added) added") : Phrase(verbatim: "")
    return place + more + Phrase(zh: "；\(key: .undo) 復原。", en: "; \(key: .undo) undoes.")
  }

  private static func rows(_ count: Int) -> String { count == 1 ? "1 row" : "\(count) rows" }

  private static func texts(_ cell: String, _ column: Field) -> [String] {
    guard column.type.isList else { return [cell] }
    return cell.split { ",，、;；".contains($0) }.map { String($0).trimmed }
  }
}

extension Field {
  fileprivate func isCalled(_ title: String) -> Bool {
    [id, label.zh, label.en].contains { SearchForm.folded($0) == SearchForm.folded(title) }
  }
}

import Domain
import Terminal

extension RowsScreen {
  /// What the message line says: what is wrong with the selected row, or with the table.
  func hint() -> [Effect] {
    let all = filling.shownFindings(ofField: table.id)
    let row = selected
    let ofRow = all.first { finding in
      guard case .field(_, let place?, _) = finding.place else { return false }
      return place == row
    }
    let ofMark = ofRow == nil ? markHint() : []
    guard ofMark.isEmpty else { return ofMark }
    guard let finding = ofRow ?? filling.findings(at: FieldSlot(table.id)).first else { return [] }
    let text = filling.name(of: finding.place) + Phrase(zh: "：", en: ": ") + finding.message
    return [.show(Message(finding.severity == .error ? .error : .warning, text))]
  }

  /// What changed in the selected row since the record that this one continues.
  private func markHint() -> [Effect] {
    guard let marks, let earlier = filling.predecessor?.record?.number else { return [] }
    if selectedRemoved != nil {
      let key = Command.duplicateRow.key
      return [
        .show(
          .note(
            Phrase(
              zh: "- 刪除：\(earlier) 有這一列，這裡沒有；\(key) 放回來。",
              en: "- removed: \(earlier) has this row, this record has not; \(key) puts it back.")))
      ]
    }
    guard let row = selected, marks.rows.indices.contains(row), marks.rows[row].mark != .unchanged else { return [] }
    return [.show(.note(marks.rows[row].text(table)))]
  }

  /// Puts a removed row back.
  mutating func putBack(_ row: Row) -> [Effect] {
    let place = filling.insert([row], in: table, at: rows.count)
    showAll(at: place)
    return [
      .show(
        .note(
          Phrase(
            zh: "已放回，第 \(place + 1) 列；\(key: .undo) 復原。", en: "Put back as row \(place + 1); \(key: .undo) undoes.")))
    ]
  }

  mutating func nextGroup() -> [Effect] {
    guard !groups.isEmpty else { return [.show(.note(Phrase(zh: "沒有可以分類的欄位。", en: "There is nothing to group by.")))] }
    let row = selected
    group = group.map { $0 + 1 } ?? 0
    if group == groups.count { group = nil }
    selection.move(to: 0, count: shown.count)
    renew()
    if let row, shown.contains(row) { select(row: row) }
    return []
  }

  mutating func undo(redoing: Bool) -> [Effect] {
    let slot = FieldSlot(table.id)
    guard let state = redoing ? filling.redo(at: slot, caret: 0) : filling.undo(at: slot, caret: 0) else {
      return [
        .show(
          .note(Phrase(zh: "沒有可以\(redoing ? "重做" : "復原")的改動。", en: "There is nothing to \(redoing ? "redo" : "undo")."))
        )
      ]
    }
    renew()
    if let row = state.slot, row.table == table.id { select(row: row.row) }
    let done = redoing ? Phrase(zh: "已重做：", en: "Done again: ") : Phrase(zh: "已復原：", en: "Undone: ")
    return [.show(.note(done + filling.name(of: (state.slot ?? slot).place)))]
  }

  /// A text with tabs or line ends is cells; any other goes into the filter.
  mutating func paste(_ text: String) -> [Effect] {
    guard text.contains(where: { $0 == "\t" || $0.isNewline }) else {
      filter.handle(.paste(text))
      renew()
      selection.move(to: 0, count: shown.count)
      return []
    }
    let pasted = PastedRows(text, table, filling, at: pasteTarget)
    if let refusal = pasted.refusal { return [.show(.warning(refusal))] }
    let id = table.id
    filling.change(at: FieldSlot(id)) { $0[rows: id] = pasted.rows }
    if let first = pasted.first { showAll(at: first) }
    return [.show(.success(pasted.message))]
  }

  /// The cell that a paste fills in from. In a table without prepared rows the first column means new rows.
  private var pasteTarget: PastedRows.Target? {
    guard let row = selected, table.template != nil || column > 0 else { return nil }
    let following = shown[selection.index...].filter { $0 < rows.count }
    return PastedRows.Target(
      rows: following.isEmpty ? [row] : Array(following), column: column, isFiltered: !filter.isEmpty || group != nil)
  }

  public func helpText(_ workspace: Workspace) -> [Phrase] {
    var result = [table.label + Phrase(zh: "：一列一筆。", en: ": one row each.")]
    result += filling.findings(at: FieldSlot(table.id)).map { Phrase(verbatim: "! ") + $0.message }
    if let help = table.help { result.append(help) }
    if let earlier = filling.predecessor?.record?.number, marks != nil {
      result.append(
        Phrase(
          zh: "和 \(earlier) 相比：+ 新增、~ 修改、- 刪除、= 無異動；\(key: .group) 只看一種。",
          en: "Against \(earlier): + added, ~ changed, - removed, = unchanged; \(key: .group) shows one kind only."))
    }
    result += RecordStart.help(filling.form, table: table, isSaved: false)
    result.append(
      Phrase(
        zh: "打字篩選列，左右鍵換欄（表頭反白的那一欄），Enter 編輯一列；名稱欄一直留在左邊。",
        en:
          "Typing filters the rows, Left and Right go to another column (its title is marked), Enter edits a row; the "
          + "column that names the row stays at the left."))
    result.append(pasteHelp)
    return result
  }

  private var pasteHelp: Phrase {
    let titled = Phrase(
      zh: "第一行若是欄位名稱，就照名稱放。有一格讀不懂或放不下就全部不貼；\(key: .undo) 一次復原。",
      en: " A first line of column titles says where they go. Where a cell cannot be read or does not fit, nothing is "
        + "pasted; one \(key: .undo) takes it back.")
    guard table.template != nil else {
      return Phrase(
        zh: "從試算表貼上：游標在第一欄時成為新的列，在其他欄時從那一格往右、往下填。",
        en:
          "A paste from a spreadsheet becomes new rows while the cursor is in the first column; in another one it fills "
          + "in from that cell to the right and down.") + titled
    }
    let name = table.naming?.label ?? table.label
    return Phrase(
      zh: "從試算表貼上的內容從游標那一格往右、往下填；計算的欄跳過，「\(name.zh)」只有游標在上面時才會改。",
      en:
        "A paste from a spreadsheet fills in from the cell of the cursor to the right and down, past computed columns; "
        + "'\(name.en)' changes only where the cursor is on it.") + titled
  }
}

extension Field {
  /// The column of a table where filling in begins: past what names rows that are prepared.
  var firstToFill: Int {
    guard template != nil else { return 0 }
    let naming = TableLayout.naming(self)
    return columns.indices.first { $0 > naming && !columns[$0].isComputed } ?? 0
  }
}

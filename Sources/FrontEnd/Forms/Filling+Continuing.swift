import Domain

/// The record that a record goes on from while it is filled in.
struct Predecessor {
  /// The related records that it was looked up among.
  let among: [String]
  let record: RecordValue?
}

extension Filling {
  /// Looks up what the record goes on from, where its related records have changed.
  mutating func lookUpPredecessor(_ workspace: Workspace) {
    guard form.continues != nil, predecessor?.among != typed[Form.relatedRecords] else { return }
    let related = typed[Form.relatedRecords]
    predecessor = Predecessor(
      among: related, record: workspace.startingPoint(of: typed, record: origin.number, form: form))
  }

  /// How the rows of a table stand to those of the record that this one goes on from; nothing where it goes on from
  /// none, or does not carry that table over.
  func marks(of table: String) -> RowMarks? {
    guard let earlier = predecessor?.record else { return nil }
    return form.marks(of: table, in: shown, since: earlier.content)
  }

  /// Looks at how one row stands, for as long as it is in sight.
  mutating func compareRow(_ row: Int, of table: String) {
    guard let marks = marks(of: table), marks.rows.indices.contains(row) else {
      comparedRow = nil
      return
    }
    comparedRow = ComparedRow(table: table, row: row, marked: marks.rows[row])
  }

  /// Whether a cell of the row in sight is not as it was in the record that this one goes on from.
  func isChangedSincePredecessor(_ slot: Slot) -> Bool {
    guard let comparedRow, slot.table == comparedRow.table, slot.row == comparedRow.row else { return false }
    return comparedRow.marked.changes.contains { $0.column == slot.field }
  }
}

/// How a row stands to that of the record that this one goes on from.
struct ComparedRow {
  let table: String
  let row: Int
  let marked: RowMarks.Marked
}

extension RowMarks.Marked {
  /// `~ 修改：實作狀態 部分實作 -> 已實作`, with the changed columns of the table.
  func text(_ table: Field) -> Phrase {
    func text(_ language: Language) -> String {
      let cells = changes.map { change -> String in
        let column = table.column(change.column)
        let shown = ShownField(field: column, language: language)
        let label = column?.label[language] ?? change.column
        let old = change.old.isEmpty ? "-" : shown.line(change.old).excerpt
        let new = change.new.isEmpty ? "-" : shown.line(change.new).excerpt
        return "\(label) \(old) -> \(new)"
      }
      let head = "\(mark.sign) \(mark.label[language])"
      let separator = language == .zhTW ? "；" : "; "
      return cells.isEmpty
        ? head : head + (language == .zhTW ? "：" : ": ") + cells.joined(separator: separator)
    }
    return Phrase(zh: text(.zhTW), en: text(.en))
  }
}

import Domain

extension Filling {
  /// Looks up the record that this one continues, if its related records have changed.
  mutating func lookUpPredecessor(_ workspace: Workspace) {
    guard form.continues != nil, predecessor?.among != typed[Form.relatedRecords] else { return }
    let related = typed[Form.relatedRecords]
    predecessor = Predecessor(
      among: related, record: workspace.startingPoint(of: typed, record: target.number, form: form))
  }

  /// The rows of a table compared with those of the record that this one continues; nil if it continues none, or
  /// does not carry that table over.
  func marks(of table: String) -> RowMarks? {
    guard let earlier = predecessor?.record else { return nil }
    return form.marks(of: table, in: shown, since: earlier.content)
  }

  /// Compares one row, for as long as it is in sight.
  mutating func compareRow(_ row: Int, of table: String) {
    guard let marks = marks(of: table), marks.rows.indices.contains(row) else {
      comparedRow = nil
      return
    }
    comparedRow = ComparedRow(table: table, row: row, marked: marks.rows[row])
  }

  /// Whether a cell of the row in sight is not as it was in the record that this one continues.
  func isChangedSincePredecessor(_ slot: FieldSlot) -> Bool {
    guard let comparedRow, slot.table == comparedRow.table, slot.row == comparedRow.row else { return false }
    return comparedRow.marked.changes.contains { $0.column == slot.field }
  }
}

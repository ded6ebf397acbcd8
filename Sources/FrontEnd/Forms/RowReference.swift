import Domain

/// A row that a record was started from, and its column that takes the number of the new record.
struct RowReference: Hashable {
  let record: String
  let table: Phrase
  let row: Int
  let column: Phrase

  /// What to do so that the row names the new record.
  func reminder(of number: String) -> Phrase {
    Phrase(
      zh: "接著在 \(record) 按 \(key: .amend)，把 \(number) 填入「\(table.zh)」第 \(row + 1) 列的「\(column.zh)」。",
      en: "Now amend \(record) with \(key: .amend): put \(number) into '\(column.en)' of '\(table.en)', row \(row + 1)."
    )
  }
}

import Domain

/// A row compared with that of the record that this one continues.
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

import Domain
import Terminal

/// The first rows of a table as text.
struct TableSummary {
  /// Rows of the table that are shown in the form.
  static let mostRows = 3

  let table: Field
  private let rows: [Row]
  private let count: Int
  private let wrong: [Int: Finding.Severity]
  private let marks: RowMarks?

  init(field: Field, filling: Filling) {
    table = field
    let all = filling.shown[rows: field.id]
    rows = Array(all.prefix(Self.mostRows))
    count = all.count
    wrong = filling.severities(ofRows: field.id)
    marks = filling.marks(of: field.id)
  }

  func lines(width: Int, _ setting: EditorSetting) -> [String] {
    var head = Phrase(zh: "\(count) 列", en: count == 1 ? "1 row" : "\(count) rows")
    let errors = wrong.filter { $0.value == .error }.count
    if errors > 0 { head = head + Phrase(zh: "，! \(errors) 列要改", en: ", ! \(errors) to mend") }
    if let marks { head = head + Phrase(verbatim: "  \(marks.signs)") }
    head =
      head
      + (table.isComputed
        ? Phrase(zh: "（由程式列出）", en: " (listed by the program)") : Phrase(zh: "（Enter 編輯）", en: " (Enter edits)"))
    var result = [setting.workspace.text(head)]
    guard count > 0 else { return result }
    let layout = TableLayout(table, rows: rows, wide: width - 5, setting.language, first: 0)
    result.append("     " + layout.header(setting.language))
    for (index, row) in rows.enumerated() {
      let mark = wrong[index].map { $0 == .error ? "!" : "?" } ?? " "
      result.append("\(mark)\(Width.padded(String(index + 1), to: 3, .right)) " + layout.line(row, setting.language))
    }
    if count > rows.count { result.append("     ...") }
    return result
  }
}

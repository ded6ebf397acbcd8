import Domain

/// Rows of a table that have something in common: the theme of their choice, an answer, something to be mended.
struct RowGroup {
  let title: Phrase
  let rows: Set<Int>

  static func all(_ table: Field, _ rows: [Row], wrong: Set<Int>, marks: RowMarks? = nil) -> [RowGroup] {
    var result: [RowGroup] = []
    if !wrong.isEmpty { result.append(RowGroup(title: Phrase(zh: "要改的列", en: "rows to mend"), rows: wrong)) }
    if let marks { result += marked(marks) }
    for column in table.columns {
      if let list = column.choices {
        result += list.groups.isEmpty ? items(column, list, rows) : themes(column, list, rows)
      } else if column.kind == .yesNo {
        result += ["yes", "no"].compactMap { value in
          group(
            column, Phrase(zh: column.type.shown(value, column, .zhTW), en: column.type.shown(value, column, .en)),
            { $0 == value }, of: rows)
        }
      }
    }
    return result
  }

  /// Rows of one mark; removed rows come last.
  private static func marked(_ marks: RowMarks) -> [RowGroup] {
    RowMarks.Mark.allCases.compactMap { mark in
      let places =
        mark == .removed
        ? Array(marks.rows.count..<marks.rows.count + marks.removed.count)
        : marks.rows.indices.filter { marks.rows[$0].mark == mark }
      guard !places.isEmpty else { return nil }
      return RowGroup(title: Phrase(verbatim: "\(mark.sign) ") + mark.label, rows: Set(places))
    }
  }

  private static func themes(_ column: Field, _ list: ChoiceList, _ rows: [Row]) -> [RowGroup] {
    let groups = Dictionary(list.items.map { ($0.id, $0.group ?? "") }, uniquingKeysWith: { first, _ in first })
    return list.groups.compactMap { theme in
      group(column, theme.title, { groups[$0] == theme.id }, of: rows)
    }
  }

  /// The rows of each choice; none for a long list, whose groups do not help to find a row.
  private static func items(_ column: Field, _ list: ChoiceList, _ rows: [Row]) -> [RowGroup] {
    guard list.items.count <= 12 else { return [] }
    return list.items.compactMap { item in group(column, item.label, { $0 == item.id }, of: rows) }
  }

  private static func group(
    _ column: Field, _ value: Phrase, _ isIn: (String) -> Bool, of rows: [Row]
  ) -> RowGroup? {
    let found = rows.indices.filter { rows[$0][column.id].contains(where: isIn) }
    guard !found.isEmpty, found.count < rows.count else { return nil }
    return RowGroup(title: column.label + Phrase(verbatim: " = ") + value, rows: Set(found))
  }
}

import Domain
import Terminal

/// The columns of a table side by side; the one that names the row stays at the left when the others scroll.
struct TableLayout {
  struct Column {
    let field: Field
    let width: Int
  }

  /// A column is never wider than this, unless its title is.
  static let mostColumns = 24

  private(set) var columns: [Column] = []
  /// Whether more columns follow at the right.
  let hasMore: Bool

  init(_ table: Field, rows: some Collection<Row>, wide: Int, _ language: Language, first: Int) {
    self.init(table, widths: Self.widths(table, rows: rows, language), wide: wide, first: first)
  }

  /// `first` counts the columns beside the naming one that are left out at the left.
  init(_ table: Field, widths: [Int], wide: Int, first: Int) {
    var left = wide
    var more = false
    for place in Self.order(table, first: first) {
      guard !more, widths.indices.contains(place) else { continue }
      let field = table.columns[place]
      if widths[place] <= left || columns.count <= 1 {
        let width = max(1, min(widths[place], left))
        columns.append(Column(field: field, width: width))
        left -= width + 2
        if left <= 0 { more = place != Self.order(table, first: first).last }
      } else {
        more = true
      }
    }
    hasMore = more
  }

  /// Places of the columns from left to right: as they are defined, and once some are left out the naming one first.
  private static func order(_ table: Field, first: Int) -> [Int] {
    let all = Array(table.columns.indices)
    guard first > 0 else { return all }
    let naming = naming(table)
    return [naming] + all.filter { $0 != naming }.dropFirst(first)
  }

  static func naming(_ table: Field) -> Int { table.columns.firstIndex { $0.id == table.naming?.id } ?? 0 }

  /// As wide as the title and the texts in the rows, within limits.
  static func widths(_ table: Field, rows: some Collection<Row>, _ language: Language) -> [Int] {
    table.columns.map { field in
      let title = Width.of(field.label[language])
      let widest = rows.reduce(0) { max($0, min(mostColumns, Width.of(text($1, field, language)))) }
      return max(title, min(mostColumns, field.width ?? max(widest, 4)))
    }
  }

  static func text(_ row: Row, _ field: Field, _ language: Language) -> String {
    let texts = row[field.id]
    guard let first = texts.first else { return "" }
    if texts.count == 1 {
      let line = first.utf8.count > 400 ? String(first.prefix(100)) : first
      return field.type.shown(line, field, language).split(whereSeparator: \.isNewline).joined(separator: " ")
    }
    return texts.map { field.type.shown($0, field, language) }.joined(separator: language == .zhTW ? "、" : ", ")
  }

  func header(_ language: Language) -> String {
    columns.map { Width.padded($0.field.label[language], to: $0.width, alignment($0)) }.joined(separator: "  ")
  }

  /// Columns of the screen before the column.
  func start(of id: String) -> Int? {
    columns.firstIndex { $0.field.id == id }.map { place in columns[..<place].reduce(0) { $0 + $1.width + 2 } }
  }

  func title(of id: String, _ language: Language) -> String {
    columns.first { $0.field.id == id }.map {
      Width.padded($0.field.label[language], to: $0.width, alignment($0))
    } ?? ""
  }

  func line(_ row: Row, _ language: Language) -> String {
    columns.map { column in
      var text = Self.text(row, column.field, language)
      // A code tells more than the beginning of its label.
      if Width.of(text) > column.width, column.field.choices != nil, let code = row[column.field.id].first,
        code.contains("."), row[column.field.id].count == 1
      {
        text = code
      }
      return Width.padded(text, to: column.width, alignment(column))
    }.joined(separator: "  ")
  }

  private func alignment(_ column: Column) -> Width.Alignment { column.field.kind.alignment }
}

import Domain
import Desk
import Terminal

/// The columns of a form's list: what fits into the width, and how wide each is.
struct ListLayout {
  enum Content: Hashable {
    case number, status, savedAt
    /// A list column, counted from 0.
    case field(Int)
  }

  struct Column {
    var content: Content
    var label: String
    var width: Int
    /// What it may grow to where there is room.
    var ideal: Int
    var alignment = Width.Alignment.left
  }

  /// Columns kept in the index for each form.
  static let most = 8

  private(set) var columns: [Column] = []
  private let fields: [Field?]
  private let language: Language
  private let clock: StoreClock
  private let form: Form
  /// Whether records are signed.
  private let isShared: Bool

  private static let gap = 2
  /// Columns before the first one, for the mark of the selected row.
  static let margin = 2

  init(
    form: Form, rows: [ListRow], width: Int, sort: ListSort, ascending: Bool, isShared: Bool, clock: StoreClock,
    language: Language
  ) {
    self.form = form
    self.clock = clock
    self.isShared = isShared
    self.language = language
    fields = form.list.prefix(Self.most).map { form.field($0) }
    var wanted = [number(rows), status(rows)]
    let mark = ascending ? "^" : "v"
    var all = fields.enumerated().compactMap { place, field in field.map { self.column(place, $0) } }
    all.append(savedAt)
    // The column that is sorted by is always there; then as many as fit, in order.
    let sorted = all.firstIndex { $0.content.isSorted(by: sort) }
    if let sorted { wanted.append(all[sorted]) }
    for (place, column) in all.enumerated() where place != sorted {
      let isLast = column.content == .savedAt
      let used = isLast ? Self.total(wanted, ideal: true) : Self.total(wanted)
      if used + Self.gap + column.width <= width - Self.margin { wanted.append(column) }
    }
    let order: [Content] = [.number, .status] + fields.indices.map { .field($0) } + [.savedAt]
    columns = order.compactMap { content in wanted.first { $0.content == content } }
    for place in columns.indices where columns[place].content.isSorted(by: sort) { columns[place].label += mark }
    grow(to: width - Self.margin)
  }

  private static func total(_ columns: [Column], ideal: Bool = false) -> Int {
    columns.reduce(-gap) { $0 + (ideal ? $1.ideal : $1.width) + gap }
  }

  /// Gives what is left over to the columns that want more, in order.
  private mutating func grow(to width: Int) {
    var left = max(0, width - Self.total(columns))
    for place in columns.indices where columns[place].ideal > columns[place].width {
      let more = min(left, columns[place].ideal - columns[place].width)
      columns[place].width += more
      left -= more
    }
  }

  // MARK: - Columns

  private func number(_ rows: [ListRow]) -> Column {
    let label = Phrase(zh: "編號", en: "Number")[language]
    let width = min(24, rows.reduce(Width.of(label) + 1) { max($0, Width.of($1.number)) })
    return Column(content: .number, label: label, width: width, ideal: width)
  }

  private func status(_ rows: [ListRow]) -> Column {
    let label = Phrase(zh: "狀態", en: "Status")[language]
    let width = rows.reduce(Width.of(label)) { max($0, Width.of(self.status(of: $1)[language])) }
    return Column(content: .status, label: label, width: width, ideal: width)
  }

  /// An entry that another one corrects says so; the record itself names the other.
  private func status(of row: ListRow) -> Phrase {
    row.correctedBy == nil || row.status == .void
      ? row.status.label(of: form, isShared: isShared) : Phrase(zh: "已更正", en: "corrected")
  }

  private var savedAt: Column {
    Column(content: .savedAt, label: Phrase(zh: "存檔時間", en: "Saved at")[language], width: 16, ideal: 16)
  }

  private func column(_ place: Int, _ field: Field) -> Column {
    let label = field.label[language]
    let natural = max(FieldWidth.ofColumn(field, language), min(Width.of(label) + 1, 16))
    let least = field.kind.canBeCut ? min(natural, 10) : natural
    return Column(
      content: .field(place), label: label, width: least, ideal: natural,
      alignment: field.kind.alignment)
  }

  // MARK: - Text

  func header() -> String { line { Width.clipped($0.label, to: $0.width) } }

  /// `saved` is the form as the record was saved under it.
  func text(of row: ListRow, _ saved: Form? = nil) -> String {
    let fields = saved.map { saved in form.list.prefix(Self.most).map { saved.field($0) } } ?? self.fields
    return line { column in
      switch column.content {
      case .number: row.number
      case .status: status(of: row)[language]
      case .savedAt: clock.placed(row.savedAt).shown
      case .field(let place):
        row.columns.indices.contains(place)
          ? ShownField.inOneLine(ShownField(field: fields[place], language: language).listText(row.columns[place])) : ""
      }
    }
  }

  private func line(_ cell: (Column) -> String) -> String {
    columns.map { Width.padded(cell($0), to: $0.width, $0.alignment) }
      .joined(separator: String(repeating: " ", count: Self.gap))
  }
}

extension ListLayout.Content {
  fileprivate func isSorted(by sort: ListSort) -> Bool {
    switch (self, sort) {
    case (.number, .number), (.savedAt, .savedAt): true
    case (.field(let place), .column(let column)): place == column
    default: false
    }
  }
}

import Domain
import Desk
import Terminal

/// A table of a form: its rows one below the other, filtered by typing; Enter opens one.
public struct RowsScreen: Screen {
  var filling: Filling
  let table: Field
  /// Places of the rows in sight, in order.
  private(set) var shown: [Int] = []
  var selection = Selection()
  var filter = LineEditor()
  var groups: [RowGroup] = []
  /// The group in sight; nil for all rows.
  var group: Int?
  /// Columns beside the naming one that are scrolled out of sight.
  private(set) var firstColumn = 0
  /// The column that the cursor is on: from there on a paste fills in.
  private(set) var column: Int
  /// Whether the cursor was moved to another column, so that a row is opened there.
  private var movedColumn = false
  private var widths: [Language: [Int]] = [:]
  private var severities: [Int: Finding.Severity] = [:]
  /// The rows compared with those of the record that this one continues.
  private(set) var marks: RowMarks?
  /// A cell to be opened at once.
  private var opening: FieldSlot?
  /// While a row's screen has the filling, that screen keeps the draft.
  private var isLent = false
  private(set) var view = Scroll()

  init(_ filling: Filling, table: Field, opening: FieldSlot? = nil, _ workspace: Workspace) {
    self.filling = filling
    self.table = table
    self.opening = opening
    column = table.firstToFill
    renew()
    if let row = opening?.row { select(row: row) }
  }

  var rows: [Row] { filling.shown[rows: table.id] }

  /// The place of the selected row in the table; nil for a removed one.
  var selected: Int? { selectedPlace.flatMap { $0 < rows.count ? $0 : nil } }

  /// A row of the record that this one continues, which this one no longer has.
  var selectedRemoved: Row? { selectedPlace.flatMap { removed(at: $0) } }

  private var selectedPlace: Int? { shown.indices.contains(selection.index) ? shown[selection.index] : nil }

  /// Removed rows are listed after the rows of the table.
  func removed(at place: Int) -> Row? {
    guard let marks, marks.removed.indices.contains(place - rows.count) else { return nil }
    return marks.removed[place - rows.count]
  }

  /// Works out what is shown, after a change or with another filter.
  mutating func renew() {
    let rows = rows
    let wanted = PickItem.words(filter.text)
    marks = filling.marks(of: table.id)
    let all = rows + (marks?.removed ?? [])
    groups = RowGroup.all(table, rows, wrong: Set(filling.severities(ofRows: table.id).keys), marks: marks)
    if let group, !groups.indices.contains(group) { self.group = nil }
    let wanting = group.map { groups[$0] }
    shown = all.indices.filter { place in
      (wanting?.rows.contains(place) ?? true) && (wanted.isEmpty || matches(all[place], wanted))
    }
    severities = filling.severities(ofRows: table.id)
    let sample = all.prefix(200)
    for language in Language.allCases { widths[language] = TableLayout.widths(table, rows: sample, language) }
    selection.move(to: selection.index, count: shown.count)
  }

  private func matches(_ row: Row, _ wanted: [Substring]) -> Bool {
    var words = ""
    for field in table.columns {
      for text in row[field.id] {
        words += text + " "
        if field.choices != nil {
          words += field.type.shown(text, field, .zhTW) + " " + field.type.shown(text, field, .en) + " "
        }
      }
    }
    let all = SearchForm.folded(words)
    return wanted.allSatisfy { all.contains($0) }
  }

  mutating func select(row: Int) {
    if let place = shown.firstIndex(of: row) {
      selection.move(to: place, count: shown.count)
    } else if let place = shown.firstIndex(where: { $0 >= row }) {
      selection.move(to: place, count: shown.count)
    }
  }

  // MARK: - Screen

  public func title(_ workspace: Workspace) -> Phrase { table.label }

  public var mode: Phrase? { Phrase(zh: "明細", en: "table") }

  public var isForKiosk: Bool { true }

  public func bindings(_ workspace: Workspace) -> [Binding] {
    [
      bindOnRows(.back) { screen, _ in screen.back() },
      bindOnRows(.save) { screen, _ in screen.save() },
      bindOnRows(.insertRow) { $0.insertRow($1) },
      bindOnRow(.duplicateRow) { $0.duplicate($1) },
      bindOnRow(.deleteRow) { $0.delete($1) },
      bindOnRows(.group) { screen, _ in screen.nextGroup() },
      bindOnRow(.rowUp) { $0.move($1, by: -1) },
      bindOnRow(.rowDown) { $0.move($1, by: 1) },
      bindOnRows(.undo) { screen, _ in screen.undo(redoing: false) },
      bindOnRows(.redo) { screen, _ in screen.undo(redoing: true) },
    ] + (filling.form.startsRecords(fromRowsOf: table.id) ? [RecordStart.unsaved(self)] : [])
  }

  /// With the records as they are now. Without another message the message line is about the selected row.
  private func bindOnRows(
    _ command: Command, unless denial: @escaping (RowsScreen, Workspace) -> Denial? = { _, _ in nil },
    _ run: @escaping (inout RowsScreen, Workspace) -> [Effect]
  ) -> Binding {
    bind(command, unless: denial) { screen, workspace in
      screen.filling.refresh(workspace)
      let effects = run(&screen, workspace)
      return effects.isEmpty ? screen.hint() : effects
    }
  }

  /// A command on the selected row. One that was removed can only be put back, by duplicating it.
  private func bindOnRow(_ command: Command, _ run: @escaping (inout RowsScreen, Int) -> [Effect]) -> Binding {
    bindOnRows(command, unless: { screen, _ in screen.selectedPlace == nil ? noRow : nil }) { screen, _ in
      if let removed = screen.selectedRemoved { return command == .duplicateRow ? screen.putBack(removed) : [] }
      return screen.selected.map { run(&screen, $0) } ?? []
    }
  }

  public var takesText: Bool { true }

  public mutating func appear(_ workspace: Workspace) -> [Effect] {
    filling.refresh(workspace)
    guard let slot = opening else { return hint() }
    opening = nil
    return open(slot.row, column: slot.field, workspace)
  }

  private var noRow: Denial {
    Denial(.note(Phrase(zh: "還沒有列；\(key: .insertRow) 加一列。", en: "No rows yet; \(key: .insertRow) adds one.")))
  }

  private mutating func back() -> [Effect] {
    guard !filter.isEmpty || group != nil else { return [.pop(.filling(filling))] }
    let row = selected
    filter = LineEditor()
    group = nil
    renew()
    if let row { select(row: row) }
    return []
  }

  private mutating func save() -> [Effect] {
    filling.wantsSave = true
    return [.pop(.filling(filling))]
  }

  private mutating func insertRow(_ workspace: Workspace) -> [Effect] {
    let place = filling.insertRow(in: table, at: selected.map { $0 + 1 } ?? rows.count)
    showAll(at: place)
    return open(place, workspace)
  }

  private mutating func duplicate(_ row: Int) -> [Effect] {
    if let place = filling.duplicateRow(row, of: table) { showAll(at: place) }
    return []
  }

  private mutating func delete(_ row: Int) -> [Effect] {
    let listed = marks?.removed.count ?? 0
    filling.removeRow(row, of: table)
    renew()
    let staysListed = (marks?.removed.count ?? 0) > listed
    return [
      .show(
        .note(
          Phrase(zh: "已刪第 \(row + 1) 列；\(key: .undo) 復原。", en: "Row \(row + 1) deleted; \(key: .undo) undoes.")
            + (staysListed
              ? Phrase(zh: "列尾仍以「- 刪除」列出。", en: " It stays listed at the end as '- removed'.")
              : Phrase(verbatim: ""))))
    ]
  }

  private mutating func move(_ row: Int, by step: Int) -> [Effect] {
    let target = selection.index + step
    guard shown.indices.contains(target), shown[target] < rows.count else { return [] }
    filling.swapRows(row, shown[target], of: table)
    selection.move(to: target, count: shown.count)
    renew()
    return []
  }

  /// Brings a new row into sight, whatever the filter.
  mutating func showAll(at row: Int) {
    renew()
    if !shown.contains(row) {
      filter = LineEditor()
      group = nil
      renew()
    }
    select(row: row)
  }

  mutating func open(_ row: Int, column: String? = nil, _ workspace: Workspace) -> [Effect] {
    guard rows.indices.contains(row) else { return [] }
    isLent = true
    let among = shown.filter { $0 < rows.count }
    return [.push(RowScreen(filling, table: table, row: row, column: column, among: among, workspace))]
  }

  public mutating func handle(_ event: Event, _ workspace: Workspace) -> [Effect] {
    let effects = take(event, workspace)
    return effects.isEmpty ? hint() : effects
  }

  private mutating func take(_ event: Event, _ workspace: Workspace) -> [Effect] {
    switch event {
    case .paste(let text): return paste(text)
    case .key(let key):
      if key == .enter || key == .tab {
        if selectedRemoved != nil { return [] }
        guard let row = selected else {
          // An empty table gets its first row; a filter that fits nothing gets none.
          guard rows.isEmpty else {
            return [.show(.note(Phrase(zh: "沒有符合的列；\(key: .back) 顯示全部。", en: "No row fits; \(key: .back) shows all.")))]
          }
          return insertRow(workspace)
        }
        return open(row, column: movedColumn ? table.columns[column].id : nil, workspace)
      }
      if selection.handle(key, count: shown.count, page: Self.rows(workspace.room)) { return [] }
      if key == .left || key == .right {
        moveColumn(key == .right ? 1 : -1, workspace)
        return []
      }
      if filter.handle(key) {
        let row = selected
        renew()
        selection.move(to: 0, count: shown.count)
        if filter.isEmpty, let row { select(row: row) }
      }
      return []
    default: return []
    }
  }

  private mutating func moveColumn(_ step: Int, _ workspace: Workspace) {
    column = max(0, min(column + step, table.columns.count - 1))
    movedColumn = true
    let naming = TableLayout.naming(table)
    guard column != naming else {
      if column == 0 { firstColumn = 0 }
      return
    }
    firstColumn = min(firstColumn, column < naming ? column : column - 1)
    while firstColumn < table.columns.count - 2, !isInSight(column, workspace) { firstColumn += 1 }
  }

  private func isInSight(_ column: Int, _ workspace: Workspace) -> Bool {
    layout(workspace.room.columns, workspace).columns.contains { $0.field.id == table.columns[column].id }
  }

  /// The columns of the table that fit a width.
  func layout(_ columns: Int, _ workspace: Workspace) -> TableLayout {
    TableLayout(
      table, widths: widths[workspace.language] ?? [], wide: columns - numberColumns - 5, first: firstColumn)
  }

  /// Columns of the row numbers.
  var numberColumns: Int { max(3, String(rows.count).count) }

  public mutating func receive(_ outcome: Outcome, _ workspace: Workspace) -> [Effect] {
    isLent = false
    guard case .filling(let filling) = outcome else { return [] }
    self.filling = filling
    if filling.wantsSave { return [.pop(.filling(filling))] }
    let row = filling.focus?.table == table.id ? filling.focus?.row : nil
    renew()
    if let row {
      if shown.contains(row) { select(row: row) } else { showAll(at: row) }
    }
    return hint()
  }

  /// Lines above the rows: status, filter, titles.
  static let headRows = 3

  private static func rows(_ room: Size) -> Int { max(1, room.rows - headRows) }

  public mutating func draw(into canvas: inout Canvas, _ workspace: Workspace) {
    let visible =
      shown.isEmpty ? 0..<0 : view.window(around: selection.index, of: shown.count, rows: Self.rows(canvas.size))
    let drawing = RowsDrawing(screen: self, severities: severities, visible: visible, workspace: workspace)
    drawing.draw(into: &canvas)
  }

  // MARK: - Draft

  public var draft: Draft? {
    guard !isLent, filling.isDirty else { return nil }
    return filling.draft(person: filling.entry.me)
  }

  public mutating func draftWasSaved() { filling.isDirty = false }
}

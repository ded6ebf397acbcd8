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
  /// The group in sight; nothing for all rows.
  var group: Int?
  /// Columns behind the key that are moved out of sight.
  var firstColumn = 0
  private var widths: [Language: [Int]] = [:]
  private var severities: [Int: Finding.Severity] = [:]
  /// How the rows stand to those of the record that this one goes on from.
  private(set) var marks: RowMarks?
  /// A cell to be opened at once.
  private var opening: Slot?
  /// While a row's screen has the filling, that screen keeps the draft.
  private var isLent = false
  let view = ViewMemory()

  init(_ filling: Filling, table: Field, opening: Slot? = nil, _ workspace: Workspace) {
    self.filling = filling
    self.table = table
    self.opening = opening
    renew()
    if let row = opening?.row { select(row: row) }
  }

  var rows: [Row] { filling.shown[rows: table.id] }

  /// The place of the selected row in the table; nothing for a removed one.
  var selected: Int? { selectedPlace.flatMap { $0 < rows.count ? $0 : nil } }

  /// A row that the record which this one goes on from has, and this one has no more.
  var selectedRemoved: Row? { selectedPlace.flatMap { removed(at: $0) } }

  private var selectedPlace: Int? { shown.indices.contains(selection.index) ? shown[selection.index] : nil }

  /// Removed rows are listed behind the rows of the table.
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

  public var commands: [Command] {
    [.back, .save, .insertRow, .duplicateRow, .deleteRow, .group, .rowUp, .rowDown, .undo, .redo]
      + (filling.form.startsRecords(fromRowsOf: table.id) ? [.link] : [])
  }

  public var takesText: Bool { true }

  public mutating func appear(_ workspace: Workspace) -> [Effect] {
    filling.refresh(workspace)
    guard let slot = opening else { return hint() }
    opening = nil
    return open(slot.row, column: slot.field, workspace)
  }

  public mutating func perform(_ command: Command, _ workspace: Workspace) -> [Effect] {
    let effects = carryOut(command, workspace)
    return effects.isEmpty ? hint() : effects
  }

  private mutating func carryOut(_ command: Command, _ workspace: Workspace) -> [Effect] {
    filling.refresh(workspace)
    switch command {
    case .back:
      if !filter.isEmpty || group != nil {
        let row = selected
        filter = LineEditor()
        group = nil
        renew()
        if let row { select(row: row) }
        return []
      }
      return [.pop(.filling(filling))]
    case .save:
      filling.wantsSave = true
      return [.pop(.filling(filling))]
    case .group: return nextGroup()
    case .link: return [.show(.note(RecordStart.saveFirst))]
    case .undo, .redo: return undo(redoing: command == .redo)
    case .insertRow:
      let place = filling.insertRow(in: table, at: selected.map { $0 + 1 } ?? rows.count)
      showAll(at: place)
      return open(place, workspace)
    default: return performOnRow(command)
    }
  }

  private mutating func performOnRow(_ command: Command) -> [Effect] {
    if let removed = selectedRemoved { return performOnRemoved(removed, command) }
    guard let row = selected else {
      return [.show(.note(Phrase(zh: "還沒有列；Ins 加一列。", en: "No rows yet; Ins adds one.")))]
    }
    switch command {
    case .duplicateRow:
      if let place = filling.duplicateRow(row, of: table) { showAll(at: place) }
    case .deleteRow:
      let listed = marks?.removed.count ?? 0
      filling.removeRow(row, of: table)
      renew()
      let staysListed = (marks?.removed.count ?? 0) > listed
      return [
        .show(
          .note(
            Phrase(zh: "已刪第 \(row + 1) 列；Ctrl+Z 復原。", en: "Row \(row + 1) deleted; Ctrl+Z undoes.")
              + (staysListed
                ? Phrase(zh: "列尾仍以「- 刪除」列出。", en: " It stays listed at the end as '- removed'.")
                : Phrase(verbatim: ""))))
      ]
    case .rowUp, .rowDown:
      let target = selection.index + (command == .rowUp ? -1 : 1)
      guard shown.indices.contains(target), shown[target] < rows.count else { return [] }
      filling.swapRows(row, shown[target], of: table)
      selection.move(to: target, count: shown.count)
      renew()
    default: break
    }
    return []
  }

  /// A new row is in sight whatever the filter was.
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
    case .mouse(let mouse): return click(mouse, workspace)
    case .key(let key):
      if key == .enter || key == .tab {
        if selectedRemoved != nil { return [] }
        guard let row = selected else {
          // An empty table gets its first row; a filter that fits nothing gets none.
          guard rows.isEmpty else {
            return [.show(.note(Phrase(zh: "沒有符合的列；Esc 顯示全部。", en: "No row fits; Esc shows all.")))]
          }
          return perform(.insertRow, workspace)
        }
        return open(row, workspace)
      }
      if selection.handle(key, count: shown.count, page: view.rows) { return [] }
      if key == .left || key == .right {
        firstColumn = max(0, min(firstColumn + (key == .right ? 1 : -1), table.columns.count - 2))
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

  public func draw(into canvas: inout Canvas, _ workspace: Workspace) {
    let drawing = RowsDrawing(
      screen: self, severities: severities, widths: widths[workspace.language] ?? [], workspace: workspace)
    drawing.draw(into: &canvas)
  }

  // MARK: - Draft

  public var draft: Draft? {
    guard !isLent, filling.isDirty else { return nil }
    return filling.draft(person: filling.entry.me)
  }

  public mutating func draftWasSaved() { filling.isDirty = false }
}

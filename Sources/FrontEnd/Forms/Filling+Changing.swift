import Domain

extension Filling {
  /// Everything that undo has to bring back.
  func state(at slot: FieldSlot?, caret: Int) -> History.State { History.State(typed: typed, slot: slot, caret: caret) }

  /// Changes something in one step that can be undone.
  mutating func change(at slot: FieldSlot, caret: Int = 0, _ body: (inout Content) -> Void) {
    let before = state(at: slot, caret: caret)
    body(&typed)
    guard typed != before.typed else { return }
    history.push(before: before, .other, at: slot)
    touch()
    settle()
    check()
  }

  mutating func touch() {
    isDirty = true
    wasChanged = true
    acknowledged = []
  }

  /// Returns the place of the change that was undone; nil if there was none.
  mutating func undo(at slot: FieldSlot?, caret: Int) -> History.State? {
    guard let state = history.undo(from: self.state(at: slot, caret: caret)) else { return nil }
    restore(state)
    return state
  }

  mutating func redo(at slot: FieldSlot?, caret: Int) -> History.State? {
    guard let state = history.redo(from: self.state(at: slot, caret: caret)) else { return nil }
    restore(state)
    return state
  }

  private mutating func restore(_ state: History.State) {
    typed = state.typed
    touch()
    settle(offersDefaults: false)
    check()
  }

  /// Replaces the whole content, such as by a merged one.
  mutating func replace(with content: Content) {
    change(at: focus ?? FieldSlot(form.fields.first?.id ?? "")) { $0 = content }
  }

  // MARK: - Rows

  /// Adds a row with its defaults and gives its place.
  mutating func insertRow(in table: Field, at place: Int) -> Int {
    let row = entry.newRow(of: table, in: opened?.content ?? settled)
    return insert([row], in: table, at: place)
  }

  @discardableResult
  mutating func insert(_ rows: [Row], in table: Field, at place: Int) -> Int {
    let position = min(max(0, place), typed[rows: table.id].count)
    change(at: FieldSlot(table.id)) { $0[rows: table.id].insert(contentsOf: rows, at: position) }
    return position
  }

  mutating func removeRow(_ place: Int, of table: Field) {
    guard typed[rows: table.id].indices.contains(place) else { return }
    change(at: FieldSlot(table.id)) { $0[rows: table.id].remove(at: place) }
  }

  mutating func duplicateRow(_ place: Int, of table: Field) -> Int? {
    let rows = typed[rows: table.id]
    guard rows.indices.contains(place) else { return nil }
    return insert([table.withoutAnew(rows[place])], in: table, at: place + 1)
  }

  mutating func swapRows(_ first: Int, _ second: Int, of table: Field) {
    let rows = typed[rows: table.id]
    guard rows.indices.contains(first), rows.indices.contains(second) else { return }
    change(at: FieldSlot(table.id)) { $0[rows: table.id].swapAt(first, second) }
  }

  /// Empty rows are not saved.
  mutating func dropEmptyRows() {
    for field in form.fields where field.isTable {
      let kept = typed[rows: field.id].filter { !$0.isEmpty }
      if kept.count < typed[rows: field.id].count { change(at: FieldSlot(field.id)) { $0[rows: field.id] = kept } }
    }
  }
}

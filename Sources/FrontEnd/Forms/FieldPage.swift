import Domain
import Desk
import Terminal

/// Fields one below the other, one of them being typed in: all of a form, or those of one row of a table.
struct FieldPage {
  /// A field on the page.
  struct Line {
    let slot: FieldSlot
    let field: Field
    let section: Int
  }

  var filling: Filling
  /// The table and row it shows; nil for the form itself.
  private(set) var table: Field?
  private(set) var row = 0
  private(set) var lines: [Line] = []
  private(set) var place = 0
  private(set) var editor: any FieldEditor = FixedEditor(texts: [])
  /// Whether the editor holds something that `filling` does not have yet.
  private var isPending = false
  /// Whether something was typed into the field since it got the focus.
  private var isEdited = false
  private var run = TypingRun()
  var view = LastDrawing()

  init(_ filling: Filling, table: Field? = nil, row: Int = 0, _ workspace: Workspace) {
    self.filling = filling
    self.table = table
    self.row = row
    renew()
    view.valueWidth = valueWidth(in: workspace.room.columns, workspace)
    load(workspace)
  }

  var line: Line? { lines.indices.contains(place) ? lines[place] : nil }
  var slot: FieldSlot? { line?.slot }
  /// The place of the caret in a text of several lines.
  var caretPlace: (row: Int, column: Int, rows: Int)? { (editor as? ParagraphEditor)?.caretPlace }

  /// The fields that are asked for at present.
  private mutating func renew() {
    if let table {
      filling.compareRow(row, of: table.id)
      lines = filling.columns(of: table, row: row).map {
        Line(slot: FieldSlot(table: table.id, row: row, column: $0.id), field: $0, section: 0)
      }
    } else {
      lines = filling.sections.enumerated().flatMap { number, section in
        section.fields.map { Line(slot: FieldSlot($0.id), field: $0, section: number) }
      }
    }
  }

  // MARK: - Focus

  /// Makes a new editor for the focused field.
  mutating func load(_ workspace: Workspace, caret: Int? = nil) {
    isPending = false
    isEdited = false
    run = TypingRun()
    filling.history.breakStep()
    guard let line else {
      editor = FixedEditor(texts: [])
      return
    }
    editor = FieldEditors.editor(setting(line, workspace), filling)
    if let caret { editor.place(caret: caret) }
    filling.focus = line.slot
  }

  /// Hands what the editor holds to the filling, as typed.
  mutating func flush() {
    filling.caret = editor.caret
    guard isPending, let slot else { return }
    filling.typed[slot] = editor.texts
    isPending = false
  }

  /// Takes over what was typed, as far as it can be read; the field keeps the focus.
  mutating func settle() {
    editor.finish()
    if let slot, editor.texts != filling.typed[slot], line?.field.isComputed == false, line?.field.isTable == false {
      isPending = true
      isEdited = true
    }
    flush()
    guard isEdited, let slot else { return }
    filling.leave(slot)
    isEdited = false
    renewKeeping(slot)
  }

  private mutating func renewKeeping(_ slot: FieldSlot) {
    renew()
    if let same = lines.firstIndex(where: { $0.slot == slot }) {
      place = same
    } else {
      place = max(0, min(place, lines.count - 1))
    }
  }

  mutating func focus(_ slot: FieldSlot, caret: Int? = nil, _ workspace: Workspace) {
    settle()
    if let target = lines.firstIndex(where: { $0.slot == slot })
      ?? lines.firstIndex(where: { $0.slot == FieldSlot(slot.formField) })
    {
      place = target
    }
    load(workspace, caret: caret)
  }

  /// Moves to another field; `target` may be beyond either end.
  mutating func go(to target: Int, _ workspace: Workspace) {
    let wanted = lines.indices.contains(target) ? lines[target].slot : nil
    settle()
    if let wanted, let found = lines.firstIndex(where: { $0.slot == wanted }) {
      place = found
    } else {
      place = max(0, min(target, lines.count - 1))
    }
    load(workspace)
  }

  /// The first field that can be typed in.
  mutating func goToFirst(_ workspace: Workspace) {
    if let first = lines.firstIndex(where: { !$0.field.isComputed }), first != place { go(to: first, workspace) }
  }

  /// The next field that can be typed in; fields that are worked out are passed over.
  @discardableResult
  mutating func move(_ step: Int, passesComputed: Bool = true, _ workspace: Workspace) -> Bool {
    // What is asked for next may depend on what was just typed.
    settle()
    var target = place + step
    while passesComputed, lines.indices.contains(target), lines[target].field.isComputed { target += step }
    guard lines.indices.contains(target) else {
      load(workspace, caret: editor.caret)
      return false
    }
    go(to: target, workspace)
    return true
  }

  mutating func moveSection(_ step: Int, _ workspace: Workspace) {
    settle()
    guard let section = line?.section else { return }
    let isAtStart = lines.firstIndex { $0.section == section } == place
    let wanted = step > 0 ? section + 1 : (isAtStart ? section - 1 : section)
    if let target = lines.firstIndex(where: { $0.section == wanted }) { place = target }
    load(workspace)
  }

  mutating func show(row: Int, _ workspace: Workspace) {
    settle()
    let column = slot?.field
    self.row = row
    renew()
    place = lines.firstIndex { $0.slot.field == column } ?? 0
    load(workspace)
  }

  // MARK: - Changing

  /// What came of an event.
  enum Answer {
    case done
    case message(Message)
    case open
    /// Enter or Tab on the last field.
    case end
  }

  mutating func handle(_ event: Event, _ workspace: Workspace) -> Answer {
    filling.refresh(workspace)
    // A further letter in a field on which no other depends leaves the rest of the page as it is.
    let changedMore = view.changedMore || !isEdited
    view.changedMore = true
    guard let line else { return .done }
    let completes = event == .key(.tab) && editor.isListOpen
    if !completes, case .key(let key) = event, key == .tab || key == .backTab {
      return move(key == .tab ? 1 : -1, workspace) || key == .backTab ? .done : .end
    }
    let kind = run.kind(of: event, in: line.field)
    let begins = filling.history.beginsStep(kind, at: line.slot) || run.endsWord(before: event)
    if begins { flush() }
    let before = filling.state(at: line.slot, caret: editor.caret)
    let setting = setting(line, workspace)
    let answer = completes ? editor.complete(setting) : editor.handle(event, setting)
    switch answer {
    case .ignored where completes: if !move(1, workspace) { return .end }
    case .ignored:
      if case .key(let key) = event, !navigate(key, workspace) { return .end }
    case .moved: filling.history.breakStep()
    case .refused(let reason): return .message(.warning(reason))
    case .open: return .open
    case .changed, .changedNoting:
      note(begins ? before : nil, kind, line.slot)
      run.note(event)
      view.changedMore = changedMore || filling.dependence.affects(line.slot)
      if case .changedNoting(let reason) = answer { return .message(.note(reason)) }
    case .changedAndNext:
      // What Tab completes is taken back together with what was typed.
      note(completes ? nil : before, .other, line.slot)
      if !move(1, workspace) { return .end }
    }
    return .done
  }

  private mutating func note(_ before: History.State?, _ kind: History.Kind, _ slot: FieldSlot) {
    if let before {
      filling.history.push(before: before, size: before.typed[slot].reduce(0) { $0 + $1.utf8.count }, kind, at: slot)
    }
    isPending = true
    isEdited = true
    filling.touch()
    guard filling.dependence.affects(slot) else { return }
    flush()
    filling.settle(typingAt: slot)
    renewKeeping(slot)
  }

  /// Puts a value in, as one step that can be undone.
  mutating func set(_ texts: [String], _ workspace: Workspace) {
    guard let slot else { return }
    flush()
    filling.change(at: slot, caret: editor.caret) { $0[slot] = texts }
    filling.leave(slot)
    renewKeeping(slot)
    load(workspace)
  }

  /// Undoes or redoes one step; returns the place of the change, nil if there was none.
  mutating func undo(redoing: Bool, _ workspace: Workspace) -> FieldSlot? {
    flush()
    let caret = editor.caret
    guard let state = redoing ? filling.redo(at: slot, caret: caret) : filling.undo(at: slot, caret: caret) else {
      return nil
    }
    let target = state.slot ?? slot
    if let table, let target, target.table == table.id { row = target.row }
    renew()
    place = lines.firstIndex { $0.slot == target } ?? lines.firstIndex { $0.slot.field == target?.formField } ?? place
    place = max(0, min(place, lines.count - 1))
    load(workspace, caret: slot == target ? state.caret : nil)
    return target
  }

  mutating func closeList() { editor.closeList() }

  /// Takes over what a table's screens have done.
  mutating func take(_ filling: Filling, _ workspace: Workspace) {
    let slot = slot
    self.filling = filling
    renew()
    if let slot { renewKeeping(slot) }
    load(workspace)
  }
}

extension FieldPage {
  /// Gives false for Enter on the last field.
  mutating func navigate(_ key: Key, _ workspace: Workspace) -> Bool {
    switch key {
    case .enter: return move(1, workspace)
    case .down: move(1, passesComputed: false, workspace)
    case .up: move(-1, passesComputed: false, workspace)
    case .pageDown: go(to: pageTarget(1), workspace)
    case .pageUp: go(to: pageTarget(-1), workspace)
    case Key(.home, .control): go(to: 0, workspace)
    case Key(.end, .control): go(to: lines.count - 1, workspace)
    default: break
    }
    return true
  }

  /// The field about a screen away.
  private func pageTarget(_ step: Int) -> Int {
    let fields = view.places.count
    return max(0, min(place + step * max(1, fields - 2), lines.count - 1))
  }
}

import Domain
import Desk
import Terminal

/// One row of a table, its columns one below the other; the rows before and after it are a key away.
public struct RowScreen: PageScreen {
  var page: FieldPage
  var request: PageRequest?
  private let table: Field
  /// The rows to go through, as they were filtered.
  private var among: [Int]
  private let count: Int

  init(_ filling: Filling, table: Field, row: Int, column: String?, among: [Int], _ workspace: Workspace) {
    self.table = table
    self.among = among.contains(row) ? among : Array(filling.settled[rows: table.id].indices)
    count = filling.settled[rows: table.id].count
    page = FieldPage(filling, table: table, row: row, workspace)
    if let column {
      page.focus(FieldSlot(table: table.id, row: row, column: column), workspace)
    } else {
      page.goToFirst(workspace)
    }
  }

  public func title(_ workspace: Workspace) -> Phrase {
    table.label + Phrase(zh: " 第 \(page.row + 1) 列", en: " \(page.row + 1)")
  }

  public var mode: Phrase? { Phrase(zh: "填寫", en: "fill in") }

  public func bindings(_ workspace: Workspace) -> [Binding] {
    let startsRecords = page.filling.form.startsRecords(fromRowsOf: table.id)
    return [
      bind(.back) { $0.back($1) },
      bind(.save) { screen, _ in screen.save() },
      bindOnPage(.pick) { $0.pick($1) },
      bindOnPage(.ditto) { $0.ditto($1) },
      bindOnPage(.undo) { $0.undoOnRow(redoing: false, $1) },
      bindOnPage(.redo) { $0.undoOnRow(redoing: true, $1) },
      bindOnPage(.follow) { $0.follow($1) },
      bind(.previousSection) { $0.go(-1, $1) },
      bind(.nextSection) { $0.go(1, $1) },
      bind(.insertRow) { screen, workspace in
        screen.page.settle()
        return screen.show(screen.page.filling.insertRow(in: screen.table, at: screen.page.row + 1), workspace)
      },
      bind(.duplicateRow) { screen, workspace in
        screen.page.settle()
        return screen.show(screen.page.filling.duplicateRow(screen.page.row, of: screen.table), workspace)
      },
    ] + (startsRecords ? [RecordStart.unsaved(self)] : [])
  }

  public var takesText: Bool { true }

  public mutating func appear(_ workspace: Workspace) -> [Effect] {
    page.filling.refresh(workspace)
    return hint(workspace)
  }

  public func helpText(_ workspace: Workspace) -> [Phrase] {
    pageHelp(workspace) + carriedHelp + [
      Phrase(zh: "PgUp/PgDn 或 Ctrl+上下鍵換到前後列，不必離開。", en: "PgUp/PgDn or Ctrl+Up/Down go to the row before or after.")
    ]
  }

  /// What the focused cell held in the record that this one continues.
  private var carriedHelp: [Phrase] {
    guard let line = page.line, let earlier = page.filling.predecessor?.record?.number,
      let change = page.filling.comparedRow?.marked.changes.first(where: { $0.column == line.slot.field })
    else { return [] }
    func old(_ language: Language) -> String {
      change.old.isEmpty ? "-" : ShownField(field: line.field, language: language).line(change.old)
    }
    return [
      Phrase(zh: "\(earlier) 這一欄是：\(old(.zhTW))", en: "In \(earlier) this field is: \(old(.en))")
    ]
  }

  private mutating func back(_ workspace: Workspace) -> [Effect] {
    guard page.editor.isListOpen else { return leave() }
    page.closeList()
    return hint(workspace)
  }

  private mutating func save() -> [Effect] {
    page.filling.wantsSave = true
    return leave()
  }

  private mutating func undoOnRow(redoing: Bool, _ workspace: Workspace) -> [Effect] {
    let effects = undo(redoing: redoing, workspace)
    return afterUndo() ?? effects
  }

  private mutating func leave() -> [Effect] {
    page.settle()
    return [.pop(.filling(page.filling))]
  }

  /// Goes to the row before or after, in the same column.
  private mutating func go(_ step: Int, _ workspace: Workspace) -> [Effect] {
    guard let place = among.firstIndex(of: page.row), among.indices.contains(place + step) else {
      let end =
        step > 0
        ? Phrase(zh: "這是最後一列。", en: "This is the last row.") : Phrase(zh: "這是第一列。", en: "This is the first row.")
      return [.show(.note(end))]
    }
    page.show(row: among[place + step], workspace)
    return hint(workspace)
  }

  /// From the last column on to the next row.
  mutating func atEnd(_ workspace: Workspace) -> [Effect] {
    guard let place = among.firstIndex(of: page.row), among.indices.contains(place + 1) else {
      return [
        .show(
          .note(
            Phrase(
              zh: "這是最後一列的最後一欄；\(key: .insertRow) 加一列，\(key: .back) 回明細。",
              en: "The last column of the last row; \(key: .insertRow) adds a row, \(key: .back) goes back.")
          ))
      ]
    }
    page.show(row: among[place + 1], workspace)
    page.goToFirst(workspace)
    return hint(workspace)
  }

  /// Goes to a row that was put in.
  private mutating func show(_ place: Int?, _ workspace: Workspace) -> [Effect] {
    guard let place else { return [] }
    among = Array(page.filling.settled[rows: table.id].indices)
    page.show(row: place, workspace)
    page.goToFirst(workspace)
    return hint(workspace)
  }

  /// Where undo took the row away, or put rows in, the table shows what is there now.
  private mutating func afterUndo() -> [Effect]? {
    guard page.filling.settled[rows: table.id].count != count else { return nil }
    guard !page.filling.settled[rows: table.id].indices.contains(page.row) else {
      among = Array(page.filling.settled[rows: table.id].indices)
      return nil
    }
    return [.pop(.filling(page.filling))]
  }

  public mutating func handle(_ event: Event, _ workspace: Workspace) -> [Effect] {
    if case .key(let key) = event, !page.editor.isListOpen {
      switch key {
      case .pageDown, Key(.down, .control): return go(1, workspace)
      case .pageUp, Key(.up, .control): return go(-1, workspace)
      default: break
      }
    }
    return handleOnPage(event, workspace)
  }

  public mutating func receive(_ outcome: Outcome, _ workspace: Workspace) -> [Effect] {
    if let effects = receiveOnPage(outcome, workspace) { return effects }
    request = nil
    if let problem = outcome.problem { return [.show(.error(problem))] }
    return hint(workspace)
  }

  public mutating func draw(into canvas: inout Canvas, _ workspace: Workspace) {
    let rows = page.filling.shown[rows: table.id]
    let key = rows.indices.contains(page.row) ? table.naming.map { (rows[page.row], $0) } : nil
    let name = key.map { TableLayout.text($0.0, $0.1, workspace.language) } ?? ""
    var place = "\(page.row + 1)/\(rows.count)"
    if let mark = page.filling.comparedRow?.marked.mark {
      place += "  \(mark.sign) \(workspace.text(mark.label))"
    }
    page.draw(
      into: &canvas, header: Phrase(verbatim: "\(workspace.text(table.label)) \(place)  \(name)"), workspace)
  }

  // MARK: - Draft

  public var draft: Draft? {
    guard page.filling.isDirty else { return nil }
    var page = page
    page.flush()
    return page.filling.draft(person: page.filling.entry.me)
  }

  public mutating func draftWasSaved() { page.filling.isDirty = false }
}

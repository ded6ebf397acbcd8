import Domain
import Desk
import Terminal

/// The records of a form, one page at a time from the index: sorted, and filtered by what is typed.
public struct ListScreen: Screen {
  private let form: Form
  private var editor: LineEditor
  private var isTyping = false
  private var status: Status?
  /// The place in the cycle of sortings: number, saved time, each column; then the same downwards.
  private var sorting = 0
  private var mayCreate = true
  private var window = ListWindow()
  private var selection = Selection()

  public init(form: Form, filter: String = "", status: Status? = nil) {
    self.form = form
    editor = LineEditor(filter)
    self.status = status
  }

  public func title(_ workspace: Workspace) -> Phrase { form.title }

  public var mode: Phrase? { Phrase(zh: "清單", en: "list") }
  public var takesText: Bool { true }
  public var showsSavedRecords: Bool { true }

  public func bindings(_ workspace: Workspace) -> [Binding] {
    (editor.isEmpty ? [] : [bind(.back) { $0.clearFilter($1) }]) + [
      bind(.new, isShown: mayCreate, unless: { NewRecord.denial(of: $0.form, $1) }) {
        NewRecord.effects(of: $0.form, $1)
      },
      bind(.sort) { $0.sortOn($1) },
      bind(.group) { $0.group($1) },
      bind(.drafts) { _, _ in [.push(DraftsScreen())] },
    ]
  }

  // MARK: - Reading

  private var sorts: [ListSort] {
    [.number, .savedAt] + form.list.prefix(ListLayout.most).indices.map { .column($0) }
  }

  private var sort: ListSort { sorts[sorting % sorts.count] }
  private var isAscending: Bool { sorting < sorts.count }

  private var query: ListQuery {
    ListQuery(
      form: form.id, filter: editor.text, statuses: status.map { [$0] } ?? [], sort: sort, ascending: isAscending)
  }

  public mutating func appear(_ workspace: Workspace) -> [Effect] {
    mayCreate = workspace.access.may(.create, form: form.id)
    let number = window[selection.index]?.number
    let effects = window.read(query, around: selection.index, workspace)
    selection.move(to: window.place(of: number) ?? selection.index, count: window.total)
    return effects
  }

  /// Reads again from the first row.
  private mutating func restart(_ workspace: Workspace) -> [Effect] {
    selection = Selection()
    return window.read(query, around: 0, workspace)
  }

  // MARK: - Keys

  public mutating func handle(_ event: Event, _ workspace: Workspace) -> [Effect] {
    if case .key(let key) = event {
      if key == .enter { return open() }
      if selection.handle(key, count: window.total, page: workspace.room.rows - 2) {
        isTyping = false
        return window.covers(selection.index) ? [] : window.read(query, around: selection.index, workspace)
      }
    }
    let before = editor.text
    guard editor.handle(event) else { return [] }
    isTyping = true
    return editor.text == before ? [] : restart(workspace)
  }

  private func open() -> [Effect] {
    guard let row = window[selection.index] else { return [] }
    return [.push(RecordScreen(number: row.number))]
  }

  private mutating func clearFilter(_ workspace: Workspace) -> [Effect] {
    editor.replace(with: "")
    isTyping = false
    return restart(workspace)
  }

  private mutating func sortOn(_ workspace: Workspace) -> [Effect] {
    sorting = (sorting + 1) % (sorts.count * 2)
    return restart(workspace) + [.show(.note(sortText))]
  }

  private mutating func group(_ workspace: Workspace) -> [Effect] {
    status = nextStatus(workspace)
    return restart(workspace)
  }

  private var sortText: Phrase {
    let name =
      switch sort {
      case .number: Phrase(zh: "編號", en: "number")
      case .savedAt: Phrase(zh: "存檔時間", en: "saved time")
      case .column(let place): form.field(form.list[place])?.label ?? Phrase(verbatim: form.list[place])
      }
    return isAscending
      ? Phrase(zh: "排序：\(name.zh)，由小到大", en: "Sorted by \(name.en), upwards")
      : Phrase(zh: "排序：\(name.zh)，由大到小", en: "Sorted by \(name.en), downwards")
  }

  /// All, then each status; one that no record has is left out, but saved and void.
  private func nextStatus(_ workspace: Workspace) -> Status? {
    let all = Status.all
    let place = status.flatMap { all.firstIndex(of: $0) }.map { $0 + 1 } ?? 0
    return all[place...].first { status in
      if status == .saved || status == .void { return true }
      let query = ListQuery(form: form.id, statuses: [status], limit: 1)
      return (workspace.page(query).result?.total ?? 0) > 0
    }
  }

  // MARK: - Drawing

  public func draw(into canvas: inout Canvas, _ workspace: Workspace) {
    let width = canvas.size.columns
    let rows = canvas.size.rows - 2
    let visible = selection.visible(count: window.total, rows: rows)
    let layout = ListLayout(
      form: form, rows: visible.compactMap { window[$0] }, width: width - 1, sort: sort, ascending: isAscending,
      isShared: workspace.access.isShared, clock: workspace.clock, language: workspace.language)
    canvas.write(
      layout.header(), at: Position(column: ListLayout.margin, row: 1), style: .strong,
      width: width - ListLayout.margin)
    for (offset, place) in visible.enumerated() {
      guard let row = window[place] else { continue }
      let isSelected = place == selection.index
      let position = Position(column: 0, row: offset + 2)
      let text =
        (isSelected ? "> " : "  ")
        + layout.text(of: row, row.definition == form.definition ? nil : workspace.catalogue.form(of: row))
      canvas.write(text, at: position, style: isSelected ? .selected : .plain, width: width)
      if isSelected { canvas.cursor = position }
    }
    if window.total == 0 { drawNothing(into: &canvas, workspace) }
    drawFilter(into: &canvas, workspace)
  }

  private func drawFilter(into canvas: inout Canvas, _ workspace: Workspace) {
    let total = window.total.grouped
    let place = (selection.index + 1).grouped
    let found =
      window.total == 0
      ? Phrase(zh: "共 0 筆", en: "none")
      : Phrase(zh: "第 \(place) 筆，共 \(total) 筆", en: "\(place) of \(total)")
    let group = label(of: status, workspace).map { Phrase(zh: "  只看\($0.zh)", en: "  only \($0.en)") }
    FilterLine.draw(
      editor, found: found + (group ?? Phrase(verbatim: "")), isFocused: isTyping || window.total == 0, into: &canvas,
      workspace)
  }

  private func label(of status: Status?, _ workspace: Workspace) -> Phrase? {
    status?.label(of: form, isShared: workspace.access.isShared)
  }

  private func drawNothing(into canvas: inout Canvas, _ workspace: Workspace) {
    let text: Phrase
    if !editor.isEmpty {
      text = Phrase(
        zh: "沒有符合「\(editor.text)」的紀錄；刪掉幾個字，或按 \(key: .back) 清除篩選。",
        en: "No record fits '\(editor.text)'; delete some letters, or \(key: .back) clears the filter.")
    } else if let status = label(of: status, workspace) {
      let key = Command.group.key
      text = Phrase(
        zh: "沒有「\(status.zh)」的紀錄；按 \(key) 看其他狀態。",
        en: "No record is \(status.en); \(key) shows other states.")
    } else {
      let key = Command.new.key
      text = Phrase(zh: "還沒有紀錄；按 \(key) 填一張新的。", en: "No records yet; \(key) fills in a new one.")
    }
    for (row, line) in TextWrap.lines(of: workspace.text(text), width: canvas.size.columns - 4).enumerated() {
      canvas.write(line.text, at: Position(column: ListLayout.margin, row: row + 3))
    }
  }

  public func helpText(_ workspace: Workspace) -> [Phrase] {
    [
      Phrase(
        zh: "直接打字就篩選，每個詞都要符合，中文也可以；\(key: .back) 清除。上下、PgUp、PgDn、Home、End 移動，Enter 開啟。",
        en:
          "Type to filter, every word must fit; \(key: .back) clears. Up, down, PgUp, PgDn, Home and End move, Enter opens."
      ),
      Phrase(
        zh: "標題列的 ^ 是由小到大，v 是由大到小。作廢的紀錄仍列出，狀態寫「作廢」。",
        en: "In the header ^ means upwards and v downwards. Void records stay listed with the status 'void'."),
    ]
  }
}

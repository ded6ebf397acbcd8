import Domain
import Terminal

/// A list to pick one or several from, narrowed down by typing.
public struct PickScreen: Screen {
  private let heading: Phrase
  private let items: [PickItem]
  private let isMultiple: Bool
  private let recent: Set<String>
  private var chosen: [String]
  private var filter: LineEditor
  private var found: [PickItem] = []
  private var selection = Selection()
  private var view = Scroll()

  /// Values of `recent` come first; `chosen` are ticked, or selected where only one may be picked.
  public init(
    title: Phrase, items: [PickItem], chosen: [String] = [], isMultiple: Bool = false, recent: [String] = [],
    typed: String = ""
  ) {
    heading = title
    self.isMultiple = isMultiple
    self.chosen = chosen
    self.recent = Set(recent)
    let rank = Dictionary(recent.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let first = items.filter { rank[$0.id] != nil }.sorted { (rank[$0.id] ?? 0) < (rank[$1.id] ?? 0) }
    self.items = first + items.filter { rank[$0.id] == nil }
    filter = LineEditor(typed)
    find()
    if let place = found.firstIndex(where: { chosen.contains($0.id) }) {
      selection.move(to: place, count: found.count)
    }
  }

  private mutating func find() {
    let words = PickItem.words(filter.text)
    found = words.isEmpty ? items : items.filter { $0.matches(words) }
    selection.move(to: 0, count: found.count)
  }

  public func title(_ workspace: Workspace) -> Phrase { heading }

  public var mode: Phrase? { isMultiple ? Phrase(zh: "可複選", en: "pick several") : Phrase(zh: "選一項", en: "pick one") }

  public var isForKiosk: Bool { true }

  public func bindings(_ workspace: Workspace) -> [Binding] {
    [bind(.back) { _, _ in [.pop()] }]
      + (isMultiple ? [bind(.save) { screen, _ in [.pop(.values(screen.chosen))] }] : [])
  }

  public var takesText: Bool { true }

  public func helpText(_ workspace: Workspace) -> [Phrase] {
    let how =
      isMultiple
      ? Phrase(zh: "空白鍵勾選或取消，Enter 採用勾選的項目。", en: "The space bar ticks, Enter takes what is ticked.")
      : Phrase(zh: "上下鍵選，Enter 採用。", en: "Up and Down choose, Enter takes.")
    return [
      heading,
      Phrase(
        zh: "打字篩選：代號、中文、英文都可以；只有一項這樣開頭時 Tab 就取用它。",
        en: "Typing filters by code and both names; Tab takes the only entry that begins so."), how,
    ]
  }

  public mutating func appear(_ workspace: Workspace) -> [Effect] {
    let how =
      isMultiple
      ? Phrase(zh: "打字篩選，空白鍵勾選，Enter 採用。", en: "Type to filter, the space bar ticks, Enter takes.")
      : Phrase(zh: "打字篩選，Enter 採用。", en: "Type to filter, Enter takes.")
    return [.show(.note(how))]
  }

  public mutating func handle(_ event: Event, _ workspace: Workspace) -> [Effect] {
    switch event {
    case .paste:
      if filter.excess(event) == nil, filter.handle(event) { find() }
    case .key(let key):
      if key == .enter { return take() }
      if key == .tab { return complete() }
      if isMultiple, key == .character(" ") || key == .insert {
        if let item = selectedItem { toggle(item) }
        selection.handle(.down, count: found.count, page: 1)
        return []
      }
      if selection.handle(key, count: found.count, page: Self.rows(workspace.room)) { return [] }
      if filter.excess(event) == nil, filter.handle(key) { find() }
    default: break
    }
    return []
  }

  private var selectedItem: PickItem? { found.indices.contains(selection.index) ? found[selection.index] : nil }

  private mutating func toggle(_ item: PickItem) {
    if let place = chosen.firstIndex(of: item.id) { chosen.remove(at: place) } else { chosen.append(item.id) }
  }

  private func take() -> [Effect] {
    guard isMultiple else { return selectedItem.map { [.pop(.values([$0.id]))] } ?? [] }
    // Enter with nothing ticked takes the selected item.
    if chosen.isEmpty, let item = selectedItem { return [.pop(.values([item.id]))] }
    return [.pop(.values(chosen))]
  }

  /// Takes the only entry that begins with what was typed.
  private mutating func complete() -> [Effect] {
    switch Completion(filter.text, among: found) {
    case .one(let item):
      guard isMultiple else { return [.pop(.values([item.id]))] }
      if !chosen.contains(item.id) { chosen.append(item.id) }
      filter = LineEditor()
      find()
      return []
    case .several(let count): return [.show(.warning(Completion.doubt(filter.text, count, leaves: false)))]
    case .unknown: return []
    }
  }

  /// Rows for the items: all but the filter and the line below it.
  private static func rows(_ room: Size) -> Int { max(1, room.rows - 2) }

  public mutating func draw(into canvas: inout Canvas, _ workspace: Workspace) {
    let columns = canvas.size.columns
    let label = workspace.text(Phrase(zh: "篩選：", en: "Filter: "))
    canvas.write(label, at: Position(column: 1, row: 0))
    let start = 1 + Width.of(label)
    filter.draw(
      into: &canvas, at: Position(column: start, row: 0), width: columns / 2 - start, isFocused: !filter.isEmpty)
    let count = Phrase(zh: "\(found.count) 項", en: "\(found.count) items")
    let ticked = isMultiple ? Phrase(zh: "，勾選 \(chosen.count)", en: ", \(chosen.count) ticked") : Phrase(verbatim: "")
    let state = workspace.text(count + ticked)
    canvas.write(state, at: Position(column: columns - Width.of(state) - 2, row: 0))
    canvas.horizontalLine(at: Position(column: 0, row: 1), columns: columns, boxes: workspace.boxes)
    guard !found.isEmpty else {
      let none = Phrase(zh: "沒有符合的項目；請少打幾個字。", en: "Nothing fits; type less.")
      canvas.write(workspace.text(none), at: Position(column: 1, row: 2))
      return
    }
    drawItems(into: &canvas, workspace)
  }

  private mutating func drawItems(into canvas: inout Canvas, _ workspace: Workspace) {
    let columns = canvas.size.columns
    let visible = view.window(around: selection.index, of: found.count, rows: Self.rows(canvas.size))
    let code = min(24, found[visible].reduce(0) { max($0, Width.of($1.code)) })
    for place in visible {
      let item = found[place]
      let isSelected = place == selection.index
      let row = 2 + place - visible.lowerBound
      let tick = isMultiple ? (chosen.contains(item.id) ? "[x] " : "[ ] ") : (chosen.contains(item.id) ? "* " : "  ")
      var text = tick + (code > 0 ? Width.padded(item.code, to: code) + "  " : "") + item.label[workspace.language]
      if recent.contains(item.id) { text += workspace.text(Phrase(zh: "  （最近用過）", en: "  (used lately)")) }
      if let group = item.group { text += "  - \(workspace.text(group))" }
      canvas.write(isSelected ? ">" : " ", at: Position(column: 0, row: row), style: .strong)
      canvas.write(
        Width.clipped(text, to: columns - 3), at: Position(column: 2, row: row),
        style: isSelected ? .selected : .plain, width: columns - 3)
      if isSelected, filter.isEmpty { canvas.cursor = Position(column: 2, row: row) }
    }
  }
}

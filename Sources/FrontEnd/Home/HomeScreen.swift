import Domain
import Desk
import Terminal

/// The home screen: the three layers of documents at the left, what the chosen group holds at the right.
public struct HomeScreen: Screen {
  private enum Line: Hashable {
    case layer(Int)
    case group(Int, Int)
  }

  private var menu = Menu(layers: [])
  private var lines: [Line] = []
  private var left = Selection()
  private var right = Selection()
  private var isRight = false
  private var drafts = 0
  private var damagedDrafts = 0
  private var head: StoreHead?
  private var inbox = Inbox()
  /// What the inbox was read for: it is read again only when the journal has a new entry.
  private var inboxRead: (sequence: Int, person: String)?
  private var isShared = false

  public init() {}

  public var showsSavedRecords: Bool { true }

  public func title(_ workspace: Workspace) -> Phrase {
    let name = Phrase(zh: "資安簿", en: "ismsbook")
    guard let desk = workspace.desk else { return name }
    return name + Phrase(verbatim: "  \(desk.organisation)")
  }

  public func bindings(_ workspace: Workspace) -> [Binding] {
    var all = Binding.ofStore(workspace)
    all.insert(bind(.drafts) { _, _ in [.push(DraftsScreen())] }, at: 1)
    return all
  }

  public mutating func appear(_ workspace: Workspace) -> [Effect] {
    isShared = workspace.access.isShared
    menu = workspace.catalogue.menu
    if !isShared { menu = menu.without(.screen) }
    lines = menu.layers.indices.flatMap { layer in
      [.layer(layer)] + menu.layers[layer].groups.indices.map { Line.group(layer, $0) }
    }
    if group == nil, let first = lines.firstIndex(where: { if case .group = $0 { true } else { false } }) {
      left.move(to: first, count: lines.count)
    }
    let own = workspace.ownDrafts()
    drafts = own.drafts.count
    damagedDrafts = own.findings.count
    let read = workspace.ask { desk throws(StoreProblem) in try desk.head() }
    head = read.result
    return own.effects + read.effects + readInbox(workspace)
  }

  /// Counts what waits, the records that have waited longest first.
  private mutating func readInbox(_ workspace: Workspace) -> [Effect] {
    guard isShared, let sequence = head?.sequence,
      inboxRead.map({ $0 == (sequence, workspace.person.id) }) != true
    else { return [] }
    inboxRead = (sequence, workspace.person.id)
    inbox = Inbox()
    return workspace.read(on: &inbox)
  }

  private var group: Menu.Group? {
    guard lines.indices.contains(left.index), case .group(let layer, let place) = lines[left.index] else { return nil }
    return menu.layers[layer].groups[place]
  }

  public mutating func handle(_ event: Event, _ workspace: Workspace) -> [Effect] {
    guard case .key(let key) = event else {
      if case .paste(let text) = event { return [.push(PaletteScreen(typed: text))] }
      return []
    }
    let items = group?.items ?? []
    switch key {
    case .left, .backTab: isRight = false
    case .right, .tab: isRight = !items.isEmpty
    case .enter where !isRight: isRight = !items.isEmpty
    case .enter where items.indices.contains(right.index): return Destination.open(items[right.index], workspace)
    default:
      // Typing a number or a few letters goes straight to the palette.
      if let character = key.text, character != " " { return [.push(PaletteScreen(typed: String(character)))] }
      if isRight {
        right.handle(key, count: items.count, page: 10)
      } else {
        moveLeft(key)
      }
    }
    return []
  }

  /// Moves among the groups; the names of the layers are passed over.
  private mutating func moveLeft(_ key: Key) {
    let before = left.index
    guard left.handle(key, count: lines.count, page: 8) else { return }
    if group == nil {
      let step = left.index >= before && left.index + 1 < lines.count ? 1 : -1
      left.move(to: left.index == 0 ? 1 : left.index + step, count: lines.count)
      if group == nil { left.move(to: before, count: lines.count) }
    }
    right = Selection()
  }

  // MARK: - Drawing

  public func draw(into canvas: inout Canvas, _ workspace: Workspace) {
    let width = canvas.size.columns
    let widest = menu.layers.flatMap(\.groups).map { Width.of(workspace.text($0.title)) + 6 }.max() ?? 0
    let leftWidth = max(24, min(widest, width - 40))
    let rows = canvas.size.rows - 2
    let visible = left.visible(count: lines.count, rows: rows)
    for (row, place) in visible.enumerated() {
      drawLine(lines[place], isSelected: place == left.index, row: row, width: leftWidth, into: &canvas, workspace)
    }
    canvas.verticalLine(at: Position(column: leftWidth + 1, row: 0), rows: rows, boxes: workspace.boxes)
    if let group {
      canvas.inside(Rect(column: leftWidth + 3, row: 0, columns: width - leftWidth - 4, rows: rows)) {
        draw(group, into: &$0, workspace)
      }
    }
    drawStatus(row: canvas.size.rows - 1, into: &canvas, workspace)
  }

  private func drawLine(
    _ line: Line, isSelected: Bool, row: Int, width: Int, into canvas: inout Canvas, _ workspace: Workspace
  ) {
    switch line {
    case .layer(let layer):
      let title = workspace.text(menu.layers[layer].title)
      canvas.write(Width.clipped(title, to: width), at: Position(column: 1, row: row), style: .strong, width: width)
    case .group(let layer, let place):
      let group = menu.layers[layer].groups[place]
      let number = group.id.first?.isNumber == true ? "\(group.id) " : ""
      let text = "\(isSelected ? ">" : " ") \(number)\(workspace.text(group.title))"
      canvas.write(
        Width.padded(Width.clipped(text, to: width), to: width), at: Position(column: 1, row: row),
        style: isSelected && !isRight ? .selected : .plain, width: width)
      if isSelected, !isRight { canvas.cursor = Position(column: 1, row: row) }
    }
  }

  private func draw(_ group: Menu.Group, into canvas: inout Canvas, _ workspace: Workspace) {
    let width = canvas.size.columns
    canvas.write(Width.clipped(workspace.text(group.title), to: width), at: .zero, style: .strong, width: width)
    let visible = right.visible(count: group.items.count, rows: canvas.size.rows - 2)
    for (offset, place) in visible.enumerated() {
      let item = group.items[place]
      let isSelected = isRight && place == right.index
      let code = item.code.isEmpty ? "" : "\(item.code) "
      let text = "\(isSelected ? ">" : " ") \(code)\(workspace.text(item.title))"
      let position = Position(column: 0, row: offset + 2)
      canvas.write(
        Width.padded(Width.clipped(text, to: width), to: width), at: position, style: isSelected ? .selected : .plain,
        width: width)
      if isSelected { canvas.cursor = position }
    }
  }

  private func drawStatus(row: Int, into canvas: inout Canvas, _ workspace: Workspace) {
    guard let head else { return }
    if isShared { drawInbox(row: row - 1, into: &canvas, workspace) }
    var text = workspace.text(
      head.sequence == 0
        ? Phrase(zh: "日誌還是空的", en: "The journal is empty")
        : Phrase(
          zh: "日誌第 \(head.sequence) 號，封緘 \(head.seal.prefix(12))",
          en: "Journal entry \(head.sequence), seal \(head.seal.prefix(12))"))
    if drafts + damagedDrafts > 0 {
      let key = Command.drafts.key
      let damaged =
        damagedDrafts == 0
        ? Phrase(zh: "", en: "") : Phrase(zh: "，!損壞 \(damagedDrafts) 份", en: ", !\(damagedDrafts) damaged")
      let count = Phrase(zh: "草稿 \(drafts) 份", en: "\(drafts) draft(s)") + damaged
      text = workspace.text(Phrase(zh: "\(count.zh)（\(key)）", en: "\(count.en) (\(key))")) + "   " + text
    }
    canvas.write(
      Width.clipped(text, to: canvas.size.columns - 2), at: Position(column: 1, row: row), style: .plain,
      width: canvas.size.columns - 2)
  }

  private func drawInbox(row: Int, into canvas: inout Canvas, _ workspace: Workspace) {
    let key = Command.inbox.key
    let more = inbox.hasMore ? "+" : ""
    // A record that was saved and never submitted waits for no other person.
    let kinds = InboxItem.Kind.allCases.filter { $0 == .sign || $0 != .draft && inbox.count($0) > 0 }
    var counts = kinds.map { $0.label + Phrase(verbatim: " \(inbox.count($0))\(more)") }
    if inbox.overdue > 0 {
      counts.insert(Phrase(zh: "逾期 \(inbox.overdue)\(more)", en: "overdue \(inbox.overdue)\(more)"), at: 1)
    }
    let line = Phrase(
      zh: "待辦（\(key)）：" + counts.map(\.zh).joined(separator: "，"),
      en: "Inbox (\(key)): " + counts.map(\.en).joined(separator: ", "))
    canvas.write(
      Width.clipped(workspace.text(line), to: canvas.size.columns - 2), at: Position(column: 1, row: row),
      style: inbox.items.contains { $0.kind != .draft } ? .strong : .plain, width: canvas.size.columns - 2)
  }

  public func helpText(_ workspace: Workspace) -> [Phrase] {
    [
      Phrase(
        zh: "上下選一類，右鍵或 Enter 進去，再 Enter 開啟。直接輸入編號（05）、文件編號或中英文名稱的幾個字，就能前往作業或表單。",
        en:
          "Up and down choose a group, right or Enter goes in, Enter opens. Type a number (05), a document number or a few letters of a name to go straight to a procedure or form."
      )
    ]
  }
}

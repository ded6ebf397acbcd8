import Domain
import Terminal

/// Who may do what: a row a form, a column a role.
public struct RightsScreen: Screen {
  private struct Line {
    let title: Phrase
    let cells: [Set<Right>]
  }

  private var columns: [ChoiceList.Item] = []
  private var lines: [Line] = []
  private var selection = Selection()
  /// The first role in sight.
  private var first = 0

  public init() {}

  public func title(_ workspace: Workspace) -> Phrase { Phrase(zh: "誰可以做什麼", en: "Who may do what") }
  public var mode: Phrase? { Phrase(zh: "檢視", en: "view") }

  public mutating func appear(_ workspace: Workspace) -> [Effect] {
    guard let rights = workspace.catalogue.accessRights() else { return [] }
    let table = RightsTable(rights, workspace.catalogue.subjects())
    columns = table.columns
    lines = table.rows.map { Line(title: $0.subject.title, cells: $0.cells) }
    lines += rights.classifications.items.map { item in
      Line(
        title: Phrase(zh: "機密等級：\(item.label.zh)", en: "Classed: \(item.label.en)"),
        cells: table.columns.map { rights.reads(item.id, roles: [$0.id]) ? [.read] : [] })
    }
    lines += (workspace.desk?.roleCover() ?? []).map { item in
      let sign = Phrase(verbatim: item.isShort ? "!" : "")
      return Line(
        title: sign + Phrase(zh: "簽核：", en: "Signs: ") + item.role.label + Phrase(zh: "：", en: ": ") + item.text,
        cells: [])
    }
    selection.move(to: selection.index, count: lines.count)
    return []
  }

  public mutating func handle(_ event: Event, _ workspace: Workspace) -> [Effect] {
    guard case .key(let key) = event else { return [] }
    switch key {
    case .left, .backTab: first = max(0, first - 1)
    case .right, .tab: first = min(max(0, columns.count - shown(workspace.room.columns)), first + 1)
    default: selection.handle(key, count: lines.count, page: workspace.room.rows - 5)
    }
    return []
  }

  private static let titleWidth = 26
  private static let gap = 1

  /// Columns of a role: all letters fit.
  private static let cellWidth = 12

  /// Roles that fit beside the titles.
  private func shown(_ width: Int) -> Int {
    max(1, (width - Self.titleWidth - 3) / (Self.cellWidth + Self.gap))
  }

  public func draw(into canvas: inout Canvas, _ workspace: Workspace) {
    let width = canvas.size.columns
    guard !lines.isEmpty else {
      let text = Phrase(
        zh: "讀不到權限設定，因此誰都不能做任何事；請執行 ismsbook screens check。",
        en: "The rights cannot be read, so nobody may do anything; run ismsbook screens check.")
      for (row, line) in TextWrap.lines(of: workspace.text(text), width: width - 4).enumerated() {
        canvas.write(line.text, at: Position(column: 2, row: row + 1), width: width - 4)
      }
      return
    }
    let cell = Self.cellWidth
    let places = Array(columns.indices.dropFirst(first).prefix(shown(width)))
    for (offset, place) in places.enumerated() {
      let column = Self.titleWidth + 3 + offset * (cell + Self.gap)
      let label = TextWrap.lines(of: workspace.text(columns[place].label), width: cell).map(\.text)
      for (row, text) in label.prefix(2).enumerated() {
        canvas.write(Width.clipped(text, to: cell), at: Position(column: column, row: row), style: .strong, width: cell)
      }
    }
    let rows = canvas.size.rows - 5
    for (offset, place) in selection.visible(count: lines.count, rows: rows).enumerated() {
      let isSelected = place == selection.index
      // The holders of a role take the whole line.
      let isWide = lines[place].cells.isEmpty
      let titleWidth = isWide ? width - 4 : Self.titleWidth
      let title = Width.padded(Width.clipped(workspace.text(lines[place].title), to: titleWidth), to: titleWidth)
      let cells =
        isWide
        ? []
        : places.map {
          Width.padded(RightsTable.text(lines[place].cells[$0], workspace.language), to: cell + Self.gap)
        }
      let position = Position(column: 0, row: offset + 2)
      canvas.write(
        (isSelected ? "> " : "  ") + title + " " + cells.joined(), at: position, style: isSelected ? .selected : .plain,
        width: width)
      if isSelected { canvas.cursor = position }
    }
    let last = (places.last ?? 0) + 1
    let place = Phrase(
      zh: "左右看其他角色（\(first + 1)-\(last)，共 \(columns.count)）；上下看其他表單（共 \(lines.count) 列）",
      en: "Left and right: roles \(first + 1)-\(last) of \(columns.count); up and down: \(lines.count) rows")
    let alone = Phrase(zh: "  個人紀錄庫不分角色", en: "  (a personal store has no roles)")
    let title = lines.indices.contains(selection.index) ? lines[selection.index].title : Phrase(verbatim: "")
    let texts = [title, RightsTable.legend + (workspace.access.isShared ? Phrase(verbatim: "") : alone), place]
    for (offset, text) in texts.enumerated() {
      canvas.write(
        Width.clipped(workspace.text(text), to: width - 2),
        at: Position(column: 1, row: canvas.size.rows - 3 + offset), style: offset == 0 ? .strong : .faint,
        width: width - 2)
    }
  }

  public func helpText(_ workspace: Workspace) -> [Phrase] {
    [
      Phrase(
        zh: "每一列是一張表單，每一欄是一個角色；一個人有幾個角色，權限就合在一起。最後幾列是各機密等級誰可以閱讀。",
        en:
          "A row a form, a column a role; somebody with several roles has the rights of all. The last rows say who may "
          + "read what is classed so.")
    ]
  }
}

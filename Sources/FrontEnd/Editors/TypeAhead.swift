import Domain
import Terminal

/// The list that opens while one types into a field with a list: what fits, the values of the last records first.
struct TypeAhead {
  /// Lines of the list on the screen.
  static let mostRows = 8

  private let all: [PickItem]
  private let recent: Set<String>
  /// Whether every entry is in it; of many records it has the newest.
  private let isWhole: Bool
  private(set) var found: [PickItem] = []
  private(set) var index = 0
  /// Whether the person chose the entry, and not only typed.
  private(set) var wasMoved = false

  init(_ setting: EditorSetting) {
    let items = PickSource.items(setting.field, setting.workspace, setting.reading.records)
    let recent = setting.recent()
    let rank = Dictionary(recent.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let first = items.filter { rank[$0.id] != nil }.sorted { (rank[$0.id] ?? 0) < (rank[$1.id] ?? 0) }
    all = first + items.filter { rank[$0.id] == nil }
    self.recent = Set(recent)
    isWhole = !setting.field.isReference || items.count < PickSource.mostRecords
    found = all
  }

  mutating func find(_ typed: String) {
    let words = PickItem.words(typed)
    found = words.isEmpty ? all : all.filter { $0.matches(words) }
    // An exact match comes first, then what begins with the text, then what only contains it.
    if let word = words.first, words.count == 1 {
      let starts = found.filter { $0.begins(with: word) }
      if !starts.isEmpty, starts.count < found.count { found = starts + found.filter { !$0.begins(with: word) } }
      if let whole = found.firstIndex(where: { $0.isNamed(word) }), whole > 0 {
        found.insert(found.remove(at: whole), at: 0)
      }
    }
    index = 0
    wasMoved = false
  }

  /// Which entry a text means; unknown if the list is not complete.
  func completion(of typed: String) -> Completion {
    if wasMoved { return .unknown }
    return isWhole ? Completion(typed, among: found) : .unknown
  }

  var selected: PickItem? { found.indices.contains(index) ? found[index] : nil }

  mutating func move(_ key: Key) -> Bool {
    var selection = Selection(index: index)
    let isMove = [.up, .down, .pageUp, .pageDown].contains(key)
    guard isMove, !found.isEmpty, selection.handle(key, count: found.count, page: Self.mostRows) else { return false }
    index = selection.index
    wasMoved = true
    return true
  }

  /// Draws below the field, or above it where there is no room.
  func draw(
    into canvas: inout Canvas, below rect: Rect, chosen: [String], _ setting: EditorSetting, takes: Phrase
  ) {
    let room = canvas.size.rows - rect.rows.upperBound
    let rows = min(Self.mostRows, max(1, found.count))
    let height = rows + 2
    let isBelow = room >= height || room >= rect.origin.row
    let shown = max(1, min(rows, (isBelow ? room : rect.origin.row) - 2))
    let top = isBelow ? rect.rows.upperBound : max(0, rect.origin.row - shown - 2)
    let column = max(0, min(rect.origin.column - 1, canvas.size.columns - 30))
    let frame = Rect(column: column, row: top, columns: canvas.size.columns - column, rows: shown + 2)
    canvas.fill(frame)
    canvas.box(frame, boxes: setting.workspace.boxes)
    var selection = Selection()
    selection.move(to: index, count: found.count)
    let width = frame.size.columns - 2
    for (offset, place) in selection.visible(count: found.count, rows: shown).enumerated() {
      let item = found[place]
      let mark = place == index ? ">" : " "
      let tick = chosen.contains(item.id) ? "x" : (recent.contains(item.id) ? "'" : " ")
      canvas.write(
        Width.clipped("\(mark)\(tick)\(item.text(setting.language))", to: width),
        at: Position(column: column + 1, row: top + 1 + offset), style: place == index ? .selected : .plain,
        width: width)
    }
    let none = Phrase(zh: "沒有符合的項目", en: "Nothing fits")
    if found.isEmpty { canvas.write(setting.workspace.text(none), at: Position(column: column + 2, row: top + 1)) }
    let more = found.count - shown
    let foot = more > 0 ? takes + Phrase(zh: "；共 \(found.count) 項", en: "; \(found.count) in all") : takes
    canvas.write(
      Width.clipped(" \(setting.workspace.text(foot)) ", to: width - 2),
      at: Position(column: column + 2, row: top + shown + 1))
  }
}

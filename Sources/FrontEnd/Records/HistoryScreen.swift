import Domain
import Desk
import Terminal

/// Every version of a record: who saved it, when, what was done and why.
public struct HistoryScreen: Screen {
  private let record: String
  /// The newest first.
  private var versions: [Version] = []
  /// Numbers of the versions marked for comparing, the one marked last at the end.
  private var marked: [Int] = []
  private var selection = Selection()

  public init(record: String) { self.record = record }

  public func title(_ workspace: Workspace) -> Phrase { Phrase(zh: "歷程 \(record)", en: "History of \(record)") }

  public var mode: Phrase? { Phrase(zh: "檢視", en: "view") }

  public func bindings(_ workspace: Workspace) -> [Binding] { [bind(.compare) { $0.compare($1) }] }

  public mutating func appear(_ workspace: Workspace) -> [Effect] {
    let (found, effects) = workspace.history(of: record)
    versions = (found ?? []).sorted { $0.number > $1.number }
    selection.move(to: selection.index, count: versions.count)
    return effects
  }

  private var selected: Version? {
    versions.indices.contains(selection.index) ? versions[selection.index] : nil
  }

  public mutating func handle(_ event: Event, _ workspace: Workspace) -> [Effect] {
    guard case .key(let key) = event else { return [] }
    switch key {
    case .enter:
      return selected.map { [.push(RecordScreen(number: record, version: $0.number))] } ?? []
    case .character(" "): mark()
    default: selection.handle(key, count: versions.count, page: workspace.room.rows - 2)
    }
    return []
  }

  /// Marks the selected version or takes its mark away; of three the first mark goes.
  private mutating func mark() {
    guard let number = selected?.number else { return }
    if let place = marked.firstIndex(of: number) {
      marked.remove(at: place)
    } else {
      marked.append(number)
      if marked.count > 2 { marked.removeFirst() }
    }
  }

  private func compare(_ workspace: Workspace) -> [Effect] {
    guard let selected else { return [] }
    let found = pair(with: selected)
    guard found.count == 2 else {
      return [
        .show(
          .note(
            Phrase(
              zh: "第 \(selected.number) 版之前沒有更早的版本；請選較新的版本，或用空白鍵標記兩個版本。",
              en: "Nothing is older than version \(selected.number); choose a newer one, or mark two "
                + "with the space bar.")))
      ]
    }
    let (pair, effects) = workspace.compare(record, found[0], found[1])
    guard let pair else { return effects }
    return [.push(DifferenceScreen(older: pair.old, newer: pair.new, form: workspace.catalogue.form(pair.new.form)))]
  }

  /// The two that are marked; the marked and the selected; or the selected and the one before it.
  private func pair(with selected: Version) -> [Int] {
    if marked.count == 2 { return marked.sorted() }
    if let other = marked.first, other != selected.number { return [other, selected.number].sorted() }
    return [versions.first { $0.number < selected.number }?.number, selected.number].compactMap { $0 }
  }

  public func draw(into canvas: inout Canvas, _ workspace: Workspace) {
    let header = [
      Phrase(zh: "版", en: "No."), Phrase(zh: "時間", en: "Saved at"), Phrase(zh: "人員", en: "By"),
      Phrase(zh: "動作", en: "Action"), Phrase(zh: "原因", en: "Reason"),
    ].map { workspace.text($0) }
    let rows = versions.map { version in
      [
        (marked.contains(version.number) ? "*" : " ") + String(version.number),
        workspace.text(version.savedTime(workspace.clock)),
        workspace.people.named(version.savedBy).shown(workspace.language), workspace.text(version.action.label),
        ShownField.inOneLine(version.reason ?? "-"),
      ]
    }
    canvas.inside(Rect(column: 0, row: 0, columns: canvas.size.columns, rows: canvas.size.rows - 1)) { canvas in
      let table = TableText(header: header, rows: rows, flexible: 4, width: canvas.size.columns - 3)
      canvas.table(table, selection: selection, from: 0)
    }
    let key = Command.compare.key
    let hint = workspace.text(
      Phrase(
        zh: "Enter 檢視   空白鍵 標記   \(key) 與前一版或標記的比較",
        en: "Enter views   Space marks   \(key) compares"))
    canvas.write(
      Width.clipped(hint, to: canvas.size.columns - 2), at: Position(column: 1, row: canvas.size.rows - 1),
      style: .faint)
  }

  public func helpText(_ workspace: Workspace) -> [Phrase] {
    [
      Phrase(
        zh: "每一次儲存都是一版，不會改也不會刪。空白鍵標記兩版再比較；沒有標記就與前一版比較。",
        en: "Every save is a version that is never changed or removed. Mark two with the space bar and "
          + "compare; without marks it is compared with the one before."
      )
    ]
  }
}

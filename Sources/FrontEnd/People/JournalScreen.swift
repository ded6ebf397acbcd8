import Domain
import Desk
import Terminal

/// What happened in the store, the newest first: saves, log-ins, refusals, exports, who read what.
public struct JournalScreen: Screen {
  /// A part of the journal that can be looked at alone.
  private enum Part: CaseIterable {
    case all, withoutSaves, comings, leavings

    var label: Phrase {
      switch self {
      case .all: Phrase(zh: "全部", en: "everything")
      case .withoutSaves: Phrase(zh: "存檔以外", en: "all but saves")
      case .comings: Phrase(zh: "登入與拒絕", en: "log-ins and refusals")
      case .leavings: Phrase(zh: "閱讀機密、匯出與列印", en: "confidential reading, exports, prints")
      }
    }

    func contains(_ item: JournalItem) -> Bool {
      switch self {
      case .all: true
      case .withoutSaves: !item.isSave
      case .comings: !item.isSave && !Self.left.contains(item.action) && item.action != .attach
      case .leavings: Self.left.contains(item.action)
      }
    }

    private static let left: Set<Action> = [.readConfidential, .export, .print]
  }

  private var read: [JournalItem] = []
  private var olderThan: Day?
  private var damaged = 0
  private var shown: [JournalItem] = []
  private var part = Part.all
  private var editor = LineEditor("")
  private var isTyping = false
  private var selection = Selection()

  public init() {}

  public func title(_ workspace: Workspace) -> Phrase { Phrase(zh: "日誌", en: "Journal") }
  public var mode: Phrase? { Phrase(zh: "檢視", en: "view") }
  public var takesText: Bool { true }

  public func bindings(_ workspace: Workspace) -> [Binding] {
    (editor.isEmpty ? [] : [bind(.back) { $0.clearFilter($1) }]) + [bind(.group) { $0.nextPart($1) }]
  }

  // MARK: - Reading

  public mutating func appear(_ workspace: Workspace) -> [Effect] {
    // What is saved never changes: older entries need not be read again.
    guard read.isEmpty else { return [] }
    return readOn(workspace)
  }

  private mutating func readOn(_ workspace: Workspace) -> [Effect] {
    let (page, effects) = workspace.ask { [olderThan] desk throws(StoreProblem) in
      try desk.journal(JournalQuery(), before: olderThan)
    }
    guard let page else { return effects }
    read += page.items
    olderThan = page.olderThan
    damaged += page.damaged
    sift(workspace.clock)
    return effects
  }

  private mutating func sift(_ clock: StoreClock) {
    let query = JournalQuery(words: editor.text.split(separator: " ").map(String.init))
    shown = read.filter { part.contains($0) && query.contains($0, clock) }
    selection.move(to: selection.index, count: rows)
  }

  /// With a row after the last entry that leads to older ones.
  private var rows: Int { shown.count + (olderThan == nil ? 0 : 1) }

  // MARK: - Keys

  public mutating func handle(_ event: Event, _ workspace: Workspace) -> [Effect] {
    if case .key(let key) = event {
      if key == .enter { return open(workspace) }
      if selection.handle(key, count: rows, page: workspace.room.rows - Self.around) {
        isTyping = false
        return []
      }
    }
    let before = editor.text
    guard editor.handle(event) else { return [] }
    isTyping = true
    if editor.text != before {
      selection = Selection()
      sift(workspace.clock)
    }
    return []
  }

  private mutating func open(_ workspace: Workspace) -> [Effect] {
    guard shown.indices.contains(selection.index) else { return olderThan == nil ? [] : readOn(workspace) }
    let item = shown[selection.index]
    guard let subject = item.subject, workspace.desk?.isThere(subject) == true else {
      return [.show(.note(Phrase(zh: "這一筆沒有紀錄可以開啟。", en: "There is no record to open for this entry.")))]
    }
    return [.push(RecordScreen(number: subject))]
  }

  private mutating func clearFilter(_ workspace: Workspace) -> [Effect] {
    editor.replace(with: "")
    return restart(workspace)
  }

  private mutating func nextPart(_ workspace: Workspace) -> [Effect] {
    part = Part.allCases[((Part.allCases.firstIndex(of: part) ?? 0) + 1) % Part.allCases.count]
    return restart(workspace)
  }

  private mutating func restart(_ workspace: Workspace) -> [Effect] {
    isTyping = false
    selection = Selection()
    sift(workspace.clock)
    return []
  }

  // MARK: - Drawing

  /// Rows above and below the entries.
  private static let around = 6
  private static let timeWidth = 16
  private static let actionWidth = 14
  private static let personWidth = 12

  public func draw(into canvas: inout Canvas, _ workspace: Workspace) {
    let width = canvas.size.columns
    let notes = notes(workspace).flatMap { TextWrap.lines(of: workspace.text($0), width: width - 2).map(\.text) }
    let count = shown.count.grouped
    FilterLine.draw(
      editor, found: part.label + Phrase(zh: "  \(count) 筆", en: "  \(count)"), isFocused: isTyping || rows == 0,
      into: &canvas, workspace)
    let columns = [
      (Phrase(zh: "時間", en: "Time"), Self.timeWidth), (Phrase(zh: "動作", en: "What"), Self.actionWidth),
      (Phrase(zh: "誰", en: "Who"), Self.personWidth), (Phrase(zh: "對象", en: "About"), 10),
    ]
    let header = columns.map { Width.padded(workspace.text($0.0), to: $0.1) }.joined(separator: " ")
    canvas.write(header, at: Position(column: 2, row: 1), style: .strong, width: width - 2)
    for (offset, place) in selection.visible(count: rows, rows: canvas.size.rows - Self.around - notes.count)
      .enumerated()
    {
      let isSelected = place == selection.index
      let position = Position(column: 0, row: offset + 2)
      let text = shown.indices.contains(place) ? line(of: shown[place], workspace) : workspace.text(older)
      canvas.write(
        Width.clipped((isSelected ? "> " : "  ") + text, to: width), at: position,
        style: isSelected ? .selected : .plain, width: width)
      if isSelected { canvas.cursor = position }
    }
    drawDetails(notes, into: &canvas, workspace)
  }

  private func line(of item: JournalItem, _ workspace: Workspace) -> String {
    func cell(_ text: String, _ width: Int) -> String { Width.padded(Width.clipped(text, to: width), to: width) }
    return [
      cell(workspace.clock.placed(item.savedAt).shown, Self.timeWidth),
      cell(workspace.text(item.action.label), Self.actionWidth),
      cell(workspace.people.named(item.person).called(workspace.language), Self.personWidth),
      workspace.text(item.about),
    ].joined(separator: " ")
  }

  private var older: Phrase {
    let day = olderThan?.text ?? ""
    return Phrase(zh: "... \(day) 以前的：按 Enter 再讀", en: "... before \(day): Enter reads on")
  }

  /// The selected entry in full, and what is left out.
  private func drawDetails(_ notes: [String], into canvas: inout Canvas, _ workspace: Workspace) {
    let width = canvas.size.columns - 2
    var lines: [(String, Style)] = []
    if shown.indices.contains(selection.index) {
      let item = shown[selection.index]
      let head = Phrase(
        zh: "第 \(item.sequence) 號  \(item.person.text)  封緘 \(item.seal.prefix(16))",
        en: "Entry \(item.sequence)  \(item.person.text)  seal \(item.seal.prefix(16))")
      lines.append((workspace.text(head), .strong))
      lines += TextWrap.lines(of: workspace.text(item.about), width: width).prefix(2).map { ($0.text, .plain) }
    }
    while lines.count < 3 { lines.append(("", .plain)) }
    for (offset, line) in (lines + notes.map { ($0, .faint) }).enumerated() {
      let row = canvas.size.rows - 3 - notes.count + offset
      canvas.write(
        Width.clipped(line.0, to: width), at: Position(column: 1, row: row), style: line.1, width: width)
    }
  }

  private func notes(_ workspace: Workspace) -> [Phrase] {
    let broken = Phrase(
      zh: "日誌有 \(damaged) 處讀不出來；請執行 ismsbook verify。",
      en: "\(damaged) places of the journal cannot be read; run ismsbook verify.")
    return (damaged > 0 ? [broken] : []) + [workspace.access.journalLimit].compactMap { $0 }
  }

  public func helpText(_ workspace: Workspace) -> [Phrase] {
    let key = Command.group.key
    return [
      Phrase(
        zh: "最新的在前。直接打字就篩選：人名、編號、動作、日期，每個詞都要符合。\(key) 只看一類。Enter 開啟所指的紀錄。",
        en: "The newest first. Type to filter: names, numbers, what was done, dates; every word must fit. \(key) shows "
          + "one kind only. Enter opens the record.")
    ]
  }
}

import Domain
import FileStore
import Terminal

/// What waits for the person at the keyboard: to be signed, sent back, overdue, or with their name in it.
public struct InboxScreen: Screen {
  private var inbox = Inbox()
  private var marked: Set<String> = []
  private var selection = Selection()
  private let sight = Sight()

  public init() {}

  public func title(_ workspace: Workspace) -> Phrase { Phrase(zh: "待辦", en: "Inbox") }

  public var commands: [Command] { [.sign] }
  public var refusedCommands: Set<Command> { inbox.count(.sign) == 0 ? [.sign] : [] }

  public mutating func appear(_ workspace: Workspace) -> [Effect] {
    let wanted = max(Inbox.page, inbox.read)
    inbox = Inbox()
    var effects = inbox.readOn(workspace)
    // Nothing may be for this person among the first open records.
    while inbox.hasMore, inbox.read < wanted || inbox.items.isEmpty { effects += inbox.readOn(workspace) }
    marked.formIntersection(inbox.items.filter { $0.kind == .sign }.map(\.version.record))
    selection.move(to: selection.index, count: inbox.items.count)
    return effects
  }

  private var selected: Inbox.Item? {
    inbox.items.indices.contains(selection.index) ? inbox.items[selection.index] : nil
  }

  public mutating func handle(_ event: Event, _ workspace: Workspace) -> [Effect] {
    guard case .key(let key) = event else { return [] }
    switch key {
    case .enter: return selected.map { [.push(RecordScreen(number: $0.version.record))] } ?? []
    case .character(" "): return mark()
    default:
      selection.handle(key, count: inbox.items.count, page: sight.size.rows - 3)
      guard inbox.hasMore, selection.index >= inbox.items.count - 1 else { return [] }
      return inbox.readOn(workspace)
    }
  }

  private mutating func mark() -> [Effect] {
    guard let item = selected else { return [] }
    guard item.kind == .sign else {
      return [
        .show(
          .note(Phrase(zh: "只能標記「待簽」的紀錄；Enter 開啟這一筆。", en: "Only records to sign can be marked; Enter opens this one."))
        )
      ]
    }
    if marked.remove(item.version.record) == nil { marked.insert(item.version.record) }
    selection.move(to: selection.index + 1, count: inbox.items.count)
    return []
  }

  public mutating func perform(_ command: Command, _ workspace: Workspace) -> [Effect] {
    let chosen = inbox.items.filter { marked.contains($0.version.record) }
    let toSign = chosen.isEmpty ? [selected].compactMap { $0 }.filter { $0.kind == .sign } : chosen
    guard !toSign.isEmpty else {
      return [
        .show(
          .note(Phrase(zh: "請選一筆「待簽」的紀錄，或用空白鍵標記幾筆。", en: "Choose a record to sign, or mark some with the space bar.")))
      ]
    }
    marked = []
    return [.push(SignScreen(.agree, toSign.map(\.version)))]
  }

  // MARK: - Drawing

  public func draw(into canvas: inout Canvas, _ workspace: Workspace) {
    sight.size = canvas.size
    let width = canvas.size.columns
    guard !inbox.items.isEmpty else {
      let text = Phrase(
        zh: "沒有待辦：沒有等您簽核或退回給您的紀錄。", en: "Nothing waits for you: nothing to sign, and nothing was sent back to you.")
      for (row, line) in TextWrap.lines(of: workspace.text(text), width: width - 4).enumerated() {
        canvas.write(line.text, at: Position(column: 2, row: row + 1))
      }
      canvas.cursor = Position(column: 2, row: 1)
      return
    }
    let header = [
      Phrase(zh: " 事項", en: " What"), Phrase(zh: "編號", en: "Number"), Phrase(zh: "內容／表單", en: "Subject / form"),
      Phrase(zh: "關卡", en: "Step"), Phrase(zh: "自", en: "Since"),
    ].map { workspace.text($0) }
    let rows = inbox.items.map { item in
      [
        (marked.contains(item.version.record) ? "*" : " ") + workspace.text(item.kind.label)
          + (item.isOverdue ? workspace.text(Phrase(zh: "!逾期", en: " !late")) : ""),
        item.version.record,
        (item.subject.isEmpty ? "" : item.subject + " / ") + workspace.text(item.form),
        Width.clipped(workspace.text(item.step), to: 16), item.since.day.text,
      ]
    }
    canvas.inside(Rect(column: 0, row: 0, columns: width, rows: canvas.size.rows - 2)) { canvas in
      canvas.table(TableText(header: header, rows: rows, flexible: 2, width: width - 3), selection: selection, from: 0)
    }
    if let item = selected {
      let text =
        item.form + Phrase(zh: "：「\(item.step.zh)」等", en: ": '\(item.step.en)' waits for ") + item.waitsFor
      canvas.write(
        Width.clipped(workspace.text(text), to: width - 2), at: Position(column: 1, row: canvas.size.rows - 2),
        width: width - 2)
    }
    let key = Command.sign.keys.first?.name ?? ""
    let more = inbox.hasMore ? Phrase(zh: "   往下還有", en: "   more below") : Phrase(verbatim: "")
    let count = marked.count
    let hint =
      Phrase(
        zh: "Enter 開啟   空白鍵 標記（\(count) 筆）   \(key) 同意標記的紀錄",
        en: "Enter opens   Space marks (\(count))   \(key) agrees to the marked ones") + more
    canvas.write(
      Width.clipped(workspace.text(hint), to: width - 2), at: Position(column: 1, row: canvas.size.rows - 1),
      style: .faint)
  }

  public func helpText(_ workspace: Workspace) -> [Phrase] {
    [
      Phrase(
        zh: "「待簽」等您簽核；「退回」要您改了再送；「催辦」是您送審、別人逾期未簽的；「有我」是欄位裡有您名字的。空白鍵標記幾筆，可以一次同意。",
        en:
          "'To sign' waits for you; 'returned' is to be mended and submitted again; 'chase up' is yours and overdue with "
          + "somebody else; 'names me' has you in a field. Space marks several to be agreed to at once.")
    ]
  }
}

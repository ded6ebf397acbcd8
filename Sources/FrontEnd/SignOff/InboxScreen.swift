import Domain
import Desk
import Terminal

/// What waits for the person at the keyboard: to be signed or submitted again, overdue, or given to them to do.
public struct InboxScreen: Screen {
  private var inbox = Inbox()
  private var marked: Set<String> = []
  private var selection = Selection()

  public init() {}

  public var showsSavedRecords: Bool { true }

  public func title(_ workspace: Workspace) -> Phrase { Phrase(zh: "待辦", en: "Inbox") }

  public func bindings(_ workspace: Workspace) -> [Binding] {
    [
      bind(.sign, isShown: inbox.count(.sign) > 0, unless: { screen, _ in screen.nothingToSign }) { screen, _ in
        screen.sign()
      }
    ]
  }

  public mutating func appear(_ workspace: Workspace) -> [Effect] {
    let wanted = max(Inbox.page, inbox.read)
    let record = selected?.version.record
    inbox = Inbox()
    var effects = workspace.read(on: &inbox)
    // Perhaps none of the first open records is for this person.
    let most = Inbox.page * 5
    while inbox.hasMore, inbox.read < wanted || (inbox.items.isEmpty && inbox.read < most) {
      effects += workspace.read(on: &inbox)
    }
    marked.formIntersection(inbox.items.filter { $0.kind == .sign }.map(\.version.record))
    let place = inbox.items.firstIndex { $0.version.record == record } ?? selection.index
    selection.move(to: place, count: inbox.items.count)
    return effects
  }

  private var selected: InboxItem? {
    inbox.items.indices.contains(selection.index) ? inbox.items[selection.index] : nil
  }

  public mutating func handle(_ event: Event, _ workspace: Workspace) -> [Effect] {
    guard case .key(let key) = event else { return [] }
    switch key {
    case .enter: return selected.map { [.push(RecordScreen(number: $0.version.record))] } ?? []
    case .character(" "): return mark()
    case .character("a"): return markAlike()
    default:
      selection.handle(key, count: inbox.items.count, page: workspace.room.rows - 4)
      guard inbox.hasMore, selection.index >= inbox.items.count - 1 else { return [] }
      return workspace.read(on: &inbox)
    }
  }

  private static let notToSign = Effect.show(
    .note(Phrase(zh: "只能標記「待簽」的紀錄；Enter 開啟這一筆。", en: "Only records to sign can be marked; Enter opens this one.")))

  /// Marks every record to sign of the selected one's form; where all are marked, takes the marks away.
  private mutating func markAlike() -> [Effect] {
    guard let item = selected else { return [] }
    guard item.kind == .sign else { return [Self.notToSign] }
    let alike = inbox.items.filter { $0.kind == .sign && $0.form.id == item.form.id }.map(\.version.record)
    if marked.isSuperset(of: alike) { marked.subtract(alike) } else { marked.formUnion(alike) }
    return []
  }

  private mutating func mark() -> [Effect] {
    guard let item = selected else { return [] }
    guard item.kind == .sign else { return [Self.notToSign] }
    if marked.remove(item.version.record) == nil { marked.insert(item.version.record) }
    selection.move(to: selection.index + 1, count: inbox.items.count)
    return []
  }

  /// What is marked, else the selected record.
  private var toSign: [Version] {
    let chosen = inbox.items.filter { marked.contains($0.version.record) }
    return (chosen.isEmpty ? [selected].compactMap { $0 }.filter { $0.kind == .sign } : chosen).map(\.version)
  }

  private var nothingToSign: Denial? {
    guard toSign.isEmpty else { return nil }
    return Denial(
      .note(Phrase(zh: "請選一筆「待簽」的紀錄，或用空白鍵標記幾筆。", en: "Choose a record to sign, or mark some with the space bar.")))
  }

  private mutating func sign() -> [Effect] {
    let versions = toSign
    marked = []
    return [.push(SignScreen(.agree, versions))]
  }

  // MARK: - Drawing

  public func draw(into canvas: inout Canvas, _ workspace: Workspace) {
    let width = canvas.size.columns
    guard !inbox.items.isEmpty else {
      let text = Phrase(
        zh: "沒有待辦：沒有等您簽核或退回給您的紀錄。", en: "Nothing waits for you: nothing to sign, and nothing was sent back to you.")
      let unread = (inbox.total - inbox.read).grouped
      let more =
        inbox.hasMore
        ? Phrase(
          zh: "還有 \(unread) 筆未結的紀錄沒看；按向下鍵繼續找。",
          en: " \(unread) open records are not looked at yet; the down key goes on.")
        : Phrase(verbatim: "")
      for (row, line) in TextWrap.lines(of: workspace.text(text + more), width: width - 4).enumerated() {
        canvas.write(line.text, at: Position(column: 2, row: row + 1))
      }
      canvas.cursor = Position(column: 2, row: 1)
      return
    }
    let header = [
      Phrase(zh: " 事項", en: " What"), Phrase(zh: "編號", en: "Number"), Phrase(zh: "內容／表單", en: "Subject / form"),
      Phrase(zh: "關卡", en: "Step"), Phrase(zh: "期限", en: "Due"),
    ].map { workspace.text($0) }
    let rows = inbox.items.map { item in
      let subject = item.form.titleText(item.version.marked(workspace.language).content, workspace.language)
      return [
        (marked.contains(item.version.record) ? "*" : " ") + workspace.text(item.kind.label),
        item.version.record, (subject.isEmpty ? "" : subject + " / ") + workspace.text(item.form.title),
        Width.clipped(workspace.text(item.step), to: 16), workspace.text(Self.due(item)),
      ]
    }
    canvas.inside(Rect(column: 0, row: 0, columns: width, rows: canvas.size.rows - 4)) { canvas in
      canvas.table(TableText(header: header, rows: rows, flexible: 2, width: width - 3), selection: selection, from: 0)
    }
    let details: [String] = selected.map { Self.details($0, workspace).map { workspace.text($0) } } ?? []
    let lines = details.flatMap { TextWrap.lines(of: $0, width: width - 2).map(\.text) }
    for (offset, text) in lines.prefix(3).enumerated() {
      canvas.write(
        Width.clipped(text, to: width - 2), at: Position(column: 1, row: canvas.size.rows - 4 + offset),
        width: width - 2)
    }
    let key = Command.sign.key
    let more = inbox.hasMore ? Phrase(zh: "   往下還有", en: "   more below") : Phrase(verbatim: "")
    let count = marked.count
    let hint =
      Phrase(
        zh: "Enter 開啟   空白鍵 標記（\(count) 筆）   a 同表單全標   \(key) 同意標記的紀錄",
        en: "Enter opens   Space marks (\(count))   a marks all of the form   \(key) agrees to them") + more
    canvas.write(
      Width.clipped(workspace.text(hint), to: width - 2), at: Position(column: 1, row: canvas.size.rows - 1),
      style: .faint)
  }

  private static func due(_ item: InboxItem) -> Phrase {
    if item.kind == .late, item.waiting?.signers.gap != nil { return Phrase(zh: "!沒人可簽", en: "!nobody") }
    guard let deadline = item.deadline else { return Phrase(verbatim: "-") }
    guard deadline.isOverdue else { return Phrase(verbatim: deadline.day.text) }
    return Phrase(zh: "!逾期 \(deadline.daysLate) 天", en: "!\(deadline.daysLate) d late")
  }

  /// What is said of an item: what it waits for, and by when or why.
  private static func details(_ item: InboxItem, _ workspace: Workspace) -> [Phrase] {
    let step = item.step
    let turn = item.waiting.map { RecordSignOff.turn($0.signers) } ?? Phrase(verbatim: "")
    let since = item.since.day.text
    if item.kind == .late, let gap = item.waiting?.signers.gap { return [gap.message] }
    let first: Phrase
    if item.kind == .watched {
      return [
        item.unsent,
        Phrase(zh: "打開先看內容；不必等送審就可以處理。", en: "Open it to read it; nothing has to wait for it to be submitted."),
      ]
    }
    if let assignment = item.assignment {
      first = Phrase(
        zh: "欄位「\(assignment.field.zh)」是您；紀錄現在\(item.version.status.label.zh)。打開後把完成的情形填上。",
        en:
          "'\(assignment.field.en)' is you; the record is \(item.version.status.label.en). Open it and fill in what is done."
      )
    } else {
      first = Phrase(
        zh: "「\(step.zh)」等\(turn.zh)，自 \(since)", en: "'\(step.en)' waits for \(turn.en), since \(since)")
    }
    var second: [Phrase] = []
    if let principal = item.deputyFor {
      second.append(Phrase(zh: "代理\(principal.shown)", en: "As deputy for \(principal.shown(.en))"))
    }
    if let deadline = item.deadline { second.append(deadline.text) }
    switch item.kind {
    case .returned:
      let by = workspace.people.named(item.version.savedBy).phrase
      second.append(Phrase(zh: "\(by.zh)退回：", en: "Sent back by \(by.en): ") + Phrase(verbatim: item.comment ?? "-"))
    case .changed:
      second.append(Phrase(zh: "改過還沒再送審；打開看過，再送審。", en: "Changed and not submitted again; open it to submit it."))
    case .draft: second.append(Phrase(zh: "存了還沒送審；打開後可以送審。", en: "Saved but not submitted; open it to submit it."))
    default: break
    }
    return [first, Phrase.joined(second)]
  }

  public func helpText(_ workspace: Workspace) -> [Phrase] {
    [
      Phrase(
        zh:
          "「待簽」等您簽核；「新填」是別人存了還沒送審、您的角色要先知道的；「退回」要您改了再送；「改後待送」是簽過或退回後改過、要再送審的；「催辦」是您送審、別人逾期未簽或沒有人可簽的；「交辦」是欄位裡指定您的；"
          + "「未送審」是您存了沒送的。空白鍵標記幾筆，a 標記同一張表單的全部，可以一次同意。",
        en:
          "'To sign' waits for you; 'new' was saved by somebody else, is not submitted yet, and your role sees it at once; "
          + "'returned' is to be mended and submitted again; 'changed' was changed after it was "
          + "signed or returned, and is to be submitted again; 'chase up' is yours and overdue with somebody else, or "
          + "nobody can sign it; 'assigned' names you in a field; 'unsent' you saved and never submitted. Space marks "
          + "several, a all of the same form, to be agreed to at once."),
      Phrase(
        zh: "期限是簽核的天數（設定），交辦則是紀錄裡的期限欄位；選到一筆時，下面寫出是哪一個、逾期幾天。",
        en:
          "What is due is the signature, within the days of the settings; for 'assigned', the field of the record that "
          + "says by when. The lines below name it for the chosen record, and the days it is late."),
    ]
  }
}

extension Phrase {
  fileprivate static func joined(_ parts: [Phrase]) -> Phrase {
    Phrase(zh: parts.map(\.zh).joined(separator: "  "), en: parts.map(\.en).joined(separator: "  "))
  }
}

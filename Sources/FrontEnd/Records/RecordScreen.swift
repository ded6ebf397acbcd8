import Domain
import Desk
import Terminal

/// A record to read: all fields and links, who saved it, and the ways on from it. Nothing is changed here.
public struct RecordScreen: Screen {
  let number: String
  /// The older version that is shown; nil for the newest.
  private let fixed: Int?
  /// As the person may read it.
  private(set) var version: Version?
  /// The same as it is shown.
  private var shown: ShownVersion?
  private(set) var newest: Int?
  private var form: Form?
  private var links = RecordLinks()
  /// Nil in a personal store and for forms without sign-off.
  private(set) var signOff: RecordSignOff?
  /// Why the person may not read it.
  private var closed: Phrase?
  /// Whether it was refused already: the journal records it once.
  private var wasRefused = false
  private var pager = Pager()
  private var isPlain = false
  var asking: RecordAction?
  /// The newest version when a form was opened to amend it.
  var amended: Int?
  private var kept = KeptLines()

  /// The newest version of a record.
  public init(number: String) {
    self.number = number
    fixed = nil
  }

  /// A certain version of a record.
  init(number: String, version: Int) {
    self.number = number
    fixed = version
  }

  public func title(_ workspace: Workspace) -> Phrase {
    let name = Phrase(verbatim: number)
    return fixed.map { name + Phrase(zh: " 第 \($0) 版", en: " version \($0)") } ?? name
  }

  public var mode: Phrase? {
    if isOld { return Phrase(zh: "檢視舊版", en: "view, old version") }
    if version?.status == .void { return Phrase(zh: "檢視 作廢", en: "view, void") }
    return Phrase(zh: "檢視", en: "view")
  }

  public func bindings(_ workspace: Workspace) -> [Binding] {
    let isThere = version != nil
    let reading: [Binding] = [
      bind(.follow, isShown: isThere) { $0.follow($1) }, bind(.copyMode, isShown: isThere) { $0.switchPlain($1) },
    ]
    let compares = signOff?.signedBefore != nil ? [bind(.compare) { $0.compareWithSigned($1) }] : []
    let deciding = isDecidedAbout ? decisions + compares : []
    return deciding + (isOld ? reading : changes(workspace) + reading + [drafts])
  }

  private var drafts: Binding { bind(.drafts, isShown: version != nil) { _, _ in [.push(DraftsScreen())] } }

  /// Whether the record goes through a chain.
  private var isDecidedAbout: Bool {
    form?.chain != nil && (form?.isGranting != true || signOff?.state.isGrantPending == true)
  }

  private func changes(_ workspace: Workspace) -> [Binding] {
    let access = workspace.access
    func isShown(_ right: Right?) -> Bool {
      version.map { version in right.map { access.may($0, form: version.form.id) } ?? true } ?? false
    }
    return [
      bind(.amend, isShown: isShown(.amend), unless: { $0.denialOfAmendment($1) }) { $0.amend($1) },
      bind(.history, isShown: isShown(nil), unless: { screen, _ in screen.absence.map { Denial(.note($0)) } }) {
        screen, _ in
        [.push(HistoryScreen(record: screen.number))]
      },
      bind(.link, isShown: isShown(nil), unless: { $0.denialOfLink($1) }) { $0.startFromHere($1) },
      bind(.void, isShown: isShown(.void), unless: { $0.denial(of: .void, $1) }) { screen, _ in screen.askForVoid() },
    ]
  }

  var isOld: Bool { version.map { $0.number != newest } ?? false }

  public mutating func appear(_ workspace: Workspace) -> [Effect] {
    kept.forget()
    var (looked, effects) = workspace.look(at: number, fixed, isAgain: wasRefused)
    version = nil
    shown = nil
    newest = nil
    form = nil
    signOff = nil
    closed = nil
    switch looked {
    case .failure(let refusal) where refusal.kind == .notPermitted:
      closed = refusal.message
      guard !wasRefused else { return effects }
      wasRefused = true
      return effects + [.show(.error(refusal.message))]
    case .success(let seen):
      version = seen.version
      newest = seen.newest
    default: return effects
    }
    guard let found = version else { return effects }
    if let size = found.beginningOf { effects.append(.show(.warning(Self.beginning(of: found.record, size)))) }
    form = workspace.catalogue.form(found.form)
    let isNewest = !isOld
    let known = workspace.ask { desk throws(StoreProblem) in try desk.links(of: found, isNewest: isNewest) }
    links = known.result ?? RecordLinks()
    shown = workspace.ask { desk throws(StoreProblem) in try desk.presented(found) }.result
    let signing = workspace.signOff(of: found)
    signOff = signing.result
    effects += signing.effects
    return effects
  }

  private static func beginning(of number: String, _ size: Int) -> Phrase {
    Phrase(
      zh: "這筆紀錄有 \(size >> 10) KB，這裡只有開頭；全文請用 ismsbook show \(number)。",
      en: "This record has \(size >> 10) KB, of which this is the beginning; ismsbook show \(number) prints all of it.")
  }

  private func lines(_ workspace: Workspace) -> [PageLine] {
    if let lines = kept.lines(workspace) { return lines }
    guard let version else {
      return TextWrap.lines(of: absence.map { workspace.text($0) } ?? "", width: 76).map { PageLine($0.text) }
    }
    let page = RecordPage(
      version: shown?.version ?? version.marked(workspace.language), notes: shown?.notes ?? [], form: form,
      links: links, newest: isOld ? newest : nil,
      isPlain: isPlain,
      signOff: signOff, workspace: workspace)
    return page.lines(width: workspace.room.columns)
  }

  /// Why there is no record to be seen.
  var absence: Phrase? {
    guard version == nil else { return nil }
    return closed
      ?? Phrase(zh: "沒有紀錄 \(number)；請檢查編號。", en: "There is no record \(number); check the number.")
  }

  /// The row of a table that the cursor is on.
  func focusedRow(_ workspace: Workspace) -> RowPlace? { pager.row(lines(workspace)) }

  /// Whether the row that the cursor is on leads to a new record.
  private func isRowOffering(_ workspace: Workspace) -> Bool {
    guard !isOld, let version, version.status != .void, let row = focusedRow(workspace),
      let form = workspace.catalogue.form(version.form.id)
    else { return false }
    return RecordStart.isOffered(by: row, in: version, form: form, workspace)
  }

  public mutating func handle(_ event: Event, _ workspace: Workspace) -> [Effect] {
    guard case .key(let key) = event else { return [] }
    if key == .enter { return follow(workspace) }
    _ = pager.handle(key, lines(workspace), page: workspace.room.rows - 1)
    return []
  }

  /// Opens the record that the focused line refers to; asks which where there are several.
  private mutating func follow(_ workspace: Workspace) -> [Effect] {
    let lines = lines(workspace)
    guard let item = pager.item(lines) else {
      let text =
        lines.contains { $0.item != nil }
        ? Phrase(
          zh: "這一行沒有關聯紀錄；按 Tab 到下一個關聯，再按 Enter 開啟。",
          en: "This line refers to no record; Tab goes to the next reference, Enter opens it.")
        : Phrase(zh: "這筆紀錄沒有關聯紀錄。", en: "This record has no references.")
      return [.show(.note(text))]
    }
    let numbers = item.split(separator: " ").map(String.init)
    if numbers.count == 1 { return [.push(RecordScreen(number: item))] }
    asking = .follow(numbers)
    return [
      .push(
        MenuScreen(
          title: Phrase(zh: "開啟哪一筆？", en: "Open which record?"), items: numbers.map { Phrase(verbatim: $0) }))
    ]
  }

  private mutating func switchPlain(_ workspace: Workspace) -> [Effect] {
    isPlain.toggle()
    kept.forget()
    pager = Pager()
    guard isPlain else { return [] }
    let key = Command.copyMode.key
    return [
      .show(
        .note(
          Phrase(
            zh: "純文字：可以用滑鼠選取複製；再按 \(key) 回到原來的樣子。",
            en: "Plain text: select and copy with the mouse; \(key) again goes back.")))
    ]
  }

  public mutating func draw(into canvas: inout Canvas, _ workspace: Workspace) {
    let lines = lines(workspace)
    kept.keep(lines, workspace)
    var hint: Phrase? =
      lines.contains { $0.item != nil }
      ? Phrase(zh: "Tab 下一個關聯   Enter 開啟", en: "Tab next reference   Enter opens") : nil
    if isRowOffering(workspace) {
      let start = Phrase(zh: "\(key: .link) 由這一列開立", en: "\(key: .link) from this row")
      hint = hint.map { start + Phrase(verbatim: "   ") + $0 } ?? start
    }
    if isPlain {
      pager.drawPlain(lines, into: &canvas)
    } else {
      pager.draw(lines, hint: hint, into: &canvas, workspace)
    }
  }

  public func helpText(_ workspace: Workspace) -> [Phrase] {
    [
      Phrase(
        zh: "這裡只能看。上下、PgUp、PgDn、Home、End 捲動；Tab 到下一個關聯紀錄（-> 記號），Enter 開啟。",
        en: "This is for reading only. Up, down, PgUp, PgDn, Home and End scroll; Tab goes to the next "
          + "reference (marked ->), Enter opens it."
      ),
      Phrase(
        zh: "要改內容請用「修正」，要寫原因，舊版會留著；寫錯的紀錄用「作廢」，編號仍列在清單上。紀錄不能刪除。",
        en: "To change it, amend it with a reason; the old version stays. A wrong record is voided and "
          + "stays listed. Records cannot be deleted."
      ),
    ] + rowHelp(workspace)
  }

  /// What the rows of the record lead to.
  private func rowHelp(_ workspace: Workspace) -> [Phrase] {
    guard !isOld, let form = version.flatMap({ workspace.catalogue.form($0.form.id) }) else { return [] }
    return form.fields.filter { version?.content[rows: $0.id].isEmpty == false }
      .flatMap { RecordStart.help(form, table: $0, isSaved: true) }
  }
}

import Domain
import Desk
import Terminal

/// The shared terminal's board: who is inside now, and what can be done with one key.
public struct BoardScreen: KioskScreen {
  private enum Request {
    case form(String)
    case shift
    /// A key for the keeper was pressed while nobody is on duty.
    case action(Character)
    case lateEntry(Moment)
    case lateTime(isLeaving: Bool)
    case lateness
  }

  private var visits: [Visit] = []
  private var shift: Shift?
  private var page = 0
  private var request: Request?
  private var alertHours = 12
  /// How much was left half typed on this terminal.
  private var left = 0
  /// Whether that has been said.
  private var hasOffered = false

  public init() {}

  public func title(_ workspace: Workspace) -> Phrase { Phrase(zh: "機房看板", en: "Data room") }

  public func bindings(_ workspace: Workspace) -> [Binding] { [KioskRules.firstScreen] }

  public func helpText(_ workspace: Workspace) -> [Phrase] {
    [
      Phrase(
        zh: "按數字做一件事；PgUp PgDn 看其他人。「逾時」是停留超過設定的時數，「無陪同」是外部人員的陪同人員不在內。",
        en: "A digit does something; PgUp and PgDn show others. OVERDUE: inside for longer than the setting allows. "
          + "NO ESCORT: somebody from outside whose escort is not inside.")
    ]
  }

  public mutating func appear(_ workspace: Workspace) -> [Effect] {
    let inside = Visit.inside(workspace)
    let open = Shift.open(workspace)
    visits = inside.visits
    shift = open.shift
    alertHours = workspace.settings.number("stay_alert_hours") ?? 12
    return inside.effects + open.effects + offer(workspace)
  }

  /// Counts what was left half typed, and says once that there is some.
  private mutating func offer(_ workspace: Workspace) -> [Effect] {
    let (drafts, findings, effects) = workspace.ownDrafts()
    left = drafts.count + findings.count
    guard !hasOffered else { return effects }
    hasOffered = true
    if let finding = findings.first { return effects + [.show(.warning(finding.message))] }
    guard left > 0 else { return effects }
    return effects + [
      .show(
        .note(
          Phrase(
            zh: "這台終端有打到一半的登記 \(left) 份；按 0 接續或捨棄。", en: "\(left) half-typed here; 0 continues one or discards it."))
      )
    ]
  }

  // MARK: - What can be done

  private static let actions: [Phrase] = [
    Phrase(zh: "1 進入", en: "1 Sign in"), Phrase(zh: "2 離開", en: "2 Sign out"), Phrase(zh: "3 巡檢", en: "3 Patrol"),
    Phrase(zh: "4 設備測試", en: "4 Equip. test"), Phrase(zh: "5 物品進出", en: "5 Items in, out"),
    Phrase(zh: "6 開班交班", en: "6 Shift"), Phrase(zh: "7 補登", en: "7 Late entry"), Phrase(zh: "8 更正", en: "8 Correct"),
    Phrase(zh: "9 鎖定", en: "9 Lock"),
  ]

  public mutating func handle(_ event: Event, _ workspace: Workspace) -> [Effect] {
    guard case .key(let key) = event else { return [] }
    switch key {
    case .pageDown, .down: page += 1
    case .pageUp, .up: page = max(0, page - 1)
    case .home: page = 0
    default: return key.text.map { act($0, workspace) } ?? []
    }
    return []
  }

  /// Screens that show more of people than the board does: an unknown person says first who they are.
  private static let personal: [Character: Right] = ["0": .create, "1": .create, "8": .create]

  private mutating func act(_ key: Character, _ workspace: Workspace) -> [Effect] {
    if key == "0", left == 0 { return [] }
    if let right = Self.personal[key], workspace.person == KioskRules.nobody {
      request = .action(key)
      return [.push(PinScreen(.confirm(form: Visit.form, right)))]
    }
    switch key {
    case "1": return [.push(SignInScreen())]
    case "2": return [.push(VisitPickScreen(.leave))]
    case "3": return fill("patrol", workspace)
    case "4": return fill("equipment-test", workspace)
    case "5": return [.push(VisitPickScreen(.items))]
    case "6":
      request = .shift
      guard shift != nil else { return [.push(PinScreen(.openShift))] }
      return [.push(HandOverScreen(visits))]
    case "7":
      request = .lateness
      return [
        .push(
          MenuScreen(
            title: Phrase(zh: "補登：當時忘了登記的是", en: "Late entry: what was forgotten"),
            items: [Phrase(zh: "進入", en: "Signing in"), Phrase(zh: "離開", en: "Signing out")]))
      ]
    case "8": return [.push(VisitPickScreen(.correct))]
    case "9": return [.lock]
    case "0": return [.push(DraftsScreen())]
    default: return []
    }
  }

  /// Opens a form; asks first whose entry it will be, if no shift is open.
  private mutating func fill(_ id: String, _ workspace: Workspace) -> [Effect] {
    guard let form = workspace.catalogue.form(id) else {
      return [
        .show(
          .error(
            Phrase(
              zh: "沒有表單「\(id)」；請系統管理者執行 ismsbook screens check。",
              en: "There is no form '\(id)'; an administrator should run ismsbook screens check.")))
      ]
    }
    guard workspace.person == KioskRules.nobody else { return begin(form, workspace) }
    request = .form(id)
    return [.push(PinScreen(.confirm(form: id, .create)))]
  }

  public mutating func receive(_ outcome: Outcome, _ workspace: Workspace) -> [Effect] {
    let asked = request
    request = nil
    switch (outcome, asked) {
    case (.confirmed(let person), .form(let id)):
      guard let form = workspace.catalogue.form(id) else { return [] }
      return [.become(person)] + begin(form, workspace.attended(by: person))
    case (.confirmed(let person), .action(let key)):
      return [.become(person)] + act(key, workspace.attended(by: person))
    case (.confirmed(let person), .lateEntry(let moment)):
      return [.become(person), .push(SignInScreen(at: moment))]
    case (.confirmed(let person), .shift): return open(by: person, workspace)
    case (.choice(let choice), .lateness):
      request = .lateTime(isLeaving: choice == 1)
      return [
        .push(
          PromptScreen(
            title: Phrase(
              zh: "實際時間，例如 1300 或 11-22 13:00；登記的時間也會記下",
              en: "The actual time, such as 1300; the time of writing is kept too"),
            isRequired: true))
      ]
    case (.values(let texts), .lateTime(let isLeaving)): return late(texts.first ?? "", isLeaving, workspace)
    case (.saved(let version), .shift):
      guard let keeper = version.content["keeper"].first.flatMap({ PersonName($0) }) else { return [] }
      shift = Shift.open(workspace).shift
      return [
        .become(keeper),
        .show(
          .success(
            Phrase(zh: "\(keeper.name) 開班了（\(version.record)）。", en: "\(keeper.name) is on duty (\(version.record))."))),
      ]
    default: return outcome.problem.map { [.show(.error($0))] } ?? []
    }
  }

  private func begin(_ form: Form, _ workspace: Workspace) -> [Effect] {
    [.push(FormScreen(form: form, workspace: workspace))]
  }

  private mutating func open(by person: PersonName, _ workspace: Workspace) -> [Effect] {
    guard let opening = Shift.opening(by: person, workspace) else {
      return [.show(.error(Phrase(zh: "沒有表單「shift」；請檢查定義。", en: "There is no form 'shift'; check the definitions.")))]
    }
    request = .shift
    return [opening]
  }

  private mutating func late(_ text: String, _ isLeaving: Bool, _ workspace: Workspace) -> [Effect] {
    guard let field = workspace.catalogue.form(Visit.form)?.field(isLeaving ? "leave_at" : "enter_at") else {
      return []
    }
    let reading = ReadingContext(now: workspace.now, records: workspace.records)
    switch field.type.read(text, field, reading) {
    case .failure(let problem): return [.show(.error(problem.message))]
    case .success(let stored):
      guard let moment = Moment(stored), moment <= workspace.now else {
        return [
          .show(.error(Phrase(zh: "這個時間晚於現在；請按 7 重新輸入。", en: "That is later than now; press 7 and type it again.")))
        ]
      }
      if isLeaving { return [.push(VisitPickScreen(.leave, at: moment))] }
      guard workspace.person == KioskRules.nobody else { return [.push(SignInScreen(at: moment))] }
      request = .lateEntry(moment)
      return [.push(PinScreen(.confirm(form: Visit.form, .create)))]
    }
  }

  // MARK: - Drawing

  private static let footRows = 3
  private static let rowsOfVisit = 2

  public func draw(into canvas: inout Canvas, _ workspace: Workspace) {
    let columns = canvas.size.columns
    let now = workspace.now
    let count = Phrase(zh: "在內 \(visits.count) 人", en: "\(visits.count) inside")
    let clock = Phrase(zh: "\(now.shown) (\(now.day.weekdayName.zh))", en: "\(now.shown) (\(now.day.weekdayName.en))")
    canvas.write(
      workspace.text(count + Phrase(verbatim: "   ") + clock), at: Position(column: 1, row: 0), style: .strong)
    let duty =
      shift.map { shift in
        let since = shift.openedAt.map { $0.day == now.day ? $0.time.text : String($0.shown.dropFirst(5)) } ?? ""
        return Phrase(zh: "值班 \(shift.keeper.name)（\(since) 起）", en: "On duty: \(shift.keeper.name), since \(since)")
      } ?? Phrase(zh: "未開班：每筆登記都要 PIN，按 6 開班", en: "No shift: a PIN each time; 6 opens one")
    let text = Width.clipped(workspace.text(duty), to: columns / 2)
    canvas.write(
      text, at: Position(column: columns - Width.of(text) - 1, row: 0), style: shift == nil ? .warning : .plain)
    canvas.horizontalLine(at: Position(column: 0, row: 1), columns: columns, boxes: workspace.boxes)
    let rows = max(1, (canvas.size.rows - 2 - Self.footRows) / Self.rowsOfVisit)
    let pages = max(1, (visits.count + rows - 1) / rows)
    let shown = min(page, pages - 1)
    for (offset, visit) in visits.dropFirst(shown * rows).prefix(rows).enumerated() {
      draw(visit, row: 2 + offset * Self.rowsOfVisit, into: &canvas, workspace)
    }
    if visits.isEmpty {
      canvas.write(
        workspace.text(Phrase(zh: "現在沒有人在內。", en: "Nobody is inside.")), at: Position(column: 1, row: 3), style: .faint)
    }
    drawActions(page: shown, of: pages, into: &canvas, workspace)
  }

  private func draw(_ visit: Visit, row: Int, into canvas: inout Canvas, _ workspace: Workspace) {
    let columns = canvas.size.columns
    let now = workspace.now
    let minutes = visit.minutes(until: now)
    let stay = "\(minutes / 60):\(minutes % 60 < 10 ? "0" : "")\(minutes % 60)"
    let since = visit.enteredAt.map { $0.day == now.day ? $0.time.text : String($0.shown.dropFirst(5)) } ?? ""
    let area = visit.area.flatMap {
      workspace.catalogue.form(Visit.form)?.field("area")?.choices?[$0]?.label[workspace.language]
    }
    var marks: [(String, Style)] = []
    if minutes > alertHours * 60 { marks.append((workspace.text(Phrase(zh: "!逾時", en: "!OVERDUE")), .error)) }
    if !visit.isEscorted { marks.append((workspace.text(Phrase(zh: "!無陪同", en: "!NO ESCORT")), .error)) }
    var column = 1
    for (text, width) in [(visit.name, 16), (visit.organisation, 22), (since, 12), (stay, 8)] {
      canvas.write(
        Width.clipped(text, to: width - 1), at: Position(column: column, row: row),
        style: column == 1 ? .strong : .plain, width: width)
      column += width
    }
    for (text, style) in marks {
      canvas.write(text, at: Position(column: column, row: row), style: style)
      column += Width.of(text) + 1
    }
    let escort = visit.escort.map { Phrase(zh: "陪同 \($0.name)", en: "with \($0.name)")[workspace.language] }
    let badge = visit.badge.map { Phrase(zh: "證 \($0)", en: "badge \($0)")[workspace.language] }
    let corrects = visit.corrects.map { Phrase(zh: "更正 \($0)", en: "corrects \($0)")[workspace.language] }
    let details = [area, corrects, visit.purpose, escort, badge].compactMap { $0 }.joined(separator: "  ")
    canvas.write(
      Width.clipped(details, to: columns - 5), at: Position(column: 4, row: row + 1), width: columns - 5)
  }

  private func drawActions(page: Int, of pages: Int, into canvas: inout Canvas, _ workspace: Workspace) {
    let columns = canvas.size.columns
    let top = canvas.size.rows - Self.footRows
    canvas.horizontalLine(at: Position(column: 0, row: top), columns: columns, boxes: workspace.boxes)
    if pages > 1 {
      let text = Phrase(zh: " 第 \(page + 1) / \(pages) 頁 PgDn ", en: " Page \(page + 1) of \(pages), PgDn ")[
        workspace.language]
      canvas.write(text, at: Position(column: columns - Width.of(text) - 2, row: top), style: .strong)
    }
    let further = left > 0 ? [Phrase(zh: "0 未完成 \(left)", en: "0 Half-typed \(left)")] : []
    for (offset, action) in (Self.actions + further).enumerated() {
      let text = workspace.text(action)
      let place = Position(column: 1 + offset % 5 * 16, row: top + 1 + offset / 5)
      canvas.write(String(text.prefix(1)), at: place, style: .strong)
      canvas.write(String(text.dropFirst()), at: Position(column: place.column + 1, row: place.row))
    }
    canvas.cursor = Position(column: 1, row: top + 1)
  }
}

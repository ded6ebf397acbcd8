import Domain
import Desk
import Terminal

/// Who has a passphrase and who is locked, for administrators.
public struct CredentialsScreen: Screen {
  private struct Row {
    let person: PersonName
    let isActive: Bool
    let status: CredentialStatus?
  }

  private enum Choice {
    case keep, oneTime, release, remove
  }

  private var rows: [Row] = []
  private var selection = Selection()
  private var asking: [Choice] = []
  /// What was asked for last, and of whom.
  private var asked: (choice: Choice, person: PersonName)?

  public init() {}

  static let personal = Phrase(zh: "個人紀錄庫沒有登入，也沒有通行碼。", en: "A personal store has neither log-in nor passphrases.")

  public func title(_ workspace: Workspace) -> Phrase { Phrase(zh: "通行碼管理", en: "Credentials") }

  public mutating func appear(_ workspace: Workspace) -> [Effect] {
    let people = workspace.people.everybody
    let (found, effects) = workspace.ask { (desk) throws(StoreProblem) in
      (try desk.credentials(), try desk.loneAdministrator())
    }
    guard let (credentials, warning) = found else { return effects }
    let all: [CredentialStatus]
    switch credentials {
    case .success(let found): all = found
    case .failure(let refusal): return [.pop(), .show(.error(refusal.message))]
    }
    let known = Dictionary(all.map { ($0.person.id, $0) }, uniquingKeysWith: { first, _ in first })
    rows = people.map { person in
      Row(person: person.name, isActive: person.isActive, status: known[person.id])
    }.sorted { ($0.isActive ? 0 : 1, $0.person.id) < ($1.isActive ? 0 : 1, $1.person.id) }
    selection.move(to: selection.index, count: rows.count)
    return effects + (warning.map { [.show(.warning($0.message))] } ?? [])
  }

  public mutating func handle(_ event: Event, _ workspace: Workspace) -> [Effect] {
    guard case .key(let key) = event else { return [] }
    if key == .enter, rows.indices.contains(selection.index) { return ask(rows[selection.index], workspace) }
    selection.handle(key, count: rows.count, page: workspace.room.rows - 2)
    return []
  }

  private mutating func ask(_ row: Row, _ workspace: Workspace) -> [Effect] {
    let name = row.person.name
    if row.person.id == workspace.person.id {
      let key = Command.secret.key
      return [
        .show(
          .note(
            Phrase(
              zh: "自己的通行碼請在主選單按 \(key) 更改；自己的鎖定要由另一位管理者解除。",
              en: "Change your own with \(key) on the home screen; your own lock is released by another administrator.")
          ))
      ]
    }
    guard row.isActive || row.status != nil else {
      return [
        .show(
          .warning(
            Phrase(
              zh: "\(name)已停用，不能登入；若仍在職，請先更新人員資料。",
              en: "\(name) is disabled and cannot log in; change the register of people first if that is wrong.")))
      ]
    }
    asking = [.keep]
    if row.status?.isLocked == true { asking.append(.release) }
    if row.isActive { asking.append(.oneTime) }
    if row.status != nil { asking.append(.remove) }
    let items = asking.map { choice in
      switch choice {
      case .keep: Phrase(zh: "返回", en: "Go back")
      case .oneTime: Phrase(zh: "給一次性通行碼", en: "Give a one-time passphrase")
      case .release: Phrase(zh: "解除鎖定", en: "Release the lock")
      case .remove: Phrase(zh: "移除通行碼，不能再登入", en: "Remove the passphrase: no more log-in")
      }
    }
    return [.push(MenuScreen(title: row.person.phrase, items: items))]
  }

  public mutating func receive(_ outcome: Outcome, _ workspace: Workspace) -> [Effect] {
    let choices = asking
    asking = []
    switch outcome {
    case .choice(let place) where choices.indices.contains(place) && rows.indices.contains(selection.index):
      let person = rows[selection.index].person
      asked = (choices[place], person)
      switch choices[place] {
      case .keep: return []
      case .oneTime: return [.push(ChangeSecretScreen(.oneTime(person)))]
      case .release: return [.release(person: person.id)]
      case .remove: return [.removeCredential(of: person.id)]
      }
    case .done:
      guard let (choice, person) = asked else { return [] }
      asked = nil
      let text =
        choice == .remove
        ? Phrase(
          zh: "\(person.shown)的通行碼移除了，不能再登入。", en: "\(person.shown(.en)) has no passphrase any more and cannot log in.")
        : Phrase(zh: "\(person.shown)的鎖定解除了。", en: "\(person.shown(.en)) can try again.")
      return appear(workspace) + [.show(.success(text))]
    default: return outcome.problem.map { [.show(.error($0))] } ?? []
    }
  }

  private func state(_ row: Row, _ now: Moment) -> Phrase {
    guard row.isActive else { return Phrase(zh: "已停用", en: "disabled") }
    guard let status = row.status else { return Phrase(zh: "沒有通行碼，不能登入", en: "none, cannot log in") }
    if status.isLocked { return Phrase(zh: "鎖定", en: "locked") }
    if let until = status.waitUntil, now < until {
      return Phrase(zh: "等到 \(until.time.text)", en: "waits until \(until.time.text)")
    }
    return status.mustChange
      ? Phrase(zh: "一次性，登入時要改", en: "one-time, to be changed") : Phrase(zh: "已設定", en: "set")
  }

  public func draw(into canvas: inout Canvas, _ workspace: Workspace) {
    let header = [
      Phrase(zh: "代碼", en: "Id"), Phrase(zh: "姓名", en: "Name"), Phrase(zh: "通行碼", en: "Passphrase"),
      Phrase(zh: "失敗", en: "Failures"), Phrase(zh: "設定時間", en: "Set at"),
    ].map { workspace.text($0) }
    let now = workspace.now
    let cells = rows.map { row in
      [
        row.person.id, row.person.called(workspace.language), workspace.text(state(row, now)),
        row.status.map { String($0.failures) } ?? "-",
        row.status.map { workspace.clock.placed($0.setAt).shown } ?? "-",
      ]
    }
    canvas.inside(Rect(column: 0, row: 0, columns: canvas.size.columns, rows: canvas.size.rows - 1)) { canvas in
      let table = TableText(header: header, rows: cells, flexible: 1, width: canvas.size.columns - 3)
      canvas.table(table, selection: selection, from: 0)
    }
    let hint = workspace.text(
      Phrase(
        zh: "Enter 給一次性通行碼、解除鎖定或移除通行碼",
        en: "Enter gives a one-time passphrase, releases a lock, or removes the passphrase"))
    canvas.write(
      Width.clipped(hint, to: canvas.size.columns - 2), at: Position(column: 1, row: canvas.size.rows - 1),
      style: .faint)
  }

  public func helpText(_ workspace: Workspace) -> [Phrase] {
    [
      Phrase(
        zh: "只有系統管理者看得到。通行碼本身誰都看不到；設定、更改、鎖定、解除和移除都記入日誌。",
        en:
          "For administrators only. Nobody can see a passphrase; setting, changing, locking, releasing and removing are written "
          + "to the journal.")
    ]
  }
}

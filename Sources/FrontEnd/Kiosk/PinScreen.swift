import Domain
import Desk
import Terminal

/// Asks for a person and their PIN: to confirm an entry, to take a shift, to unlock, to quit.
public struct PinScreen: KioskScreen {
  enum Purpose: Hashable {
    /// Something is to be done with a form.
    case confirm(form: String, Right)
    case openShift
    case takeOver
    case unlock
    case quit
  }

  private enum Step {
    case person, secret
    /// A one-time PIN has to be changed first.
    case newSecret
    case again(String)
  }

  let purpose: Purpose
  private var step = Step.person
  private var line = LineEditor()
  private var secret = LineEditor()
  private var who: PersonName?
  private var keeper: PersonName?

  init(_ purpose: Purpose) { self.purpose = purpose }

  public var isOverlay: Bool { purpose != .unlock }
  public var takesText: Bool { true }

  public func bindings(_ workspace: Workspace) -> [Binding] {
    [purpose == .unlock ? KioskRules.firstScreen : bind(.back) { _, _ in [.pop()] }]
  }

  public func title(_ workspace: Workspace) -> Phrase {
    switch purpose {
    case .confirm: Phrase(zh: "確認", en: "Confirm")
    case .openShift: Phrase(zh: "開班", en: "Open a shift")
    case .takeOver: Phrase(zh: "接班", en: "Take over")
    case .unlock: Phrase(zh: "已鎖定", en: "Locked")
    case .quit: Phrase(zh: "結束", en: "Quit")
    }
  }

  private var heading: Phrase {
    switch (purpose, step) {
    case (_, .newSecret): Phrase(zh: "這是一次性 PIN，請改成自己的：", en: "This PIN was for once; choose your own:")
    case (_, .again): Phrase(zh: "再輸入一次新的 PIN：", en: "The new PIN once more:")
    case (.confirm, _): Phrase(zh: "由誰登記？以 PIN 確認。", en: "Who makes the entry? Confirm with the PIN.")
    case (.openShift, _): Phrase(zh: "由誰開班？以 PIN 確認。", en: "Who opens the shift? Confirm with the PIN.")
    case (.takeOver, _): Phrase(zh: "由誰接班？接班人員以 PIN 確認。", en: "Who takes over? The next keeper confirms with the PIN.")
    case (.unlock, _):
      keeper == nil
        ? Phrase(zh: "畫面已鎖定。請輸入代碼與 PIN。", en: "The screen is locked. Type your id and PIN.")
        : Phrase(
          zh: "畫面已鎖定。值班人員輸入 PIN；管理者按上鍵輸入代碼。",
          en: "The screen is locked. The keeper types the PIN; an administrator presses Up for the id.")
    case (.quit, _): Phrase(zh: "只有系統管理者可以結束；請以 PIN 確認。", en: "Only an administrator may quit; confirm with the PIN.")
    }
  }

  public func helpText(_ workspace: Workspace) -> [Phrase] {
    [
      heading,
      Phrase(
        zh: "代碼可打人員代碼、員工編號或姓名；Enter 到下一欄。", en: "The id may be the person's id, staff number or name; Enter goes on."),
    ]
  }

  public mutating func appear(_ workspace: Workspace) -> [Effect] {
    guard purpose == .unlock, keeper == nil else { return [] }
    keeper = Shift.open(workspace).shift?.keeper
    if keeper != nil, line.isEmpty { step = .secret }
    return []
  }

  // MARK: - Typing

  public mutating func handle(_ event: Event, _ workspace: Workspace) -> [Effect] {
    switch (event, step) {
    case (.key(.enter), _): return enter(workspace)
    case (.key(.up), .secret), (.key(.backTab), .secret):
      step = .person
      secret = LineEditor()
    case (.key(.down), .person), (.key(.tab), .person): step = .secret
    case (_, .person):
      if line.excess(event) == nil { line.handle(event) }
    default:
      if secret.excess(event) == nil { secret.handle(event) }
    }
    return []
  }

  private mutating func enter(_ workspace: Workspace) -> [Effect] {
    switch step {
    case .person:
      step = .secret
      return []
    case .secret:
      guard !secret.isEmpty else {
        return [.show(.error(Phrase(zh: "請輸入 PIN；\(key: .back) 取消。", en: "Type the PIN; \(key: .back) cancels.")))]
      }
      let person = resolved(workspace)
      who = person
      let typed = secret.text
      secret = LineEditor()
      guard let person else {
        step = .person
        return [.show(.error(Phrase(zh: "請輸入人員代碼、員工編號或姓名。", en: "Type the person's id, staff number or name.")))]
      }
      return [.check(name: person.id, secret: typed, purpose: purpose == .unlock ? .unlock : .confirm)]
    case .newSecret:
      step = .again(secret.text)
      secret = LineEditor()
      return []
    case .again(let first):
      let second = secret.text
      secret = LineEditor()
      guard first == second, let who else {
        step = .newSecret
        return [.show(.error(Phrase(zh: "兩次不一樣；請重新輸入新的 PIN。", en: "The two differ; type the new PIN again.")))]
      }
      return [.setSecret(of: who, secret: second, isOneTime: false)]
    }
  }

  /// The person meant. A text that fits nobody is checked as it is, so as not to reveal who is known here.
  private func resolved(_ workspace: Workspace) -> PersonName? {
    let typed = line.text.trimmed
    if typed.isEmpty { return purpose == .unlock ? keeper : nil }
    let wanted = SearchForm.folded(typed)
    let people = workspace.desk?.everybody.filter { $0.content["active"] == ["yes"] } ?? []
    func name(_ record: RecordValue) -> PersonName {
      PersonName(id: record.number, name: record.content["name"].first ?? record.number)
    }
    let exact = people.filter { person in
      person.number == wanted || person.content["staff_no"].first.map(SearchForm.folded) == wanted
    }
    if let one = exact.first { return name(one) }
    let near = people.filter { person in
      (person.content["name"] + person.content["name_en"] + [person.number]).contains {
        SearchForm.folded($0).contains(wanted)
      }
    }
    if near.count == 1 { return name(near[0]) }
    return PersonName(id: typed, name: typed)
  }

  // MARK: - Answers

  public mutating func receive(_ outcome: Outcome, _ workspace: Workspace) -> [Effect] {
    switch outcome {
    case .credential(let answer):
      guard case .accepted(let mustChange) = answer, let who else {
        return answer.message.map { [.show(.error($0))] } ?? []
      }
      if mustChange {
        step = .newSecret
        return []
      }
      return finish(who, workspace)
    case .done: return who.map { finish($0, workspace) } ?? []
    default:
      guard let problem = outcome.problem else { return [] }
      if case .again = step { step = .newSecret }
      return [.show(.error(problem))]
    }
  }

  private mutating func finish(_ person: PersonName, _ workspace: Workspace) -> [Effect] {
    step = .secret
    let access = workspace.rights(of: person)
    let refusal: Phrase?
    switch purpose {
    case .confirm(let form, let right): refusal = access.refusal(right, form: form)?.message
    case .openShift, .takeOver: refusal = access.refusal(.create, form: Shift.form)?.message
    case .unlock:
      if access.roles.contains(Access.administrator) {
        refusal = nil
      } else if let keeper {
        refusal =
          keeper.id == person.id
          ? nil
          : Phrase(
            zh: "只有值班人員 \(keeper.id) 或系統管理者可以解鎖；請其中一位輸入 PIN。",
            en: "Only the keeper \(keeper.id) or an administrator may unlock; one of them types the PIN.")
      } else {
        refusal = access.refusal(.create, form: Visit.form)?.message
      }
    case .quit:
      refusal =
        access.roles.contains(Access.administrator)
        ? nil
        : Phrase(
          zh: "只有系統管理者可以結束共用終端；請管理者輸入 PIN。", en: "Only an administrator may end this terminal; ask one to type the PIN."
        )
    }
    if let refusal {
      let (tried, what) = attempt
      return [.refuse(Denial(of: person, refusal, tried, on: what, rule: "right"))]
    }
    switch purpose {
    case .unlock: return [.unlock(person)]
    case .quit: return [.endKiosk]
    default: return [.pop(.confirmed(person))]
    }
  }

  /// What the journal says was tried, and on what.
  private var attempt: (Action, String) {
    switch purpose {
    case .confirm(let form, let right): (right == .create ? .create : .amend, form)
    case .openShift, .takeOver: (.create, Shift.form)
    case .unlock: (.unlock, "kiosk")
    case .quit: (Action(rawValue: "quit"), "kiosk")
    }
  }

  // MARK: - Drawing

  public func draw(into canvas: inout Canvas, _ workspace: Workspace) {
    let width = min(canvas.size.columns - 4, 68)
    let question = TextWrap.lines(of: workspace.text(heading), width: max(2, width - 4)).map(\.text)
    let frame = Rect(
      column: (canvas.size.columns - width) / 2, row: max(0, (canvas.size.rows - question.count - 5) / 2),
      columns: width, rows: question.count + 5)
    canvas.fill(frame)
    canvas.box(frame, boxes: workspace.boxes)
    let left = frame.origin.column + 2
    for (offset, text) in question.enumerated() {
      canvas.write(text, at: Position(column: left, row: frame.origin.row + 1 + offset), style: .strong)
    }
    let row = frame.origin.row + question.count + 2
    let isPerson = if case .person = step { true } else { false }
    let stars = LineEditor(String(repeating: "*", count: secret.characters.count))
    for (offset, label) in [Phrase(zh: "人員", en: "Person"), Phrase(zh: "PIN", en: "PIN")].enumerated() {
      let isFocused = (offset == 0) == isPerson
      canvas.write(
        (isFocused ? "> " : "  ") + Width.padded(workspace.text(label), to: 8),
        at: Position(column: left, row: row + offset), style: isFocused ? .strong : .plain)
    }
    let place = Position(column: left + 11, row: row)
    let below = Position(column: left + 11, row: row + 1)
    if isPerson {
      stars.draw(into: &canvas, at: below, width: width - 15, isFocused: false)
      line.draw(into: &canvas, at: place, width: width - 15, isFocused: true)
    } else {
      let isKeeper = line.isEmpty && purpose == .unlock && keeper != nil
      let shown = isKeeper ? LineEditor(workspace.text(Phrase(zh: "（值班人員）", en: "(keeper)"))) : line
      shown.draw(into: &canvas, at: place, width: width - 15, isFocused: false)
      stars.draw(into: &canvas, at: below, width: width - 15, isFocused: true)
    }
  }
}

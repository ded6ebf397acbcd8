import Domain
import Desk
import Terminal

/// Chooses a visit by number, name, company or badge: to sign out, to note items, or to correct an entry.
public struct VisitPickScreen: KioskScreen {
  enum Purpose: Hashable {
    case leave, items, correct
  }

  private let purpose: Purpose
  /// The time of leaving, if it was not written down then.
  private let at: Moment?
  private var visits: [Visit] = []
  private var line = LineEditor()
  private var selection = Selection()
  private var chosen: Visit?
  /// Whether the whole form was asked for.
  private var isWhole = false
  /// What is done if more has to be filled in before the visitor can leave.
  private var ifUnfinished: [Effect] = []

  init(_ purpose: Purpose, at: Moment? = nil) {
    self.purpose = purpose
    self.at = at
  }

  public func title(_ workspace: Workspace) -> Phrase {
    switch purpose {
    case .leave: at == nil ? Phrase(zh: "離開登記", en: "Sign out") : Phrase(zh: "離開補登", en: "Late sign-out")
    case .items: Phrase(zh: "物品進出", en: "Items in and out")
    case .correct: Phrase(zh: "更正", en: "Correct an entry")
    }
  }

  public var takesText: Bool { true }

  public func bindings(_ workspace: Workspace) -> [Binding] {
    [bind(.back) { _, _ in [.pop()] }] + (purpose == .leave ? [bind(.pick) { $0.choose(whole: true, $1) }] : [])
  }

  public func helpText(_ workspace: Workspace) -> [Phrase] {
    [
      Phrase(
        zh: "打編號、姓名、公司或證號，Enter 選定。離開登記時 \(key: .pick) 開整張表單，例如證件未收回、有異常。更正會另立一筆，原紀錄保留。",
        en:
          "Type the number, name, company or badge and Enter. When signing out, \(key: .pick) opens the whole form, such as for "
          + "a badge that was not returned. A correction is an entry of its own; the first one stays.")
    ]
  }

  public mutating func appear(_ workspace: Workspace) -> [Effect] {
    let (found, effects) = purpose == .correct ? Visit.latest(30, workspace) : Visit.inside(workspace)
    visits = found
    guard found.isEmpty else { return effects }
    return effects + [.pop(), .show(.note(Phrase(zh: "現在沒有人在內。", en: "Nobody is inside.")))]
  }

  // MARK: - Choosing

  private static let labels = Array("123456789abcdefghijklmnopqrstuvwxyz")

  private func label(_ place: Int) -> String { Self.labels.indices.contains(place) ? String(Self.labels[place]) : " " }

  /// One letter or digit is a row's label first; anything longer is looked for.
  private var found: [(label: String, visit: Visit)] {
    let all = visits.enumerated().map { (label: label($0.offset), visit: $0.element) }
    let typed = SearchForm.folded(line.text.trimmed)
    if typed.isEmpty { return all }
    if let one = all.first(where: { $0.label == typed }) { return [one] }
    return all.filter { $0.visit.matches(typed) }
  }

  private var selected: Visit? {
    let found = found
    return found.indices.contains(selection.index) ? found[selection.index].visit : nil
  }

  public mutating func handle(_ event: Event, _ workspace: Workspace) -> [Effect] {
    guard event != .key(.enter) else { return choose(whole: false, workspace) }
    if case .key(let key) = event, key.text == nil, selection.handle(key, count: found.count, page: 8) { return [] }
    if line.excess(event) == nil, line.handle(event) { selection = Selection() }
    return []
  }

  private mutating func choose(whole: Bool, _ workspace: Workspace) -> [Effect] {
    guard let visit = selected else {
      return [
        .show(.error(Phrase(zh: "沒有符合的人；請改打編號、姓名或證號。", en: "Nobody fits; type the number, name or badge.")))
      ]
    }
    chosen = visit
    isWhole = whole || purpose != .leave
    guard workspace.person == KioskRules.nobody else { return go(on: visit, by: workspace.person, workspace) }
    return [.push(PinScreen(.confirm(form: Visit.form, purpose == .correct ? .create : .amend)))]
  }

  // MARK: - Doing it

  private mutating func go(on visit: Visit, by person: PersonName, _ workspace: Workspace) -> [Effect] {
    let workspace = workspace.attended(by: person)
    guard let form = workspace.catalogue.form(Visit.form) else { return [.pop()] }
    let attend: [Effect] = [.become(person)]
    guard let base = workspace.base(of: visit.number, visit.version.number) else { return attend + [.pop()] }
    switch purpose {
    case .correct:
      var content = base.content
      content["corrects"] = [visit.number]
      for id in ["fill_date", "back_dated_reason", "sign_off"] { content[id] = [] }
      content[rows: "sign_off"] = []
      return attend + [.replace(FormScreen(new: form, prefilled: content, workspace: workspace))]
    case .items:
      return attend + [
        .replace(
          FormScreen(
            amending: base, form: form,
            reason: Phrase(zh: "登記物品進出", en: "Items in and out")[workspace.language],
            opening: ("items_in", 0), workspace: workspace))
      ]
    case .leave:
      let reason = Phrase(zh: "登記離開", en: "Signed out")[workspace.language]
      var content = base.content
      content["leave_at"] = [(at ?? workspace.now).toTheMinute.text]
      let whole = FormScreen(
        amending: base, form: form, reason: reason, opening: ("leave_at", 0), workspace: workspace)
      if isWhole { return attend + [.replace(whole)] }
      if visit.badge != nil { content["badge_returned"] = ["yes"] }
      ifUnfinished = attend + [.replace(whole)]
      return [
        .submit(
          Submission(amending: visit.number, base: base.number, to: content, reason: reason), by: person)
      ]
    }
  }

  public mutating func receive(_ outcome: Outcome, _ workspace: Workspace) -> [Effect] {
    switch outcome {
    case .confirmed(let person):
      guard let visit = chosen else { return [] }
      return go(on: visit, by: person, workspace)
    case .saved(let version):
      let name = version.content["person_name"].first ?? ""
      let at = workspace.clock.moment(version.content["leave_at"].first)?.time.text ?? ""
      return [
        .pop(),
        .show(
          .success(
            Phrase(
              zh: "\(name) \(at) 離開，已登記（\(version.record)）。", en: "\(name) signed out at \(at) (\(version.record))."))),
      ]
    case .conflict:
      return [
        .show(.error(Phrase(zh: "這筆紀錄剛被別人更改；請再選一次。", en: "Somebody else just changed this entry; choose again.")))
      ] + appear(workspace)
    case .refused(let refusal) where refusal.kind == .findings:
      return ifUnfinished + [.show(.error(refusal.message))]
    default: return outcome.problem.map { [.show(.error($0))] } ?? []
    }
  }

  // MARK: - Drawing

  public func draw(into canvas: inout Canvas, _ workspace: Workspace) {
    let columns = canvas.size.columns
    let prompt = workspace.text(Phrase(zh: "編號、姓名、公司或證號：", en: "Number, name, company or badge: "))
    let found = found
    let rows = max(1, canvas.size.rows - 5)
    for (offset, place) in selection.visible(count: found.count, rows: rows).enumerated() {
      let (label, visit) = found[place]
      let since = visit.enteredAt.map { $0.day == workspace.now.day ? $0.time.text : String($0.shown.dropFirst(5)) }
      let isSelected = place == selection.index
      let text =
        (isSelected ? ">" : " ") + label + " " + Width.padded(Width.clipped(visit.name, to: 15), to: 16)
        + Width.padded(Width.clipped(visit.organisation, to: 21), to: 22) + Width.padded(since ?? "", to: 12)
        + (visit.correctedBy.map { workspace.text(.corrected(by: $0)) } ?? visit.purpose)
      canvas.write(
        Width.clipped(text, to: columns - 1), at: Position(column: 0, row: 2 + offset),
        style: isSelected ? .selected : .plain, width: columns - 1)
    }
    if found.isEmpty {
      canvas.write(
        workspace.text(Phrase(zh: "沒有符合的人", en: "Nobody fits")), at: Position(column: 2, row: 2), style: .warning)
    }
    if let visit = selected {
      for (offset, text) in TextWrap.lines(of: workspace.text(question(visit, workspace)), width: columns - 2)
        .prefix(2).enumerated()
      {
        canvas.write(text.text, at: Position(column: 1, row: canvas.size.rows - 2 + offset), style: .strong)
      }
    }
    canvas.write(prompt, at: Position(column: 1, row: 0), style: .strong)
    let column = 1 + Width.of(prompt)
    line.draw(into: &canvas, at: Position(column: column, row: 0), width: columns - column - 1, isFocused: true)
  }

  /// What Enter does.
  private func question(_ visit: Visit, _ workspace: Workspace) -> Phrase {
    switch purpose {
    case .items:
      return Phrase(zh: "Enter：開啟 \(visit.name) 的攜入、攜出物品", en: "Enter: items that \(visit.name) brings in or takes out")
    case .correct:
      return Phrase(
        zh: "Enter：另立一筆更正 \(visit.number)；原紀錄保留",
        en: "Enter: an entry that corrects \(visit.number), which stays as it is")
    case .leave:
      let time = (at ?? workspace.now).time.text
      guard let badge = visit.badge else {
        return Phrase(zh: "Enter：\(visit.name) \(time) 離開", en: "Enter: \(visit.name) leaves at \(time)")
      }
      return Phrase(
        zh: "Enter：\(visit.name) \(time) 離開，臨時證 \(badge) 已收回；沒收回按 \(key: .pick)",
        en: "Enter: \(visit.name) leaves at \(time), badge \(badge) is back; \(key: .pick) if it is not")
    }
  }
}

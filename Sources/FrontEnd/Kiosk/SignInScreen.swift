import Domain
import Desk
import Terminal

/// Signs a visitor in: found by name, company or badge, then only what the last visit does not say.
public struct SignInScreen: KioskScreen {
  /// The time of entry, if it was not written down then.
  private let at: Moment?
  private var line = LineEditor()
  private var visitors: [Visitor] = []
  private var selection = Selection()
  /// Who it is, once chosen, with the fields that are asked for.
  private var chosen: Visitor?
  private var asked: [Field] = []
  private var lines: [LineEditor] = []
  /// What the fields began with: the texts shown, and the values they mean.
  private var began: [(text: String, values: [String])] = []
  private var focus = 0
  private var acknowledged: Set<Finding> = []
  /// What is done once a PIN has confirmed it.
  private var isWhole = false
  /// In whose name it was tried to save.
  private var confirmedBy: PersonName?
  private var keeping: KioskDraft

  init(at: Moment? = nil) {
    self.at = at
    keeping = KioskDraft(.signIn)
  }

  /// Continues what was half typed.
  init(resuming draft: Draft, _ workspace: Workspace) {
    at = workspace.clock.moment(KioskDraft.extra("At", of: draft))
    keeping = KioskDraft(.signIn, id: draft.id)
    line = LineEditor(KioskDraft.extra("Line", of: draft) ?? "")
    guard let name = KioskDraft.extra("Name", of: draft) else { return }
    let organisation = KioskDraft.extra("Organisation", of: draft) ?? ""
    ask(Visitor(name: name, organisation: organisation, known: draft.content), workspace)
    for row in draft.content[rows: Self.typed] {
      guard let place = asked.firstIndex(where: { row["field"] == [$0.id] }) else { continue }
      lines[place] = LineEditor(row["text"].first ?? "")
    }
    focus = asked.indices.first { lines[$0].isEmpty } ?? focus
  }

  private static let typed = "typed"

  public var draft: Draft? {
    guard !line.isEmpty || chosen != nil else { return nil }
    var content = chosen?.known ?? Content()
    content[rows: Self.typed] = zip(asked, lines).filter { !$1.isEmpty }.map { field, line in
      Row(["field": field.id, "text": line.text])
    }
    let extra = [
      ("At", at?.text), ("Line", line.text), ("Name", chosen?.name), ("Organisation", chosen?.organisation),
    ].compactMap { id, text in text.flatMap { $0.isEmpty ? nil : Content.Field(id: id, values: [$0]) } }
    return keeping.draft(Visit.form, content, extra)
  }

  public mutating func draftWasSaved() { keeping.wasSaved() }

  public func title(_ workspace: Workspace) -> Phrase {
    at == nil ? Phrase(zh: "進入登記", en: "Sign in") : Phrase(zh: "進入補登", en: "Late sign-in")
  }

  public var takesText: Bool { true }

  public func bindings(_ workspace: Workspace) -> [Binding] {
    [bind(.back) { $0.back($1) }, bind(.save) { $0.save($1) }, bind(.pick) { $0.whole($1) }]
  }

  public func helpText(_ workspace: Workspace) -> [Phrase] {
    [
      Phrase(
        zh: "打姓名、公司或證號的一部分，Enter 選定；其餘由上次進入帶入，只問每次都要問的。\(key: .pick) 開整張表單。沒來過的人直接打姓名再按 Enter。",
        en:
          "Type part of a name, company or badge and Enter; the rest comes from the last visit, and only what changes "
          + "each time is asked for. \(key: .pick) opens the whole form. For somebody new, type the name and Enter.")
    ]
  }

  public mutating func appear(_ workspace: Workspace) -> [Effect] { chosen == nil ? find(workspace) : [] }

  private mutating func find(_ workspace: Workspace) -> [Effect] {
    let (found, effects) = Visitor.found(line.text, workspace)
    visitors = found
    selection = Selection()
    return effects
  }

  // MARK: - Typing

  public mutating func handle(_ event: Event, _ workspace: Workspace) -> [Effect] {
    keeping.touch(workspace.now)
    guard chosen != nil else { return search(event, workspace) }
    switch event {
    case .key(.enter): return next(workspace)
    case .key(.tab), .key(.down): focus = min(focus + 1, asked.count - 1)
    case .key(.up), .key(.backTab): focus = max(0, focus - 1)
    default:
      if let length = lines[focus].excess(event) {
        return [.show(.warning(FieldEditors.tooLong(length, most: LineEditor.mostCharacters)))]
      }
      lines[focus].handle(event)
    }
    return []
  }

  private mutating func search(_ event: Event, _ workspace: Workspace) -> [Effect] {
    if event == .key(.enter) {
      if visitors.indices.contains(selection.index), !line.isEmpty || selection.index > 0 {
        return choose(visitors[selection.index], workspace)
      }
      guard !line.text.trimmed.isEmpty else {
        return [.show(.note(Phrase(zh: "請打姓名、公司或證號。", en: "Type a name, company or badge.")))]
      }
      return whole(workspace)
    }
    if case .key(let key) = event, key.text == nil, selection.handle(key, count: visitors.count, page: 8) { return [] }
    guard line.excess(event) == nil, line.handle(event) else { return [] }
    return find(workspace)
  }

  private mutating func save(_ workspace: Workspace) -> [Effect] {
    chosen == nil ? handle(.key(.enter), workspace) : submit(workspace)
  }

  private mutating func back(_ workspace: Workspace) -> [Effect] {
    guard chosen != nil else { return keeping.end() + [.pop()] }
    chosen = nil
    return find(workspace)
  }

  // MARK: - What is asked for

  /// Fields that have to be looked at at every visit.
  private static let always: Set = ["escort", "badge_no", "rules_briefed"]
  /// More empty fields than that are better filled in on the whole form.
  private static let most = 4

  private mutating func choose(_ visitor: Visitor, _ workspace: Workspace) -> [Effect] {
    ask(visitor, workspace)
    return asked.count > Self.most ? whole(workspace) : []
  }

  /// Asks for what the last visit does not say.
  private mutating func ask(_ visitor: Visitor, _ workspace: Workspace) {
    guard let form = workspace.catalogue.form(Visit.form) else { return }
    chosen = visitor
    acknowledged = []
    let entry = workspace.entry(form)
    let content = entry.withDefaults(visitor.known)
    asked = entry.visible(in: content).flatMap(\.fields).filter { field in
      guard !field.isComputed, !field.isTable, field.id != "unit" else { return false }
      if Self.always.contains(field.id) { return true }
      return content[field.id].isEmpty && entry.isRequired(field, in: content)
    }
    if asked.isEmpty { asked = [form.field("purpose")].compactMap { $0 } }
    began = asked.map { (shown(content[$0.id], $0, workspace), content[$0.id]) }
    lines = began.map { LineEditor($0.text) }
    focus = asked.indices.first { lines[$0].isEmpty } ?? 0
  }

  /// A stored value as it is typed: people by their id, everything else as shown.
  private func shown(_ stored: [String], _ field: Field, _ workspace: Workspace) -> String {
    guard let first = stored.first else { return "" }
    return field.type.shown(first, field, workspace.language)
  }

  private mutating func next(_ workspace: Workspace) -> [Effect] {
    if let finding = problem(focus, workspace) { return [.show(.error(finding))] }
    guard let open = asked.indices.first(where: { $0 > focus }) else { return submit(workspace) }
    focus = open
    return []
  }

  /// What is wrong with what was typed into a field.
  private func problem(_ place: Int, _ workspace: Workspace) -> Phrase? {
    let text = lines[place].text.trimmed
    guard !text.isEmpty else {
      let label = asked[place].label
      return Phrase(zh: "「\(label.zh)」必填；請填寫。", en: "'\(label.en)' is required; fill it in.")
    }
    if text == began[place].text { return nil }
    let reading = ReadingContext(now: workspace.now, records: workspace.records)
    guard case .failure(let problem) = asked[place].type.read(text, asked[place], reading) else { return nil }
    guard let choices = choices(of: asked[place]) else { return problem.message.namingKeys }
    // There is no list to pick from here: F4 opens the whole form.
    return Phrase(zh: "請打其中一個：\(choices.zh)。", en: "Type one of these: \(choices.en).")
  }

  /// What may be typed into a field with choices.
  private func choices(of field: Field) -> Phrase? {
    guard let items = field.choices?.items, items.count < 12 else { return nil }
    return Phrase(
      zh: items.map(\.label.zh).joined(separator: "、"), en: items.map(\.label.en).joined(separator: ", "))
  }

  private func typed(_ entry: Entry) -> Content {
    var content = chosen?.known ?? Content()
    if chosen == nil, !line.text.trimmed.isEmpty {
      content["person_name"] = [line.text.trimmed]
      // An unknown person may not go in alone.
      content["person_kind"] = ["visitor"]
    }
    for place in asked.indices where chosen != nil && lines.indices.contains(place) {
      let text = lines[place].text.trimmed
      let isAsBefore = text == began[place].text
      content[asked[place].id] = isAsBefore ? began[place].values : entry.read([text], asked[place])
    }
    if let at { content["enter_at"] = [at.toTheMinute.text] }
    return entry.withDefaults(content)
  }

  // MARK: - Saving

  private mutating func whole(_ workspace: Workspace) -> [Effect] {
    isWhole = true
    guard workspace.person == KioskRules.nobody else { return openWhole(by: workspace.person, workspace) }
    return [.push(PinScreen(.confirm(form: Visit.form, .create)))]
  }

  private mutating func openWhole(by person: PersonName, _ workspace: Workspace) -> [Effect] {
    let workspace = workspace.attended(by: person)
    guard let form = workspace.catalogue.form(Visit.form) else { return [.pop()] }
    return keeping.end() + [
      .become(person),
      .replace(FormScreen(new: form, prefilled: typed(workspace.entry(form)), workspace: workspace)),
    ]
  }

  private mutating func submit(_ workspace: Workspace) -> [Effect] {
    for place in asked.indices {
      guard let finding = problem(place, workspace) else { continue }
      focus = place
      return [.show(.error(finding))]
    }
    isWhole = false
    guard workspace.person == KioskRules.nobody else { return save(by: workspace.person, workspace) }
    return [.push(PinScreen(.confirm(form: Visit.form, .create)))]
  }

  private mutating func save(by person: PersonName, _ workspace: Workspace) -> [Effect] {
    guard let form = workspace.catalogue.form(Visit.form) else { return [.pop()] }
    if let warning = isInside(workspace), !acknowledged.contains(warning) { return warn([warning]) }
    var submission = Submission(new: form.id, typed(workspace.attended(by: person).entry(form)))
    submission.acknowledged = .these(acknowledged)
    confirmedBy = person
    return [.submit(submission, by: person)]
  }

  private mutating func warn(_ warnings: [Finding]) -> [Effect] {
    let text = warnings.first { !acknowledged.contains($0) }?.message ?? Phrase(verbatim: "")
    acknowledged.formUnion(warnings)
    return [.show(.warning(text + Phrase(zh: "（再按 Enter 照樣登記）", en: " (Enter again signs in as it is)")))]
  }

  /// Leads to the field that has to be mended, on the whole form where it is not asked for here.
  private mutating func take(_ refusal: Refusal, _ workspace: Workspace) -> [Effect] {
    if refusal.kind == .remarks { return warn(refusal.findings) }
    let error = Effect.show(.error(refusal.message))
    guard refusal.kind == .findings, case .field(let id, _, _)? = refusal.finding?.place else { return [error] }
    if let place = asked.firstIndex(where: { $0.id == id }) {
      focus = place
      return [error]
    }
    return openWhole(by: confirmedBy ?? workspace.person, workspace) + [error]
  }

  /// A warning if a person of that name and company has not been signed out.
  private func isInside(_ workspace: Workspace) -> Finding? {
    guard let chosen, at == nil,
      let visit = Visit.inside(workspace).visits.first(where: {
        $0.name == chosen.name && $0.organisation == chosen.organisation
      })
    else { return nil }
    let since = visit.enteredAt?.shown ?? ""
    return Finding(
      .field("person_name"), rule: "inside", severity: .warning,
      Phrase(
        zh: "\(visit.name) 自 \(since) 起還在內；請先以 2 登記離開。",
        en: "\(visit.name) has been inside since \(since); sign them out with 2 first."))
  }

  public mutating func receive(_ outcome: Outcome, _ workspace: Workspace) -> [Effect] {
    switch outcome {
    case .confirmed(let person):
      return isWhole ? openWhole(by: person, workspace) : save(by: person, workspace)
    case .saved(let version):
      let name = version.content["person_name"].first ?? ""
      let at = workspace.clock.moment(version.content["enter_at"].first)?.time.text ?? ""
      return keeping.end() + [
        .pop(),
        .show(
          .success(
            Phrase(
              zh: "\(name) \(at) 進入，已登記（\(version.record)）。", en: "\(name) signed in at \(at) (\(version.record))."))),
      ]
    case .refused(let refusal): return take(refusal, workspace)
    default: return outcome.problem.map { [.show(.error($0))] } ?? []
    }
  }

  // MARK: - Drawing

  public func draw(into canvas: inout Canvas, _ workspace: Workspace) {
    let columns = canvas.size.columns
    let keys =
      chosen == nil
      ? Phrase(
        zh: "Enter 選定；\(key: .pick) 填整張表單", en: "Enter takes the marked one; \(key: .pick) fills in the whole form")
      : Phrase(
        zh: "Enter 下一欄，最後一欄即登記；\(key: .pick) 填整張表單",
        en: "Enter goes on, the last one signs in; \(key: .pick) fills in the whole form")
    canvas.write(workspace.text(keys), at: Position(column: 1, row: canvas.size.rows - 1), style: .strong)
    let prompt = workspace.text(Phrase(zh: "姓名、公司或證號：", en: "Name, company or badge: "))
    canvas.write(prompt, at: Position(column: 1, row: 0), style: .strong)
    let column = 1 + Width.of(prompt)
    let place = Position(column: column, row: 0)
    guard let chosen else {
      drawVisitors(into: &canvas, workspace)
      line.draw(into: &canvas, at: place, width: columns - column - 1, isFocused: true)
      return
    }
    canvas.write(
      Width.clipped("\(chosen.name)  \(chosen.organisation)", to: columns - column - 1), at: place, style: .strong)
    var row = 2
    let room = max(0, canvas.size.rows - 6 - asked.count)
    for text in known(workspace).suffix(room) {
      canvas.write(Width.clipped(text, to: columns - 4), at: Position(column: 3, row: row))
      row += 1
    }
    row += 1
    for (index, field) in asked.enumerated() {
      let label = workspace.text(field.label)
      canvas.write(
        (index == focus ? "> " : "  ") + Width.padded(Width.clipped(label, to: 18), to: 18) + " ",
        at: Position(column: 1, row: row + index), style: index == focus ? .strong : .plain)
    }
    for (index, line) in lines.enumerated() where index != focus {
      line.draw(
        into: &canvas, at: Position(column: 23, row: row + index), width: columns - 25, isFocused: false, style: .field)
    }
    if asked.indices.contains(focus) {
      let help = choices(of: asked[focus]) ?? asked[focus].help ?? asked[focus].type.format.namingKeys
      let hint = TextWrap.lines(of: workspace.text(help), width: columns - 4)
      for (offset, text) in hint.prefix(2).enumerated() {
        canvas.write(text.text, at: Position(column: 3, row: row + asked.count + 1 + offset), style: .faint)
      }
      lines[focus].draw(into: &canvas, at: Position(column: 23, row: row + focus), width: columns - 25, isFocused: true)
    }
  }

  /// What is taken over from the last visit, as lines of label and value.
  private func known(_ workspace: Workspace) -> [String] {
    guard let form = workspace.catalogue.form(Visit.form), let chosen else { return [] }
    let content = workspace.entry(form).withDefaults(chosen.known)
    let ids = ["area", "person_kind", "id_check", "purpose_kind", "purpose"]
    let isAsked = Set(asked.map(\.id))
    var lines = ids.filter { !isAsked.contains($0) && !content[$0].isEmpty }.compactMap { id -> String? in
      guard let field = form.field(id) else { return nil }
      let texts = content[id].map { field.type.shown($0, field, workspace.language) }
      return Width.padded(workspace.text(field.label), to: 18) + "  " + texts.joined(separator: "、")
    }
    let time = Phrase(zh: "進入時間", en: "Entered at")
    lines.append(Width.padded(workspace.text(time), to: 18) + "  " + (at ?? workspace.now).shown)
    return lines
  }

  private func drawVisitors(into canvas: inout Canvas, _ workspace: Workspace) {
    let columns = canvas.size.columns
    for (offset, place) in selection.visible(count: visitors.count, rows: max(1, canvas.size.rows - 5)).enumerated() {
      let visitor = visitors[place]
      let last =
        visitor.lastVisit.map { Phrase(zh: "上次 \($0.text)", en: "last \($0.text)") }
        ?? Phrase(zh: "人員名冊", en: "register")
      let isSelected = place == selection.index
      let text =
        (isSelected ? "> " : "  ") + Width.padded(Width.clipped(visitor.name, to: 19), to: 20)
        + Width.padded(Width.clipped(visitor.organisation, to: 35), to: 36) + workspace.text(last)
      canvas.write(
        Width.clipped(text, to: columns - 1), at: Position(column: 0, row: 2 + offset),
        style: isSelected ? .selected : .plain, width: columns - 1)
    }
    guard visitors.isEmpty, !line.text.trimmed.isEmpty else { return }
    canvas.write(
      workspace.text(
        Phrase(zh: "沒有來過；Enter 以這個姓名填一張新的。", en: "Never here before; Enter fills in a new entry of that name.")),
      at: Position(column: 2, row: 2), style: .warning)
  }
}

import Domain
import Desk
import Terminal

extension PageScreen {
  /// Opens the list, the calendar, the files or the table of the focused field.
  mutating func pick(_ workspace: Workspace, typed event: Event? = nil) -> [Effect] {
    guard let line = page.line, !line.field.isComputed else { return hint(workspace) }
    page.closeList()
    let slot = line.slot
    let field = line.field
    switch field.kind {
    case .day, .moment:
      let isDay = field.kind == .day
      page.settle()
      page.load(workspace)
      request = isDay ? .pick(slot) : .day(slot)
      let text = page.filling[slot].first
      let day = text.flatMap { Day($0) ?? workspace.clock.moment($0)?.day } ?? workspace.now.day
      return [.push(CalendarScreen(day: day, today: workspace.now.day, title: field.label))]
    case .choice, .choices, .person, .unit, .reference, .references:
      return pickFromList(field, slot, workspace)
    case .file:
      guard workspace.allowsPaths else {
        return [.show(.warning(Phrase(zh: "這個終端機不開放檔案路徑；請在其他工作站附加。", en: "Files cannot be chosen on this terminal.")))]
      }
      request = .file(slot)
      return [.push(PathScreen(title: field.label, typed: event.map { Self.typedText($0) } ?? ""))]
    case .yesNo:
      page.set(page.filling[slot] == ["yes"] ? ["no"] : ["yes"], workspace)
      return hint(workspace)
    case .rows: return openTable(field, event, workspace)
    case .text, .paragraph, .number, .time, .timeZone: return pickRecent(slot, workspace)
    }
  }

  private static func typedText(_ event: Event) -> String {
    switch event {
    case .paste(let text): text
    case .key(let key): key.text.map { $0 == " " ? "" : String($0) } ?? ""
    default: ""
    }
  }

  private mutating func pickFromList(_ field: Field, _ slot: FieldSlot, _ workspace: Workspace) -> [Effect] {
    let typed = page.editor.texts.first { !page.filling.settled[slot].contains($0) }
    let items = PickSource.items(field, workspace, page.filling.entry.reading.records)
    guard !items.isEmpty else {
      return [
        .show(
          .warning(Phrase(zh: "清單裡還沒有東西可選；請先登錄。", en: "There is nothing to pick yet; register it first.")))
      ]
    }
    request = .pick(slot)
    return [
      .push(
        PickScreen(
          title: field.label, items: items, chosen: page.filling[slot], isMultiple: field.type.isList,
          recent: page.setting(slot, workspace)?.recent() ?? [], typed: typed ?? ""))
    ]
  }

  /// Offers what the field held in the last records, if it has no list.
  private mutating func pickRecent(_ slot: FieldSlot, _ workspace: Workspace) -> [Effect] {
    guard let line = page.line, let recent = page.setting(slot, workspace)?.recent(), !recent.isEmpty else {
      return [.show(.note(Phrase(zh: "這一欄沒有清單，請直接輸入。", en: "This field has no list; just type.")))]
    }
    request = .pick(slot)
    let items = recent.map { PickItem(id: $0, label: Phrase(verbatim: $0.excerpt)) }
    return [.push(PickScreen(title: line.field.label + Phrase(zh: "：最近用過", en: ": used lately"), items: items))]
  }

  private mutating func openTable(_ field: Field, _ event: Event?, _ workspace: Workspace) -> [Effect] {
    page.flush()
    request = .table
    var screen = RowsScreen(page.filling, table: field, workspace)
    var effects: [Effect] = []
    if let event, event.isInput { effects = screen.handle(event, workspace) }
    return [.push(screen)] + effects
  }

  /// Takes the outcome of a screen that the page opened; nil if the page did not.
  mutating func receiveOnPage(_ outcome: Outcome, _ workspace: Workspace) -> [Effect]? {
    page.filling.refresh(workspace)
    page.view.names = [:]
    let request = request
    switch (request, outcome) {
    case (.pick(let slot), .values(let values)):
      page.focus(slot, workspace)
      page.set(values, workspace)
    case (.day(let slot), .values(let values)):
      page.focus(slot, workspace)
      setDay(values.first, slot, workspace)
    case (.file(let slot), .values(let values)):
      page.focus(slot, workspace)
      let old = page.filling[slot]
      page.set(old + values.filter { !old.contains($0) }, workspace)
    case (.follow, .values(let values)):
      self.request = nil
      return values.first.map { [.push(RecordScreen(number: $0))] } ?? []
    case (.pick, .cancelled), (.day, .cancelled), (.file, .cancelled), (.follow, .cancelled): break
    default: return nil
    }
    self.request = nil
    return hint(workspace)
  }

  private mutating func setDay(_ text: String?, _ slot: FieldSlot, _ workspace: Workspace) {
    guard let day = text.flatMap({ Day($0) }) else { return }
    let old = workspace.clock.moment(page.filling[slot].first)
    let time = old?.time ?? workspace.now.time
    let moment =
      workspace.clock.moments(day, time).first ?? Moment(day: day, time: time, offset: workspace.now.offset)
    page.set([moment.text], workspace)
  }
}

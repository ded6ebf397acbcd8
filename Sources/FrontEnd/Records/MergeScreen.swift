import Domain
import Terminal

/// Merges two changes, when another person saved first. Where both changed the same field, the user chooses.
struct MergeScreen: Screen {
  private let form: Form
  private let current: Version
  private let mine: Content
  private let base: Content
  private var choices: MergeChoices
  /// Leaves out what the person who merges may not read.
  private let clear: (Content) -> Content
  private var pager = Pager()
  private var kept = KeptLines()

  init(form: Form, base: Version?, mine: Content, current: Version, clear: @escaping (Content) -> Content = { $0 }) {
    self.form = form
    self.clear = clear
    self.current = current
    self.mine = mine
    self.base = base?.content ?? Content()
    choices = MergeChoices(form: form, base: self.base, mine: mine, theirs: current.content)
  }

  func title(_ workspace: Workspace) -> Phrase {
    Phrase(zh: "合併 \(current.record)", en: "Merge \(current.record)")
  }

  var mode: Phrase? { Phrase(zh: "合併", en: "merge") }
  var isForKiosk: Bool { true }

  func bindings(_ workspace: Workspace) -> [Binding] {
    [bind(.save) { $0.finish($1) }, bind(.accept) { $0.choose(.theirs, $1) }]
  }

  // MARK: - Keys

  mutating func handle(_ event: Event, _ workspace: Workspace) -> [Effect] {
    guard case .key(let key) = event else { return [] }
    switch key {
    case .enter: return finish(workspace)
    case .character("m"), .character("M"): return choose(.mine, workspace)
    case .character("t"), .character("T"): return choose(.theirs, workspace)
    case .character("b"), .character("B"): return choose(.both, workspace)
    default:
      _ = pager.handle(key, lines(workspace), page: workspace.room.rows - 1)
      return []
    }
  }

  /// Chooses for the conflict in focus, or for the first that is undecided, and moves to the next.
  private mutating func choose(_ choice: MergeChoices.Choice, _ workspace: Workspace) -> [Effect] {
    let focused = pager.item(lines(workspace))
    guard let field = focused ?? choices.undecided.first?.field else {
      return [.show(.note(Phrase(zh: "沒有要選的欄位；按 Enter 合併。", en: "Nothing to choose; Enter merges.")))]
    }
    guard choices.choose(choice, for: field) else {
      return [
        .show(
          .warning(
            Phrase(
              zh: "這個欄位不能兩邊都留；請按 m 用我的，或按 t 用對方的。",
              en: "This field cannot keep both; m takes mine, t takes theirs.")))
      ]
    }
    kept.forget()
    goToUndecided(workspace)
    return []
  }

  private mutating func goToUndecided(_ workspace: Workspace) {
    guard let next = choices.undecided.first else { return }
    let lines = lines(workspace)
    if let place = lines.firstIndex(where: { $0.item == next.field }) { pager.move(to: place, of: lines) }
  }

  private mutating func finish(_ workspace: Workspace) -> [Effect] {
    if current.status == .void {
      return [
        .show(
          .error(
            Phrase(
              zh: "這筆紀錄已被作廢，不能再存；按 \(key: .back) 返回，您的內容留在草稿。",
              en: "The record has been voided and cannot be saved; \(key: .back) goes back, your text stays as a draft."
            )))
      ]
    }
    if let content = choices.content { return [.pop(.content(content))] }
    let count = choices.undecided.count
    goToUndecided(workspace)
    return [
      .show(
        .warning(
          Phrase(
            zh: "還有 \(count) 個欄位沒有選；按 m 用我的，按 t 用對方的。",
            en: "\(count) fields are still to be chosen; m takes mine, t takes theirs.")))
    ]
  }

  // MARK: - Drawing

  private func lines(_ workspace: Workspace) -> [PageLine] {
    if let lines = kept.lines(workspace) { return lines }
    var writer = PageWriter(width: workspace.room.columns)
    let language = workspace.language
    writer.text(
      workspace.text(
        Phrase(zh: "您填寫的時候，有人先存了", en: "While you were writing, somebody else saved ")
          + current.numberText + Phrase(zh: "：", en: ": ") + current.saveText(workspace)), style: .strong)
    if let reason = current.reason, !reason.isEmpty {
      writer.text(workspace.text(Phrase(zh: "原因：", en: "Reason: ")) + reason)
    }
    if current.status == .void {
      let text = Phrase(zh: "! 對方把這筆紀錄作廢了。", en: "! The record has been voided.")
      writer.text(workspace.text(text), style: .warning)
    }
    for (place, conflict) in choices.conflicts.enumerated() { write(conflict, place, into: &writer, workspace) }
    let conflicting = Set(choices.conflicts.map(\.field))
    let theirs = DifferenceBlock.between(
      clear(base), clear(current.content), form: form, workspace.clock, language)
    let own = DifferenceBlock.between(clear(base), clear(mine), form: form, workspace.clock, language)
    write(
      theirs.filter { !conflicting.contains($0.field ?? "") },
      Phrase(zh: "對方改的，會合併進來：", en: "Changed by the other, will be merged in:"), into: &writer, workspace)
    write(
      own.filter { !conflicting.contains($0.field ?? "") },
      Phrase(zh: "您改的，會保留：", en: "Changed by you, will be kept:"), into: &writer, workspace)
    return writer.lines
  }

  private func write(
    _ blocks: [DifferenceBlock], _ heading: Phrase, into writer: inout PageWriter, _ workspace: Workspace
  ) {
    guard !blocks.isEmpty else { return }
    writer.blank()
    writer.text(workspace.text(heading), style: .strong)
    DifferencePage(blocks: blocks, isSideBySide: false, language: workspace.language).write(into: &writer)
  }

  private func write(
    _ conflict: Merge.Conflict, _ place: Int, into writer: inout PageWriter, _ workspace: Workspace
  ) {
    let id = conflict.field
    let label = form.label(of: id, workspace.language)
    let count = choices.conflicts.count
    let state: Phrase =
      switch choices.chosen[id] {
      case .mine: Phrase(zh: "用我的", en: "mine")
      case .theirs: Phrase(zh: "用對方的", en: "theirs")
      case .both: Phrase(zh: "兩邊都留", en: "both")
      case nil: Phrase(zh: "還沒選", en: "not chosen")
      }
    writer.blank()
    writer.text(
      workspace.text(
        Phrase(zh: "! 兩邊都改了 \(place + 1)/\(count)：\(label)  [", en: "! Both changed \(place + 1)/\(count): \(label)  [")
          + state + Phrase(verbatim: "]")), style: .strong, item: id)
    let sides: [(Phrase, [String], Bool)] = [
      (Phrase(zh: "原本", en: "before"), texts(base, id, workspace), false),
      (Phrase(zh: "m 我的", en: "m mine"), texts(mine, id, workspace), choices.chosen[id] == .mine),
      (Phrase(zh: "t 對方的", en: "t theirs"), texts(current.content, id, workspace), choices.chosen[id] == .theirs),
    ]
    for (name, lines, isChosen) in sides { write(name, lines, isChosen, id, into: &writer, workspace) }
    guard choices.allowsBoth(conflict) else { return }
    let both = DifferenceBlock.lines(choices.both(conflict), form.field(id), workspace.language)
    write(Phrase(zh: "b 都留", en: "b both"), both, choices.chosen[id] == .both, id, into: &writer, workspace)
  }

  private func write(
    _ name: Phrase, _ lines: [String], _ isChosen: Bool, _ item: String, into writer: inout PageWriter,
    _ workspace: Workspace
  ) {
    let text = lines.isEmpty ? "-" : lines.joined(separator: "\n")
    writer.pair(
      (isChosen ? "* " : "  ") + workspace.text(name), text, at: PageWriter.margin + 2, textAt: 15,
      style: isChosen ? .strong : .plain, item: item)
  }

  /// A field's lines, or a table's rows, one a line.
  private func texts(_ content: Content, _ id: String, _ workspace: Workspace) -> [String] {
    let field = form.field(id)
    let content = clear(content)
    let rows = content[rows: id].map { $0.lines(field, workspace.language).joined(separator: "; ") }
    return DifferenceBlock.lines(content[id], field, workspace.language) + rows
  }

  mutating func draw(into canvas: inout Canvas, _ workspace: Workspace) {
    let lines = lines(workspace)
    kept.keep(lines, workspace)
    let hint =
      choices.undecided.isEmpty
      ? Phrase(zh: "Enter 合併", en: "Enter merges")
      : Phrase(zh: "m 我的  t 對方的  b 都留  Tab 下一個", en: "m mine  t theirs  b both  Tab next")
    pager.draw(lines, hint: hint, into: &canvas, workspace)
  }

  func helpText(_ workspace: Workspace) -> [Phrase] {
    [
      Phrase(
        zh: "別人先存了一版，您的還沒存。只有一邊改的欄位自動合併；兩邊都改的要選：m 用我的，t（或「採用」）用對方的，文字和清單可按 b 兩邊都留。全部選好按 Enter。",
        en: "Somebody else saved first, yours is not saved yet. Fields that one side changed are merged "
          + "by themselves; for the others choose: m mine, t (or Take) theirs, b both for texts and lists. Then press Enter."
      ),
      Phrase(zh: "\(key: .back) 返回表單，什麼都不會丟掉。", en: "\(key: .back) goes back to the form; nothing is lost."),
    ]
  }
}

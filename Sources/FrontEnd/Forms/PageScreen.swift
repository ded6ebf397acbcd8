import Domain
import Desk
import Terminal

/// What the screens have in common that show fields to be filled in: a form, and a row of a table.
protocol PageScreen: Screen {
  var page: FieldPage { get set }
  /// What the screen above was opened for.
  var request: PageRequest? { get set }

  /// Enter or Tab was pressed on the last field.
  mutating func atEnd(_ workspace: Workspace) -> [Effect]
}

extension PageScreen {
  public var isForKiosk: Bool { true }

  public func redrawFocus(into canvas: inout Canvas, _ workspace: Workspace) -> Bool {
    page.redrawFocus(into: &canvas, workspace)
  }

  /// A command that needs the page as the records are now.
  func bindOnPage(_ command: Command, _ run: @escaping (inout Self, Workspace) -> [Effect]) -> Binding {
    bind(command) { screen, workspace in
      screen.page.filling.refresh(workspace)
      return run(&screen, workspace)
    }
  }

  mutating func handleOnPage(_ event: Event, _ workspace: Workspace) -> [Effect] {
    switch page.handle(event, workspace) {
    case .done: return hint(workspace)
    case .message(let message): return [.show(message)]
    case .open: return pick(workspace, typed: event)
    case .end: return atEnd(workspace)
    }
  }

  // MARK: - Message line

  /// What the message line says of the focused field: what is wrong with it, or what goes into it.
  mutating func hint(_ workspace: Workspace) -> [Effect] {
    guard let line = page.line else { return [] }
    if let finding = page.filling.findings(at: line.slot).first(where: { $0.severity > .note }) {
      return [.show(Message(finding.severity == .error ? .error : .warning, finding.message))]
    }
    let columns = workspace.room.columns - 2
    let key = LastDrawing.HintKey(slot: line.slot, columns: columns, language: workspace.language)
    if let hint = page.view.hint, hint.key == key { return [.show(.note(hint.text))] }
    let help = line.field.help
    let computed = Phrase(zh: "由程式計算。", en: "Worked out by the program.")
    let format = line.field.isComputed ? computed : line.field.type.format.namingKeys
    let short = line.field.isComputed ? nil : ShortFormat.of(line.field)
    let candidates = [help.map { $0 + Phrase(zh: "", en: " ") + (short ?? format) }, help, short, format].compactMap {
      $0
    }
    let fitting = candidates.first { Width.of(workspace.text($0)) <= columns } ?? help ?? short ?? format
    let text = Phrase(zh: Width.clipped(fitting.zh, to: columns), en: Width.clipped(fitting.en, to: columns))
    page.view.hint = (key, text)
    return [.show(.note(text))]
  }

  func pageHelp(_ workspace: Workspace) -> [Phrase] {
    guard let line = page.line else { return [] }
    let field = line.field
    let filling = page.filling
    let need =
      filling.isRequired(line.slot)
      ? Phrase(zh: "必填（*）。", en: "Required (*).") : Phrase(zh: "可以空白。", en: "May stay empty.")
    var result = [field.label + Phrase(zh: "：\(field.type.name.zh)。", en: ": \(field.type.name.en). ") + need]
    result += filling.findings(at: line.slot).map { Phrase(verbatim: $0.severity > .note ? "! " : "= ") + $0.message }
    if let waits = filling.waiting(field, workspace) { result.append(waits) }
    if let help = field.help { result.append(help) }
    result.append(Phrase(zh: "格式：", en: "Format: ") + field.type.format.namingKeys)
    if let example = field.example { result.append(Phrase(zh: "例：", en: "Example: ") + example) }
    if let unit = field.unit { result.append(Phrase(zh: "單位：", en: "Unit: ") + unit) }
    if let place = page.caretPlace {
      result.append(
        Phrase(
          zh: "游標在第 \(place.row) 行第 \(place.column) 欄，共 \(place.rows) 行。",
          en: "The caret is in line \(place.row), column \(place.column), of \(place.rows) lines."))
    }
    let clauses = [filling.form.document] + filling.form.controls
    let named = clauses.filter { !$0.isEmpty }
    if !named.isEmpty {
      result.append(
        Phrase(zh: "依據：\(named.joined(separator: "、"))", en: "Clauses: \(named.joined(separator: ", "))"))
    }
    if field.kind.isPicked {
      result.append(
        Phrase(
          zh: "打開頭幾個字再按 Tab，只有一項這樣開頭就取用它並到下一欄；有好幾項時會說有幾項，不會代選。",
          en:
            "Type the beginning and press Tab: the only entry that begins so is taken and the next field follows; where "
            + "several do, it says how many and takes none."))
    }
    result.append(
      Phrase(
        zh:
          "Tab、Enter、上下鍵換欄；PgUp/PgDn 翻頁；Ctrl+Home/End 到首尾；\(Command.previousSection.otherKey) 和 \(Command.nextSection.otherKey) 換區段。有錯也可以離開欄位。",
        en: "Tab, Enter and the arrows change fields; PgUp/PgDn pages; Ctrl+Home/End first and last field; "
          + "\(Command.previousSection.otherKey) and \(Command.nextSection.otherKey) change sections. A field may be left with errors in it."
      ))
    return result
  }

  // MARK: - Undo

  mutating func undo(redoing: Bool, _ workspace: Workspace) -> [Effect] {
    guard let place = page.undo(redoing: redoing, workspace) else {
      let text =
        redoing
        ? Phrase(zh: "沒有可以重做的改動。", en: "There is nothing to do again.")
        : Phrase(zh: "沒有可以復原的改動。", en: "There is nothing to undo.")
      return [.show(.note(text))]
    }
    let done = redoing ? Phrase(zh: "已重做：", en: "Done again: ") : Phrase(zh: "已復原：", en: "Undone: ")
    return [.show(.note(done + page.filling.name(of: place.place)))]
  }

  // MARK: - The value of the last record

  mutating func ditto(_ workspace: Workspace) -> [Effect] {
    page.closeList()
    guard let line = page.line, !line.field.isComputed else {
      return [.show(.note(Phrase(zh: "這一欄由程式計算。", en: "This field is worked out by the program.")))]
    }
    if line.field.isAnew {
      return [
        .show(
          .note(
            Phrase(
              zh: "「\(line.field.label.zh)」要每次親自填寫，不能複製。",
              en: "'\(line.field.label.en)' is filled in each time and cannot be copied.")))
      ]
    }
    if let table = line.slot.table, line.slot.row > 0 {
      let above = FieldSlot(table: table, row: line.slot.row - 1, column: line.slot.field)
      return copy(page.filling.typed[above], from: Phrase(zh: "上一列", en: "the row above"), workspace)
    }
    guard let last = page.filling.loadPrevious(workspace) else {
      return [.show(.note(Phrase(zh: "這張表單還沒有前一筆紀錄。", en: "There is no earlier record of this form.")))]
    }
    if line.field.isTable {
      let rows = last.content[rows: line.slot.field].map { line.field.withoutAnew($0) }.filter { !$0.isEmpty }
      page.filling.change(at: line.slot) { $0[rows: line.slot.field] = rows }
      page.take(page.filling, workspace)
      let left = line.field.columns.filter(\.isAnew).map(\.label)
      let copied = Phrase(zh: "已複製 \(last.number) 的值。", en: "Copied from \(last.number).")
      guard !left.isEmpty else { return [.show(.note(copied))] }
      let names = Phrase(
        zh: left.map(\.zh).joined(separator: "、"), en: left.map(\.en).joined(separator: ", "))
      return [
        .show(
          .note(copied + Phrase(zh: "「\(names.zh)」要逐列填寫。", en: " Fill in each row: \(names.en).")))
      ]
    }
    return copy(
      last.content[line.slot], from: Phrase(zh: " \(last.number) ", en: last.number), workspace)
  }

  private mutating func copy(_ texts: [String], from source: Phrase, _ workspace: Workspace) -> [Effect] {
    guard !texts.isEmpty else {
      return [.show(.note(source + Phrase(zh: "的這一欄是空白。", en: " has nothing in this field.")))]
    }
    page.set(texts, workspace)
    return [.show(.note(Phrase(zh: "已複製", en: "Copied from ") + source + Phrase(zh: "的值。", en: ".")))]
  }

  // MARK: - Other records

  mutating func follow(_ workspace: Workspace) -> [Effect] {
    page.settle()
    guard let line = page.line else { return [] }
    let texts = page.filling[line.slot]
    let numbers: [String]
    switch line.field.kind.family {
    case .reference: numbers = texts
    case .party: numbers = texts.compactMap { $0.split(separator: " ").first.map(String.init) }
    case .words, .number, .occasion, .yesNo, .choice, .file, .table, .timeZone: numbers = []
    }
    let mentions = numbers.map { workspace.mention($0, askedFor: line.field.targets) }
    let known = mentions.filter { !$0.isWithheld && !$0.form.isEmpty }
    guard let first = known.first else {
      return [.show(.note(Phrase(zh: "這一欄沒有指向別的紀錄。", en: "This field refers to no other record.")))]
    }
    guard known.count > 1 else { return [.push(RecordScreen(number: first.number))] }
    request = .follow
    let items = known.map {
      PickItem(id: $0.number, code: $0.number, label: Phrase(verbatim: $0.titleOrForm(workspace)))
    }
    return [.push(PickScreen(title: Phrase(zh: "開哪一筆", en: "Open which record"), items: items))]
  }
}

import Domain
import Desk
import Terminal

/// Goes to any procedure, form or record by number, code or a few letters of a name in either language.
public struct PaletteScreen: Screen {
  private struct Entry {
    let item: Menu.Item
    let code: String
    let note: Phrase
    /// A command of the screen below, instead of a place to go to.
    var command: Command?
    /// What a command is found by.
    var words = ""
  }

  private var editor: LineEditor
  private let commands: [Entry]
  private var names: CatalogueNames?
  /// Titles of the procedures, by id.
  private var titles: [String: Phrase] = [:]
  private var found: [Entry] = []
  private var selection = Selection()

  /// The commands of the screen below can be run from here too.
  public init(typed: String = "", commands: [Command] = []) {
    editor = LineEditor(typed)
    self.commands = commands.map { command in
      let keys = command.keys.map(\.name)
      let words = keys + [command.rawValue, command.name.zh, command.name.en, command.help.zh, command.help.en]
      return Entry(
        item: Menu.Item(kind: .document, id: command.rawValue, title: command.name), code: keys.first ?? "",
        note: Phrase(zh: "指令", en: "command"), command: command, words: SearchForm.folded(words.joined(separator: " ")))
    }
  }

  public func title(_ workspace: Workspace) -> Phrase { Phrase(zh: "前往", en: "Go to") }

  public var isOverlay: Bool { true }
  public var takesText: Bool { true }

  public mutating func appear(_ workspace: Workspace) -> [Effect] {
    if names == nil {
      let names = CatalogueNames(workspace.catalogue)
      for place in names.places where place.item.kind == .procedure { titles[place.item.id] = place.item.title }
      self.names = names
    }
    match()
    return []
  }

  private func entry(_ place: CatalogueNames.Entry) -> Entry {
    let note =
      switch place.item.kind {
      case .procedure: Phrase(zh: "作業", en: "procedure")
      case .form where place.isLater: Phrase(zh: "稍後提供", en: "follows later")
      case .form: titles[place.procedure] ?? Phrase(zh: "系統管理", en: "administration")
      case .document: Phrase(zh: "文件", en: "document")
      case .screen: Phrase(zh: "畫面", en: "screen")
      }
    return Entry(item: place.item, code: place.code, note: note)
  }

  /// Places of the catalogue first, then commands.
  private mutating func match() {
    let words = SearchForm.folded(editor.text).split(whereSeparator: \.isWhitespace)
    found =
      (names?.matching(editor.text) ?? []).map(entry)
      + commands.filter { command in words.allSatisfy { command.words.contains($0) } }
    selection.move(to: 0, count: found.count)
  }

  public mutating func handle(_ event: Event, _ workspace: Workspace) -> [Effect] {
    if case .key(let key) = event {
      if key == .enter { return open(workspace) }
      if ![Key.home, .end].contains(key), selection.handle(key, count: found.count, page: 10) { return [] }
    }
    if editor.handle(event) { match() }
    return []
  }

  private func open(_ workspace: Workspace) -> [Effect] {
    let typed = editor.text.trimmed
    for number in [typed, typed.uppercased()] where RecordNumber.isValid(number) {
      if workspace.desk?.isThere(number) == true { return [.replace(RecordScreen(number: number))] }
    }
    guard found.indices.contains(selection.index) else { return [] }
    if let command = found[selection.index].command { return [.perform(command)] }
    let effects = Destination.open(found[selection.index].item, workspace)
    switch effects.first {
    case .push(let screen)?: return [.replace(screen)]
    case .run(let command)?: return [.perform(command)]
    default: return effects
    }
  }

  public func draw(into canvas: inout Canvas, _ workspace: Workspace) {
    let area = Rect(column: 4, row: 1, columns: canvas.size.columns - 8, rows: canvas.size.rows - 2)
    canvas.fill(area)
    canvas.box(area, boxes: workspace.boxes)
    let inner = Rect(
      column: area.origin.column + 2, row: area.origin.row + 1, columns: area.size.columns - 4, rows: area.size.rows - 2
    )
    canvas.inside(inner) { canvas in
      let width = canvas.size.columns
      let visible = selection.visible(count: found.count, rows: canvas.size.rows - 2)
      for (offset, place) in visible.enumerated() {
        draw(
          found[place], isSelected: place == selection.index, row: offset + 2, width: width, into: &canvas, workspace)
      }
      if found.isEmpty {
        let text = Phrase(
          zh: "沒有符合的作業或表單；試試編號（05）、文件編號或較少的字。",
          en: "Nothing fits; try a number (05), a document number or fewer words.")
        canvas.write(
          Width.clipped(workspace.text(text), to: width), at: Position(column: 0, row: 2), style: .plain, width: width)
      }
      editor.draw(into: &canvas, at: .zero, width: width, isFocused: true)
    }
  }

  private func draw(
    _ entry: Entry, isSelected: Bool, row: Int, width: Int, into canvas: inout Canvas, _ workspace: Workspace
  ) {
    let style: Style = isSelected ? .selected : .plain
    let codeWidth = 14
    let noteWidth = min(22, width / 3)
    let titleWidth = width - codeWidth - noteWidth - 2
    let mark = isSelected ? ">" : " "
    let text =
      mark + Width.padded(Width.clipped(entry.code, to: codeWidth - 1), to: codeWidth - 1)
      + Width.padded(Width.clipped(workspace.text(entry.item.title), to: titleWidth), to: titleWidth) + "  "
      + Width.padded(Width.clipped(workspace.text(entry.note), to: noteWidth), to: noteWidth)
    canvas.write(text, at: Position(column: 0, row: row), style: style, width: width)
  }

  public func helpText(_ workspace: Workspace) -> [Phrase] {
    [
      Phrase(
        zh: "輸入作業編號（05）、文件編號（ISMS-4-12-01）、紀錄編號，或中英文名稱的幾個字；每個字都要符合。Enter 開啟。",
        en:
          "Type a procedure's number (05), a document number (ISMS-4-12-01), a record number, or a few letters of a name; every word must fit. Enter opens."
      )
    ]
  }
}

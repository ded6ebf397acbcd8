import Domain
import Terminal

/// One of a list: a choice, a person, a unit, another record. Typing opens what fits.
struct PickEditor: FieldEditor {
  private var stored: [String]
  private var line = LineEditor()
  /// Whether the value is unchanged: the first letter typed replaces it.
  private var isFresh: Bool
  private var list: TypeAhead?
  /// Read once; the field keeps it while it has the focus.
  private var items: TypeAhead?
  private let field: Field
  /// The text of which Tab has said that it means several.
  private var doubted: String?

  init(_ texts: [String], _ setting: EditorSetting) {
    stored = texts
    field = setting.field
    // A text that fits no item yet is typed on, not replaced.
    isFresh = texts.allSatisfy { setting.field.type.read($0, setting.field, setting.reading) == .success($0) }
    let shown = texts.map { setting.shown($0) }.joined(separator: " ")
    line = LineEditor(field.isReference && !isFresh ? shown.trimmed : shown)
  }

  var texts: [String] {
    if isFresh { return stored }
    return line.isEmpty ? [] : [field.typed(line.text)]
  }

  var caret: Int { line.caret }

  mutating func place(caret: Int) { line.place(caret: caret) }

  var isListOpen: Bool { list != nil }

  mutating func closeList() { list = nil }

  /// An entry that was moved to counts as chosen.
  mutating func finish() {
    if let list, list.wasMoved, let item = list.selected { take(item) }
    list = nil
  }

  mutating func handle(_ event: Event, _ setting: EditorSetting) -> EditorAnswer {
    if case .key(let key) = event, list != nil {
      if list?.move(key) == true { return .moved }
      if key == .enter {
        guard let item = list?.selected else {
          list = nil
          return .ignored
        }
        take(item)
        line = LineEditor(setting.shown(item.id))
        return .changedAndNext
      }
    }
    if let length = line.excess(event) {
      return .refused(FieldEditors.tooLong(length, most: LineEditor.mostCharacters))
    }
    return isFresh ? handleFresh(event, setting) : handleTyped(event, setting)
  }

  mutating func complete(_ setting: EditorSetting) -> EditorAnswer {
    guard !isFresh, let list, doubted != line.text else { return .ignored }
    switch list.completion(of: line.text) {
    case .one(let item):
      take(item)
      line = LineEditor(setting.shown(item.id))
      return .changedAndNext
    case .several(let count):
      doubted = line.text
      return .refused(Completion.doubt(line.text, count, leaves: true))
    case .unknown: return .ignored
    }
  }

  private mutating func handleFresh(_ event: Event, _ setting: EditorSetting) -> EditorAnswer {
    guard case .key(let key) = event, !event.isInput else {
      guard event.isInput else { return .ignored }
      if event == .key(.character(" ")) {
        open("", setting)
        return .moved
      }
      line = LineEditor()
      isFresh = false
      return handleTyped(event, setting)
    }
    switch key {
    case .backspace, .delete:
      guard !stored.isEmpty else { return .moved }
      line = LineEditor()
      isFresh = false
      return .changed
    case .left, .home:
      // From here on the text is edited in place.
      isFresh = false
      line = LineEditor(stored.map { setting.shown($0) }.joined(separator: " "))
      line.handle(key)
      return .changed
    default: return .ignored
    }
  }

  private mutating func handleTyped(_ event: Event, _ setting: EditorSetting) -> EditorAnswer {
    let before = line.characters
    guard line.handle(event) else { return .ignored }
    guard line.characters != before else { return .moved }
    if line.isEmpty { list = nil } else { open(line.text, setting) }
    return .changed
  }

  private mutating func open(_ typed: String, _ setting: EditorSetting) {
    var source = items ?? TypeAhead(setting)
    items = source
    source.find(typed)
    list = source
  }

  private mutating func take(_ item: PickItem) {
    stored = [item.id]
    isFresh = true
    list = nil
  }

  func draw(into canvas: inout Canvas, in rect: Rect, _ setting: EditorSetting) {
    let width = FieldWidth.ofInput(setting.field, within: rect.size.columns)
    // The label is looked up again, since the language may have changed.
    let shown = isFresh ? LineEditor(stored.map { setting.shown($0) }.joined(separator: " ")) : line
    shown.draw(into: &canvas, at: rect.origin, width: width, isFocused: true)
  }

  func drawList(into canvas: inout Canvas, below rect: Rect, _ setting: EditorSetting) {
    list?.draw(
      into: &canvas, below: rect, chosen: stored, setting,
      takes: Phrase(
        zh: "上下鍵選，Enter 取用，\(key: .pick) 全部", en: "Up and Down choose, Enter takes, \(key: .pick) shows all"))
  }
}

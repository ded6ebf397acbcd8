import Domain
import Terminal

/// Several of a list: choices, other records. What is chosen is listed above the line that is typed in.
struct MultiplePickEditor: FieldEditor {
  private var values: [String]
  private var line = LineEditor()
  private var list: TypeAhead?
  private var items: TypeAhead?
  private let field: Field
  /// The text of which Tab has said that it means several.
  private var doubted: String?
  /// References are numbers without blanks inside.
  private var splitsAtBlanks: Bool { field.kind == .references }

  init(_ texts: [String], _ setting: EditorSetting) {
    field = setting.field
    values = texts.filter { setting.field.type.read($0, setting.field, setting.reading) == .success($0) }
    // Texts that fit no item yet are typed on.
    let values = values
    let further = texts.filter { !values.contains($0) }
    line = LineEditor(further.map { splitsAtBlanks ? $0.trimmed : $0 }.joined(separator: ", "))
  }

  var texts: [String] { line.text.trimmed.isEmpty ? values : values + typedTexts.map(field.typed) }

  /// What is typed, between commas and, for references, blanks.
  private var typedTexts: [String] {
    line.text.split { ",，、".contains($0) || (splitsAtBlanks && $0 == " ") }.map { String($0).trimmed }.filter {
      !$0.isEmpty
    }
  }

  var caret: Int { line.caret }

  mutating func place(caret: Int) { line.place(caret: caret) }

  var isListOpen: Bool { list != nil }

  mutating func closeList() { list = nil }

  mutating func finish() {
    if let list, list.wasMoved, let item = list.selected, !values.contains(item.id) {
      values.append(item.id)
      line = LineEditor()
    }
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
        toggle(item)
        return .changed
      }
    }
    if let length = line.excess(event) {
      return .refused(FieldEditors.tooLong(length, most: LineEditor.mostCharacters))
    }
    if line.isEmpty, event == .key(.character(" ")) {
      open("", setting)
      return .moved
    }
    if line.isEmpty, event == .key(.backspace) || event == .key(.delete) {
      guard !values.isEmpty else { return .moved }
      values.removeLast()
      return .changed
    }
    let before = line.characters
    let wasAt = line.caret
    guard line.handle(event) else { return .ignored }
    guard line.characters != before else { return wasAt == line.caret ? .ignored : .moved }
    if line.isEmpty { list = nil } else { open(typedTexts.last ?? "", setting) }
    return .changed
  }

  mutating func complete(_ setting: EditorSetting) -> EditorAnswer {
    guard let list, doubted != line.text, let typed = typedTexts.last else { return .ignored }
    switch list.completion(of: typed) {
    case .one(let item):
      // What precedes the last comma comes first, as it was typed.
      let others = typedTexts.dropLast().map { field.type.read($0, setting.field, setting.reading) }
      let earlier = others.compactMap { $0.value }
      guard earlier.count == others.count else { return .ignored }
      for id in earlier + [item.id] where !values.contains(id) { values.append(id) }
      line = LineEditor()
      self.list = nil
      return .changedAndNext
    case .several(let count):
      doubted = line.text
      return .refused(Completion.doubt(typed, count, leaves: true))
    case .unknown: return .ignored
    }
  }

  private mutating func toggle(_ item: PickItem) {
    if let place = values.firstIndex(of: item.id) { values.remove(at: place) } else { values.append(item.id) }
    // What was typed before the last comma stays.
    let kept = typedTexts.dropLast().joined(separator: ", ")
    line = LineEditor(kept.isEmpty ? "" : kept + ", ")
    list = nil
  }

  private mutating func open(_ typed: String, _ setting: EditorSetting) {
    var source = items ?? TypeAhead(setting)
    items = source
    source.find(typed)
    list = source
  }

  private func chosen(_ width: Int, _ setting: EditorSetting) -> [String] {
    values.isEmpty ? [] : ShownValue.lines(values, width: width, setting)
  }

  func rows(width: Int, _ setting: EditorSetting) -> Int { chosen(width, setting).count + 1 }

  func draw(into canvas: inout Canvas, in rect: Rect, _ setting: EditorSetting) {
    var row = rect.origin.row
    for text in chosen(rect.size.columns, setting) {
      canvas.write(text, at: Position(column: rect.origin.column, row: row))
      row += 1
    }
    canvas.write("+", at: Position(column: rect.origin.column, row: row))
    line.draw(
      into: &canvas, at: Position(column: rect.origin.column + 2, row: row), width: rect.size.columns - 2,
      isFocused: true)
  }

  func drawList(into canvas: inout Canvas, below rect: Rect, _ setting: EditorSetting) {
    list?.draw(
      into: &canvas, below: rect, chosen: values, setting,
      takes: Phrase(zh: "Enter 加入或移除，\(key: .pick) 全部", en: "Enter adds or takes out, \(key: .pick) shows all"))
  }
}

extension Result {
  fileprivate var value: Success? {
    if case .success(let value) = self { value } else { nil }
  }
}

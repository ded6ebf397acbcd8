import Domain
import Terminal

/// A field of several lines: Enter begins a new one, the arrows move inside and then out.
struct ParagraphEditor: FieldEditor {
  /// Bytes a field may hold.
  static let mostBytes = 1 << 20

  private let stored: [String]
  private var text: WrappedText
  private(set) var caret: Int
  private var isTouched = false
  /// The column that Up and Down keep to.
  private var goal: Int?
  /// Lines in sight at most.
  private let mostLines: Int

  init(_ texts: [String], lines: Int) {
    stored = texts
    mostLines = max(3, lines)
    text = WrappedText(texts.joined(separator: "\n"))
    caret = text.characters.count
  }

  var texts: [String] {
    guard isTouched else { return stored }
    return text.characters.isEmpty ? [] : [String(text.characters)]
  }

  mutating func place(caret: Int) { self.caret = max(0, min(caret, text.characters.count)) }

  mutating func handle(_ event: Event, _ setting: EditorSetting) -> EditorAnswer {
    text.wrap(width: Self.wrapWidth(setting.width))
    switch event {
    case .paste(let pasted): return insert(WrappedText.normalised(pasted))
    case .key(let key):
      if let character = key.text { return insert(String(character)) }
      return edit(key) ?? move(key)
    default: return .ignored
    }
  }

  private mutating func insert(_ more: String) -> EditorAnswer {
    let bytes = text.bytes + more.utf8.count
    guard bytes <= Self.mostBytes else {
      return .refused(
        Phrase(
          zh: "這樣會有 \(bytes) 位元組，超過一欄的上限 \(Self.mostBytes)，所以沒有放入；請改附檔案。",
          en: "That would be \(bytes) bytes and \(Self.mostBytes) is the most, so nothing was put in; attach a file."))
    }
    caret = text.insert(more, at: caret)
    return changed()
  }

  /// Changes the text; nil for keys that do not.
  private mutating func edit(_ key: Key) -> EditorAnswer? {
    switch key {
    case .enter: return insert("\n")
    case .backspace: return remove(max(0, caret - 1)..<caret)
    case .delete: return remove(caret..<min(caret + 1, text.characters.count))
    case .control("u"): return remove(text.hardLine(at: caret).lowerBound..<caret)
    case .control("k"): return remove(caret..<text.hardLine(at: caret).upperBound)
    case .control("w"): return remove(text.wordStart(before: caret)..<caret)
    default: return nil
    }
  }

  private mutating func remove(_ range: Range<Int>) -> EditorAnswer {
    guard !range.isEmpty else { return .moved }
    text.replace(range, with: "")
    caret = range.lowerBound
    return changed()
  }

  private mutating func changed() -> EditorAnswer {
    isTouched = true
    goal = nil
    return .changed
  }

  private mutating func move(_ key: Key) -> EditorAnswer {
    let lines = text.lines
    let place = TextWrap.position(of: caret, in: lines)
    switch key {
    case .up, .down:
      let row = place.row + (key == .up ? -1 : 1)
      guard lines.indices.contains(row) else { return .ignored }
      let column = goal ?? place.column
      caret = TextWrap.offset(at: Position(column: column, row: row), in: lines)
      goal = column
      return .moved
    case .pageUp, .pageDown:
      // Only a text that is longer than its window has pages.
      let row = max(0, min(place.row + (key == .pageUp ? -mostLines : mostLines), lines.count - 1))
      guard lines.count > mostLines, row != place.row else { return .ignored }
      caret = TextWrap.offset(at: Position(column: goal ?? place.column, row: row), in: lines)
      goal = goal ?? place.column
      return .moved
    case .left:
      guard caret > 0 else { return .moved }
      caret -= 1
    case .right: caret = min(text.characters.count, caret + 1)
    case Key(.home, .control), Key(.end, .control):
      // From the text's own beginning or end they lead to the form's.
      let target = key.code == .home ? 0 : text.characters.count
      guard target != caret, lines.count > 1 else { return .ignored }
      caret = target
    case .home: caret = lines[place.row].range.lowerBound
    case .end: caret = TextWrap.offset(at: Position(column: Int.max, row: place.row), in: lines)
    case Key(.left, .control): caret = text.wordStart(before: caret)
    case Key(.right, .control): caret = text.wordEnd(after: caret)
    default: return .ignored
    }
    goal = nil
    return .moved
  }

  /// Line, column and number of lines, counted from 1 and as typed, not as wrapped.
  var caretPlace: (row: Int, column: Int, rows: Int) {
    let before = text.characters[..<caret]
    let row = before.count { $0 == "\n" }
    return (row + 1, caret - text.hardLine(at: caret).lowerBound + 1, text.characters.count { $0 == "\n" } + 1)
  }

  // MARK: - Drawing

  /// One column for the caret after the text, one for the marks that there is more above or below.
  static func wrapWidth(_ columns: Int) -> Int { max(2, columns - 2) }

  func rows(width: Int, _ setting: EditorSetting) -> Int {
    min(mostLines, text.wrapped(width: Self.wrapWidth(width)).count)
  }

  func draw(into canvas: inout Canvas, in rect: Rect, _ setting: EditorSetting) {
    let lines = text.wrapped(width: Self.wrapWidth(rect.size.columns))
    let place = TextWrap.position(of: caret, in: lines)
    let rows = min(rect.size.rows, lines.count)
    let top = max(0, min(place.row - rows / 2, lines.count - rows))
    for offset in 0..<max(0, rows) {
      let position = Position(column: rect.origin.column, row: rect.origin.row + offset)
      canvas.write(lines[top + offset].text, at: position, width: rect.size.columns - 1)
    }
    let edge = rect.columns.upperBound - 1
    if top > 0 { canvas.write("^", at: Position(column: edge, row: rect.origin.row)) }
    if top + rows < lines.count {
      canvas.write("v", at: Position(column: edge, row: rect.origin.row + rows - 1))
    }
    let column = min(place.column, max(0, rect.size.columns - 2))
    canvas.cursor = Position(column: rect.origin.column + column, row: rect.origin.row + place.row - top)
  }
}

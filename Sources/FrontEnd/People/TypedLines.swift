import Domain
import Terminal

/// Lines to type in, one below the other. A secret line is drawn as stars and read only through `text`.
struct TypedLines {
  struct Line {
    let label: Phrase
    let isSecret: Bool
    var editor = LineEditor()

    init(_ label: Phrase, isSecret: Bool = false, text: String = "") {
      self.label = label
      self.isSecret = isSecret
      editor = LineEditor(text)
    }
  }

  enum Answer: Hashable {
    case taken, finished
    case tooLong(Int)
  }

  private var lines: [Line]
  private(set) var focus: Int

  init(_ lines: [Line], focus: Int = 0) {
    self.lines = lines
    self.focus = focus
  }

  var count: Int { lines.count }

  /// What was typed; a secret as it is, anything else without blanks around it.
  subscript(place: Int) -> String {
    lines[place].isSecret ? lines[place].editor.text : lines[place].editor.text.trimmed
  }

  mutating func move(to place: Int) { focus = max(0, min(place, lines.count - 1)) }

  mutating func clearSecrets() {
    for place in lines.indices where lines[place].isSecret { lines[place].editor = LineEditor() }
  }

  /// Takes keys that move or edit; Enter on the last line finishes.
  mutating func handle(_ event: Event) -> Answer {
    if case .key(let key) = event {
      switch key {
      case .tab, .down:
        focus = (focus + 1) % lines.count
        return .taken
      case .backTab, .up:
        focus = (focus + lines.count - 1) % lines.count
        return .taken
      case .enter:
        if focus == lines.count - 1 { return .finished }
        focus += 1
        return .taken
      default: break
      }
    }
    if let length = lines[focus].editor.excess(event) { return .tooLong(length) }
    lines[focus].editor.handle(event)
    return .taken
  }

  /// Draws the lines from a row on, `step` rows apart, with the cursor in the focused one.
  func draw(into canvas: inout Canvas, row first: Int, step: Int = 2, _ workspace: Workspace) {
    let labels = lines.map { workspace.text($0.label) }
    let column = 4 + (labels.map { Width.of($0) }.max() ?? 0)
    let width = max(2, min(56, canvas.size.columns - column - 2))
    var cursor: Position?
    for (place, line) in lines.enumerated() {
      let row = first + place * step
      let isFocused = place == focus
      canvas.write(labels[place], at: Position(column: 2, row: row), style: isFocused ? .strong : .plain)
      var shown = line.editor
      if line.isSecret {
        shown = LineEditor(String(repeating: "*", count: line.editor.characters.count))
        shown.place(caret: line.editor.caret)
      }
      shown.draw(
        into: &canvas, at: Position(column: column, row: row), width: width, isFocused: isFocused,
        style: isFocused ? .plain : .field)
      if isFocused { cursor = canvas.cursor }
    }
    canvas.cursor = cursor
  }
}

import Domain
import Terminal

/// Asks for one line of text, such as the reason of an amendment.
public struct PromptScreen: Screen {
  private let heading: Phrase
  private let isRequired: Bool
  private var line: LineEditor

  public init(title: Phrase, text: String = "", isRequired: Bool = false) {
    heading = title
    self.isRequired = isRequired
    line = LineEditor(text)
  }

  public func title(_ workspace: Workspace) -> Phrase { Phrase(zh: "請輸入", en: "Type") }
  public var isOverlay: Bool { true }
  public var takesText: Bool { true }
  public var isForKiosk: Bool { true }
  public func bindings(_ workspace: Workspace) -> [Binding] {
    [bind(.back) { _, _ in [.pop()] }, bind(.save) { screen, _ in screen.finish() }]
  }
  public func helpText(_ workspace: Workspace) -> [Phrase] { [heading] }

  public mutating func handle(_ event: Event, _ workspace: Workspace) -> [Effect] {
    if event == .key(.enter) { return finish() }
    if let length = line.excess(event) {
      return [.show(.warning(FieldEditors.tooLong(length, most: LineEditor.mostCharacters)))]
    }
    line.handle(event)
    return []
  }

  private func finish() -> [Effect] {
    let text = line.text.trimmed
    guard isRequired, text.isEmpty else { return [.pop(.values([text]))] }
    return [
      .show(
        .error(
          Phrase(
            zh: "必填；請輸入後按 Enter，或按 \(key: .back) 取消。",
            en: "Required; type it and press Enter, or \(key: .back) to cancel.")))
    ]
  }

  public func draw(into canvas: inout Canvas, _ workspace: Workspace) {
    let width = min(canvas.size.columns - 4, 72)
    let question = TextWrap.lines(of: workspace.text(heading), width: max(2, width - 4)).map(\.text)
    let frame = Rect(
      column: (canvas.size.columns - width) / 2, row: max(0, (canvas.size.rows - question.count - 4) / 2),
      columns: width, rows: question.count + 4)
    canvas.fill(frame)
    canvas.box(frame, boxes: workspace.boxes)
    for (offset, text) in question.enumerated() {
      canvas.write(
        text + (isRequired && offset == question.count - 1 ? " *" : ""),
        at: Position(column: frame.origin.column + 2, row: frame.origin.row + 1 + offset), style: .strong)
    }
    line.draw(
      into: &canvas, at: Position(column: frame.origin.column + 2, row: frame.origin.row + question.count + 2),
      width: width - 4, isFocused: true)
  }
}

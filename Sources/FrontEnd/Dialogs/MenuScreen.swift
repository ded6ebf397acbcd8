import Domain
import Terminal

/// A question with a few answers; the first one is harmless and chosen at the start.
public struct MenuScreen: Screen {
  private let heading: Phrase
  private let items: [Phrase]
  private var selection = Selection()

  public init(title: Phrase, items: [Phrase]) {
    heading = title
    self.items = items
  }

  public func title(_ workspace: Workspace) -> Phrase { Phrase(zh: "請選擇", en: "Choose") }
  public var isOverlay: Bool { true }
  public var isForKiosk: Bool { true }
  public func bindings(_ workspace: Workspace) -> [Binding] { [bind(.back) { _, _ in [.pop()] }] }
  public func helpText(_ workspace: Workspace) -> [Phrase] { [heading] }

  public mutating func handle(_ event: Event, _ workspace: Workspace) -> [Effect] {
    guard case .key(let key) = event else { return [] }
    if key == .enter, items.indices.contains(selection.index) { return [.pop(.choice(selection.index))] }
    if let digit = key.text?.wholeNumberValue, items.indices.contains(digit - 1) { return [.pop(.choice(digit - 1))] }
    selection.handle(key, count: items.count, page: items.count)
    return []
  }

  public func draw(into canvas: inout Canvas, _ workspace: Workspace) {
    let widest = ([heading] + items).reduce(20) { max($0, Width.of(workspace.text($1)) + 5) }
    let width = min(canvas.size.columns - 4, widest + 4)
    let question = TextWrap.lines(of: workspace.text(heading), width: max(2, width - 4)).map(\.text)
    let height = question.count + items.count + 3
    let frame = Rect(
      column: (canvas.size.columns - width) / 2, row: max(0, (canvas.size.rows - height) / 2), columns: width,
      rows: height)
    canvas.fill(frame)
    canvas.box(frame, boxes: workspace.boxes)
    for (offset, line) in question.enumerated() {
      canvas.write(
        line, at: Position(column: frame.origin.column + 2, row: frame.origin.row + 1 + offset), style: .strong)
    }
    for (number, item) in items.enumerated() {
      let position = Position(column: frame.origin.column + 2, row: frame.origin.row + 2 + question.count + number)
      let isSelected = number == selection.index
      let text = "\(isSelected ? ">" : " ") \(number + 1) \(workspace.text(item))"
      canvas.write(
        Width.clipped(text, to: width - 4), at: position, style: isSelected ? .selected : .plain, width: width - 4)
      if isSelected { canvas.cursor = position }
    }
  }
}

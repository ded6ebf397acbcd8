import Domain
import Terminal

/// Help on the screen below: its own text, then its keys, which can be run from here, and the manual.
public struct HelpScreen: Screen {
  private enum Item {
    case command(Command)
    case chapter(ManualChapter)
  }

  private let subject: Phrase
  private let paragraphs: [Phrase]
  private let shown: [Item]
  private let hasManual: Bool
  private var selection = Selection()

  public init(for screen: any Screen, _ workspace: Workspace) {
    subject = screen.title(workspace)
    paragraphs = screen.helpText(workspace)
    let bindings = screen.bindings(workspace)
    let own = Set(bindings.map(\.command))
    let all =
      bindings.filter(\.isShown).map(\.command) + screen.generalCommands.filter { !own.contains($0) && $0 != .help }
    let chapters = screen is ManualScreen ? [] : workspace.chapters
    let commands = workspace.isKiosk ? all.filter(\.isForKiosk) : all
    shown = commands.map(Item.command) + chapters.map(Item.chapter)
    hasManual = !chapters.isEmpty
  }

  public func title(_ workspace: Workspace) -> Phrase { Phrase(zh: "說明", en: "Help") }

  public var isOverlay: Bool { true }
  public var isForKiosk: Bool { true }

  public mutating func handle(_ event: Event, _ workspace: Workspace) -> [Effect] {
    guard case .key(let key) = event else { return [] }
    if key == .enter, shown.indices.contains(selection.index) {
      switch shown[selection.index] {
      case .command(let command): return [.perform(command)]
      case .chapter(let chapter): return [.push(ManualScreen(chapter))]
      }
    }
    selection.handle(key, count: shown.count, page: 8)
    return []
  }

  public func draw(into canvas: inout Canvas, _ workspace: Workspace) {
    let area = Rect(column: 2, row: 0, columns: canvas.size.columns - 4, rows: canvas.size.rows)
    canvas.fill(area)
    canvas.box(area, boxes: workspace.boxes)
    let heading = " \(Width.clipped(workspace.text(subject), to: area.size.columns - 8)) "
    canvas.write(heading, at: Position(column: 4, row: 0), style: .strong, width: Width.of(heading))
    if hasManual {
      let note = workspace.text(Phrase(zh: " End 使用手冊 ", en: " End: the manual "))
      canvas.write(note, at: Position(column: 4, row: area.size.rows - 1), style: .strong, width: Width.of(note))
    }
    let inner = Rect(column: 4, row: 1, columns: area.size.columns - 4, rows: area.size.rows - 2)
    canvas.inside(inner) { drawInner(into: &$0, workspace) }
  }

  private func drawInner(into canvas: inout Canvas, _ workspace: Workspace) {
    let width = canvas.size.columns
    var row = 0
    // The keys need at least five rows.
    let room = max(0, canvas.size.rows - 9)
    let lines = paragraphs.flatMap { TextWrap.lines(of: workspace.text($0), width: width).map(\.text) }
    for line in lines.prefix(room) {
      canvas.write(line, at: Position(column: 0, row: row), style: .plain, width: width)
      row += 1
    }
    if row > 0 { row += 1 }
    // The whole help of the selected command is at the bottom.
    let visible = selection.visible(count: shown.count, rows: canvas.size.rows - row - 3)
    if shown.indices.contains(selection.index) {
      let help = TextWrap.lines(of: workspace.text(words(of: shown[selection.index]).help), width: width).prefix(2)
      for (offset, line) in help.enumerated() {
        canvas.write(line.text, at: Position(column: 0, row: canvas.size.rows - 2 + offset), width: width)
      }
    }
    for place in visible {
      let (left, name, help) = words(of: shown[place])
      let text =
        (place == selection.index ? "> " : "  ") + Width.padded(left, to: 18) + " "
        + Width.padded(workspace.text(name), to: 12) + " " + workspace.text(help)
      let position = Position(column: 0, row: row)
      canvas.write(
        Width.padded(Width.clipped(text, to: width), to: width), at: position,
        style: place == selection.index ? .selected : .plain, width: width)
      if place == selection.index { canvas.cursor = position }
      row += 1
    }
  }

  private func words(of item: Item) -> (left: String, name: Phrase, help: Phrase) {
    switch item {
    case .command(let command): (command.keys.map(\.name).joined(separator: " "), command.name, command.help)
    case .chapter(let chapter):
      (chapter.rawValue, Phrase(zh: "手冊", en: "Manual"), chapter.title + Phrase(zh: "：", en: ": ") + chapter.summary)
    }
  }
}

import Domain
import Terminal

/// What surrounds every screen: title line, message line, key line.
struct Frame {
  let workspace: Workspace
  let message: Message?
  let isLargeEnough: Bool

  func draw(_ stack: inout [any Screen], into canvas: inout Canvas) {
    guard isLargeEnough, let top = stack.last else {
      drawTooSmall(into: &canvas)
      return
    }
    drawTitle(stack, top, into: &canvas)
    let body = body(of: canvas.size)
    var workspace = workspace
    workspace.room = body.size
    let base = stack.lastIndex { !$0.isOverlay } ?? 0
    for place in base..<stack.count {
      canvas.cursor = nil
      canvas.inside(body) { stack[place].draw(into: &$0, workspace) }
    }
    drawMessage(into: &canvas)
    drawKeyLine(top, into: &canvas)
  }

  /// Where screens draw: between title line and message. A long message takes room from them, so that it never
  /// lies over what is being typed.
  func body(of size: Size) -> Rect {
    Self.body(of: size, messageLines: max(1, messageLines(columns: size.columns).count))
  }

  static func body(of size: Size, messageLines: Int) -> Rect {
    Rect(column: 0, row: 1, columns: size.columns, rows: max(0, size.rows - 2 - messageLines))
  }

  private func drawTooSmall(into canvas: inout Canvas) {
    let need = Application.smallest
    let text = workspace.text(
      Phrase(
        zh: "視窗太小（\(canvas.size)），至少要 \(need)。資料還在。",
        en: "Too small (\(canvas.size)), need \(need). Your data is kept."))
    for (row, line) in TextWrap.lines(of: text, width: canvas.size.columns).enumerated() {
      canvas.write(line.text, at: Position(column: 0, row: row), style: .plain, width: canvas.size.columns)
    }
    canvas.cursor = .zero
  }

  private func drawTitle(_ stack: [any Screen], _ top: any Screen, into canvas: inout Canvas) {
    let columns = canvas.size.columns
    canvas.fill(Rect(column: 0, row: 0, columns: columns, rows: 1), style: .title)
    var right = workspace.person == KioskRules.nobody ? "" : workspace.myName
    if let mode = top.mode { right = "[\(workspace.text(mode))] " + right }
    if workspace.desk == nil { right = top.mode.map { "[\(workspace.text($0))]" } ?? "" }
    let rightWidth = min(Width.of(right), columns / 3)
    let titles = stack.filter { !$0.isOverlay || $0.title(workspace).zh.isEmpty == false }.map { $0.title(workspace) }
    var left = titles.suffix(2).map { workspace.text($0) }.joined(separator: " > ")
    if left.isEmpty { left = workspace.text(Phrase(zh: "資安簿", en: "ismsbook")) }
    canvas.write(
      Width.clipped(left, to: columns - rightWidth - 3), at: Position(column: 1, row: 0), style: .title,
      width: columns - rightWidth - 3)
    canvas.write(
      Width.clipped(right, to: rightWidth), at: Position(column: columns - rightWidth - 1, row: 0), style: .title,
      width: rightWidth)
  }

  private func drawMessage(into canvas: inout Canvas) {
    guard let message else { return }
    let style: Style =
      switch message.kind {
      case .note: .plain
      case .success: .strong
      case .warning: .warning
      case .error: .error
      }
    let shown = messageLines(columns: canvas.size.columns)
    for (offset, line) in shown.enumerated() {
      let row = canvas.size.rows - 1 - shown.count + offset
      canvas.fill(Rect(column: 0, row: row, columns: canvas.size.columns, rows: 1))
      canvas.write(line, at: Position(column: 1, row: row), style: style, width: canvas.size.columns - 2)
    }
  }

  /// The message as it is shown: at most four lines.
  private func messageLines(columns: Int) -> [String] {
    guard let message else { return [] }
    let mark =
      switch message.kind {
      case .note, .success: ""
      case .warning: "! "
      case .error: "!! "
      }
    let text = mark + workspace.text(message.text)
    let lines = TextWrap.lines(of: text, width: columns - 2).map(\.text)
    let most = 4
    if lines.count <= most { return lines }
    return lines.prefix(most - 1) + [Width.clipped(lines[most - 1] + " " + lines[most], to: columns - 2)]
  }

  private func drawKeyLine(_ top: any Screen, into canvas: inout Canvas) {
    let row = canvas.size.rows - 1
    let columns = canvas.size.columns
    var column = 0
    for command in Frame.shownCommands(top, workspace) {
      let key = command.key
      let name = workspace.text(command.name)
      let needed = Width.of(key) + Width.of(name) + 2
      guard column + needed <= columns else { continue }
      canvas.write(key, at: Position(column: column, row: row), style: .strong, width: Width.of(key))
      column += Width.of(key)
      canvas.write(name, at: Position(column: column, row: row), style: .keyLine, width: Width.of(name))
      column += Width.of(name) + 1
    }
  }

  /// The commands on the key line: the way back and help, the screen's own, then the ways elsewhere.
  static func shownCommands(_ screen: any Screen, _ workspace: Workspace) -> [Command] {
    let bindings = screen.bindings(workspace)
    let hidden = Set(bindings.filter { !$0.isShown }.map(\.command))
    let general = screen.generalCommands
    let ends = [Command.palette, .search, .language, .quit].filter(general.contains)
    let own = bindings.map(\.command).filter { $0 != .back && $0 != .help && !hidden.contains($0) && !$0.isRare }
    let all = [.back, .help].filter { !hidden.contains($0) } + own + ends.filter { !own.contains($0) }
    return workspace.isKiosk ? all.filter(\.isForKiosk) : all
  }
}

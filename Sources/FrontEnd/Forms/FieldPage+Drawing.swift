import Domain
import Terminal

extension FieldPage {
  /// The widest label column; a longer label takes several lines, it is never cut.
  static let mostLabelColumns = 26

  /// A line of the page before it is drawn: a section's title or a field.
  private struct Block {
    var line: Line?
    var title: Phrase?
    var label: [String] = []
    var value: [String] = []
    var findings: [(text: String, style: Style)] = []
    /// Rows of label and value.
    var body = 0
    var rows: Int { body + findings.count }
  }

  /// Draws status line and fields. `header` replaces the section's title on the status line.
  mutating func draw(into canvas: inout Canvas, header: Phrase? = nil, _ workspace: Workspace) {
    let columns = canvas.size.columns
    keepNames(workspace)
    let labelWidth = labelColumns(columns, workspace.language)
    view.valueWidth = valueWidth(in: columns, workspace)
    let blocks = blocks(labelWidth, workspace)
    let area = Rect(column: 0, row: 1, columns: columns, rows: max(0, canvas.size.rows - 1))
    scroll(blocks, rows: area.size.rows)
    var focused: Rect?
    let top = view.scroll.top
    drawStatus(into: &canvas, header ?? section(atTop: blocks), workspace)
    view.places = []
    canvas.inside(area) { canvas in
      var row = -top
      for block in blocks {
        if row + block.rows > 0, row < canvas.size.rows {
          let rect = draw(block, at: row, labelWidth, into: &canvas, workspace)
          if block.line?.slot == slot, block.line != nil { focused = rect }
          if let line = block.line { view.places.append((row + 1..<row + 1 + block.rows, line.slot)) }
        }
        row += block.rows
      }
    }
    view.changedMore = false
    view.focused = focused.flatMap { rect in
      guard editor is TextEditor, !editor.isListOpen else { return nil }
      return Rect(origin: Position(column: rect.origin.column, row: rect.origin.row + 1), size: rect.size)
    }
    if let focused, let line, editor.isListOpen {
      let rect = Rect(
        column: focused.origin.column, row: focused.origin.row + 1, columns: focused.size.columns,
        rows: focused.size.rows)
      editor.drawList(into: &canvas, below: rect, setting(line, workspace))
    }
  }

  /// Draws only the text that is typed, over the page as it was drawn last; false where that would not do.
  func redrawFocus(into canvas: inout Canvas, _ workspace: Workspace) -> Bool {
    guard !view.changedMore, let rect = view.focused, let line, editor is TextEditor else { return false }
    editor.draw(into: &canvas, in: rect, setting(line, workspace))
    return true
  }

  private func drawStatus(into canvas: inout Canvas, _ header: Phrase?, _ workspace: Workspace) {
    let columns = canvas.size.columns
    let position = " \(lines.isEmpty ? 0 : place + 1)/\(lines.count) "
    let title = workspace.text(header ?? Phrase(verbatim: ""))
    canvas.horizontalLine(at: .zero, columns: columns, boxes: workspace.boxes)
    let right = Width.of(position) + 2
    canvas.write(
      " \(Width.clipped(title, to: columns - right - 6)) ", at: Position(column: 2, row: 0), style: .strong)
    canvas.write(position, at: Position(column: columns - right, row: 0))
  }

  /// Columns of values: what labels and marks leave.
  func valueWidth(in columns: Int, _ workspace: Workspace) -> Int {
    max(2, columns - labelColumns(columns, workspace.language) - 5)
  }

  private func labelColumns(_ columns: Int, _ language: Language) -> Int {
    let widest = lines.reduce(8) { max($0, Width.of($1.field.label[language])) }
    return min(Self.mostLabelColumns, widest, max(8, columns / 2 - 4))
  }

  // MARK: - Layout

  private func blocks(_ labelWidth: Int, _ workspace: Workspace) -> [Block] {
    var result: [Block] = []
    var section = 0
    for (number, line) in lines.enumerated() {
      if line.section != section, filling.sections.indices.contains(line.section) {
        section = line.section
        result.append(Block(title: filling.sections[section].title, body: 1))
      }
      result.append(block(line, isFocused: number == place, labelWidth, workspace))
    }
    return result
  }

  private func block(_ line: Line, isFocused: Bool, _ labelWidth: Int, _ workspace: Workspace) -> Block {
    let setting = setting(line, workspace)
    var block = Block(line: line)
    let label = line.field.label[workspace.language]
    block.label = TextWrap.lines(of: label, width: labelWidth).map(\.text)
    let rows: Int
    if isFocused {
      rows = editor.rows(width: view.valueWidth, setting)
    } else {
      block.value = value(line, setting)
      rows = block.value.count
    }
    block.body = max(rows, block.label.count)
    for finding in filling.findings(at: line.slot) {
      let (mark, style): (String, Style) =
        switch finding.severity {
        case .error: ("! ", .error)
        case .warning: ("? ", .warning)
        case .note: ("= ", .plain)
        }
      for (number, text) in TextWrap.lines(of: workspace.text(finding.message), width: view.valueWidth - 2).enumerated()
      {
        block.findings.append(((number == 0 ? mark : "  ") + text.text, style))
      }
    }
    return block
  }

  private func value(_ line: Line, _ setting: EditorSetting) -> [String] {
    let texts = filling[line.slot]
    switch line.field.kind {
    case .rows: return TableSummary(field: line.field, filling: filling).lines(width: view.valueWidth, setting)
    case .yesNo where !line.field.isComputed: return [YesNoEditor.text(texts.first, setting)]
    case .text, .paragraph, .number, .day, .time, .moment, .yesNo, .choice, .choices, .person, .unit, .reference,
      .references, .file, .timeZone:
      return ShownValue.lines(texts, width: view.valueWidth, setting)
    }
  }

  private mutating func scroll(_ blocks: [Block], rows: Int) {
    var focus = 0..<1
    var total = 0
    var titles: Set<Int> = []
    for block in blocks {
      if let line = block.line, line.slot == slot { focus = total..<total + block.rows }
      if block.title != nil { titles.insert(total) }
      total += block.rows
    }
    view.scroll.keep(focus, of: total, rows: rows)
    // The status line names the section already.
    if titles.contains(view.scroll.top), focus.lowerBound > view.scroll.top { view.scroll.top += 1 }
  }

  /// The section that the first line in sight belongs to.
  private func section(atTop blocks: [Block]) -> Phrase? {
    var row = 0
    for block in blocks {
      row += block.rows
      if row > view.scroll.top, let line = block.line, filling.sections.indices.contains(line.section) {
        return filling.sections[line.section].title
      }
    }
    return nil
  }

  // MARK: - Drawing

  /// Draws a block and gives the place of its value.
  private func draw(
    _ block: Block, at row: Int, _ labelWidth: Int, into canvas: inout Canvas, _ workspace: Workspace
  ) -> Rect {
    let columns = canvas.size.columns
    if let title = block.title {
      canvas.horizontalLine(at: Position(column: 0, row: row), columns: columns, boxes: workspace.boxes)
      canvas.write(" \(workspace.text(title)) ", at: Position(column: 2, row: row), style: .strong)
    }
    let rect = Rect(column: labelWidth + 4, row: row, columns: columns - labelWidth - 5, rows: block.body)
    guard let line = block.line else { return rect }
    let isFocused = line.slot == slot
    drawMarks(line, isFocused: isFocused, at: row, into: &canvas)
    for (offset, text) in block.label.enumerated() {
      canvas.write(
        text, at: Position(column: 3, row: row + offset), style: isFocused ? .selected : .plain,
        width: isFocused ? labelWidth : nil)
    }
    if isFocused {
      editor.draw(into: &canvas, in: rect, setting(line, workspace))
    } else {
      drawValue(block.value, line, in: rect, into: &canvas)
    }
    for (offset, finding) in block.findings.enumerated() {
      canvas.write(
        finding.text, at: Position(column: rect.origin.column, row: row + block.body + offset), style: finding.style)
    }
    return rect
  }

  private func drawMarks(_ line: Line, isFocused: Bool, at row: Int, into canvas: inout Canvas) {
    if isFocused { canvas.write(">", at: Position(column: 0, row: row), style: .strong) }
    switch mark(line) {
    case .error?: canvas.write("!", at: Position(column: 1, row: row), style: .error)
    case .warning?: canvas.write("?", at: Position(column: 1, row: row), style: .warning)
    case .note? where filling.isChanged(line.slot), nil where filling.isChanged(line.slot):
      canvas.write("~", at: Position(column: 1, row: row))
    case .note?, nil: break
    }
    if filling.isRequired(line.slot) { canvas.write("*", at: Position(column: 2, row: row), style: .strong) }
  }

  /// The worst of what is wrong with a field, its rows included.
  private func mark(_ line: Line) -> Finding.Severity? {
    if line.slot.table == nil { return filling.shownFindings(ofField: line.field.id).map(\.severity).max() }
    return filling.findings(at: line.slot).map(\.severity).max()
  }

  private func drawValue(_ value: [String], _ line: Line, in rect: Rect, into canvas: inout Canvas) {
    if value == [""], !line.field.isComputed {
      // An empty field is a line to write on.
      let width = min(FieldWidth.ofInput(line.field, within: rect.size.columns), 12)
      canvas.fill(Rect(origin: rect.origin, size: Size(columns: width, rows: 1)), style: .field)
      return
    }
    for (offset, text) in value.enumerated() {
      canvas.write(
        text, at: Position(column: rect.origin.column, row: rect.origin.row + offset),
        width: min(Width.of(text), rect.size.columns))
    }
  }
}

import Domain
import Desk
import Terminal

/// A procedure: what it is for, its text, and its forms with what has been filled in.
public struct ProcedureScreen: Screen {
  private struct FormLine {
    let form: String
    let title: Phrase
    let document: String
    let isLater: Bool
    var records = 0
    var drafts = 0
    var last: Moment?
  }

  private let procedure: Procedure
  private var forms: [FormLine] = []
  /// 0 = the text of the procedure, then the forms.
  private var selection = Selection()

  public init(procedure: Procedure) { self.procedure = procedure }

  public func title(_ workspace: Workspace) -> Phrase { Phrase(verbatim: "\(procedure.code) ") + procedure.title }

  public func bindings(_ workspace: Workspace) -> [Binding] { [bind(.new) { $0.fillIn($1) }] }

  public mutating func appear(_ workspace: Workspace) -> [Effect] {
    let heads = Dictionary(workspace.catalogue.heads().map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let counts = workspace.ask { desk throws(StoreProblem) in try desk.counts() }
    let (drafts, _, problems) = workspace.ownDrafts()
    forms = procedure.forms.map { id in
      var line = FormLine(
        form: id, title: heads[id]?.title ?? Phrase(verbatim: id), document: heads[id]?.document ?? "", isLater: false)
      line.records = counts.result?[id]?.records ?? 0
      line.last = counts.result?[id]?.lastSavedAt
      line.drafts = drafts.filter { $0.form.id == id }.count
      return line
    }
    forms += procedure.later.filter { !procedure.forms.contains($0.form) }.map { later in
      FormLine(form: later.form, title: later.title, document: later.document, isLater: true)
    }
    return counts.effects + problems
  }

  private var selected: FormLine? {
    forms.indices.contains(selection.index - 1) ? forms[selection.index - 1] : nil
  }

  private func fillIn(_ workspace: Workspace) -> [Effect] {
    guard let line = selected ?? (forms.count == 1 ? forms[0] : nil) else {
      return [.show(.note(Phrase(zh: "請先選一張表單。", en: "Choose a form first.")))]
    }
    guard !line.isLater, let form = workspace.catalogue.form(line.form) else {
      return Destination.form(line.form, workspace)
    }
    return NewRecord.effects(of: form, workspace)
  }

  public mutating func handle(_ event: Event, _ workspace: Workspace) -> [Effect] {
    guard case .key(let key) = event else { return [] }
    if key == .enter {
      if let line = selected { return Destination.form(line.form, workspace) }
      return Destination.text(ProcedureText(procedure), workspace)
    }
    selection.handle(key, count: forms.count + 1, page: 10)
    return []
  }

  public func draw(into canvas: inout Canvas, _ workspace: Workspace) {
    let width = canvas.size.columns - 2
    var row = 0
    for (label, text) in [
      (Phrase(zh: "摘要", en: "Summary"), procedure.summary), (Phrase(zh: "目的", en: "Purpose"), procedure.purpose),
    ] {
      let labelText = workspace.text(label)
      canvas.write(labelText, at: Position(column: 1, row: row), style: .strong, width: 10)
      for line in TextWrap.lines(of: workspace.text(text), width: width - 10).prefix(3) {
        canvas.write(line.text, at: Position(column: 11, row: row), style: .plain, width: width - 10)
        row += 1
      }
    }
    row += 1
    drawEntry(
      Phrase(zh: "作業說明書（SOP）", en: "Text of the procedure (SOP)"), Phrase(verbatim: procedure.document),
      isSelected: selection.index == 0, row: row, into: &canvas, workspace)
    row += 2
    drawHeader(row: row, into: &canvas, workspace)
    row += 1
    let visible = Selection(index: max(0, selection.index - 1)).visible(
      count: forms.count, rows: canvas.size.rows - row)
    for place in visible {
      draw(forms[place], isSelected: selection.index == place + 1, row: row, into: &canvas, workspace)
      row += 1
    }
  }

  private func drawEntry(
    _ title: Phrase, _ note: Phrase, isSelected: Bool, row: Int, into canvas: inout Canvas, _ workspace: Workspace
  ) {
    let width = canvas.size.columns - 2
    let text = (isSelected ? "> " : "  ") + workspace.text(title) + "  " + workspace.text(note)
    canvas.write(
      Width.padded(Width.clipped(text, to: width), to: width), at: Position(column: 1, row: row),
      style: isSelected ? .selected : .plain, width: width)
    if isSelected { canvas.cursor = Position(column: 1, row: row) }
  }

  /// Columns of the table of forms: title, document, records, drafts, last record.
  private func columns(_ width: Int) -> [Int] {
    let fixed = [14, 8, 7, 11]
    return [width - 2 - fixed.reduce(0, +)] + fixed
  }

  private func drawHeader(row: Int, into canvas: inout Canvas, _ workspace: Workspace) {
    let names = [
      Phrase(zh: "表單", en: "Form"), Phrase(zh: "表單編號", en: "Document"), Phrase(zh: "紀錄", en: "Records"),
      Phrase(zh: "草稿", en: "Drafts"), Phrase(zh: "最近一筆", en: "Last"),
    ].map { workspace.text($0) }
    drawCells(names, mark: "  ", style: .strong, row: row, into: &canvas)
  }

  private func draw(
    _ line: FormLine, isSelected: Bool, row: Int, into canvas: inout Canvas, _ workspace: Workspace
  ) {
    let last =
      line.isLater
      ? workspace.text(Phrase(zh: "稍後提供", en: "follows")) : line.last.map(\.day.text) ?? "-"
    let cells = [
      workspace.text(line.title), line.document, line.isLater ? "" : String(line.records),
      line.drafts == 0 ? "" : String(line.drafts), last,
    ]
    drawCells(cells, mark: isSelected ? "> " : "  ", style: isSelected ? .selected : .plain, row: row, into: &canvas)
    if isSelected { canvas.cursor = Position(column: 1, row: row) }
  }

  private func drawCells(_ cells: [String], mark: String, style: Style, row: Int, into canvas: inout Canvas) {
    let width = canvas.size.columns - 2
    var text = mark
    for (place, (cell, columns)) in zip(cells, columns(width)).enumerated() {
      let isNumber = place == 2 || place == 3
      let shown = Width.clipped(cell, to: columns - 1)
      text += Width.padded(shown, to: columns - 1, isNumber ? .right : .left) + " "
    }
    canvas.write(text, at: Position(column: 1, row: row), style: style, width: width)
  }

  public func helpText(_ workspace: Workspace) -> [Phrase] {
    [
      Phrase(
        zh: "選作業說明書按 Enter 閱讀；選表單按 Enter 看紀錄，\(key: .new) 填一張新的。",
        en: "Enter on the text reads it; Enter on a form lists its records, \(key: .new) fills in a new one.")
    ]
  }
}

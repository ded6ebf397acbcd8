import Domain
import FileStore
import Terminal

/// Finds records of every form as one types.
public struct SearchScreen: Screen {
  private var editor = LineEditor()
  private var hits: [SearchHit] = []
  /// Records found so far, with those of forms that the person may not read.
  private var found = 0
  /// Whether there may be more than have been read.
  private var hasMore = false
  private var selection = Selection()
  private var isTyping = true
  private let sight = Sight()

  private static let page = 100

  public init() {}

  public func title(_ workspace: Workspace) -> Phrase { Phrase(zh: "搜尋", en: "Search") }

  public var takesText: Bool { true }

  public mutating func appear(_ workspace: Workspace) -> [Effect] {
    let wanted = max(Self.page, self.found)
    let (found, effects) = workspace.hits(editor.text, limit: wanted, offset: 0)
    hits = []
    self.found = 0
    take(found ?? [], wanted: wanted, workspace)
    return effects
  }

  private mutating func take(_ found: [SearchHit], wanted: Int, _ workspace: Workspace) {
    hits += found.filter { workspace.access.may(.read, form: $0.form) }
    self.found += found.count
    hasMore = found.count >= wanted
    selection.move(to: selection.index, count: hits.count)
  }

  public mutating func handle(_ event: Event, _ workspace: Workspace) -> [Effect] {
    if case .key(let key) = event {
      if key == .enter {
        return hits.indices.contains(selection.index)
          ? [.push(RecordScreen(number: hits[selection.index].number))] : []
      }
      if ![Key.home, .end].contains(key), selection.handle(key, count: hits.count, page: sight.size.rows - 2) {
        isTyping = false
        return readOn(workspace)
      }
    }
    let before = editor.text
    guard editor.handle(event) else { return [] }
    isTyping = true
    guard editor.text != before else { return [] }
    selection = Selection()
    found = 0
    return appear(workspace)
  }

  /// Reads the next page when the end of what is there comes near.
  private mutating func readOn(_ workspace: Workspace) -> [Effect] {
    guard hasMore, selection.index + Self.page / 2 >= hits.count else { return [] }
    let (found, effects) = workspace.hits(editor.text, limit: Self.page, offset: self.found)
    take(found ?? [], wanted: Self.page, workspace)
    return effects
  }

  // MARK: - Drawing

  public func draw(into canvas: inout Canvas, _ workspace: Workspace) {
    sight.size = canvas.size
    let width = canvas.size.columns
    let label = workspace.text(Phrase(zh: "搜尋：", en: "Search: "))
    canvas.write(label, at: Position(column: 1, row: 0), style: .strong)
    if hits.isEmpty {
      drawAdvice(into: &canvas, workspace)
    } else {
      drawHits(into: &canvas, workspace)
    }
    let start = 1 + Width.of(label)
    let count = workspace.text(
      Phrase(zh: "\(hits.count.grouped)\(hasMore ? "+" : "") 筆", en: "\(hits.count.grouped)\(hasMore ? "+" : "") found")
    )
    let countWidth = Width.of(count)
    canvas.write(count, at: Position(column: width - countWidth - 1, row: 0))
    editor.draw(
      into: &canvas, at: Position(column: start, row: 0), width: width - start - countWidth - 3,
      isFocused: isTyping || hits.isEmpty)
  }

  private func drawHits(into canvas: inout Canvas, _ workspace: Workspace) {
    let width = canvas.size.columns
    let rows = canvas.size.rows - 2
    let visible = selection.visible(count: hits.count, rows: rows)
    let shown = hits[visible]
    let forms = Dictionary(
      Set(shown.map(\.form)).map { ($0, workspace.catalogue.form($0)) }, uniquingKeysWith: { first, _ in first })
    let statuses = shown.map { workspace.text($0.status.label) }
    let header = [
      Phrase(zh: "編號", en: "Number"), Phrase(zh: "表單", en: "Form"), Phrase(zh: "內容", en: "Subject"),
      Phrase(zh: "狀態", en: "Status"),
    ].map { workspace.text($0) }
    let numberWidth = min(24, shown.reduce(Width.of(header[0])) { max($0, Width.of($1.number)) })
    let statusWidth = statuses.reduce(Width.of(header[3])) { max($0, Width.of($1)) }
    let formWidth = min(28, (width - numberWidth - statusWidth - 9) * 2 / 5)
    let widths = [numberWidth, formWidth, width - numberWidth - statusWidth - formWidth - 9, statusWidth]
    func line(_ cells: [String]) -> String {
      zip(cells, widths).map { Width.padded($0, to: $1) }.joined(separator: "  ")
    }
    canvas.write(line(header), at: Position(column: 2, row: 1), style: .strong)
    for (offset, place) in visible.enumerated() {
      let hit = hits[place]
      let form = forms[hit.form] ?? nil
      let cells = [
        hit.number, form.map { workspace.text($0.title) } ?? hit.form,
        form?.titleText(hit, workspace.language) ?? "", statuses[offset],
      ]
      let isSelected = place == selection.index
      let position = Position(column: 0, row: offset + 2)
      canvas.write(
        (isSelected ? "> " : "  ") + line(cells), at: position, style: isSelected ? .selected : .plain, width: width)
      if isSelected { canvas.cursor = position }
    }
  }

  private func drawAdvice(into canvas: inout Canvas, _ workspace: Workspace) {
    let palette = Command.palette.keys.first?.name ?? ""
    let advice: [Phrase]
    if editor.text.trimmed.isEmpty {
      advice = [
        Phrase(zh: "輸入要找的字，中文一個字就可以；也可以輸入編號、人名或日期。", en: "Type what to look for: words, a number, a name or a date."),
        Phrase(zh: "幾個詞之間用空白隔開，每個詞都要出現。", en: "Put blanks between words; every word must occur."),
      ]
    } else {
      advice = [
        Phrase(zh: "找不到「\(editor.text)」。", en: "Nothing found for '\(editor.text)'."),
        Phrase(
          zh: "試試較少的字或詞、另一種寫法，或只輸入編號的一部分。", en: "Try fewer words, another spelling, or part of a number."),
        Phrase(
          zh: "要找作業或表單，請按 \(palette) 前往。草稿不在搜尋範圍內。",
          en: "For procedures and forms press \(palette). Drafts are not searched."),
      ]
    }
    var row = 2
    for phrase in advice {
      for line in TextWrap.lines(of: workspace.text(phrase), width: canvas.size.columns - 4) {
        canvas.write(line.text, at: Position(column: 2, row: row))
        row += 1
      }
    }
  }

  public func helpText(_ workspace: Workspace) -> [Phrase] {
    [
      Phrase(
        zh: "搜尋所有表單的紀錄，邊打邊找；新存的在前面。上下選取，Enter 開啟。",
        en: "Searches the records of all forms as you type, the last saved first. Up and down select, Enter opens.")
    ]
  }
}

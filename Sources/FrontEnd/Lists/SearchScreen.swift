import Domain
import Desk
import Terminal

/// Finds procedures, forms and records of every form as one types.
public struct SearchScreen: Screen {
  private var editor = LineEditor()
  private var names: CatalogueNames?
  /// Procedures and forms that fit; they are listed above the records.
  private var places: [CatalogueNames.Entry] = []
  private var hits: [SearchHit] = []
  /// Whether there may be more than have been read.
  private var hasMore = false
  private var selection = Selection()
  private var isTyping = true

  private static let page = 100
  /// So many procedures and forms leave room for records; the palette lists them all.
  private static let placesAboveRecords = 5

  public init() {}

  public func title(_ workspace: Workspace) -> Phrase { Phrase(zh: "搜尋", en: "Search") }

  public var takesText: Bool { true }

  public mutating func appear(_ workspace: Workspace) -> [Effect] {
    let wanted = max(Self.page, hits.count)
    let (found, effects) = workspace.hits(editor.text, limit: wanted, offset: 0)
    hits = []
    take(found ?? [], wanted: wanted, workspace)
    return effects
  }

  private mutating func take(_ found: [SearchHit], wanted: Int, _ workspace: Workspace) {
    hits += found
    hasMore = found.count >= wanted
    places = []
    if !editor.text.trimmed.isEmpty {
      let names = self.names ?? CatalogueNames(workspace.catalogue)
      self.names = names
      let matching = names.matching(editor.text)
      places = hits.isEmpty ? matching : Array(matching.prefix(Self.placesAboveRecords))
    }
    selection.move(to: selection.index, count: count)
  }

  /// Lines that can be selected: places, then records.
  private var count: Int { places.count + hits.count }

  private func open(_ workspace: Workspace) -> [Effect] {
    let index = selection.index
    if places.indices.contains(index) { return Destination.open(places[index].item, workspace) }
    guard hits.indices.contains(index - places.count) else { return [] }
    return [.push(RecordScreen(number: hits[index - places.count].number))]
  }

  public mutating func handle(_ event: Event, _ workspace: Workspace) -> [Effect] {
    if case .key(let key) = event {
      if key == .enter { return open(workspace) }
      if ![Key.home, .end].contains(key), selection.handle(key, count: count, page: workspace.room.rows - 2) {
        isTyping = false
        return readOn(workspace)
      }
    }
    let before = editor.text
    guard editor.handle(event) else { return [] }
    isTyping = true
    guard editor.text != before else { return [] }
    selection = Selection()
    hits = []
    return appear(workspace)
  }

  /// Reads the next page when the end of what is there comes near.
  private mutating func readOn(_ workspace: Workspace) -> [Effect] {
    guard hasMore, selection.index + Self.page / 2 >= count else { return [] }
    let (found, effects) = workspace.hits(editor.text, limit: Self.page, offset: hits.count)
    take(found ?? [], wanted: Self.page, workspace)
    return effects
  }

  // MARK: - Drawing

  public func draw(into canvas: inout Canvas, _ workspace: Workspace) {
    let width = canvas.size.columns
    let label = workspace.text(Phrase(zh: "搜尋：", en: "Search: "))
    canvas.write(label, at: Position(column: 1, row: 0), style: .strong)
    if count == 0 {
      drawAdvice(into: &canvas, workspace)
    } else {
      drawFound(into: &canvas, workspace)
    }
    let start = 1 + Width.of(label)
    let records = "\(hits.count.grouped)\(hasMore ? "+" : "")"
    let count = workspace.text(
      places.isEmpty
        ? Phrase(zh: "\(records) 筆", en: "\(records) found")
        : Phrase(zh: "作業表單 \(places.count)，紀錄 \(records) 筆", en: "forms: \(places.count), records: \(records)"))
    let countWidth = Width.of(count)
    canvas.write(count, at: Position(column: width - countWidth - 1, row: 0))
    editor.draw(
      into: &canvas, at: Position(column: start, row: 0), width: width - start - countWidth - 3,
      isFocused: isTyping || self.count == 0)
  }

  private func drawFound(into canvas: inout Canvas, _ workspace: Workspace) {
    let width = canvas.size.columns
    let visible = selection.visible(count: count, rows: canvas.size.rows - 2)
    let header = [
      Phrase(zh: "編號", en: "Number"), Phrase(zh: "表單", en: "Form"), Phrase(zh: "內容", en: "Subject"),
      Phrase(zh: "狀態", en: "Status"),
    ].map { workspace.text($0) }
    let shownPlaces = places.indices.filter(visible.contains).map { places[$0] }
    let shownHits = hits.indices.filter { visible.contains($0 + places.count) }.map { hits[$0] }
    let records = shownHits.map { cells($0, workspace.catalogue.form(of: $0), workspace) }
    let numbers = shownPlaces.map(\.code) + records.map { $0[0] }
    let numberWidth = min(24, numbers.reduce(Width.of(header[0])) { max($0, Width.of($1)) })
    let statusWidth = records.reduce(Width.of(header[3])) { max($0, Width.of($1[3])) }
    let formWidth = min(28, (width - numberWidth - statusWidth - 9) * 2 / 5)
    let widths = [numberWidth, formWidth, width - numberWidth - statusWidth - formWidth - 9, statusWidth]
    func text(_ cells: [String]) -> String {
      zip(cells, widths).map { Width.padded($0, to: $1) }.joined(separator: "  ")
    }
    let lines =
      shownPlaces.map { Width.padded($0.code, to: numberWidth) + "  " + title($0, workspace) } + records.map(text)
    canvas.write(text(header), at: Position(column: 2, row: 1), style: .strong)
    for (offset, (place, line)) in zip(visible, lines).enumerated() {
      let isSelected = place == selection.index
      let position = Position(column: 0, row: offset + 2)
      canvas.write(
        (isSelected ? "> " : "  ") + line, at: position, style: isSelected ? .selected : .plain, width: width)
      if isSelected { canvas.cursor = position }
    }
  }

  private func cells(_ hit: SearchHit, _ form: Form?, _ workspace: Workspace) -> [String] {
    [
      hit.number, form.map { workspace.text($0.title) } ?? hit.form, form?.titleText(hit, workspace.language) ?? "",
      workspace.text(hit.status.label(of: form, isShared: workspace.access.isShared)),
    ]
  }

  /// A procedure or form; with the alias that was typed where its title does not have it.
  private func title(_ place: CatalogueNames.Entry, _ workspace: Workspace) -> String {
    let kind =
      switch place.item.kind {
      case .procedure: Phrase(zh: "【作業】", en: "[procedure]")
      case .form: Phrase(zh: "【表單】", en: "[form]")
      case .document: Phrase(zh: "【文件】", en: "[document]")
      case .screen: Phrase(zh: "【畫面】", en: "[screen]")
      }
    let title = workspace.text(place.item.title)
    let alias = place.alias(for: editor.text).map { workspace.text(Phrase(zh: "（\($0)）", en: " (\($0))")) } ?? ""
    return workspace.text(kind) + " " + title + alias
  }

  private func drawAdvice(into canvas: inout Canvas, _ workspace: Workspace) {
    let palette = Command.palette.key
    let advice: [Phrase]
    if editor.text.trimmed.isEmpty {
      advice = [
        Phrase(
          zh: "輸入要找的字，中文一個字就可以；也可以輸入表單名稱、編號、人名或日期。",
          en: "Type what to look for: words, a form, a number, a name or a date."),
        Phrase(zh: "幾個詞之間用空白隔開，每個詞都要出現。", en: "Put blanks between words; every word must occur."),
      ]
    } else {
      advice = [
        Phrase(zh: "找不到「\(editor.text)」。", en: "Nothing found for '\(editor.text)'."),
        Phrase(
          zh: "試試較少的字或詞、另一種寫法，或只輸入編號的一部分。", en: "Try fewer words, another spelling, or part of a number."),
        Phrase(
          zh: "要看所有作業與表單，請按 \(palette) 前往。草稿不在搜尋範圍內。",
          en: "For all procedures and forms press \(palette). Drafts are not searched."),
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
        zh: "邊打邊找作業、表單（含別名、文件編號）和所有紀錄；作業與表單列在最前面，紀錄以新存的在前。上下選取，Enter 開啟。",
        en:
          "Searches procedures, forms (by alias and document number too) and all records as you type: procedures and forms first, then records, the last saved first. Up and down select, Enter opens."
      )
    ]
  }
}

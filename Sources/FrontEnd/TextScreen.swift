import Domain
import Desk
import Terminal

/// A procedure's text to read: the newest version of its record, or the shipped text where it was never saved.
/// It scrolls, can be searched, and leads to the record's amendment and history.
public struct TextScreen: Screen {
  let source: ProcedureText
  private(set) var version: Version?
  /// As stored, with the names of settings in it.
  private(set) var stored = Phrase(verbatim: "")
  /// As it is read, with the values of settings.
  private var text = Phrase(verbatim: "")
  private var top = 0
  private var editor: LineEditor?
  private var sought = ""
  /// The line last found, counted in lines of the present width.
  private var found: Int?
  var asking: TextAction?
  /// Why the person may not read it.
  private var closed: Phrase?
  private let sight = Sight()

  public init(_ source: ProcedureText) { self.source = source }

  public func title(_ workspace: Workspace) -> Phrase { source.title }

  public var mode: Phrase? {
    version?.status == .void ? Phrase(zh: "閱讀 作廢", en: "reading, void") : Phrase(zh: "閱讀", en: "reading")
  }

  public var commands: [Command] { [.back, .amend, .history, .search] }
  public var takesText: Bool { editor != nil }

  public mutating func appear(_ workspace: Workspace) -> [Effect] {
    let (looked, effects) = workspace.look(at: source.number, isAgain: closed != nil)
    version = nil
    switch looked {
    case .success(let seen): version = seen.version.marked(workspace.language)
    case .failure(let refusal) where refusal.kind == .notPermitted:
      closed = refusal.message
      stored = refusal.message
      text = refusal.message
      return effects + [.show(.error(refusal.message))]
    default: break
    }
    closed = nil
    guard let content = version?.content ?? workspace.catalogue.firstContent(of: source) else { return effects }
    let chinese = content[ProcedureText.field(.zhTW)].first ?? ""
    stored = Phrase(zh: chinese, en: content[ProcedureText.field(.en)].first ?? chinese)
    text = Phrase(zh: filled(stored.zh, .zhTW, workspace), en: filled(stored.en, .en, workspace))
    return effects
  }

  private func filled(_ text: String, _ language: Language, _ workspace: Workspace) -> String {
    guard text.contains("{setting."), let form = workspace.catalogue.form("settings") else { return text }
    let saved = workspace.desk?.savedSettings
    return SettingText(
      workspace.reading(form), saved: saved?.content, organisation: workspace.desk?.organisation ?? "",
      language: language
    ).filled(text)
  }

  public mutating func perform(_ command: Command, _ workspace: Workspace) -> [Effect] {
    switch command {
    case .search: editor = LineEditor(sought)
    case .back:
      guard editor != nil else { return [.pop()] }
      editor = nil
    case .amend: return amend(workspace)
    case .history: return showHistory()
    default: break
    }
    return []
  }

  public mutating func receive(_ outcome: Outcome, _ workspace: Workspace) -> [Effect] { answer(outcome, workspace) }

  public mutating func handle(_ event: Event, _ workspace: Workspace) -> [Effect] {
    if editor != nil { return handleSearch(event, workspace) }
    guard case .key(let key) = event else { return [] }
    switch key {
    case .up: top -= 1
    case .down, .enter: top += 1
    case .pageUp, .character("b"): top -= rows - 2
    case .pageDown, .character(" "): top += rows - 2
    case .home, .character("g"): top = 0
    case .end, .character("G"): top = Int.max / 2
    case .character("/"): editor = LineEditor(sought)
    case .character("n"): return find(from: (found ?? top) + 1, step: 1, workspace)
    case .character("N"), .character("p"): return find(from: (found ?? top) - 1, step: -1, workspace)
    default: break
    }
    top = max(0, min(top, lines(workspace.language).count - rows))
    return []
  }

  private mutating func handleSearch(_ event: Event, _ workspace: Workspace) -> [Effect] {
    if case .key(let key) = event, key == .enter {
      sought = editor?.text ?? ""
      editor = nil
      return find(from: top, step: 1, workspace)
    }
    editor?.handle(event)
    return []
  }

  private mutating func find(from start: Int, step: Int, _ workspace: Workspace) -> [Effect] {
    guard !sought.isEmpty else { return [] }
    let wanted = SearchForm.folded(sought)
    let lines = lines(workspace.language)
    let order = step > 0 ? Array(lines.indices) : lines.indices.reversed()
    let behind = order.filter { step > 0 ? $0 >= start : $0 <= start }
    if let place = behind.first(where: { SearchForm.folded(lines[$0].text).contains(wanted) }) {
      found = place
      top = max(0, place - 3)
      return []
    }
    if let place = order.first(where: { SearchForm.folded(lines[$0].text).contains(wanted) }) {
      found = place
      top = max(0, place - 3)
      return [.show(.note(Phrase(zh: "從頭找起。", en: "Searched on from the other end.")))]
    }
    return [.show(.warning(Phrase(zh: "找不到「\(sought)」。", en: "'\(sought)' does not occur.")))]
  }

  /// Rows of the text in sight: one line above it tells the version, one below it the place.
  private var rows: Int { max(1, sight.size.rows - 2) }

  /// The first line of the text in sight, counted in lines as stored.
  func topLine(_ workspace: Workspace) -> Int {
    let lines = lines(workspace.language)
    return lines.indices.contains(top) ? lines[top].origin : 0
  }

  private struct Line {
    let text: String
    let isHeading: Bool
    /// The line of the text that it is a part of.
    let origin: Int
  }

  /// Wrapped at 76 columns at most, so that what was found stays the same line on wider screens.
  private func lines(_ language: Language) -> [Line] {
    let width = min(76, sight.size.columns - 4)
    let paragraphs = text[language].split(separator: "\n", omittingEmptySubsequences: false)
    return paragraphs.enumerated().flatMap { origin, paragraph -> [Line] in
      let isHeading = paragraph.hasPrefix("#")
      let plain = isHeading ? String(paragraph.drop { $0 == "#" || $0 == " " }) : String(paragraph)
      let indent = Self.indent(plain)
      let wrapped = TextWrap.lines(of: plain, width: width - indent)
      if wrapped.isEmpty { return [Line(text: "", isHeading: false, origin: origin)] }
      return wrapped.enumerated().map { place, line in
        let blanks = place > 0 ? String(repeating: " ", count: indent) : ""
        return Line(text: blanks + line.text, isHeading: isHeading, origin: origin)
      }
    }
  }

  /// Columns by which the further lines of a list's entry are moved in.
  private static func indent(_ paragraph: String) -> Int {
    if paragraph.hasPrefix("- ") { return 2 }
    let digits = paragraph.prefix { $0.isNumber }
    return !digits.isEmpty && paragraph.dropFirst(digits.count).hasPrefix(". ") ? digits.count + 2 : 0
  }

  public func draw(into canvas: inout Canvas, _ workspace: Workspace) {
    sight.size = canvas.size
    let lines = lines(workspace.language)
    let first = max(0, min(top, lines.count - rows))
    let width = canvas.size.columns - 2
    canvas.write(
      Width.clipped(workspace.text(edition), to: width), at: Position(column: 1, row: 0), style: .strong, width: width)
    for (row, place) in (first..<min(lines.count, first + rows)).enumerated() {
      let style: Style = place == found ? .selected : (lines[place].isHeading ? .strong : .plain)
      canvas.write(lines[place].text, at: Position(column: 1, row: row + 1), style: style, width: width)
    }
    canvas.cursor = Position(column: 1, row: 1 + (found.map { max(0, min(rows - 1, $0 - first)) } ?? 0))
    drawFoot(first: first, count: lines.count, into: &canvas, workspace)
  }

  private func drawFoot(first: Int, count: Int, into canvas: inout Canvas, _ workspace: Workspace) {
    let place = Position(column: 1, row: canvas.size.rows - 1)
    let width = canvas.size.columns - 2
    if let editor {
      let label = workspace.text(Phrase(zh: "找：", en: "Find: "))
      canvas.write(label, at: place, style: .strong, width: width)
      let column = 1 + Width.of(label)
      let position = Position(column: column, row: place.row)
      editor.draw(into: &canvas, at: position, width: width - column, isFocused: true)
    } else {
      let end = min(count, first + rows)
      let text = workspace.text(
        Phrase(
          zh: "第 \(first + 1)-\(end) 行，共 \(count) 行   / 搜尋   n 下一個   N 上一個",
          en: "Lines \(first + 1)-\(end) of \(count)   / find   n next   N previous"))
      canvas.write(Width.clipped(text, to: width), at: place, style: .plain, width: width)
    }
  }

  /// Which document this is, and which version of it.
  private var edition: Phrase {
    let number = Phrase(verbatim: source.number + "  ")
    guard closed == nil else { return number }
    guard let version else {
      return number + Phrase(zh: "程式所附的文字，還沒有存成文件", en: "text that comes with the program, not kept as a record yet")
    }
    let edition = version.content["edition"].first ?? ""
    let issued = version.content["issued_on"].first ?? ""
    return number
      + Phrase(
        zh: "版次 \(edition)（\(issued) 發行）  第 \(version.number) 版 ",
        en: "edition \(edition) (issued \(issued))  version \(version.number), ")
      + Phrase(verbatim: "\(version.savedAt.day.text) \(version.savedBy.shown)")
  }

  public func helpText(_ workspace: Workspace) -> [Phrase] {
    [
      Phrase(
        zh: "上下、PgUp、PgDn、Home、End 捲動；Ctrl+F 或 / 搜尋，n 下一個，N 上一個。",
        en:
          "Up, down, PgUp, PgDn, Home and End scroll; Ctrl+F or / searches, n goes to the next place, N to the one before."
      ),
      Phrase(
        zh: "這是一份列管的文件：F9 修正內容，要寫原因，舊版會留著；F7 看所有版本和逐行的差異。大括號裡的設定值在閱讀時填入。",
        en:
          "This is a controlled document: F9 amends it with a reason and keeps the old version; F7 shows all versions "
          + "and what changed line by line. Values of the settings are filled in as it is read."),
    ]
  }
}

import Domain
import Terminal

/// A text to read: scrolls, can be searched, and can be shown plain for copying.
public struct TextScreen: Screen {
  private let heading: Phrase
  private let text: String
  private var top = 0
  private var editor: LineEditor?
  private var sought = ""
  /// The line last found, counted in lines of the present width.
  private var found: Int?

  public init(title: Phrase, text: String) {
    heading = title
    self.text = text
  }

  public func title(_ workspace: Workspace) -> Phrase { heading }

  public var mode: Phrase? { Phrase(zh: "閱讀", en: "reading") }
  public var commands: [Command] { [.search] }
  public var takesText: Bool { editor != nil }

  public mutating func perform(_ command: Command, _ workspace: Workspace) -> [Effect] {
    editor = LineEditor(sought)
    return []
  }

  public mutating func handle(_ event: Event, _ workspace: Workspace) -> [Effect] {
    if editor != nil { return handleSearch(event) }
    guard case .key(let key) = event else { return [] }
    switch key {
    case .up: top -= 1
    case .down, .enter: top += 1
    case .pageUp, .character("b"): top -= 18
    case .pageDown, .character(" "): top += 18
    case .home, .character("g"): top = 0
    case .end, .character("G"): top = Int.max / 2
    case .character("/"): editor = LineEditor(sought)
    case .character("n"): return find(from: (found ?? top) + 1, step: 1)
    case .character("N"), .character("p"): return find(from: (found ?? top) - 1, step: -1)
    default: break
    }
    top = max(0, top)
    return []
  }

  private mutating func handleSearch(_ event: Event) -> [Effect] {
    if case .key(let key) = event, key == .enter {
      sought = editor?.text ?? ""
      editor = nil
      return find(from: top, step: 1)
    }
    editor?.handle(event)
    return []
  }

  private mutating func find(from start: Int, step: Int) -> [Effect] {
    guard !sought.isEmpty else { return [] }
    let wanted = sought.lowercased()
    let lines = self.lines(width: lastWidth)
    let order = step > 0 ? Array(lines.indices) : lines.indices.reversed()
    let behind = order.filter { step > 0 ? $0 >= start : $0 <= start }
    if let place = behind.first(where: { lines[$0].text.lowercased().contains(wanted) }) {
      found = place
      top = max(0, place - 3)
      return []
    }
    if let place = order.first(where: { lines[$0].text.lowercased().contains(wanted) }) {
      found = place
      top = max(0, place - 3)
      return [.show(.note(Phrase(zh: "從頭找起。", en: "Searched on from the other end.")))]
    }
    return [.show(.warning(Phrase(zh: "找不到「\(sought)」。", en: "'\(sought)' does not occur.")))]
  }

  /// Lines are wrapped at 78 columns at most, so that what was found stays the same line on wider screens.
  private var lastWidth: Int { 76 }

  private struct Line {
    let text: String
    let isHeading: Bool
  }

  private func lines(width: Int) -> [Line] {
    text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { paragraph -> [Line] in
      let isHeading = paragraph.hasPrefix("#")
      let plain = isHeading ? String(paragraph.drop { $0 == "#" || $0 == " " }) : String(paragraph)
      let indent = Self.indent(plain)
      let wrapped = TextWrap.lines(of: plain, width: width - indent)
      if wrapped.isEmpty { return [Line(text: "", isHeading: false)] }
      return wrapped.enumerated().map { place, line in
        Line(text: (place > 0 ? String(repeating: " ", count: indent) : "") + line.text, isHeading: isHeading)
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
    let rows = canvas.size.rows - 1
    let lines = self.lines(width: min(lastWidth, canvas.size.columns - 4))
    let first = max(0, min(top, lines.count - rows))
    let width = canvas.size.columns - 2
    for (row, place) in (first..<min(lines.count, first + rows)).enumerated() {
      let style: Style = place == found ? .selected : (lines[place].isHeading ? .strong : .plain)
      canvas.write(lines[place].text, at: Position(column: 1, row: row), style: style, width: width)
    }
    let place = Position(column: 1, row: rows)
    canvas.cursor = Position(column: 1, row: found.map { max(0, min(rows - 1, $0 - first)) } ?? 0)
    if let editor {
      let label = workspace.text(Phrase(zh: "找：", en: "Find: "))
      canvas.write(label, at: place, style: .strong, width: width)
      let column = 1 + Width.of(label)
      editor.draw(into: &canvas, at: Position(column: column, row: rows), width: width - column, isFocused: true)
    } else {
      let end = min(lines.count, first + rows)
      let text = workspace.text(
        Phrase(
          zh: "第 \(first + 1)-\(end) 行，共 \(lines.count) 行   / 搜尋   n 下一個   N 上一個",
          en: "Lines \(first + 1)-\(end) of \(lines.count)   / find   n next   N previous"))
      canvas.write(Width.clipped(text, to: width), at: place, style: .plain, width: width)
    }
  }

  public func helpText(_ workspace: Workspace) -> [Phrase] {
    [
      Phrase(
        zh: "上下、PgUp、PgDn、Home、End 捲動；Ctrl+F 或 / 搜尋，n 下一個，N 上一個。",
        en:
          "Up, down, PgUp, PgDn, Home and End scroll; Ctrl+F or / searches, n goes to the next place, N to the one before."
      )
    ]
  }
}

/// Fills `{setting.field}` in a text of `Screens/` from the organisation's settings.
enum SettingText {
  static func filled(_ text: String, _ workspace: Workspace) -> String {
    guard text.contains("{setting."), let form = workspace.catalogue.form("settings") else { return text }
    let saved = workspace.records.records(of: "settings", where: [:], limit: 1).first
    let content = workspace.entry(form).withDefaults(saved?.content ?? Content())
    var result = ""
    var rest = text[...]
    while let open = rest.range(of: "{setting."), let close = rest[open.upperBound...].firstIndex(of: "}") {
      result += rest[..<open.lowerBound]
      let id = String(rest[open.upperBound..<close])
      if let field = form.field(id), let value = content[id].first {
        result += field.type.shown(value, field, workspace.language)
      } else if id.hasPrefix("organisation") {
        result += content["organisation"].first ?? workspace.store?.description.organisation ?? ""
      } else {
        result += "(\(id)?)"
      }
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }
}

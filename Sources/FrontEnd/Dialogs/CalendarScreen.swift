import Domain
import Terminal

/// A month to pick a day from: arrows by day and week, PgUp and PgDn by month.
public struct CalendarScreen: Screen {
  private let heading: Phrase
  private let today: Day
  private var day: Day

  public init(day: Day, today: Day, title: Phrase = Phrase(zh: "日期", en: "Date")) {
    self.day = day
    self.today = today
    heading = title
  }

  public func title(_ workspace: Workspace) -> Phrase { heading }
  public var isOverlay: Bool { true }
  public var isForKiosk: Bool { true }
  public func bindings(_ workspace: Workspace) -> [Binding] { [bind(.back) { _, _ in [.pop()] }] }

  /// Digits are typed in the field, not here; `?` opens the help.
  public func helpText(_ workspace: Workspace) -> [Phrase] {
    [
      Phrase(
        zh: "左右鍵換日，上下鍵換週，PgUp/PgDn 換月，\(key: .previousSection)/PgDn 換年，Home/End 到月初月底，t 回今天，Enter 採用。",
        en: "Left and Right change the day, Up and Down the week, PgUp and PgDn the month, with Ctrl the year; "
          + "Home and End go to the ends of the month, t to today, Enter takes.")
    ]
  }

  public mutating func appear(_ workspace: Workspace) -> [Effect] {
    [
      .show(
        .note(
          Phrase(zh: "方向鍵換日，PgUp/PgDn 換月，t 今天，Enter 採用。", en: "Arrows, PgUp/PgDn for months, t today, Enter takes.")))
    ]
  }

  public mutating func handle(_ event: Event, _ workspace: Workspace) -> [Effect] {
    guard case .key(let key) = event else { return [] }
    switch key {
    case .left: day = day.adding(days: -1)
    case .right: day = day.adding(days: 1)
    case .up: day = day.adding(days: -7)
    case .down: day = day.adding(days: 7)
    case .pageUp: day = day.adding(months: -1)
    case .pageDown: day = day.adding(months: 1)
    case Key(.pageUp, .control), .character("<"): day = day.adding(months: -12)
    case Key(.pageDown, .control), .character(">"): day = day.adding(months: 12)
    case .home: day = day.adding(days: 1 - day.day)
    case .end: day = day.adding(days: Day.length(ofMonth: day.month, year: day.year) - day.day)
    case .character("t"), .character("T"): day = today
    case .enter, .character(" "): return [.pop(.values([day.text]))]
    default: break
    }
    return []
  }

  // MARK: - Drawing

  private static let cell = 4
  private static let size = Size(columns: 7 * cell + 4, rows: 11)

  public func draw(into canvas: inout Canvas, _ workspace: Workspace) {
    let frame = Rect(
      column: max(0, (canvas.size.columns - Self.size.columns) / 2),
      row: max(0, (canvas.size.rows - Self.size.rows) / 2), columns: Self.size.columns, rows: Self.size.rows)
    canvas.fill(frame)
    canvas.box(frame, boxes: workspace.boxes)
    canvas.inside(Rect(column: frame.origin.column + 2, row: frame.origin.row + 1, columns: 28, rows: 9)) {
      drawMonth(into: &$0, workspace)
    }
  }

  private func drawMonth(into canvas: inout Canvas, _ workspace: Workspace) {
    let month = String(day.text.prefix(7))
    let roc = Phrase(zh: "\(month)  民國 \(day.rocYear) 年", en: "\(month)  ROC \(day.rocYear)")
    canvas.write(workspace.text(roc), at: Position(column: 1, row: 0), style: .strong)
    let first = day.adding(days: 1 - day.day)
    for offset in 0..<7 {
      let name = first.adding(days: offset + 1 - first.weekday).weekdayName[workspace.language]
      canvas.write(Width.padded(name, to: 3, .right), at: Position(column: offset * Self.cell, row: 1))
    }
    for number in 1...Day.length(ofMonth: day.month, year: day.year) {
      let cell = first.weekday - 1 + number - 1
      let place = Position(column: cell % 7 * Self.cell, row: 2 + cell / 7)
      let isChosen = number == day.day
      let isToday = first.adding(days: number - 1) == today
      let text = Width.padded(String(number), to: 2, .right)
      let marked = isChosen ? "[\(text)]" : (isToday ? "*\(text) " : " \(text) ")
      canvas.write(marked, at: place, style: isChosen ? .selected : .plain)
      if isChosen { canvas.cursor = Position(column: place.column + 1, row: place.row) }
    }
    canvas.write(
      "\(day.text) (\(day.weekdayName[workspace.language]))  \(day.rocText)", at: Position(column: 1, row: 8))
  }
}

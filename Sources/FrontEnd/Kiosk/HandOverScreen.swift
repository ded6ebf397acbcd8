import Domain
import Desk
import Terminal

/// Hands a shift over: a word on each person still inside, further notes, and the next keeper's PIN.
public struct HandOverScreen: KioskScreen {
  private let visits: [Visit]
  private var lines: [LineEditor]
  private var focus = 0
  /// The person who takes over, once their PIN was right.
  private var next: PersonName?
  private var isClosed = false
  private var keeping: KioskDraft

  /// `draft` is what was half typed before.
  init(_ visits: [Visit], resuming draft: Draft? = nil) {
    self.visits = visits
    keeping = KioskDraft(.handOver, id: draft?.id ?? DraftID())
    let words = draft?.content[rows: Self.words] ?? []
    lines = visits.map { visit in LineEditor(words.first { $0["entry"] == [visit.number] }?["word"].first ?? "") }
    lines.append(LineEditor(draft?.content["remarks"].first ?? ""))
  }

  private static let words = "visits"

  public var draft: Draft? {
    guard lines.contains(where: { !$0.isEmpty }) else { return nil }
    var content = Content()
    content[rows: Self.words] = zip(visits, lines).filter { !$1.isEmpty }.map { visit, line in
      Row(["entry": visit.number, "word": line.text])
    }
    let remarks = lines.last?.text ?? ""
    content["remarks"] = remarks.isEmpty ? [] : [remarks]
    return keeping.draft(Shift.form, content, [])
  }

  public mutating func draftWasSaved() { keeping.wasSaved() }

  public func title(_ workspace: Workspace) -> Phrase { Phrase(zh: "交班", en: "Hand over") }
  public var takesText: Bool { true }

  public func bindings(_ workspace: Workspace) -> [Binding] {
    [bind(.back) { screen, _ in screen.keeping.end() + [.pop()] }, bind(.save) { screen, _ in screen.confirm() }]
  }

  public func helpText(_ workspace: Workspace) -> [Phrase] {
    [
      Phrase(
        zh: "仍在內的每一位都要寫一句交代；最後一行是其他交代，可留空。接班人員以自己的 PIN 確認。",
        en: "Write a word on everybody still inside; the last line is for further notes and may stay empty. The next "
          + "keeper confirms with their own PIN.")
    ]
  }

  public mutating func handle(_ event: Event, _ workspace: Workspace) -> [Effect] {
    keeping.touch(workspace.now)
    switch event {
    case .key(.enter) where focus == lines.count - 1: return confirm()
    case .key(.enter), .key(.tab), .key(.down): focus = min(focus + 1, lines.count - 1)
    case .key(.up), .key(.backTab): focus = max(0, focus - 1)
    default:
      if let length = lines[focus].excess(event) {
        return [.show(.warning(FieldEditors.tooLong(length, most: LineEditor.mostCharacters)))]
      }
      lines[focus].handle(event)
    }
    return []
  }

  private mutating func confirm() -> [Effect] {
    if let missing = visits.indices.first(where: { lines[$0].text.trimmed.isEmpty }) {
      focus = missing
      let name = visits[missing].name
      return [
        .show(
          .error(
            Phrase(
              zh: "\(name) 還在內；請寫一句交代，或先登記離開。", en: "\(name) is still inside; write a word, or sign them out first.")))
      ]
    }
    return [.push(PinScreen(.takeOver))]
  }

  public mutating func receive(_ outcome: Outcome, _ workspace: Workspace) -> [Effect] {
    switch outcome {
    case .confirmed(let person): return close(next: person, workspace)
    case .saved where !isClosed:
      isClosed = true
      let end = keeping.end()
      guard let next, let opening = Shift.opening(by: next, workspace) else { return end + [.pop()] }
      return end + [opening]
    case .saved(let version):
      guard let next else { return [.pop()] }
      return [
        .become(next), .pop(),
        .show(
          .success(
            Phrase(
              zh: "交班完成，\(next.name) 值班（\(version.record)）。",
              en: "Handed over; \(next.name) is on duty (\(version.record))."))),
      ]
    case .conflict:
      return [
        .pop(),
        .show(
          .error(
            Phrase(zh: "這一班已由別人更改；請看看板後再交班。", en: "Somebody else changed this shift; look at the board and try again."))
        ),
      ]
    default: return outcome.problem.map { [.show(.error($0))] } ?? []
    }
  }

  private mutating func close(next person: PersonName, _ workspace: Workspace) -> [Effect] {
    let (open, effects) = Shift.open(workspace)
    let words = zip(visits, lines).map { ($0, $1.text.trimmed) }
    let remarks = lines.last?.text.trimmed ?? ""
    guard let open else { return effects + [.pop()] }
    next = person
    return [.submit(open.closing(next: person, words: words, remarks: remarks, workspace))]
  }

  // MARK: - Drawing

  public func draw(into canvas: inout Canvas, _ workspace: Workspace) {
    let columns = canvas.size.columns
    let heading =
      visits.isEmpty
      ? Phrase(zh: "現在沒有人在內。", en: "Nobody is inside.")
      : Phrase(zh: "仍在內 \(visits.count) 人，各寫一句交代：", en: "\(visits.count) still inside; a word on each:")
    canvas.write(workspace.text(heading), at: Position(column: 1, row: 0), style: .strong)
    var selection = Selection()
    selection.move(to: focus, count: lines.count)
    for (offset, place) in selection.visible(count: lines.count, rows: max(1, (canvas.size.rows - 3) / 2)).enumerated()
    {
      let row = 2 + offset * 2
      let label: String
      if visits.indices.contains(place) {
        let visit = visits[place]
        label = [visit.name, visit.organisation, visit.enteredAt?.shown ?? "", visit.purpose].joined(separator: "  ")
      } else {
        label = workspace.text(
          Phrase(
            zh: "其他交代（可留空），Enter 後由接班人員輸入 PIN",
            en: "Further notes, may stay empty; Enter asks for the next keeper's PIN"))
      }
      canvas.write(place == focus ? ">" : " ", at: Position(column: 0, row: row), style: .strong)
      canvas.write(
        Width.clipped(label, to: columns - 3), at: Position(column: 2, row: row),
        style: place == focus ? .strong : .plain)
      lines[place].draw(
        into: &canvas, at: Position(column: 4, row: row + 1), width: columns - 6, isFocused: place == focus,
        style: place == focus ? .plain : .field)
    }
  }
}

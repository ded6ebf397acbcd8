import Desk
import Domain
import Terminal
import Testing

@testable import FrontEnd

/// Fills a form in at the running program by keys alone: from the home screen to the form, from field to field, into
/// the tables and their rows, and F2.
@MainActor
final class Typist {
  private let seat: Seat
  private let form: Form
  private let wanted: Content
  /// A file that is attached where a form wants one.
  private let evidence: String

  /// Of somebody who sits at a program already.
  init(_ form: Form, _ content: Content, at seat: Seat, evidence: String) {
    self.form = form
    wanted = TwoWays.typed(content, form)
    self.seat = seat
    self.evidence = evidence
  }

  convenience init(_ form: Form, _ content: Content, at desk: Desk, evidence: String) {
    let configuration = Application.Configuration(at: desk, clock: { desk.now })
    self.init(form, content, at: Seat(configuration, keysAtOnce: true), evidence: evidence)
  }

  /// At the shared terminal, once the keys have led to the form there.
  convenience init(_ form: Form, _ content: Content, at kiosk: KioskStore, keys: String) throws {
    let seat = Seat(kiosk.configuration())
    try seat.feed(keys)
    seat.terminal.batchSize = .max
    self.init(form, content, at: seat, evidence: "")
  }

  var screen: String { seat.screen }

  struct NotSaved: Error, CustomStringConvertible { let description: String }

  /// Saves a new record; gives its number.
  func saveNew() throws -> String {
    let before = Set(numbers)
    try fill()
    guard let made = numbers.first(where: { !before.contains($0) }) else { throw NotSaved(description: screen) }
    return made
  }

  private var numbers: [String] {
    seat.workspace.records.records(of: form.id, where: [:], limit: nil).map(\.number)
  }

  /// Fills in and saves; where there is something remarkable, a second F2 saves all the same.
  func fill() throws {
    try feed("<F10>\(form.id)<Enter>")
    // A procedure of the same name stands before its form.
    if seat.stack.last is ProcedureScreen { try feed("<Esc><F10>\(form.id)<Down><Enter>") }
    try feed("<F5>")
    // If there are earlier ones to continue from, an empty form is the last answer, or the first of a register.
    if seat.stack.last is ContinueScreen {
      let isFirst = form.kind == .register && form.continues?.about.isEmpty == false
      try feed(isFirst ? "<Home><Enter>" : "<End><Enter>")
    }
    try fillHere()
  }

  /// Fills in the form that is open, and saves.
  func fillHere() throws {
    try #require(seat.stack.last is FormScreen, "\(screen)")
    // What is typed further down may ask for something above.
    for _ in 0..<3 where try walk() { try feed("<Ctrl+Home>") }
    try feed("<F2>")
    if seat.stack.last is FindingsScreen { try feed("<F2>") }
  }

  /// Opens a record, says why it is changed, changes it and saves.
  func amend(_ number: String, because reason: String) throws {
    seat.open([RecordScreen(number: number)])
    try feed("<F9>\(reason)<Enter>")
    try fillHere()
  }

  private func feed(_ script: String) throws { try seat.feed(script) }

  private var page: FieldPage? {
    guard var page = (seat.stack.last as? any PageScreen)?.page else { return nil }
    page.flush()
    return page
  }

  /// From field to field with Tab, in a row as far as it goes; whether there was anything to type.
  private func walk(row: Int = 0) throws -> Bool {
    var seen: Set<FieldSlot> = []
    var hasTyped = false
    while let page, let slot = page.slot, slot.row == row, seen.insert(slot).inserted {
      if try enter(slot, page.filling.typed) { hasTyped = true }
      try feed("<Tab>")
    }
    return hasTyped
  }

  private func enter(_ slot: FieldSlot, _ typed: Content) throws -> Bool {
    guard let field = form.field(at: slot), !field.isComputed else { return false }
    if field.isTable { return try enterRows(of: field, typed) }
    let texts = wanted[slot]
    guard !texts.isEmpty, texts != typed[slot] else { return false }
    // What stands in a line of text at first is rubbed out.
    if field.type.id == "text" {
      try feed(String(repeating: "<Backspace>", count: typed[slot].first?.count ?? 0))
    }
    switch field.type.id {
    case "choices": for text in texts { try feed("\(text)<Enter>") }
    case "file": try feed("<F4>\(evidence)<Enter>")
    case "yes-no": try feed(texts == ["yes"] ? "y" : "n")
    case "paragraph": seat.feed([.paste(texts[0])])
    default:
      seat.feed(
        texts.joined(separator: " ").unicodeScalars.map { .key(.character(Character($0))) })
    }
    return true
  }

  private func enterRows(of table: Field, _ typed: Content) throws -> Bool {
    let rows = wanted[rows: table.id]
    guard table.id != Signature.table, rows != typed[rows: table.id] else { return false }
    let there = typed[rows: table.id]
    var hasTyped = false
    try feed("<Enter>")
    for (number, row) in rows.enumerated() {
      if there.indices.contains(number) {
        let isSame = table.columns.allSatisfy {
          $0.isComputed || row[$0.id].isEmpty || row[$0.id] == there[number][$0.id]
        }
        if isSame { continue }
        try feed("<Home>" + String(repeating: "<Down>", count: number) + "<Enter>")
      } else {
        try feed("<End><Ins>")
      }
      if try walk(row: number) { hasTyped = true }
      try feed("<Esc>")
    }
    try feed("<Esc>")
    return hasTyped
  }
}

import Domain
import Desk

/// A record while it is filled in: what was typed, what follows from it, what is wrong with it, what can be undone.
///
/// A value that goes from screen to screen: form, table and row work on the same one, so that undo covers them all.
public struct Filling {
  /// A section that is asked for, with the fields that are asked for.
  struct ShownSection {
    let id: String
    let title: Phrase
    let fields: [Field]
  }

  let form: Form
  private(set) var entry: Entry
  var target: FillingTarget
  /// Everything as typed: values that cannot be read and fields that are hidden at present are kept.
  var typed: Content
  /// What would be saved: computed values worked out, hidden fields gone.
  private(set) var settled: Content
  /// What the person who fills it in may know of it; nil where that is all.
  private(set) var opened: Entry.Opened?
  private(set) var sections: [ShownSection] = []
  /// Ids of the form's fields that have to be filled in.
  private(set) var required: Set<String> = []
  /// What the record looked like when it was opened; changes are marked against it.
  private(set) var opening: Content
  var history = History()
  /// Findings of each field of the form as of its last check.
  var found: [String: [Finding]] = [:]
  /// Fields whose findings are to be looked at again.
  var stale: Set<String> = []
  /// Whether what was typed, when it was last looked at, only added to what was signed.
  private var wasStanding = false
  /// What was changed of a text when its field was left, to be seen before it is saved.
  private(set) var remarks: [FieldSlot: Finding] = [:]
  /// Whether fields that are still empty count as wrong yet: they do once saving was tried.
  var asksForMissing = false
  /// Warnings that were shown before saving.
  var acknowledged: Set<Finding> = []
  /// Whether something was typed that no draft holds.
  var isDirty = false
  /// Whether anything was changed since the form was opened.
  var wasChanged = false
  /// Set by a table's screen when the whole record shall be saved.
  var wantsSave = false
  /// The place of the cursor, kept in the draft.
  var focus: FieldSlot?
  var caret = 0
  /// The last record of this form but this one, once it was asked for.
  private(set) var previous: RecordValue?
  /// The record that this one continues, once it was looked up.
  var predecessor: Predecessor?
  /// The row in sight compared with that record.
  var comparedRow: ComparedRow?
  let dependence: Dependence
  private var offered: Set<String> = []
  /// Tables whose rows have come from other records.
  private var brought: Set<String> = []
  /// Numbers in the record that the person who fills it in may not know. They are kept and shown as a mark.
  private var unnamed: Set<String> = []

  /// A new record: `content`, and defaults for what it leaves out.
  init(form: Form, content: Content, target: FillingTarget, _ workspace: Workspace) {
    let entry = workspace.entry(form)
    self.init(form: form, entry: entry, typed: entry.withDefaults(content), opening: nil, target: target)
    lookUpPredecessor(workspace)
  }

  /// Continues with what was typed or saved before.
  init(form: Form, restoring content: Content, opening: Content, target: FillingTarget, _ workspace: Workspace) {
    let entry = workspace.entry(form, number: target.number, version: (target.base ?? 0) + 1, over: opening)
    self.init(form: form, entry: entry, typed: content, opening: opening, target: target)
    lookUpPredecessor(workspace)
    lookUpSignatures(workspace)
  }

  private init(form: Form, entry: Entry, typed: Content, opening: Content?, target: FillingTarget) {
    self.form = form
    self.entry = entry
    self.target = target
    self.typed = typed
    self.opening = opening ?? typed
    settled = typed
    unnamed = Self.unnamed(in: self.opening, entry)
    dependence = Dependence(form)
    // What is hidden at first gets its default once it is asked for; what was cleared stays empty.
    settle(offersDefaults: opening == nil)
    offered.formUnion(shownFields.map(\.id))
    stale = Set(form.fields.map(\.id))
    check()
  }

  /// Takes the present time and the records as they are now.
  mutating func refresh(_ workspace: Workspace) {
    entry.now = workspace.now
    workspace.equip(&entry, over: target.isNew ? Content() : opening)
    lookUpPredecessor(workspace)
  }

  /// The record is now filled in on top of another version.
  mutating func rebase(_ workspace: Workspace) {
    entry.version = (target.base ?? 0) + 1
    if let base = target.baseVersion { opening = base.content }
    unnamed = Self.unnamed(in: opening, entry)
    lookUpSignatures(workspace)
  }

  /// What is signed of the record, for rules that wait for a signature.
  private mutating func lookUpSignatures(_ workspace: Workspace) {
    let signed = form.chain == nil ? nil : signOff(workspace)?.signedSteps
    guard signed != entry.signed else { return }
    entry.signed = signed
    settle(offersDefaults: false)
    stale = Set(form.fields.map(\.id))
    check()
  }

  /// What would be saved, as the person may see it: with a mark for what comes from records they may not read.
  var shown: Content {
    guard opened != nil || !unnamed.isEmpty else { return settled }
    let (known, computed) = settled.withholding(entry.withheld(settled, opened))
    let (content, references) = known.withholding(unnamed, referredToBy: form)
    return content.marked(computed + references, entry.language)
  }

  private static func unnamed(in content: Content, _ entry: Entry) -> Set<String> {
    guard let offered = entry.offered else { return [] }
    return Set(entry.form.references(in: content)).filter { offered.named($0)?.version == 0 }
  }

  var shownFields: [Field] { sections.flatMap(\.fields) }

  /// The present texts of a slot.
  subscript(slot: FieldSlot) -> [String] {
    form.field(at: slot)?.isComputed == true ? shown[slot] : typed[slot]
  }

  func isChanged(_ slot: FieldSlot) -> Bool {
    guard !target.isNew else { return isChangedSincePredecessor(slot) }
    if slot.table == nil, form.field(slot.field)?.isTable == true {
      return opening[rows: slot.field] != settled[rows: slot.field]
    }
    return opening[slot] != settled[slot]
  }

  func isRequired(_ slot: FieldSlot) -> Bool {
    guard let name = slot.table else { return required.contains(slot.field) }
    guard let table = form.field(name), let column = table.column(slot.field), !column.isComputed else { return false }
    return entry.isRequired(column, in: settled, row: slot.row, table: table)
  }

  /// The columns that are asked for in a row.
  func columns(of table: Field, row: Int) -> [Field] {
    table.columns.filter { entry.isVisible($0, in: settled, row: row, table: table) }
  }

  mutating func loadPrevious(_ workspace: Workspace) -> RecordValue? {
    if let previous { return previous }
    let last = workspace.records.records(of: form.id, where: [:], limit: 2).first { $0.number != target.number }
    previous = last.flatMap { workspace.shown([$0]).first }
    return previous
  }

  // MARK: - What follows from what was typed

  /// Works out everything that depends on what was typed. The text of a slot that is still being typed in is read
  /// as if it were complete.
  mutating func settle(reading slot: FieldSlot? = nil, offersDefaults: Bool = true) {
    let before = settled
    for _ in 0..<4 {
      settleOnce(reading: slot)
      // Other records are asked for rows when a field is left, never while one is typed in.
      guard offersDefaults, offerDefaults(bringsRows: slot == nil) else { break }
    }
    // What is signed is judged again as soon as something else than an addition changes.
    if entry.isStanding(typed) != wasStanding {
      wasStanding.toggle()
      stale = Set(form.fields.map(\.id))
    }
    for field in form.fields {
      let isSame =
        field.isTable
        ? before[rows: field.id] == settled[rows: field.id] : before[field.id] == settled[field.id]
      if !isSame { stale.insert(field.id) }
    }
  }

  private mutating func settleOnce(reading slot: FieldSlot?) {
    var content = typed
    if let slot, let field = form.field(at: slot), !field.isTable { content[slot] = entry.read(content[slot], field) }
    settled = entry.settled(content)
    opened = entry.opened(settled)
    sections = entry.visible(in: settled).compactMap { section, fields in
      fields.isEmpty ? nil : ShownSection(id: section.id, title: section.title, fields: fields)
    }
    required = Set(shownFields.filter { !$0.isComputed && entry.isRequired($0, in: settled) }.map(\.id))
  }

  /// Gives fields that are asked for the first time their defaults.
  private mutating func offerDefaults(bringsRows: Bool) -> Bool {
    let fresh = shownFields.filter { !offered.contains($0.id) }
    offered.formUnion(fresh.map(\.id))
    let empty = fresh.filter { typed[$0.id].isEmpty && typed[rows: $0.id].isEmpty }
    let hasBrought = bringsRows && bringRows()
    guard empty.contains(where: { $0.defaultValue != nil || $0.template != nil }) else { return hasBrought }
    let full = entry.withDefaults(opened?.content ?? settled)
    for field in empty where field.brings == nil {
      typed[field.id] = full[field.id]
      if field.isTable { typed[rows: field.id] = full[rows: field.id] }
    }
    return true
  }

  /// Rows that come from other records come once, as soon as there are any and none was filled in.
  private mutating func bringRows() -> Bool {
    guard target.isNew else { return false }
    var hasBrought = false
    for field in shownFields where field.brings != nil && !brought.contains(field.id) {
      guard typed[rows: field.id].isEmpty else {
        brought.insert(field.id)  // so that rows which are taken out stay out
        continue
      }
      let rows = entry.broughtRows(field, in: opened?.content ?? settled)
      guard !rows.isEmpty else { continue }
      brought.insert(field.id)
      typed[rows: field.id] = rows
      hasBrought = true
    }
    return hasBrought
  }

  /// Works out only what depends on one slot and is seen while typing there.
  mutating func settle(typingAt slot: FieldSlot) {
    guard let name = slot.table, let table = form.field(name) else {
      if dependence.affects(slot) { settle(reading: slot) }
      return
    }
    guard dependence.affectsRow(slot), let field = table.column(slot.field) else { return }
    settled[slot] = entry.read(typed[slot], field)
    for _ in 0..<2 {
      for column in table.columns {
        guard let rule = column.compute else { continue }
        let place = FieldSlot(table: name, row: slot.row, column: column.id)
        settled[place] = entry.texts(rule, for: column, in: settled, row: slot.row, table: name)
      }
    }
  }

  /// Takes over what was typed into a slot, read as far as it can be read.
  mutating func leave(_ slot: FieldSlot) {
    guard let field = form.field(at: slot), !field.isComputed, !field.isTable else { return }
    let before = typed[slot]
    typed[slot] = entry.read(before, field)
    remarks[slot] = remark(on: before, field, at: slot)
    if dependence.affects(slot) {
      settle()
    } else {
      settled[slot] = typed[slot]
      stale.insert(slot.formField)
    }
    check()
  }

  /// Dates and choices are shown as they were understood; for blanks and invisible characters that has to be said.
  private func remark(on before: [String], _ field: Field, at slot: FieldSlot) -> Finding? {
    guard field.kind.family == .words, let text = before.first, let stored = typed[slot].first,
      text != stored, let note = field.type.note(text, as: stored, field)
    else { return nil }
    return Finding(slot.place, rule: "read", severity: .note, note)
  }
}

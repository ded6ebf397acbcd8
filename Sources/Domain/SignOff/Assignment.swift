/// What a record gives somebody to do: a field that `assigns` names them, in the record itself or in a row of a table.
///
/// It stands whether the record is signed or not, until what the field calls `open` no longer holds.
public struct Assignment: Hashable, Sendable {
  /// The id of whom it is given to.
  public let person: String
  /// The label of the field that names them.
  public let field: Phrase
  public let deadline: Deadline?

  /// Everything that a record gives people to do and that is not done, what is due first first. Without `records` also
  /// what only other records, or another day, would say is done.
  public static func all(
    in version: Version, _ form: Form, now: Moment, records: (any RecordSource)?
  ) -> [Assignment] {
    let assigning = form.fields.filter { ([$0] + $0.columns).contains { $0.assigns != nil } }
    guard !assigning.isEmpty else { return [] }
    let content = version.content
    let entry = Entry(
      form: form, number: version.record, version: version.number, now: now, me: version.savedBy,
      records: records ?? NoRecords())
    let found = assigning.flatMap { field -> [Assignment] in
      guard field.isTable else { return of(field, content[field.id], entry, content, row: nil, table: nil) }
      return content[rows: field.id].enumerated().flatMap { place, row in
        field.columns.flatMap { of($0, row[$0.id], entry, content, row: place, table: field.id) }
      }
    }
    return found.enumerated().sorted { ($0.element.order, $0.offset) < ($1.element.order, $1.offset) }.map(\.element)
  }

  private var order: Int { deadline?.day.daysSinceEpoch ?? .max }

  private static func of(
    _ field: Field, _ values: [String], _ entry: Entry, _ content: Content, row: Int?, table: String?
  ) -> [Assignment] {
    guard let assigns = field.assigns, !values.isEmpty else { return [] }
    let knowsOthers = !(entry.records is NoRecords)
    // What cannot be answered is not done.
    if let open = assigns.open, knowsOthers || !open.expression.asksOthers(of: entry.form),
      entry.holds(open, in: content, row: row, table: table) == false
    {
      return []
    }
    let deadline = assigns.due.flatMap { due -> Deadline? in
      guard let day = entry.day(due, in: content, row: row, table: table) else { return nil }
      return Deadline(entry.form.label(ofDue: due, table: table), day, today: entry.now.day)
    }
    return values.map { Assignment(person: People.id($0), field: field.label, deadline: deadline) }
  }
}

extension Form {
  /// What the field is called that says by when something is to be done.
  fileprivate func label(ofDue rule: Rule, table: String?) -> Phrase {
    let named: Field? =
      switch rule.expression.node {
      case .name(let id): field(id)
      case .column(let id, _): table.flatMap { field($0) }?.column(id)
      default: nil
      }
    return named?.label ?? Phrase(zh: "期限", en: "Due")
  }
}

extension Entry {
  /// The day that a rule gives; that of a moment.
  func day(_ rule: Rule, in content: Content, row: Int?, table: String?) -> Day? {
    switch value(rule, in: content, row: row, table: table) {
    case .day(let day)?: day
    case .moment(let moment)?: form.clock.placed(moment).day
    default: nil
    }
  }
}

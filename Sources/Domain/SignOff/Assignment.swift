/// What a record gives somebody to do: a field for persons names them, in the record itself or in a row of a table.
///
/// A day or moment field called `due` beside it says by when, `due_now` where it was put off; a field called `done_on`
/// or the like says that it is done. Definitions name these fields alike everywhere.
public struct Assignment: Hashable, Sendable {
  /// The label of the field that names the person.
  public let field: Phrase
  public let deadline: Deadline?
  /// Whether a row of a table says it.
  public let isOfRow: Bool

  private static let due = ["due_now", "due", "due_at"]
  private static let done = [
    "done_on", "done_at", "done", "finished_on", "finished_at", "closed_on", "closed_at", "closed",
  ]

  /// Everything that a record gives a person and that is not done, what is due first first.
  public static func all(of person: String, in content: Content, _ form: Form, today: Day) -> [Assignment] {
    var found = of(person, form.fields.filter { !$0.isTable }, isOfRow: false, today) { content[$0] }
    for table in form.fields where table.isTable {
      for row in content[rows: table.id] { found += of(person, table.columns, isOfRow: true, today) { row[$0] } }
    }
    return found.enumerated().sorted { ($0.element.order, $0.offset) < ($1.element.order, $1.offset) }.map(\.element)
  }

  private var order: Int { deadline?.day.daysSinceEpoch ?? .max }

  private static func day(_ value: Value?) -> Day? {
    switch value {
    case .day(let day): day
    case .moment(let moment): moment.day
    default: nil
    }
  }

  private static func of(
    _ person: String, _ fields: [Field], isOfRow: Bool, _ today: Day, _ values: (String) -> [String]
  ) -> [Assignment] {
    let naming = fields.filter { field in
      field.type.id == PersonType().id && values(field.id).contains { People.id($0) == person }
    }
    guard !naming.isEmpty, !done.contains(where: { !values($0).isEmpty && values($0) != ["no"] }) else { return [] }
    let deadline = due.compactMap { id -> Deadline? in
      guard let field = fields.first(where: { $0.id == id }), let text = values(id).first,
        let day = day(field.type.value(text, field))
      else { return nil }
      return Deadline(field.label, day, today: today)
    }.first
    return naming.map { Assignment(field: $0.label, deadline: deadline, isOfRow: isOfRow) }
  }
}

/// Finds out, when a definition is loaded, whether an expression fits its form.
struct TypeChecker {
  /// What `.column` means: a row of a table, or a record of a query.
  enum RowScope {
    case table(Field, form: String?)
    case records(String)
  }

  let form: Form
  /// Other forms, for references; a form that is not there yet makes its fields of any kind.
  let otherForm: (String) -> Form?

  private typealias Problem = ExpressionError

  func kind(of expression: Expression, rows: [RowScope]) throws(ExpressionError) -> ValueKind {
    switch expression.node {
    case .literal(let value):
      switch value {
      case .number: return .number
      case .day: return .day
      case .flag: return .flag
      default: return .text
      }
    case .list(let items):
      var result = ValueKind.anything
      for item in items { result = try kind(of: item, rows: rows) }
      return .list(result)
    case .name(let id): return try kind(ofName: id, at: expression.offset)
    case .column(let id, let outside): return try kind(ofColumn: id, outside: outside, rows, at: expression.offset)
    case .member(let base, let id):
      return try kind(ofMember: id, of: try kind(of: base, rows: rows), at: expression.offset)
    case .negate(let inner):
      let kind = try kind(of: inner, rows: rows)
      guard [.number, .duration, .anything].contains(kind) else { throw wrong(kind, for: "-", expression.offset) }
      return kind
    case .not(let inner):
      try expect(.flag, inner, rows)
      return .flag
    case .binary(let symbol, let left, let right): return try kind(of: symbol, left, right, rows)
    case .conditional(let condition, let yes, let no):
      try expect(.flag, condition, rows)
      let first = try kind(of: yes, rows: rows)
      let second = try kind(of: no, rows: rows)
      guard first.compares(with: second) else {
        throw Problem(
          offset: no.offset,
          Phrase(
            zh: "then 是\(first.name.zh)，else 是\(second.name.zh)；兩者要同一種。",
            en: "then gives \(first.name.en) but else \(second.name.en); both must give the same."))
      }
      return first == .anything ? second : first
    case .duration(let amount, _):
      try expect(.number, amount, rows)
      return .duration
    case .call(let name, let arguments):
      guard let function = Function(rawValue: name) else {
        let near = Suggestion.nearest(to: name, among: Function.allCases.map(\.rawValue))
        throw Problem(offset: expression.offset, Suggestion.unknown(Phrase(zh: "函式", en: "function"), name, near))
      }
      return try kind(calling: function, arguments, rows, at: expression.offset)
    }
  }

  // MARK: - Names

  private func kind(ofName id: String, at offset: Int) throws(ExpressionError) -> ValueKind {
    if let field = form.field(id) { return TypeChecker.kind(of: field) }
    switch id {
    case "today": return .day
    case "now": return .moment
    case "me": return .reference(["person"])
    case "this": return .reference([form.id])
    case "version", "row": return .number
    case "setting": return .record(["settings"])
    default:
      let known = form.fields.map(\.id) + ["today", "now", "me", "this", "version", "row", "setting"]
      throw Problem(
        offset: offset,
        Suggestion.unknown(Phrase(zh: "欄位", en: "field"), id, Suggestion.nearest(to: id, among: known)))
    }
  }

  private func kind(
    ofColumn id: String, outside: Int, _ rows: [RowScope], at offset: Int
  ) throws(ExpressionError) -> ValueKind {
    guard rows.count > outside else {
      throw Problem(
        offset: offset,
        Phrase(zh: "「.\(id)」只能用在明細的欄位或彙總函式裡。", en: "'.\(id)' can only stand in a table's column or an aggregate."))
    }
    switch rows[rows.count - 1 - outside] {
    case .table(let table, _):
      guard let column = table.column(id) else {
        let near = Suggestion.nearest(to: id, among: table.columns.map(\.id))
        throw Problem(
          offset: offset, Suggestion.unknown(Phrase(zh: "「\(table.id)」的欄位", en: "column of '\(table.id)'"), id, near))
      }
      return TypeChecker.kind(of: column)
    case .records(let form): return try kind(ofMember: id, of: .record([form]), at: offset)
    }
  }

  private func kind(ofMember id: String, of base: ValueKind, at offset: Int) throws(ExpressionError) -> ValueKind {
    switch base {
    case .anything: return .anything
    case .list(let inner):
      // Rows, and lists, of several records count as one.
      switch try kind(ofMember: id, of: inner, at: offset) {
      case .rows(let table, let form): return .rows(table, form: form)
      case .list(let kind), let kind: return .list(kind)
      }
    case .rows(let table, let formID):
      let owner = formID.map { otherForm($0) } ?? form
      guard let owner else { return .anything }
      guard let column = owner.field(table)?.column(id) else {
        let near = Suggestion.nearest(to: id, among: owner.field(table)?.columns.map(\.id) ?? [])
        throw Problem(
          offset: offset, Suggestion.unknown(Phrase(zh: "「\(table)」的欄位", en: "column of '\(table)'"), id, near))
      }
      return .list(TypeChecker.kind(of: column))
    case .reference(let forms), .record(let forms):
      if forms.isEmpty { return .anything }
      let known = forms.compactMap { $0 == form.id ? form : otherForm($0) }
      for other in known {
        guard let field = other.field(id) else { continue }
        return field.isTable ? .rows(id, form: other.id) : TypeChecker.kind(of: field)
      }
      switch id {
      case "number": return .text
      case "status": return .choice(Status.choices)
      case _ where Standing(rawValue: id) != nil: return .flag
      default: break
      }
      if known.count < forms.count { return .anything }
      let near = Suggestion.nearest(to: id, among: known.flatMap { $0.fields.map(\.id) })
      throw Problem(
        offset: offset,
        Suggestion.unknown(
          Phrase(zh: "「\(forms.joined(separator: "、"))」的欄位", en: "field of \(forms.joined(separator: ", "))"), id, near)
      )
    default: throw wrong(base, for: ".\(id)", offset)
    }
  }

  static func kind(of field: Field) -> ValueKind {
    let kind = field.type.valueKind(of: field)
    return field.type.isList ? .list(kind) : kind
  }

  // MARK: - Operators

  private func kind(
    of symbol: Expression.Operator, _ left: Expression, _ right: Expression, _ rows: [RowScope]
  ) throws(ExpressionError) -> ValueKind {
    let first = try kind(of: left, rows: rows)
    let second = try kind(of: right, rows: rows)
    switch symbol {
    case .and, .or:
      for (kind, side) in [(first, left), (second, right)] where kind != .flag && kind != .anything {
        throw wrong(kind, for: symbol.rawValue, side.offset)
      }
      return .flag
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
      if !first.compares(with: second), try !isWritten(right, as: first), try !isWritten(left, as: second) {
        throw incomparable(first, second, right.offset)
      }
      try checkLiteral(right, against: first)
      try checkLiteral(left, against: second)
      return .flag
    case .isIn, .isNotIn:
      guard case .list(let member) = second else {
        if second == .anything { return .flag }
        throw wrong(second, for: symbol.rawValue, right.offset)
      }
      let element: ValueKind
      if case .list(let inner) = first { element = inner } else { element = first }
      guard element.compares(with: member) else { throw incomparable(element, member, right.offset) }
      if case .list(let items) = right.node { for item in items { try checkLiteral(item, against: element) } }
      try checkLiteral(left, against: member)
      return .flag
    case .plus, .minus:
      switch (first, second) {
      case (.anything, _): return second == .duration ? .anything : second
      case (_, .anything): return first
      case (.number, .number): return .number
      case (.day, .duration), (.moment, .duration): return first
      case (.duration, .duration): return .duration
      case (.text, _) where symbol == .plus, (_, .text) where symbol == .plus: return .text
      case (.day, .day) where symbol == .minus, (.moment, .moment) where symbol == .minus,
        (.day, .moment) where symbol == .minus, (.moment, .day) where symbol == .minus,
        (.time, .time) where symbol == .minus:
        return .duration
      default: throw incomparable(first, second, right.offset)
      }
    case .times, .divided:
      for (kind, side) in [(first, left), (second, right)] where kind != .number && kind != .anything {
        throw wrong(kind, for: symbol.rawValue, side.offset)
      }
      return .number
    }
  }

  /// A text written in the definition must be one of the list's choices.
  func checkLiteral(_ expression: Expression, against kind: ValueKind) throws(ExpressionError) {
    switch (expression.node, kind) {
    case (.literal(.text(let id)), .choice(let list?)):
      guard list[id] == nil else { return }
      let near = Suggestion.nearest(to: id, among: list.items.map(\.id))
      throw Problem(
        offset: expression.offset,
        Suggestion.unknown(Phrase(zh: "「\(list.id)」的選項", en: "choice of '\(list.id)'"), id, near))
    case (.conditional(_, let yes, let no), .choice):
      try checkLiteral(yes, against: kind)
      try checkLiteral(no, against: kind)
    default: return
    }
  }

  func expect(_ wanted: ValueKind, _ expression: Expression, _ rows: [RowScope]) throws(ExpressionError) {
    let found = try kind(of: expression, rows: rows)
    guard found == wanted || found == .anything else {
      throw Problem(
        offset: expression.offset,
        Phrase(
          zh: "這裡要\(wanted.name.zh)，寫的是\(found.name.zh)。", en: "This needs \(wanted.name.en) but is \(found.name.en)."))
    }
  }

  func wrong(_ kind: ValueKind, for what: String, _ offset: Int) -> ExpressionError {
    ExpressionError(
      offset: offset, Phrase(zh: "「\(what)」不能用在\(kind.name.zh)上。", en: "'\(what)' does not work on \(kind.name.en)."))
  }

  /// Whether a text in quotes is a day or time of the kind that it is compared with.
  private func isWritten(_ expression: Expression, as kind: ValueKind) throws(ExpressionError) -> Bool {
    guard case .literal(.text(let text)) = expression.node else { return false }
    let now = Moment(day: Day(daysSinceEpoch: 20_000), time: .midnight, offset: 0)
    guard [.day, .moment, .time].contains(kind) else { return false }
    switch WrittenTime.read(text, like: kind, now: now) {
    case .success: return true
    case .failure(let problem): throw Problem(offset: expression.offset, problem.message)
    }
  }

  private func incomparable(_ left: ValueKind, _ right: ValueKind, _ offset: Int) -> ExpressionError {
    let hint =
      [left, right].contains(.day) || [left, right].contains(.moment)
      ? Phrase(zh: "日期寫如 2026-11-22 或 115/11/22。", en: " Write a date as 2026-11-22 or 115/11/22.")
      : Phrase(verbatim: "")
    return ExpressionError(
      offset: offset,
      Phrase(
        zh: "\(left.name.zh)和\(right.name.zh)不能放在一起。", en: "\(left.name.en) and \(right.name.en) do not go together.")
        + hint)
  }
}

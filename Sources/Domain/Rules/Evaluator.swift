#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What an expression is evaluated against.
public struct EvaluationContext: Sendable {
  public var form: Form
  public var content: Content
  /// The record being edited; nil before its first save.
  public var number: String?
  /// The version about to be saved, from 1.
  public var version: Int
  public var now: Moment
  public var me: PersonName
  public var records: any RecordSource
  /// What is signed so far; nil where nothing is signed.
  public var signed: SignedSteps?
  /// Whether records that are only drafts count where others are counted, summed up or looked for: they do where rules
  /// keep two records apart, and not in what is worked out.
  var countsDrafts = true

  public init(
    form: Form, content: Content, number: String? = nil, version: Int = 1, now: Moment, me: PersonName,
    records: any RecordSource, signed: SignedSteps? = nil
  ) {
    self.form = form
    self.content = content
    self.number = number
    self.version = version
    self.now = now
    self.me = me
    self.records = records
    self.signed = signed
  }
}

/// Gives the value of an expression; nil where an operand is empty.
struct Evaluator {
  /// What `.column` means.
  enum RowBinding {
    case row(Row, Int, columns: [Field])
    case record(RecordValue)
  }

  let context: EvaluationContext

  func value(of expression: Expression, rows: [RowBinding] = []) -> Value? {
    switch expression.node {
    case .literal(let value): return value
    case .list(let items): return .list(items.compactMap { value(of: $0, rows: rows) })
    case .name(let id): return value(ofName: id, rows)
    case .column(let id, let outside):
      guard rows.count > outside else { return nil }
      switch rows[rows.count - 1 - outside] {
      case .row(let row, _, let columns): return value(of: row[id], columns.first { $0.id == id })
      case .record(let record): return member(id, of: record)
      }
    case .member(let base, let id): return value(of: base, rows: rows).flatMap { member(id, of: $0) }
    case .negate(let inner):
      switch value(of: inner, rows: rows) {
      case .number(let number)?: return .number(-number)
      case .duration(let duration)?: return .duration(-duration)
      default: return nil
      }
    case .not(let inner): return flag(inner, rows).map { .flag(!$0) }
    case .binary(let symbol, let left, let right): return value(of: symbol, left, right, rows)
    case .conditional(let condition, let yes, let no):
      return flag(condition, rows).flatMap { value(of: $0 ? yes : no, rows: rows) }
    case .duration(let amount, let unit):
      guard case .number(let number)? = value(of: amount, rows: rows), let whole = number.whole else { return nil }
      return .duration(unit.duration(whole))
    case .call(let name, let arguments):
      return Function(rawValue: name).flatMap { value(calling: $0, arguments, rows) }
    }
  }

  func flag(_ expression: Expression, _ rows: [RowBinding]) -> Bool? {
    if case .flag(let flag)? = value(of: expression, rows: rows) { return flag }
    return nil
  }

  // MARK: - Names

  private func value(ofName id: String, _ rows: [RowBinding]) -> Value? {
    if let field = context.form.field(id) {
      if field.isTable { return .rows(context.content[rows: id], columns: "\(context.form.id)/\(id)") }
      return value(of: context.content[id], field)
    }
    switch id {
    case "today": return .day(context.now.day)
    case "now": return .moment(context.now)
    case "me": return .text(context.me.id)
    case "this": return context.number.map(Value.text)
    case "version": return .number(Decimal(context.version))
    case "row":
      guard case .row(_, let index, _)? = rows.last else { return nil }
      return .number(Decimal(index + 1))
    case "setting": return setting()
    default: return nil
    }
  }

  private func setting() -> Value? {
    if let saved = context.records.records(of: "settings", where: [:], limit: 1).first { return .record(saved) }
    return .record(RecordValue(number: "", form: "settings", version: 0, content: Content()))
  }

  /// The value of stored texts; a field with several gives a list.
  func value(of stored: [String], _ field: Field?) -> Value? {
    guard let field else { return stored.first.map(Value.text) }
    if field.type.isList {
      let values = stored.compactMap { field.type.value($0, field) }
      return values.isEmpty ? nil : .list(values)
    }
    return stored.first.flatMap { $0.isEmpty ? nil : field.type.value($0, field) }
  }

  private func member(_ id: String, of base: Value) -> Value? {
    switch base {
    case .text(let number): return context.records.record(number).flatMap { member(id, of: $0) }
    case .record(let record): return member(id, of: record)
    case .list(let items): return joined(items.compactMap { member(id, of: $0) })
    case .rows(let rows, let columns):
      let fields = self.columns(columns)
      let values = rows.compactMap { value(of: $0[id], fields.first { $0.id == id }) }
      return .list(values)
    default: return nil
    }
  }

  /// Rows, and lists, of several records as one.
  private func joined(_ values: [Value]) -> Value? {
    var rows: [Row] = []
    var items: [Value] = []
    var path: String?
    for value in values {
      switch value {
      case .rows(let more, let columns):
        rows += more
        path = columns
      case .list(let more): items += more
      default: items.append(value)
      }
    }
    if let path { return .rows(rows, columns: path) }
    return items.isEmpty ? nil : .list(items)
  }

  private func member(_ id: String, of record: RecordValue) -> Value? {
    let form = record.form == context.form.id ? context.form : context.records.form(record.form)
    if let field = form?.field(id) {
      if field.isTable { return .rows(record.content[rows: id], columns: "\(record.form)/\(id)") }
      if let value = value(of: record.content[id], field) { return value }
      // Settings that were never saved, or saved before this one was added, are their defaults.
      guard record.form == "settings", let standard = field.defaultValue else { return nil }
      return self.value(of: standard.expression)
    }
    switch id {
    case "number": return .text(record.number)
    case "status": return record.status.map { .text($0.rawValue) }
    case _ where Standing(rawValue: id) != nil: return Standing(rawValue: id).map { .flag($0.holds(record.status)) }
    default: return record.content[id].first.map(Value.text)
    }
  }

  func columns(_ path: String) -> [Field] {
    let parts = path.split(separator: "/").map(String.init)
    guard parts.count == 2 else { return [] }
    let form = parts[0] == context.form.id ? context.form : context.records.form(parts[0])
    return form?.field(parts[1])?.columns ?? []
  }

  // MARK: - Operators

  private func value(
    of symbol: Expression.Operator, _ left: Expression, _ right: Expression, _ rows: [RowBinding]
  ) -> Value? {
    switch symbol {
    case .and:
      let first = flag(left, rows)
      if first == false { return .flag(false) }
      let second = flag(right, rows)
      if second == false { return .flag(false) }
      return first == nil || second == nil ? nil : .flag(true)
    case .or:
      let first = flag(left, rows)
      if first == true { return .flag(true) }
      let second = flag(right, rows)
      if second == true { return .flag(true) }
      return first == nil || second == nil ? nil : .flag(false)
    default: break
    }
    guard var first = value(of: left, rows: rows) else { return nil }
    guard var second = value(of: right, rows: rows) else {
      // Nothing is in an empty list.
      if symbol == .isIn, isListExpression(right) { return .flag(false) }
      if symbol == .isNotIn, isListExpression(right) { return .flag(true) }
      return nil
    }
    // A date in quotes is that date where it is compared with one.
    if case .literal(.text(let text)) = right.node { second = written(text, like: first) ?? second }
    if case .literal(.text(let text)) = left.node { first = written(text, like: second) ?? first }
    switch symbol {
    case .equal: return Ordering.compare(first, second).map { .flag($0 == 0) }
    case .notEqual: return Ordering.compare(first, second).map { .flag($0 != 0) }
    case .less: return Ordering.compare(first, second).map { .flag($0 < 0) }
    case .lessOrEqual: return Ordering.compare(first, second).map { .flag($0 <= 0) }
    case .greater: return Ordering.compare(first, second).map { .flag($0 > 0) }
    case .greaterOrEqual: return Ordering.compare(first, second).map { .flag($0 >= 0) }
    case .isIn: return Ordering.contains(second, first).map(Value.flag)
    case .isNotIn: return Ordering.contains(second, first).map { .flag(!$0) }
    case .plus: return Arithmetic.add(first, second)
    case .minus: return Arithmetic.subtract(first, second)
    case .times: return Arithmetic.multiply(first, second)
    case .divided: return Arithmetic.divide(first, second)
    case .and, .or: return nil
    }
  }

  private func written(_ text: String, like other: Value) -> Value? {
    let kind: ValueKind
    switch other {
    case .day: kind = .day
    case .moment: kind = .moment
    case .time: kind = .time
    default: return nil
    }
    return try? WrittenTime.read(text, like: kind, now: context.now).get()
  }

  private func isListExpression(_ expression: Expression) -> Bool {
    switch expression.node {
    case .list, .member: true
    case .name(let id): context.form.field(id)?.type.isList ?? false
    default: false
    }
  }
}

/// What may be asked of another record besides its status. A record whose form is not signed, as in a personal store,
/// is all of it once it is saved.
enum Standing: String, CaseIterable {
  /// It is saved, if only as a draft.
  case isSaved = "is_saved"
  /// It was submitted, and not sent back, refused or changed since.
  case isSubmitted = "is_submitted"
  /// All who approve it have.
  case isApproved = "is_approved"
  /// Its chain is over.
  case isEnded = "is_ended"

  /// `status` is nil where the record's form is not signed.
  func holds(_ status: Status?) -> Bool {
    guard let status else { return true }
    if status == .void { return false }
    switch self {
    case .isSaved: return true
    case .isSubmitted: return ![.saved, .returned, .refused].contains(status)
    case .isApproved: return status.isAgreed || status == .executing
    case .isEnded: return status.isAgreed
    }
  }

  /// Whether a condition asks where each record stands by itself.
  static func isAsked(in condition: Expression) -> Bool {
    if case .column(let id, 0) = condition.node, id == "status" || Standing(rawValue: id) != nil { return true }
    return condition.children.contains { isAsked(in: $0) }
  }
}

extension Decimal {
  /// The number as an `Int`, if it is whole and not too large.
  var whole: Int? {
    guard self >= -1_000_000_000_000, self <= 1_000_000_000_000 else { return nil }
    return Int(description)
  }
}

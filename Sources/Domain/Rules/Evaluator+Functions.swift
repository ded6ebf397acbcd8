#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension Evaluator {
  /// The value of a call.
  func value(calling function: Function, _ arguments: [Expression], _ rows: [RowBinding]) -> Value? {
    switch function {
    case .count:
      if arguments.count == 1, case .list(let values)? = value(of: arguments[0], rows: rows) {
        return .number(Decimal(values.count))
      }
      return .number(Decimal(matching(arguments, rows).count))
    case .any: return .flag(!matching(arguments, rows).isEmpty)
    case .all:
      let bound = bindings(arguments, rows, limit: nil)
      return .flag(bound.allSatisfy { flag(arguments[1], rows + [$0]) != false })
    case .sum:
      let numbers = values(arguments, rows).compactMap { value -> Decimal? in
        if case .number(let number) = value { return number }
        return nil
      }
      return .number(numbers.reduce(0, +))
    case .min: return extreme(arguments, rows) { $0 < 0 }
    case .max: return extreme(arguments, rows) { $0 > 0 }
    case .distinct:
      var seen: Set<Value> = []
      return .list(values(arguments, rows).filter { seen.insert($0).inserted })
    case .ascending:
      let items = values(arguments, rows)
      return .flag(zip(items, items.dropFirst()).allSatisfy { (Ordering.compare($0, $1) ?? 0) <= 0 })
    case .join:
      guard let separator = value(of: arguments[1], rows: rows)?.text else { return nil }
      let texts = values([arguments[0]], rows).map(\.text)
      return texts.isEmpty ? nil : .text(texts.joined(separator: separator))
    case .empty, .filled:
      let isEmpty: Bool
      switch value(of: arguments[0], rows: rows) {
      case nil: isEmpty = true
      case .list(let items)?: isEmpty = items.isEmpty
      case .rows(let items, _)?: isEmpty = items.isEmpty
      case .text(let text)?: isEmpty = text.isEmpty
      default: isEmpty = false
      }
      return .flag(isEmpty == (function == .empty))
    case .latest, .lookup: return query(arguments, rows, newestFirst: function == .latest)
    case .list:
      guard case .literal(.text(let id)) = arguments[0].node else { return nil }
      let list = context.form.fields.lazy.flatMap { [$0] + $0.columns }.compactMap(\.choices).first { $0.id == id }
      return list.map { .list($0.items.map { .text($0.id) }) }
    case .entries:
      guard let form = value(of: arguments[0], rows: rows)?.text,
        case .day(let from)? = value(of: arguments[1], rows: rows),
        case .day(let to)? = value(of: arguments[2], rows: rows)
      else { return nil }
      return .rows(context.records.entries(of: form, from: from, to: to, now: context.now), columns: "")
    case .newer:
      guard let one = value(of: arguments[0], rows: rows).flatMap({ VersionNumber($0.text) }),
        let other = value(of: arguments[1], rows: rows).flatMap({ VersionNumber($0.text) })
      else { return nil }
      return .flag(one.isNewer(than: other))
    case .holds:
      guard case .literal(.text(let role)) = arguments[1].node else { return nil }
      return holds(value(of: arguments[0], rows: rows), role).map(Value.flag)
    case .signedAt, .signedBy:
      guard case .literal(.text(let step)) = arguments[0].node, let signed = context.signed else { return nil }
      // What people type is to the minute.
      if function == .signedAt { return signed.at[step].map { .moment(context.form.clock.placed($0).toTheMinute) } }
      return signed.by[step].map { .list($0.sorted().map(Value.text)) }
    case .length, .contains, .after, .matches, .text, .number, .label, .round, .abs, .minutes, .hours, .days, .months,
      .date,
      .year, .roc:
      guard let first = value(of: arguments[0], rows: rows) else { return nil }
      return plain(function, first, arguments, rows)
    }
  }

  /// Functions of one value, with options after it.
  private func plain(
    _ function: Function, _ first: Value, _ arguments: [Expression], _ rows: [RowBinding]
  ) -> Value? {
    let option = arguments.count > 1 ? value(of: arguments[1], rows: rows) : nil
    switch (function, first) {
    case (.length, _): return .number(Decimal(first.text.count))
    case (.contains, _): return option.map { .flag(SearchForm.of(first.text).contains(SearchForm.of($0.text))) }
    case (.after, _):
      return option.flatMap { mark in first.text.firstRange(of: mark.text) }.map {
        .text(String(first.text[$0.upperBound...]))
      }
    case (.matches, _): return option.flatMap { Pattern.matches(first.text, $0.text).map(Value.flag) }
    case (.text, _): return .text(first.text)
    case (.label, .text(let id)): return .text(label(of: id, arguments[0], rows, isEnglish: option == .text("en")))
    case (.number, .number): return first
    case (.number, _): return DecimalText.number(first.text).map(Value.number)
    case (.round, .number(let number)):
      guard case .number(let digits)? = option else { return .number(Arithmetic.round(number, digits: 0)) }
      return .number(Arithmetic.round(number, digits: digits.whole ?? 0))
    case (.abs, .number(let number)): return .number(number < 0 ? -number : number)
    case (.minutes, .duration(let span)): return number(span.roughSeconds / 60)
    case (.hours, .duration(let span)): return number(span.roughSeconds / 3600)
    case (.days, .duration(let span)): return number(span.roughSeconds / 86_400)
    case (.months, .duration(let span)): return number(span.roughSeconds / 2_629_800)
    case (.date, .moment(let moment)): return .day(moment.day)
    case (.year, .day(let day)): return .number(Decimal(day.year))
    case (.year, .moment(let moment)): return .number(Decimal(moment.day.year))
    case (.roc, .day(let day)): return .number(Decimal(day.rocYear))
    case (.roc, .moment(let moment)): return .number(Decimal(moment.day.rocYear))
    default: return nil
    }
  }

  /// To one hundredth, without trailing zeros.
  private func number(_ value: Double) -> Value {
    let hundredths = Int((value * 100).rounded())
    return .number(Decimal(hundredths) / 100)
  }

  /// The text shown for a choice, in Chinese, the language records are kept in, or in English where that is asked for.
  private func label(of id: String, _ expression: Expression, _ rows: [RowBinding], isEnglish: Bool) -> String {
    var field: Field?
    switch expression.node {
    case .name(let name): field = context.form.field(name)
    case .column(let name, let outside) where rows.count > outside:
      if case .row(_, _, let columns) = rows[rows.count - 1 - outside] { field = columns.first { $0.id == name } }
    default: break
    }
    return field?.choices?[id]?.label[isEnglish ? .en : .zhTW] ?? id
  }

  /// Whether everybody named has a role; nil where nobody is named, or where nobody has it at all, as in a personal
  /// store.
  private func holds(_ named: Value?, _ role: String) -> Bool? {
    let people = named?.texts.filter { !$0.isEmpty } ?? []
    guard !people.isEmpty else { return nil }
    let holders = Set(People(context.records).holders(of: role).map(\.id))
    return holders.isEmpty ? nil : people.allSatisfy { holders.contains(People.id($0)) }
  }

  // MARK: - Aggregates

  /// Rows of a table or records of a query, each as what `.column` then means.
  /// The record at hand is none of the others, unless it is asked for as well.
  private func bindings(
    _ arguments: [Expression], _ rows: [RowBinding], limit: Int?, withThis: Bool = false
  ) -> [RowBinding] {
    if case .literal(.text(let form)) = arguments[0].node {
      let condition = arguments.count > 1 ? arguments[1] : nil
      let equal = condition.map { equalities($0, of: context.records.form(form), rows) } ?? [:]
      let countsDrafts = context.countsDrafts || condition.map(Standing.isAsked) == true
      return context.records.records(of: form, where: equal, limit: countsDrafts ? limit : nil)
        .filter { withThis || $0.number != context.number || context.number == nil }
        .filter { countsDrafts || Standing.isSubmitted.holds($0.status) }.map { .record($0) }
    }
    guard case .rows(let items, let path)? = value(of: arguments[0], rows: rows) else { return [] }
    let fields = columns(path)
    return items.enumerated().map { .row($1, $0, columns: fields) }
  }

  /// Records of a form in the order of their numbers, the one at hand with them.
  func records(of form: String, where condition: Expression?, _ rows: [RowBinding]) -> [RowBinding] {
    let query = Expression(.literal(.text(form)), offset: 0)
    return matching([query] + (condition.map { [$0] } ?? []), rows, withThis: true).sorted { one, other in
      guard case .record(let one) = one, case .record(let other) = other else { return false }
      return one.number < other.number
    }
  }

  private func matching(
    _ arguments: [Expression], _ rows: [RowBinding], withThis: Bool = false
  ) -> [RowBinding] {
    let bound = bindings(arguments, rows, limit: nil, withThis: withThis)
    guard arguments.count > 1 else { return bound }
    return bound.filter { flag(arguments[1], rows + [$0]) == true }
  }

  /// Conditions `.field = value` that the source can look up by itself.
  ///
  /// Only types whose stored text is what an expression sees; people and units, for one, are kept with names.
  private func equalities(_ condition: Expression, of form: Form?, _ rows: [RowBinding]) -> [String: String] {
    switch condition.node {
    case .binary(.and, let left, let right):
      return equalities(left, of: form, rows).merging(equalities(right, of: form, rows)) { first, _ in first }
    case .binary(.equal, let left, let right):
      guard case .column(let id, 0) = left.node, right.columns.isEmpty, let value = value(of: right, rows: rows),
        form?.field(id)?.kind.isFoundByText == true
      else { return [:] }
      return [id: value.text]
    default: return [:]
    }
  }

  private func query(_ arguments: [Expression], _ rows: [RowBinding], newestFirst: Bool) -> Value? {
    let condition = Array(arguments.prefix(2))
    let found = arguments.count > 1 ? matching(condition, rows) : bindings(arguments, rows, limit: nil)
    if arguments.count == 3 {
      // Of the same value the one saved last, which comes first.
      let values = found.compactMap { record in value(of: arguments[2], rows: rows + [record]).map { (record, $0) } }
      let best = values.reduce(nil as (RowBinding, Value)?) { best, next in
        guard let best else { return next }
        return (Ordering.compare(next.1, best.1) ?? 0) > 0 ? next : best
      }
      guard case .record(let record)? = best?.0 else { return nil }
      return .record(record)
    }
    guard case .record(let record)? = newestFirst ? found.first : found.last else { return nil }
    return .record(record)
  }

  /// The values that `sum(list)`, `sum(table, expression)`, `max(a, b)` go over; empty ones are left out.
  private func values(_ arguments: [Expression], _ rows: [RowBinding]) -> [Value] {
    let isQuery = if case .literal(.text) = arguments[0].node { true } else { false }
    let first = isQuery ? nil : value(of: arguments[0], rows: rows)
    if case .list(let items)? = first, arguments.count == 1 { return items }
    let isTable = if case .rows? = first { true } else { false }
    if arguments.count == 3, isQuery {
      return matching(Array(arguments.prefix(2)), rows).compactMap { value(of: arguments[2], rows: rows + [$0]) }
    }
    if arguments.count == 2, isQuery || isTable {
      return bindings(arguments, rows, limit: nil).compactMap { value(of: arguments[1], rows: rows + [$0]) }
    }
    return arguments.compactMap { value(of: $0, rows: rows) }
  }

  private func extreme(_ arguments: [Expression], _ rows: [RowBinding], _ better: (Int) -> Bool) -> Value? {
    values(arguments, rows).reduce(nil) { best, value in
      guard let best else { return value }
      return Ordering.compare(value, best).map(better) == true ? value : best
    }
  }
}

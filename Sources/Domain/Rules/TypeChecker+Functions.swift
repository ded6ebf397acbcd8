extension TypeChecker {
  /// The kind that a call gives.
  func kind(
    calling function: Function, _ arguments: [Expression], _ rows: [RowScope], at offset: Int
  ) throws(ExpressionError) -> ValueKind {
    switch function {
    case .count:
      try expect(arguments, 1...2, function, offset)
      _ = try aggregate(arguments, rows, condition: true)
      return .number
    case .any, .all:
      try expect(arguments, 2...2, function, offset)
      _ = try aggregate(arguments, rows, condition: true)
      return .flag
    case .sum:
      try expect(arguments, 1...2, function, offset)
      let kind = try aggregate(arguments, rows, condition: false)
      guard [.number, .anything].contains(kind) else { throw wrong(kind, for: "sum", offset) }
      return .number
    case .min, .max:
      try expect(arguments, 1...9, function, offset)
      if arguments.count > 1, case .literal(.text(let id)) = arguments[0].node {
        return try kind(ofQuery: id, arguments, function, rows, offset)
      }
      let first = try kind(of: arguments[0], rows: rows)
      switch first {
      case .list, .rows: return try aggregate(arguments, rows, condition: false)
      default:
        for argument in arguments { try expect(first, argument, rows) }
        return first
      }
    case .distinct:
      try expect(arguments, 1...1, function, offset)
      let kind = try kind(of: arguments[0], rows: rows)
      guard isList(kind) else { throw wrong(kind, for: "distinct", offset) }
      return kind
    case .ascending:
      try expect(arguments, 1...1, function, offset)
      let kind = try kind(of: arguments[0], rows: rows)
      guard isList(kind) else { throw wrong(kind, for: "ascending", offset) }
      return .flag
    case .join:
      try expect(arguments, 2...2, function, offset)
      try expect(.text, arguments[1], rows)
      _ = try kind(of: arguments[0], rows: rows)
      return .text
    case .empty, .filled:
      try expect(arguments, 1...1, function, offset)
      _ = try kind(of: arguments[0], rows: rows)
      return .flag
    case .length:
      try expect(arguments, 1...1, function, offset)
      _ = try kind(of: arguments[0], rows: rows)
      return .number
    case .newer:
      try expect(arguments, 2...2, function, offset)
      for argument in arguments { try expect(.text, argument, rows) }
      return .flag
    case .contains, .after:
      try expect(arguments, 2...2, function, offset)
      _ = try kind(of: arguments[0], rows: rows)
      try expect(.text, arguments[1], rows)
      return function == .after ? .text : .flag
    case .matches:
      try expect(arguments, 2...2, function, offset)
      _ = try kind(of: arguments[0], rows: rows)
      guard case .literal(.text(let pattern)) = arguments[1].node else {
        throw ExpressionError(
          offset: arguments[1].offset, Phrase(zh: "樣式要是加引號的文字。", en: "The pattern must be a text in quotes."))
      }
      if let problem = Pattern.problem(pattern) { throw ExpressionError(offset: arguments[1].offset, problem) }
      return .flag
    case .text:
      try expect(arguments, 1...1, function, offset)
      _ = try kind(of: arguments[0], rows: rows)
      return .text
    case .label:
      try expect(arguments, 1...2, function, offset)
      _ = try kind(of: arguments[0], rows: rows)
      if arguments.count == 2, arguments[1].node != .literal(.text("en")), arguments[1].node != .literal(.text("zh")) {
        throw ExpressionError(
          offset: arguments[1].offset, Phrase(zh: "語言要寫 'zh' 或 'en'。", en: "The language is 'zh' or 'en'."))
      }
      return .text
    case .number:
      try expect(arguments, 1...1, function, offset)
      _ = try kind(of: arguments[0], rows: rows)
      return .number
    case .round:
      try expect(arguments, 1...2, function, offset)
      for argument in arguments { try expect(.number, argument, rows) }
      return .number
    case .abs:
      try expect(arguments, 1...1, function, offset)
      try expect(.number, arguments[0], rows)
      return .number
    case .minutes, .hours, .days, .months:
      try expect(arguments, 1...1, function, offset)
      try expect(.duration, arguments[0], rows)
      return .number
    case .date:
      try expect(arguments, 1...1, function, offset)
      try expect(.moment, arguments[0], rows)
      return .day
    case .year, .roc:
      try expect(arguments, 1...1, function, offset)
      let kind = try kind(of: arguments[0], rows: rows)
      guard [.day, .moment, .anything].contains(kind) else { throw wrong(kind, for: function.rawValue, offset) }
      return .number
    case .latest, .lookup:
      try expect(arguments, 1...(function == .latest ? 3 : 2), function, offset)
      guard case .literal(.text(let id)) = arguments[0].node else {
        throw ExpressionError(
          offset: arguments[0].offset, Phrase(zh: "第一個參數要是表單代號。", en: "The first argument must be the id of a form."))
      }
      if arguments.count > 1 { try expect(.flag, arguments[1], rows + [.records(id)]) }
      if arguments.count > 2 { _ = try ordered(arguments[2], rows + [.records(id)], function) }
      return .record([id])
    case .signedAt, .signedBy:
      try expect(arguments, 1...1, function, offset)
      guard case .literal(.text) = arguments[0].node else {
        throw ExpressionError(
          offset: arguments[0].offset,
          Phrase(zh: "參數要是加引號的關卡代號。", en: "The argument must be the id of a step, in quotes."))
      }
      return function == .signedAt ? .moment : .list(.reference(["person"]))
    case .holds:
      try expect(arguments, 2...2, function, offset)
      switch try kind(of: arguments[0], rows: rows) {
      case .anything, .text, .list(.anything), .reference(["person"]), .list(.reference(["person"])): break
      case let other: throw wrong(other, for: function.rawValue, arguments[0].offset)
      }
      let roles = otherForm("person")?.field("roles")?.choices?.items.map(\.id)
      guard case .literal(.text(let role)) = arguments[1].node else {
        throw ExpressionError(
          offset: arguments[1].offset,
          Phrase(zh: "參數要是加引號的角色代號。", en: "The argument must be the id of a role, in quotes."))
      }
      if let roles, !roles.contains(role) {
        let near = Suggestion.nearest(to: role, among: roles)
        throw ExpressionError(
          offset: arguments[1].offset, Suggestion.unknown(Phrase(zh: "角色", en: "role"), role, near))
      }
      return .flag
    case .list:
      try expect(arguments, 1...1, function, offset)
      return .list(.choice(nil))
    case .entries:
      try expect(arguments, 3...3, function, offset)
      _ = try kind(of: arguments[0], rows: rows)
      for day in arguments.dropFirst() { try expect(.day, day, rows) }
      // Rows of its own; the table that they go into says by its columns which cells it keeps.
      return .anything
    }
  }

  /// `max('form', expression)` or `max('form', condition, expression)`.
  private func kind(
    ofQuery form: String, _ arguments: [Expression], _ function: Function, _ rows: [RowScope], _ offset: Int
  ) throws(ExpressionError) -> ValueKind {
    try expect(arguments, 2...3, function, offset)
    if arguments.count == 3 { try expect(.flag, arguments[1], rows + [.records(form)]) }
    return try ordered(arguments[arguments.count - 1], rows + [.records(form)], function)
  }

  /// The kind of an expression whose values have an order.
  private func ordered(
    _ expression: Expression, _ rows: [RowScope], _ function: Function
  ) throws(ExpressionError) -> ValueKind {
    let kind = try kind(of: expression, rows: rows)
    guard [.number, .day, .time, .moment, .duration, .text, .anything].contains(kind) else {
      throw wrong(kind, for: function.rawValue, expression.offset)
    }
    return kind
  }

  /// The kind of what an aggregate goes over: a list's values, a table's or a query's expression.
  private func aggregate(
    _ arguments: [Expression], _ rows: [RowScope], condition: Bool
  ) throws(ExpressionError) -> ValueKind {
    let scope: RowScope
    if case .literal(.text(let id)) = arguments[0].node {
      scope = .records(id)
    } else {
      switch try kind(of: arguments[0], rows: rows) {
      case .list(let inner) where arguments.count == 1: return inner
      case .anything: return .anything
      case .rows(let table, let formID):
        guard let found = self.scope(ofTable: table, form: formID) else { return .anything }
        if arguments.count == 1, !condition { throw wrong(.rows(table), for: "sum", arguments[0].offset) }
        scope = found
      case let kind: throw wrong(kind, for: "count", arguments[0].offset)
      }
    }
    guard arguments.count > 1 else { return .number }
    if condition {
      try expect(.flag, arguments[1], rows + [scope])
      return .flag
    }
    return try kind(of: arguments[1], rows: rows + [scope])
  }

  /// The rows of a table; nil while its form is not there yet.
  func scope(ofTable table: String, form id: String?) -> RowScope? {
    (id.map { otherForm($0) } ?? form)?.field(table).map { .table($0, form: id) }
  }

  private func isList(_ kind: ValueKind) -> Bool {
    if case .list = kind { return true }
    return kind == .anything
  }

  private func expect(
    _ arguments: [Expression], _ counts: ClosedRange<Int>, _ function: Function, _ offset: Int
  ) throws(ExpressionError) {
    guard counts.contains(arguments.count) else {
      throw ExpressionError(
        offset: offset,
        Phrase(
          zh: "\(function.rawValue) 要 \(counts.lowerBound) 到 \(counts.upperBound) 個參數，寫了 \(arguments.count) 個。",
          en:
            "\(function.rawValue) takes \(counts.lowerBound) to \(counts.upperBound) arguments, not \(arguments.count)."
        ))
    }
  }
}

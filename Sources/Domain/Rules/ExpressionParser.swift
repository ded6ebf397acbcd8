#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Reads an expression; recursive descent, loosest binding first.
struct ExpressionParser {
  private let source: String
  private var tokens: [Token] = []
  private var place = 0
  private var depth = 0
  private var parts = 0

  /// An expression is read, checked and worked out by functions that call themselves for each part. With this many no
  /// stack is exhausted, however the parts are arranged; the longest rule of the shipped forms has a third.
  static let mostParts = 600
  /// The longest expression, in characters.
  static let mostCharacters = 20_000

  private static let reserved: Set<String> = ["or", "and", "not", "in", "if", "then", "else", "true", "false"]

  init(_ source: String) { self.source = source }

  mutating func parse() -> Result<Expression, ExpressionError> {
    if source.unicodeScalars.count > Self.mostCharacters { return .failure(Self.tooLong(at: 0)) }
    var lexer = Lexer(source)
    switch lexer.tokens() {
    case .failure(let error): return .failure(error)
    case .success(let tokens): self.tokens = tokens
    }
    do throws(ExpressionError) {
      let result = try expression()
      guard case .end = current.kind else { throw unexpected() }
      return .success(result)
    } catch {
      return .failure(error)
    }
  }

  /// A part of the expression; too many are refused.
  private mutating func made(_ node: Expression.Node, offset: Int) throws(ExpressionError) -> Expression {
    parts += 1
    guard parts <= Self.mostParts else { throw Self.tooLong(at: offset) }
    return Expression(node, offset: offset)
  }

  private static func tooLong(at offset: Int) -> ExpressionError {
    ExpressionError(
      offset: offset,
      Phrase(
        zh: "運算式太長，最多 \(mostParts) 個部分；請拆成幾個較短的，或用「in [ ]」代替一連串的 or。",
        en: "The expression is too long, \(mostParts) parts at most; split it, or write 'in [ ]' for a chain of or."))
  }

  private var current: Token { tokens[min(place, tokens.count - 1)] }

  private func unexpected() -> ExpressionError {
    let found: String
    switch current.kind {
    case .end:
      return ExpressionError(
        offset: current.offset, Phrase(zh: "運算式沒有寫完。", en: "The expression ends too early."))
    case .number(let text), .word(let text), .symbol(let text): found = text
    case .text(let text): found = "'\(text)'"
    case .day(let day): found = day.text
    }
    return ExpressionError(
      offset: current.offset, Phrase(zh: "這裡不能寫「\(found)」。", en: "'\(found)' cannot stand here."))
  }

  private mutating func take(word: String) -> Bool {
    guard current.kind == .word(word) else { return false }
    place += 1
    return true
  }

  private mutating func take(symbol: String) -> Bool {
    guard current.kind == .symbol(symbol) else { return false }
    place += 1
    return true
  }

  private mutating func expect(symbol: String) throws(ExpressionError) {
    guard take(symbol: symbol) else { throw unexpected() }
  }

  private mutating func expression() throws(ExpressionError) -> Expression {
    depth += 1
    defer { depth -= 1 }
    guard depth < 64 else {
      throw ExpressionError(offset: current.offset, Phrase(zh: "括號太多層。", en: "Nested too deeply."))
    }
    let offset = current.offset
    guard take(word: "if") else { return try disjunction() }
    let condition = try expression()
    guard take(word: "then") else { throw unexpected() }
    let yes = try expression()
    guard take(word: "else") else { throw unexpected() }
    let no = try expression()
    return try made(.conditional(condition, yes, no), offset: offset)
  }

  private mutating func disjunction() throws(ExpressionError) -> Expression {
    var left = try conjunction()
    while take(word: "or") {
      left = try made(.binary(.or, left, try conjunction()), offset: left.offset)
    }
    return left
  }

  private mutating func conjunction() throws(ExpressionError) -> Expression {
    var left = try negation()
    while take(word: "and") {
      left = try made(.binary(.and, left, try negation()), offset: left.offset)
    }
    return left
  }

  private mutating func negation() throws(ExpressionError) -> Expression {
    let offset = current.offset
    if current.kind == .word("not") {
      depth += 1
      defer { depth -= 1 }
      guard depth < 64 else {
        throw ExpressionError(offset: offset, Phrase(zh: "太多層 not。", en: "Nested too deeply."))
      }
      place += 1
      return try made(.not(try negation()), offset: offset)
    }
    return try comparison()
  }

  private mutating func comparison() throws(ExpressionError) -> Expression {
    let left = try sum()
    if case .symbol(let symbol) = current.kind, let comparison = Expression.Operator(rawValue: symbol),
      ["=", "!=", "<", "<=", ">", ">="].contains(symbol)
    {
      place += 1
      return try made(.binary(comparison, left, try sum()), offset: left.offset)
    }
    if take(word: "in") { return try made(.binary(.isIn, left, try sum()), offset: left.offset) }
    if current.kind == .word("not"), place + 1 < tokens.count, tokens[place + 1].kind == .word("in") {
      place += 2
      return try made(.binary(.isNotIn, left, try sum()), offset: left.offset)
    }
    return left
  }

  private mutating func sum() throws(ExpressionError) -> Expression {
    var left = try product()
    while true {
      if take(symbol: "+") {
        left = try made(.binary(.plus, left, try product()), offset: left.offset)
      } else if take(symbol: "-") {
        left = try made(.binary(.minus, left, try product()), offset: left.offset)
      } else {
        return left
      }
    }
  }

  private mutating func product() throws(ExpressionError) -> Expression {
    var left = try unary()
    while true {
      if take(symbol: "*") {
        left = try made(.binary(.times, left, try unary()), offset: left.offset)
      } else if take(symbol: "/") {
        left = try made(.binary(.divided, left, try unary()), offset: left.offset)
      } else {
        return left
      }
    }
  }

  private mutating func unary() throws(ExpressionError) -> Expression {
    let offset = current.offset
    if take(symbol: "-") { return try made(.negate(try postfix()), offset: offset) }
    return try postfix()
  }

  private mutating func postfix() throws(ExpressionError) -> Expression {
    var result = try primary()
    while true {
      if take(symbol: ".") {
        guard case .word(let id) = current.kind else { throw unexpected() }
        place += 1
        result = try made(.member(result, id), offset: result.offset)
      } else if case .word(let word) = current.kind, let unit = DurationUnit(word: word) {
        place += 1
        result = try made(.duration(result, unit), offset: result.offset)
      } else {
        return result
      }
    }
  }

  private mutating func primary() throws(ExpressionError) -> Expression {
    let token = current
    switch token.kind {
    case .number(let text):
      place += 1
      guard let number = DecimalText.number(text) else {
        throw ExpressionError(offset: token.offset, Phrase(zh: "數字「\(text)」太長。", en: "The number \(text) is too long."))
      }
      return try made(.literal(.number(number)), offset: token.offset)
    case .day(let day):
      place += 1
      return try made(.literal(.day(day)), offset: token.offset)
    case .text(let text):
      place += 1
      return try made(.literal(.text(text)), offset: token.offset)
    case .word("true"), .word("false"):
      place += 1
      return try made(.literal(.flag(token.kind == .word("true"))), offset: token.offset)
    case .word(let id) where !Self.reserved.contains(id):
      place += 1
      if take(symbol: "(") { return try made(.call(id, try arguments(until: ")")), offset: token.offset) }
      return try made(.name(id), offset: token.offset)
    case .symbol("("):
      place += 1
      let inner = try expression()
      try expect(symbol: ")")
      return inner
    case .symbol("["):
      place += 1
      return try made(.list(try arguments(until: "]")), offset: token.offset)
    case .symbol("."), .symbol(".."):
      place += 1
      guard case .word(let id) = current.kind else { throw unexpected() }
      place += 1
      return try made(.column(id, outside: token.kind == .symbol("..") ? 1 : 0), offset: token.offset)
    default:
      throw unexpected()
    }
  }

  private mutating func arguments(until end: String) throws(ExpressionError) -> [Expression] {
    var result: [Expression] = []
    if take(symbol: end) { return result }
    while true {
      result.append(try expression())
      if take(symbol: ",") { continue }
      try expect(symbol: end)
      return result
    }
  }
}

/// An expression as written in a definition, with the place it was written at.
public struct Rule: Sendable {
  public let source: String
  public let expression: Expression
  /// Line and column in the definition file, from 1.
  public let line: Int
  public let column: Int

  public init(source: String, expression: Expression, line: Int = 0, column: Int = 0) {
    self.source = source
    self.expression = expression
    self.line = line
    self.column = column
  }

  /// The text that it is, where it is a quoted text and nothing else.
  public var literalText: String? {
    if case .literal(.text(let text)) = expression.node { text } else { nil }
  }

  /// The value as it is stored, where it is a text, a number or yes or no and nothing else.
  public var literal: String? {
    if case .literal(let value) = expression.node { value.text } else { nil }
  }

  /// Reads an expression.
  public static func parse(_ source: String, line: Int = 0, column: Int = 0) -> Result<Rule, ExpressionError> {
    var parser = ExpressionParser(source)
    return parser.parse().map { Rule(source: source, expression: $0, line: line, column: column) }
  }
}

/// Why an expression cannot be read or does not fit the form.
public struct ExpressionError: Error, Hashable, Sendable {
  /// Characters from the beginning of the expression.
  public let offset: Int
  public let message: Phrase

  public init(offset: Int, _ message: Phrase) {
    self.offset = offset
    self.message = message
  }
}

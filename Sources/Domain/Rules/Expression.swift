/// The small language of `required`, `when`, `check`, `compute` and `default`.
///
/// Every node keeps its offset in the source, so that a finding can point at it.
public struct Expression: Sendable, Hashable {
  public indirect enum Node: Sendable, Hashable {
    case literal(Value)
    case list([Expression])
    /// A field of the record being edited, or one of the names `today now me this version row setting`.
    case name(String)
    /// `.column` of the row at hand; `..column` of the row outside.
    case column(String, outside: Int)
    case member(Expression, String)
    case negate(Expression)
    case not(Expression)
    case binary(Operator, Expression, Expression)
    case conditional(Expression, Expression, Expression)
    case duration(Expression, DurationUnit)
    case call(String, [Expression])
  }

  public enum Operator: String, Sendable, Hashable {
    case or, and
    case equal = "="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case isIn = "in"
    case isNotIn = "not in"
    case plus = "+"
    case minus = "-"
    case times = "*"
    case divided = "/"
  }

  public let node: Node
  public let offset: Int

  public init(_ node: Node, offset: Int) {
    self.node = node
    self.offset = offset
  }

  /// The parts of this expression.
  public var children: [Expression] {
    switch node {
    case .literal, .name, .column: []
    case .list(let items): items
    case .member(let base, _): [base]
    case .negate(let inner), .not(let inner), .duration(let inner, _): [inner]
    case .binary(_, let left, let right): [left, right]
    case .conditional(let condition, let yes, let no): [condition, yes, no]
    case .call(_, let arguments): arguments
    }
  }

  /// The expression and all its parts.
  public var everyPart: [Expression] { [self] + children.flatMap(\.everyPart) }

  /// Ids of the fields of the edited record that this reads, with `table.column` as `table`.
  public var names: Set<String> {
    var result: Set<String> = []
    if case .name(let id) = node { result.insert(id) }
    for child in children { result.formUnion(child.names) }
    return result
  }

  /// Whether it asks for a field, or for a column of that id.
  func reads(_ id: String) -> Bool { names.contains(id) || columns.contains(id) }

  /// Ids of columns read from the row at hand.
  public var columns: Set<String> {
    var result: Set<String> = []
    if case .column(let id, _) = node { result.insert(id) }
    for child in children { result.formUnion(child.columns) }
    return result
  }
}

/// A unit after a number: `12 hours`.
public enum DurationUnit: String, Sendable, Hashable, CaseIterable {
  case minutes, hours, days, weeks, months, years
  case workingDays = "working_days"

  /// Reads `day` as well as `days`.
  init?(word: String) {
    if let unit = DurationUnit(rawValue: word) ?? DurationUnit(rawValue: word + "s") {
      self = unit
    } else {
      return nil
    }
  }

  func duration(_ amount: Int) -> Duration {
    switch self {
    case .minutes: Duration(seconds: amount * 60)
    case .hours: Duration(seconds: amount * 3600)
    case .days: Duration(seconds: amount * 86_400)
    case .weeks: Duration(seconds: amount * 604_800)
    case .months: Duration(months: amount)
    case .years: Duration(months: amount * 12)
    case .workingDays: Duration(workingDays: amount)
    }
  }
}

/// A span of time: months, working days and seconds, which are not the same everywhere in the calendar.
public struct Duration: Hashable, Sendable, Comparable {
  public let months: Int
  public let workingDays: Int
  public let seconds: Int

  /// More than the calendar holds counts as that much, so that no sum of spans overflows.
  public init(months: Int = 0, workingDays: Int = 0, seconds: Int = 0) {
    self.months = Duration.clamped(months, 120_000)
    self.workingDays = Duration.clamped(workingDays, 3_000_000)
    self.seconds = Duration.clamped(seconds, 400_000_000_000)
  }

  private static func clamped(_ amount: Int, _ most: Int) -> Int { min(max(amount, -most), most) }

  /// Seconds, with a month as a twelfth of 365.25 days and five working days as seven.
  public var roughSeconds: Double {
    Double(seconds) + Double(months) * 2_629_800 + Double(workingDays) * 120_960
  }

  public static func < (left: Duration, right: Duration) -> Bool { left.roughSeconds < right.roughSeconds }

  public static func + (left: Duration, right: Duration) -> Duration {
    Duration(
      months: left.months + right.months, workingDays: left.workingDays + right.workingDays,
      seconds: left.seconds + right.seconds)
  }

  public static prefix func - (value: Duration) -> Duration {
    Duration(months: -value.months, workingDays: -value.workingDays, seconds: -value.seconds)
  }
}

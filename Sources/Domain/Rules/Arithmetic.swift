#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Comparisons between values.
enum Ordering {
  /// Less than 0, 0 or more than 0; nil where values cannot be compared.
  static func compare(_ left: Value, _ right: Value) -> Int? {
    switch (left, right) {
    case (.number(let a), .number(let b)): order(a, b)
    case (.day(let a), .day(let b)): order(a, b)
    case (.day(let a), .moment(let b)): order(a, b.day)
    case (.moment(let a), .day(let b)): order(a.day, b)
    case (.time(let a), .time(let b)): order(a, b)
    // What people type is to the minute, so the seconds of the clock do not count against it.
    case (.moment(let a), .moment(let b)):
      a.toTheSecond && b.toTheSecond ? order(a, b) : order(a.toTheMinute, b.toTheMinute)
    case (.flag(let a), .flag(let b)): order(a ? 1 : 0, b ? 1 : 0)
    case (.duration(let a), .duration(let b)): order(a, b)
    case (.list(let a), .list(let b)): a == b ? 0 : 1
    case (.rows, _), (_, .rows), (.list, _), (_, .list): nil
    default: text(left.text, right.text)
    }
  }

  /// Texts that say the same are equal, however they are written.
  private static func text(_ left: String, _ right: String) -> Int {
    left == right ? 0 : order(SearchForm.of(left), SearchForm.of(right))
  }

  private static func order<T: Comparable>(_ left: T, _ right: T) -> Int {
    left < right ? -1 : (left > right ? 1 : 0)
  }

  /// Whether a list has a value; a list on the left must be in it whole.
  static func contains(_ list: Value, _ value: Value) -> Bool? {
    guard case .list(let items) = list else { return nil }
    if case .list(let wanted) = value {
      return wanted.allSatisfy { one in items.contains { compare($0, one) == 0 } }
    }
    return items.contains { compare($0, value) == 0 }
  }
}

/// Sums and differences of values.
enum Arithmetic {
  static func add(_ left: Value, _ right: Value) -> Value? {
    switch (left, right) {
    case (.number(let a), .number(let b)): .number(a + b)
    case (.day(let day), .duration(let span)): .day(move(day, span))
    case (.moment(let moment), .duration(let span)): .moment(move(moment, span))
    case (.duration(let a), .duration(let b)): .duration(a + b)
    case (.text, _), (_, .text): .text(left.text + right.text)
    default: nil
    }
  }

  static func subtract(_ left: Value, _ right: Value) -> Value? {
    switch (left, right) {
    case (.number(let a), .number(let b)): .number(a - b)
    case (.day, .duration(let span)), (.moment, .duration(let span)): add(left, .duration(-span))
    case (.duration(let a), .duration(let b)): .duration(a + -b)
    case (.day(let a), .day(let b)): .duration(days(b, a))
    case (.day(let a), .moment(let b)): .duration(days(b.day, a))
    case (.moment(let a), .day(let b)): .duration(days(b, a.day))
    case (.moment(let a), .moment(let b)): .duration(Duration(seconds: a.seconds - b.seconds))
    case (.time(let a), .time(let b)): .duration(Duration(seconds: (a.minutes - b.minutes) * 60))
    default: nil
    }
  }

  static func multiply(_ left: Value, _ right: Value) -> Value? {
    guard case .number(let a) = left, case .number(let b) = right else { return nil }
    let result = a * b
    return result.isNaN ? nil : .number(result)
  }

  /// Nil when divided by zero.
  static func divide(_ left: Value, _ right: Value) -> Value? {
    guard case .number(let a) = left, case .number(let b) = right, b != 0 else { return nil }
    return .number(round(a / b, digits: 10))
  }

  static func round(_ number: Decimal, digits: Int) -> Decimal {
    var power = Decimal(1)
    for _ in 0..<Swift.min(Swift.max(digits, 0), 12) { power *= 10 }
    let scaled = number * power
    let half = Decimal(5) / 10
    return floor(scaled + half) / power
  }

  /// The largest whole number not above.
  private static func floor(_ number: Decimal) -> Decimal {
    let text = number.description
    guard let point = text.firstIndex(of: ".") else { return number }
    let whole = Decimal(string: String(text[..<point])) ?? number
    return number < 0 ? whole - 1 : whole
  }

  private static func days(_ from: Day, _ to: Day) -> Duration {
    Duration(seconds: (to.daysSinceEpoch - from.daysSinceEpoch) * 86_400)
  }

  private static func move(_ day: Day, _ span: Duration) -> Day {
    var result = span.months == 0 ? day : day.adding(months: span.months)
    if span.workingDays != 0 { result = result.adding(workingDays: span.workingDays) }
    return result.adding(days: span.seconds / 86_400)
  }

  private static func move(_ moment: Moment, _ span: Duration) -> Moment {
    let day = move(moment.day, Duration(months: span.months, workingDays: span.workingDays))
    let shift = (day.daysSinceEpoch - moment.day.daysSinceEpoch) * 86_400
    return moment.adding(seconds: shift + span.seconds)
  }
}

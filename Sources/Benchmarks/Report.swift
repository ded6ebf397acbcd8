/// Lines of figures, each with its limit.
struct Report {
  private var lines: [String] = []
  private(set) var hasFailed = false

  mutating func note(_ text: String) {
    lines.append("      " + text)
    print("... " + text)
  }

  /// A figure that must not be above its limit.
  mutating func atMost(_ what: String, _ value: Double, _ limit: Double, _ unit: String, _ detail: String = "") {
    add(what, value, value <= limit, "<= \(text(limit)) \(unit)", unit, detail)
  }

  /// A figure that must not be below its limit.
  mutating func atLeast(_ what: String, _ value: Double, _ limit: Double, _ unit: String, _ detail: String = "") {
    add(what, value, value >= limit, ">= \(text(limit)) \(unit)", unit, detail)
  }

  private mutating func add(
    _ what: String, _ value: Double, _ isGood: Bool, _ limit: String, _ unit: String, _ detail: String
  ) {
    if !isGood { hasFailed = true }
    let line = "\(isGood ? "ok   " : "FAIL ") \(what): \(text(value)) \(unit)  (\(limit))  \(detail)"
    lines.append(line)
    print(line)
  }

  func printAll() {
    print("\n-- benchmarks --")
    for line in lines { print(line) }
  }

  private func text(_ value: Double) -> String {
    let hundredths = (value * 100).rounded() / 100
    return hundredths == hundredths.rounded() ? String(Int(hundredths)) : String(hundredths)
  }
}

extension [Double] {
  var median: Double {
    let ordered = sorted()
    return ordered.isEmpty ? .nan : ordered[ordered.count / 2]
  }

  func percentile(_ part: Double) -> Double {
    let ordered = sorted()
    return ordered.isEmpty ? .nan : ordered[Swift.min(ordered.count - 1, Int(Double(ordered.count) * part))]
  }
}

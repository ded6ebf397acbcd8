import Foundation

/// Lines of figures, each with its limit.
struct Report {
  private var lines: [String] = []
  private(set) var hasFailed = false

  mutating func note(_ text: String) {
    lines.append("      " + text)
    show("... " + text)
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
    show(line)
  }

  func printAll() {
    show("\n-- benchmarks --")
    for line in lines { show(line) }
  }

  /// At once, also into a pipe.
  private func show(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }

  private func text(_ value: Double) -> String {
    guard value.isFinite else { return "-" }
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

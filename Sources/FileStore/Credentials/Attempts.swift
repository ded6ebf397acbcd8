import Domain

/// Failures in a row, and when the next attempt may be made.
struct Attempts: Hashable, Sendable {
  var failures = 0
  var lastFailureAt: Moment?
  var waitUntil: Moment?
  var isLocked = false
  var lockedAt: Moment?

  enum Permission: Hashable {
    case now
    case notBefore(Moment)
    /// The clock stands before the last failure. The whole delay begins anew.
    case clockMovedBack(notBefore: Moment)
    case locked
  }

  /// Whether an attempt may be made; after `clockMovedBack` the changed values are to be kept.
  mutating func ask(_ now: Moment, _ rules: CredentialRules) -> Permission {
    if isLocked { return .locked }
    guard let lastFailureAt, let waitUntil else { return .now }
    if now < lastFailureAt {
      // Whoever can set the clock back cannot shorten a delay, nor keep others out for longer than one.
      let until = now.adding(seconds: rules.delay(after: failures))
      self.lastFailureAt = now
      self.waitUntil = until
      return .clockMovedBack(notBefore: until)
    }
    return now < waitUntil ? .notBefore(waitUntil) : .now
  }

  mutating func countFailure(_ now: Moment, _ rules: CredentialRules) {
    failures += 1
    lastFailureAt = now
    waitUntil = now.adding(seconds: rules.delay(after: failures))
    if let limit = rules.failuresUntilLocked, failures >= limit {
      isLocked = true
      lockedAt = now
    }
  }

  func write(to writer: inout RecWriter) {
    writer.field("Failures", String(failures))
    if let lastFailureAt { writer.field("Last_failure_at", lastFailureAt.text) }
    if let waitUntil { writer.field("Wait_until", waitUntil.text) }
    writer.field("Locked", isLocked ? "yes" : "no")
    if let lockedAt { writer.field("Locked_at", lockedAt.text) }
  }

  static let names: Set = ["Failures", "Last_failure_at", "Wait_until", "Locked", "Locked_at"]

  init() {}

  /// Nothing where a line is missing or cannot be read: a damaged file must not count as one without failures.
  init?(_ lines: RecRecord) {
    guard let failures = lines["Failures"].flatMap({ WholeNumber.read($0) }), let locked = lines["Locked"],
      locked == "yes" || locked == "no"
    else { return nil }
    self.failures = failures
    isLocked = locked == "yes"
    lastFailureAt = lines["Last_failure_at"].flatMap { Moment($0) }
    waitUntil = lines["Wait_until"].flatMap { Moment($0) }
    lockedAt = lines["Locked_at"].flatMap { Moment($0) }
    guard failures == 0 || (lastFailureAt != nil && waitUntil != nil) else { return nil }
  }
}

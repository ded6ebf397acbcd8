import Domain

/// Failures in a row, and when the next attempt may be made.
///
/// An attempt is noted as unfinished before its hash is worked out, and becomes a failure, or nothing, when it is
/// answered. What is still unfinished afterwards was cut off: nobody heard whether it was right, so it is no failure
/// and never locks anybody out. But it lengthens the wait as a failure does, so that nobody tries faster by ending the
/// program before it answers.
struct Attempts: Hashable, Sendable {
  var failures = 0
  /// Attempts since the last right one whose answer was never given.
  var unfinished = 0
  /// When the last attempt failed, or began that was never finished.
  var lastFailureAt: Moment?
  var waitUntil: Moment?
  var isLocked = false
  var lockedAt: Moment?

  enum Permission: Hashable {
    case now
    case notBefore(Moment)
    /// The clock stands before the last failure. The whole delay begins again.
    case clockMovedBack(notBefore: Moment)
    case locked
  }

  /// Whether an attempt may be made; after `clockMovedBack` the changed values are to be kept.
  mutating func ask(_ now: Moment, _ rules: CredentialRules) -> Permission {
    if isLocked { return .locked }
    guard let lastFailureAt, let waitUntil else { return .now }
    if now < lastFailureAt {
      // Whoever can set the clock back cannot shorten a delay, nor keep others out for longer than one.
      let until = now.adding(seconds: rules.delay(after: tried))
      self.lastFailureAt = now
      self.waitUntil = until
      return .clockMovedBack(notBefore: until)
    }
    return now < waitUntil ? .notBefore(waitUntil) : .now
  }

  private var tried: Int { failures + unfinished }

  /// An attempt begins.
  mutating func begin(_ now: Moment, _ rules: CredentialRules) {
    unfinished += 1
    wait(from: now, rules)
  }

  /// The attempt that began last was wrong.
  mutating func fail(_ now: Moment, _ rules: CredentialRules) {
    unfinished = max(0, unfinished - 1)
    failures += 1
    wait(from: now, rules)
    if let limit = rules.failuresUntilLocked, failures >= limit {
      isLocked = true
      lockedAt = now
    }
  }

  private mutating func wait(from now: Moment, _ rules: CredentialRules) {
    lastFailureAt = now
    waitUntil = now.adding(seconds: rules.delay(after: tried))
  }

  func write(to writer: inout RecWriter) {
    writer.field("Failures", String(failures))
    if unfinished > 0 { writer.field("Unfinished", String(unfinished)) }
    if let lastFailureAt { writer.field("Last_failure_at", lastFailureAt.text) }
    if let waitUntil { writer.field("Wait_until", waitUntil.text) }
    writer.field("Locked", isLocked ? "yes" : "no")
    if let lockedAt { writer.field("Locked_at", lockedAt.text) }
  }

  static let names: Set = ["Failures", "Unfinished", "Last_failure_at", "Wait_until", "Locked", "Locked_at"]

  init() {}

  /// Nil where a line is missing or cannot be read: a damaged file must not count as one without failures.
  init?(_ lines: RecRecord) {
    guard let failures = lines["Failures"].flatMap({ WholeNumber.read($0) }), let locked = lines["Locked"],
      locked == "yes" || locked == "no"
    else { return nil }
    // Older files have no such line.
    guard let unfinished = Int(lines["Unfinished"] ?? "0"), (0...1_000_000).contains(unfinished) else { return nil }
    self.failures = failures
    self.unfinished = unfinished
    isLocked = locked == "yes"
    lastFailureAt = lines["Last_failure_at"].flatMap { Moment($0) }
    waitUntil = lines["Wait_until"].flatMap { Moment($0) }
    lockedAt = lines["Locked_at"].flatMap { Moment($0) }
    guard tried == 0 || (lastFailureAt != nil && waitUntil != nil) else { return nil }
  }
}

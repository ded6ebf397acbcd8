import Domain

/// What a verification found.
public struct VerifyReport: Hashable, Sendable {
  /// Errors first found first; notes are nothing to worry about.
  public var findings: [Finding] = []
  /// Journal entries that were checked.
  public var entries = 0
  public var versions = 0
  /// Attached files that were checked.
  public var evidence = 0
  /// What `repair` did, by path.
  public var repaired: [String] = []

  public init() {}

  /// Nothing that a person has to look into; warnings and notes may be there.
  public var isClean: Bool { findings.allSatisfy { $0.severity < .error } }
}

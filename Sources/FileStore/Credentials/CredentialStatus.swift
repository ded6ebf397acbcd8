import Domain

/// What may be known about a credential outside of its folder.
public struct CredentialStatus: Hashable, Sendable {
  public let person: PersonName
  public let setAt: Moment
  public let setBy: PersonName
  public let mustChange: Bool
  /// Failures since it was last accepted, set or released.
  public let failures: Int
  public let waitUntil: Moment?
  public let isLocked: Bool
  public let lockedAt: Moment?

  init(_ credential: Credential) {
    person = credential.person
    setAt = credential.setAt
    setBy = credential.setBy
    mustChange = credential.mustChange
    failures = credential.attempts.failures
    waitUntil = credential.attempts.waitUntil
    isLocked = credential.attempts.isLocked
    lockedAt = credential.attempts.lockedAt
  }
}

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

extension CredentialStatus {
  /// A warning where one administrator alone has a passphrase: nobody could release their lock or give them another.
  public static func loneAdministrator(_ all: [CredentialStatus], _ people: People) -> Finding? {
    let able = Set(all.filter { !$0.isLocked }.map(\.person.id))
    guard people.holders(of: Access.administrator).filter({ able.contains($0.id) }).count == 1 else { return nil }
    return Finding(
      .nowhere, rule: "administrators", severity: .warning,
      Phrase(
        zh: "只有一位系統管理者有通行碼：忘記或鎖定時沒有人能解除；請再給一位人員「系統管理者」的角色與通行碼。",
        en:
          "Only one administrator has a passphrase: if it is forgotten or locked nobody can release it; give a second "
          + "person the role Administrator and a passphrase."))
  }
}

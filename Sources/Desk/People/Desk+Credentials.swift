import Domain
import FileStore

/// Who is at the desk, and by what they show it.
extension Desk {
  /// What a passphrase or PIN must be.
  public var credentialRules: CredentialRules { CredentialRules(Settings(everything), cost: secretCost) }

  /// Checks the secret of whoever that is; right or wrong, the journal knows of it.
  public func check(
    _ id: String, _ secret: String, _ purpose: CredentialPurpose
  ) throws(StoreProblem) -> Checked {
    let answer = try store.check(id, secret, rules: credentialRules, purpose: purpose)
    if case .accepted(mustChange: false) = answer { return Checked(answer: answer, proof: Proof(person: id)) }
    return Checked(answer: answer, proof: nil)
  }

  /// Gives somebody another secret: the person themselves theirs, an administrator one for one time to anybody else.
  /// Whoever has set their own has shown who they are.
  public func setSecret(
    of subject: PersonName, _ secret: String, oneTime: Bool
  ) throws(StoreProblem) -> Result<Proof?, Refusal> {
    let isOwn = subject.id == person.id
    if isOwn, oneTime { return .failure(Refusal(.notPermitted, Self.ownOneTime)) }
    if !isOwn {
      let isFirst = person == Self.nobody ? try mayBeGivenByNobody(subject.id) : false
      if !isFirst, let refusal = try refusalUnlessAdministrator() { return .failure(refusal) }
    }
    try store.setCredential(of: subject, secret, by: person, oneTime: oneTime, rules: credentialRules)
    return .success(isOwn ? Proof(person: person.id) : nil)
  }

  /// Lets somebody try again whose credential is locked; administrators only.
  public func release(_ subject: String) throws(StoreProblem) -> Refusal? {
    if let refusal = try refusalUnlessAdministrator() { return refusal }
    try store.release(subject, by: person)
    return nil
  }

  /// Takes somebody's passphrase away, as of one who leaves: they log in no more until they are given another.
  /// Administrators only, and never their own, so that one is left who can help.
  public func removeCredential(of subject: String) throws(StoreProblem) -> Refusal? {
    if let refusal = try refusalUnlessAdministrator() { return refusal }
    guard subject != person.id else {
      return try refused(.credentialRemoved, about: subject, Refusal(.notPermitted, Self.ownRemoval))
    }
    try store.removeCredential(of: subject, by: person)
    return nil
  }

  /// What may be known of everybody's credentials; administrators only.
  public func credentials() throws(StoreProblem) -> Result<[CredentialStatus], Refusal> {
    if let refusal = try refusalUnlessAdministrator() { return .failure(refusal) }
    return .success(try store.credentials())
  }

  /// A warning where nobody could help the only administrator who has a passphrase.
  public func loneAdministrator() throws(StoreProblem) -> Finding? {
    CredentialStatus.loneAdministrator(try store.credentials(), people)
  }

  /// Whether somebody has a passphrase or PIN.
  public func hasCredential(_ person: String) throws(StoreProblem) -> Bool { try store.credential(of: person) != nil }

  /// Whether somebody may be given a passphrase by whoever holds the store's files: an administrator, where none has one,
  /// as after its file was taken away on purpose.
  public func mayBeGivenByNobody(_ subject: String) throws(StoreProblem) -> Bool {
    let administrators = Set(people.holders(of: Access.administrator).map(\.id))
    guard administrators.contains(subject) else { return false }
    return try !store.credentials().contains { administrators.contains($0.person.id) }
  }

  /// Why the person may not do what only administrators do.
  public func refusalUnlessAdministrator() throws(StoreProblem) -> Refusal? {
    guard let finding = access.refusalUnlessAdministrator else { return nil }
    let refusal = Refusal(.notPermitted, finding)
    try note(.refused, [(JournalLine.about, "administration"), (JournalLine.cause, finding.rule)])
    return refusal
  }

  private static let ownRemoval = Finding(
    .nowhere, rule: "person",
    Phrase(
      zh: "不能移除自己的通行碼；由另一位管理者移除。", en: "Nobody removes their own passphrase; another administrator does."))

  private static let ownOneTime = Finding(
    .nowhere, rule: "person",
    Phrase(
      zh: "不能給自己一次性通行碼；自己的請直接更改。", en: "Nobody gives themselves a one-time passphrase; change your own instead."))
}

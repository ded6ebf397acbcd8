import Crypto
import Domain

extension FileStore {
  /// Gives a person a secret, or another one. One that somebody else chose is `oneTime`: it must be changed at the
  /// next log-in. Set by somebody else it also releases a locked credential.
  ///
  /// Throws `.invalid` where the rules do not allow the secret, or where a one-time secret is to be kept. The journal
  /// hears of it first, so that no credential changes without a trace. A `salt` is given only where the journal has to
  /// come out the same each time; else it is 16 random bytes.
  public func setCredential(
    of person: PersonName, _ secret: String, by: PersonName, oneTime: Bool, rules: CredentialRules,
    salt: [UInt8] = ScryptCost.newSalt()
  ) throws(StoreProblem) {
    guard PersonName.isValid(id: person.id) else { throw .invalid(FileStore.notAPerson(person.id)) }
    if let finding = rules.findings(secret, person: person.id).first { throw .invalid(finding) }
    let old = try credentialFile(of: person.id)
    if let old, old.mustChange, !oneTime, try old.accepts(secret) { throw .invalid(FileStore.sameSecret) }
    var new = try Credential.make(
      person, secret, cost: rules.cost, salt: salt, at: clock.now, by: by, mustChange: oneTime)
    new.further = old?.further ?? []
    var details = [
      Content.Field(id: "Person", values: [person.text]),
      Content.Field(id: JournalFact.fingerprint, values: [new.fingerprint]),
    ]
    if oneTime { details.append(Content.Field(id: "One_time", values: ["yes"])) }
    let releases = by.id != person.id
    if releases, old?.attempts.isLocked == true { details.append(Content.Field(id: "Released", values: ["yes"])) }
    let action: Action = old == nil ? .credentialSet : .credentialChanged
    try appendEntry(action: action, by: by, details: details) { () throws(StoreProblem) in
      let folder = try credentialFolderToWrite()
      // Failures since are kept where the person changes their own.
      if !releases, let now = try folder.credential(of: person.id) { new.attempts = now.attempts }
      try folder.write(new)
      var unknown = try folder.unknownNames()
      if unknown.remove(person.id) { try folder.write(unknown) }
    }
  }

  /// Checks a secret that was typed under a name, and records what came of it.
  ///
  /// An attempt counts as failed before its hash is worked out, and is durable as such: neither a program that is
  /// killed nor many at once can try a secret without its being counted. Throws `.broken` where the credential's file
  /// cannot be read, and whatever keeps the attempt from being recorded; the secret then counts as not accepted.
  public func check(
    _ name: String, _ secret: String, rules: CredentialRules, now: Moment, purpose: CredentialPurpose = .logIn
  ) throws(StoreProblem) -> CredentialAnswer {
    let attempt = try beginAttempt(name, rules, now)
    let credential = attempt.credential
    let subject = Content.Field(id: "Person", values: [credential?.person.text ?? "-"])
    // A name that nobody has may be a passphrase in the wrong field: it is not written down.
    let person = credential?.person ?? FileStore.nobody
    switch attempt.permission {
    case .locked:
      let isBack = attempt.counted.lastFailureAt.map { now < $0 } == true
      try note(isBack ? .clockMovedBack : .refused, person, subject, purpose, cause: "locked")
      return .locked
    case .notBefore(let until):
      try note(.refused, person, subject, purpose, cause: "wait", until: until)
      return .tooEarly(until: until)
    case .clockMovedBack(let until):
      try note(.clockMovedBack, person, subject, purpose, cause: "wait", until: until)
      return .clockMovedBack(until: until)
    case .now: break
    }
    // A name without a credential costs as much time as one with it.
    let typed = secret.count > CredentialRules.maximumLength ? "" : secret
    let fits: Bool
    if let credential { fits = try credential.accepts(typed) } else { fits = try FileStore.refuse(typed, rules.cost) }
    if fits, let credential, try endAttempt(credential) {
      if let action = purpose.action {
        var details = [subject]
        if attempt.failuresBefore > 0 {
          details.append(Content.Field(id: "Failures_before", values: [String(attempt.failuresBefore)]))
        }
        try appendEntry(action: action, by: person, details: details)
      }
      return .accepted(mustChange: credential.mustChange)
    }
    let counted = attempt.counted
    try appendEntry(
      action: .logInFailed, by: person,
      details: [
        subject, Content.Field(id: "Purpose", values: [purpose.rawValue]),
        Content.Field(id: "Failures", values: [String(counted.failures)]),
      ])
    guard counted.isLocked else { return .refused(waitUntil: counted.waitUntil ?? now) }
    try appendEntry(action: .lockedOut, by: person, details: [subject])
    return .locked
  }

  /// Puts into the journal that a secret was not looked at.
  private func note(
    _ action: Action, _ person: PersonName, _ subject: Content.Field, _ purpose: CredentialPurpose, cause: String,
    until: Moment? = nil
  ) throws(StoreProblem) {
    let wait = until.map { [Content.Field(id: "Wait_until", values: [$0.text])] } ?? []
    try appendEntry(
      action: action, by: person,
      details: [
        subject, Content.Field(id: "Purpose", values: [purpose.rawValue]),
        Content.Field(id: JournalLine.cause, values: [cause]),
      ] + wait)
  }

  /// Lets a person try again whose attempts failed. Nobody does that for themselves.
  public func release(_ person: String, by: PersonName) throws(StoreProblem) {
    guard let credential = try credentialFile(of: person) else { throw .invalid(FileStore.noCredential(person)) }
    guard by.id != person else {
      try appendEntry(
        action: .refused, by: by,
        details: [
          Content.Field(id: JournalLine.tried, values: [Action.released.rawValue]),
          Content.Field(id: JournalLine.about, values: [person]),
          Content.Field(id: JournalLine.cause, values: [FileStore.ownRelease.rule]),
        ])
      throw .invalid(FileStore.ownRelease)
    }
    try appendEntry(
      action: .released, by: by,
      details: [
        Content.Field(id: "Person", values: [credential.person.text]),
        Content.Field(id: "Failures", values: [String(credential.attempts.failures)]),
      ])
    try withCredentials { (folder) throws(StoreProblem) in
      guard var credential = try folder.credential(of: person) else { return }
      credential.attempts = Attempts()
      try folder.write(credential)
    }
  }

  /// Takes a person's credential away, as of one who leaves.
  public func removeCredential(of person: String, by: PersonName) throws(StoreProblem) {
    guard let credential = try credentialFile(of: person) else { throw .invalid(FileStore.noCredential(person)) }
    try appendEntry(
      action: .credentialRemoved, by: by,
      details: [Content.Field(id: "Person", values: [credential.person.text])]
    ) { () throws(StoreProblem) in
      let folder = try credentialFolderToWrite()
      if try folder.credential(of: person) != nil { try folder.remove(person) }
    }
  }

  /// What may be known about a person's credential; nothing where there is none.
  public func credential(of person: String) throws(StoreProblem) -> CredentialStatus? {
    try credentialFile(of: person).map { CredentialStatus($0) }
  }

  /// What may be known about all credentials, by the persons' ids.
  public func credentials() throws(StoreProblem) -> [CredentialStatus] {
    guard let folder = try credentialFolder() else { return [] }
    var all: [CredentialStatus] = []
    for person in try folder.persons() {
      if let credential = try folder.credential(of: person) { all.append(CredentialStatus(credential)) }
    }
    return all
  }
}

extension FileStore {
  /// An attempt that has been allowed or not.
  private struct Attempt: Sendable {
    var credential: Credential?
    var permission: Attempts.Permission
    var failuresBefore: Int
    /// As it stands in the file now.
    var counted: Attempts
  }

  /// Asks whether an attempt may be made, and counts it as failed.
  private func beginAttempt(
    _ name: String, _ rules: CredentialRules, _ now: Moment
  ) throws(StoreProblem) -> Attempt {
    try withCredentials { (folder) throws(StoreProblem) in
      var credential = try folder.credential(of: name)
      var unknown = credential == nil ? try folder.unknownNames() : nil
      var attempts = credential?.attempts ?? unknown?[name] ?? Attempts()
      let before = attempts.failures
      let permission = attempts.ask(now, rules)
      if permission == .now { attempts.countFailure(now, rules) }
      switch permission {
      case .locked, .notBefore: break
      case .now, .clockMovedBack:
        if credential != nil {
          credential?.attempts = attempts
          if let credential { try folder.write(credential) }
        } else {
          unknown?[name] = attempts
          if let unknown { try folder.write(unknown) }
        }
      }
      return Attempt(credential: credential, permission: permission, failuresBefore: before, counted: attempts)
    }
  }

  /// Takes back the failure that was counted beforehand; false where another secret was set meanwhile.
  private func endAttempt(_ credential: Credential) throws(StoreProblem) -> Bool {
    try withCredentials { (folder) throws(StoreProblem) in
      guard var now = try folder.credential(of: credential.person.id), now.isSameSecret(as: credential) else {
        return false
      }
      now.attempts = Attempts()
      try folder.write(now)
      return true
    }
  }

  /// Works out a hash for nothing.
  private static func refuse(_ secret: String, _ cost: ScryptCost) throws(StoreProblem) -> Bool {
    _ = try cost.hash(secret, salt: [UInt8](repeating: 0, count: 16))
    return false
  }

  /// Works in the folder of credentials while no other program does.
  private func withCredentials<Value: Sendable>(
    _ body: (CredentialFolder) throws(StoreProblem) -> Value
  ) throws(StoreProblem) -> Value {
    try withState { (state) throws(StoreProblem) in
      if let reason = state.readOnly { throw .readOnly(reason) }
      return try withLock(&state, toWrite: true) { (_) throws(StoreProblem) in try body(credentialFolderToWrite()) }
    }
  }

  /// Made where it is not there. The lock is held.
  private func credentialFolderToWrite() throws(StoreProblem) -> CredentialFolder {
    let found: CredentialFolder?
    do throws(SystemError) { found = try CredentialFolder(in: folder, creating: true) } catch { throw error.problem }
    guard let found else { throw .inputOutput(path: folder.path(of: CredentialFolder.name), code: 2) }
    return found
  }

  func credentialFolder() throws(StoreProblem) -> CredentialFolder? {
    do throws(SystemError) { return try CredentialFolder(in: folder, creating: false) } catch { throw error.problem }
  }

  private func credentialFile(of person: String) throws(StoreProblem) -> Credential? {
    try credentialFolder()?.credential(of: person)
  }

  private static func notAPerson(_ id: String) -> Finding {
    Finding(
      .nowhere, rule: "person",
      Phrase(
        zh: "「\(id)」不是人員代碼；請用小寫英文字母開頭的代碼。",
        en: "“\(id)” is not a person's id; use one that begins with a small letter."))
  }

  private static func noCredential(_ id: String) -> Finding {
    Finding(
      .nowhere, rule: "credential",
      Phrase(
        zh: "人員「\(id)」沒有通行碼；請先設定一個。",
        en: "The person “\(id)” has no passphrase; set one first."))
  }

  private static let sameSecret = Finding(
    .nowhere, rule: "same",
    Phrase(
      zh: "這是別人給的一次性通行碼；請換成自己的另一個。",
      en: "This is the one-time passphrase that you were given; choose another of your own."))

  private static let ownRelease = Finding(
    .nowhere, rule: "person",
    Phrase(
      zh: "不能解除自己的鎖定；請另一位管理者解除。",
      en: "Nobody releases their own credential; ask another administrator."))
}

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
    // Also where its file was taken away by hand: the journal knows that there was one.
    if releases, try hadCredential(person.id, old) {
      details.append(Content.Field(id: JournalFact.replaces, values: ["yes"]))
    }
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

  /// Whether somebody has had a secret of their own: not only a one-time one that nobody used.
  private func hadCredential(_ person: String, _ now: Credential?) throws(StoreProblem) -> Bool {
    if let now { return !now.mustChange || now.setBy.id == person }
    let path = CredentialFolder.path(of: person)
    return try asking { (index) throws(IndexFault) in try index.fact(path) } != nil
  }

  /// Checks a secret that was typed under a name, and records what came of it.
  ///
  /// Attempts take turns, see `CredentialFolder.takeTurn` and `Attempts`: none is made uncounted, whether its program is
  /// killed or others try at once. The time is asked for when it is this one's turn, unless it is given. Throws `.broken`
  /// where the credential's file cannot be read, and whatever keeps the attempt from being recorded; the secret then
  /// counts as not accepted.
  public func check(
    _ name: String, _ secret: String, rules: CredentialRules, now given: Moment? = nil,
    purpose: CredentialPurpose = .logIn
  ) throws(StoreProblem) -> CredentialAnswer {
    let folder = try withCredentials { (folder) throws(StoreProblem) in folder }
    try folder.takeTurn()
    defer { withExtendedLifetime(folder) {} }
    let now = given ?? clock.now
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
      let isCutOff = attempt.counted.failures == 0
      try note(.refused, person, subject, purpose, cause: isCutOff ? "unfinished" : "wait", until: until)
      return isCutOff ? .unfinished(until: until) : .tooEarly(until: until)
    case .clockMovedBack(let until):
      try note(.clockMovedBack, person, subject, purpose, cause: "wait", until: until)
      return .clockMovedBack(until: until)
    case .now: break
    }
    // A name without a credential costs as much time as one with it.
    let typed = secret.count > CredentialRules.maximumLength ? "" : secret
    let fits: Bool
    if let credential { fits = try credential.accepts(typed) } else { fits = try FileStore.refuse(typed, rules.cost) }
    guard let counted = try endAttempt(name, credential, fits: fits, rules, given ?? clock.now) else {
      if let action = purpose.action {
        let before = [("Failures_before", attempt.before.failures), ("Unfinished_before", attempt.before.unfinished)]
        try appendEntry(
          action: action, by: person,
          details: [subject]
            + before.filter { $0.1 > 0 }.map { Content.Field(id: $0.0, values: [String($0.1)]) })
      }
      return .accepted(mustChange: credential?.mustChange ?? false)
    }
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

  /// What may be known about a person's credential; nil where there is none.
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
    var before: Attempts
    /// As it stands in the file now.
    var counted: Attempts
  }

  /// Asks whether an attempt may be made, and notes it as unfinished.
  private func beginAttempt(
    _ name: String, _ rules: CredentialRules, _ now: Moment
  ) throws(StoreProblem) -> Attempt {
    try withCredentials { (folder) throws(StoreProblem) in
      let credential = try folder.credential(of: name)
      let before = try folder.attempts(under: name, credential)
      var attempts = before
      let permission = attempts.ask(now, rules)
      if permission == .now { attempts.begin(now, rules) }
      if attempts != before { try folder.keep(attempts, under: name, credential) }
      return Attempt(credential: credential, permission: permission, before: before, counted: attempts)
    }
  }

  /// Notes what came of an attempt. Nil where the secret was right; where it was wrong, or another was set
  /// meanwhile, what is counted now.
  private func endAttempt(
    _ name: String, _ credential: Credential?, fits: Bool, _ rules: CredentialRules, _ now: Moment
  ) throws(StoreProblem) -> Attempts? {
    try withCredentials { (folder) throws(StoreProblem) in
      let current = try folder.credential(of: name)
      if fits, let credential, let current, current.isSameSecret(as: credential) {
        try folder.keep(Attempts(), under: name, current)
        return nil
      }
      var attempts = try folder.attempts(under: name, current)
      attempts.fail(now, rules)
      try folder.keep(attempts, under: name, current)
      return attempts
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

import Domain

extension FileStore {
  /// The last entry of before there was need of a second person: what was saved by then is in force.
  public func grantsUpTo() throws(StoreProblem) -> Int {
    try asking { (index) throws(IndexFault) in try index.fact(JournalFact.grantsUpTo) }.flatMap { Int($0) } ?? 0
  }

  /// Whose hands grant power, as the journal says. `days` are those for which a passphrase that was given anew counts as
  /// the giver's; without a limit where there are none.
  public func hands(watched days: Int?) throws(StoreProblem) -> Hands {
    let (credentials, given) = try asking { (index) throws(IndexFault) in
      (
        try index.facts(withPrefix: CredentialFolder.pathPrefix),
        try index.facts(withPrefix: JournalFact.handPrefix)
      )
    }
    let now = clock()
    var givenBy: [String: String] = [:]
    for (subject, value) in given {
      let parts = value.split(separator: " ").map(String.init)
      guard parts.count == 2, let at = Moment(parts[1]) else { continue }
      if let days, at.adding(seconds: days * 86_400) <= now { continue }
      givenBy[String(subject.dropFirst(JournalFact.handPrefix.count))] = parts[0]
    }
    let holders = credentials.filter { $0.value != JournalFact.removed }.keys.map { CredentialFolder.person(at: $0) }
    return Hands(upTo: try grantsUpTo(), withSecret: Set(holders), givenBy: givenBy)
  }

  /// The record of somebody who is not in force yet and agrees to it themselves, at their first log-in; nothing for
  /// anybody else.
  public func awaited(
    _ id: String, catalogue: any Catalogue, people: People, now: Moment
  ) throws(StoreProblem) -> SignOffState? {
    guard description.isShared, people[id]?.isActive == false, let version = try version(id) else { return nil }
    let state = try signOff(of: version, catalogue: catalogue, people: people, now: now)
    return state?.isAcceptance(by: id) == true ? state : nil
  }

  /// What a version that grants power, or belongs to a record that does, becomes in a shared store, or why it may not be
  /// saved. Nothing for any other version.
  public func granting(
    _ new: NewVersion, access: Access, catalogue: any Catalogue, people: People, now: Moment
  ) throws(StoreProblem) -> Granting? {
    guard description.isShared, !Action.ofSignOff.contains(new.action), let form = catalogue.form(new.form.id),
      form.isGranting
    else { return nil }
    var history: [Version] = []
    var record = "-"
    var base: Int?
    switch new.record {
    case .existing(let number, let at):
      history = try self.history(of: number)
      (record, base) = (number, at)
    case .named(let number): record = number
    case .numbered: break
    }
    let grant = NewGrant(
      record: record, base: base, action: new.action, savedBy: new.savedBy, content: new.content)
    return Granting(
      grant, form: form, history: history, access: access, people: people, catalogue: catalogue, now: now)
  }
}

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
    let now = clock.now
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
}

import Domain
import FileStore

/// The SSH keys by which people come in: lines of an `authorized_keys` file, each written down in the journal.
extension Desk {
  /// Binds a key to a person. `account` is the user of the operating system, `program` what sshd starts.
  public func addKey(
    _ key: SSHPublicKey, of person: PersonName, to file: AuthorizedKeysFile, program: String, account: String
  ) throws(StoreProblem) -> Result<(entry: AuthorizedKeys.Entry, head: StoreHead?), Refusal> {
    if isShared, let refusal = try refusalUnlessAdministrator() { return .failure(refusal) }
    let command = try AuthorizedKeys.sessionCommand(program: program, store: root, person: person.id)
    var head: StoreHead?
    let entry = try file.change { (keys) throws(StoreProblem) in
      try keys.add(key, person: person.id, command: command)
    } recorded: { (entry) throws(StoreProblem) in
      head = try note(.sshKeyAdded, entry, of: person, account)
    }
    return .success((entry, head))
  }

  /// Takes keys away; `people` are their names.
  public func removeKeys(
    from file: AuthorizedKeysFile, account: String, where isMeant: (AuthorizedKeys.Entry) -> Bool
  ) throws(StoreProblem) -> Result<[AuthorizedKeys.Entry], Refusal> {
    if isShared, let refusal = try refusalUnlessAdministrator() { return .failure(refusal) }
    let people = people
    return .success(
      try file.change { (keys) throws(StoreProblem) in
        keys.remove(where: isMeant)
      } recorded: { (entries) throws(StoreProblem) in
        for entry in entries {
          let name = people[entry.person]?.name ?? PersonName(id: entry.person, name: "")
          _ = try note(.sshKeyRemoved, entry, of: name, account)
        }
      })
  }

  /// Keys for this store that the journal does not know.
  public func unknownKeys(in keys: AuthorizedKeys) throws(StoreProblem) -> [AuthorizedKeys.Entry] {
    var unknown: [AuthorizedKeys.Entry] = []
    // The file may hold keys for other stores too.
    for entry in keys.entries where entry.command.contains(root) {
      if try !store.recordsKey(entry.key.fingerprint, of: entry.person) { unknown.append(entry) }
    }
    return unknown
  }

  private func note(
    _ action: Action, _ entry: AuthorizedKeys.Entry, of person: PersonName, _ account: String
  ) throws(StoreProblem) -> StoreHead {
    try store.appendEntry(
      action: action, by: self.person,
      details: [
        Content.Field(id: "Person", values: [person.text]),
        Content.Field(id: "Fingerprint", values: [entry.key.fingerprint]),
        Content.Field(id: "Key_type", values: [entry.key.type]),
        Content.Field(id: "Account", values: [account]),
      ])
  }
}

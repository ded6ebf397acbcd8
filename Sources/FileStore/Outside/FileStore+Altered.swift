import Domain

extension FileStore {
  /// Registers that decide who may do what: what stands in their files is compared at each opening.
  private static let registers = ["person", "unit", "settings"]

  /// Findings at the opening that say that the journal is not as it was.
  private static let rulesOfDamage: Set = [
    "head", "damage", "missing", "order", "chain", "segment", "repair", "site", "store",
  ]

  /// Who the journal names for what nobody has been seen to do.
  public static let nobody = PersonName(id: "nobody", name: "-")

  /// Whether the journal says that a key was given to a person, and not that it was taken away.
  public func recordsKey(_ fingerprint: String, of person: String) throws(StoreProblem) -> Bool {
    try asking { (index) throws(IndexFault) in
      try index.fact(JournalFact.key(fingerprint, of: person)) == "added"
    }
  }

  /// Puts into the journal what was changed by hand since it last said something about it, and tells.
  ///
  /// In a personal store there is nobody whose rights could be widened.
  func noticeAlterations(_ state: inout State) throws(StoreProblem) {
    guard description.isShared else { return }
    let found = try alterations(state)
    state.findings += found.compactMap(\.finding)
    let accepted = try fact(JournalFact.acceptedPower, state).map { OwnPower($0) }
    if let finding = unacceptedPower(accepted) { state.findings.append(finding) }
    var hasNews = false
    for alteration in found where try isNews(alteration, state) { hasNews = true }
    guard hasNews, state.readOnly == nil else { return }
    // Once the lock is held, another program may already have recorded it.
    try withLock(&state, toWrite: true) { (state) throws(StoreProblem) in
      try catchUp(&state)
      let now = try alterations(state)
      state.findings.removeAll { finding in
        found.contains { $0.finding == finding } && !now.contains { $0.finding == finding }
      }
      for alteration in now where try isNews(alteration, state) {
        let details = [
          Content.Field(id: JournalLine.about, values: [alteration.subject]),
          Content.Field(id: JournalFact.fingerprint, values: [alteration.fingerprint]),
        ]
        _ = try append(alteration.action, by: FileStore.nobody, details + alteration.details, &state)
      }
    }
    try catchUp(&state)
  }

  private func isNews(_ alteration: Alteration, _ state: State) throws(StoreProblem) -> Bool {
    let subject =
      alteration.action == .altered ? JournalFact.alteration(of: alteration.subject) : alteration.subject
    return try fact(subject, state) != alteration.fingerprint
  }

  private func alterations(_ state: State) throws(StoreProblem) -> [Alteration] {
    var found = state.findings.filter { $0.severity == .error && FileStore.rulesOfDamage.contains($0.rule) }
      .map { Alteration.damage($0) }
    let definitions = OwnDefinitions(in: folder)
    if definitions.fingerprint != (try fact(JournalFact.definitions, state) ?? OwnDefinitions.none) {
      found.append(.definitions(definitions))
    }
    let said = try known(CredentialFolder.pathPrefix, state)
    found += try alteredCredentials(said)
    for form in FileStore.registers { found += alteredCopies(of: form, state) }
    return found
  }

  /// Files of credentials that are not as the journal says. Where that names no fingerprint, nothing is known.
  func alteredCredentials(_ said: [String: String]) throws(StoreProblem) -> [Alteration] {
    let credentials = try credentialFolder()
    let persons = try credentials?.persons() ?? []
    var found: [Alteration] = []
    for person in persons {
      // One that cannot be read is told when it is asked.
      guard let credential = try? credentials?.credential(of: person) else { continue }
      let wanted = said[CredentialFolder.path(of: person)] ?? JournalFact.removed
      if !wanted.isEmpty, wanted != credential.fingerprint {
        found.append(.credential(person, credential.fingerprint))
      }
    }
    let there = Set(persons.map { CredentialFolder.path(of: $0) })
    for (path, value) in said.sorted(by: { $0.key < $1.key })
    where path.hasPrefix(CredentialFolder.pathPrefix) && value != JournalFact.removed && !there.contains(path) {
      found.append(.credential(CredentialFolder.person(at: path), JournalFact.removed))
    }
    return found
  }

  /// Version files of a register that are there and differ from the journal.
  private func alteredCopies(of form: String, _ state: State) -> [Alteration] {
    guard description.copies == .all,
      let page = try? state.index.page(ListQuery(form: form, limit: 1_000), newestFirst: false, after: nil)
    else { return [] }
    var found: [Alteration] = []
    for row in page {
      // Damage of the journal itself is told elsewhere, a missing copy by `verify`.
      guard let journal = try? bytes(at: row.place), case .success(let version) = RecordText.decode(journal) else {
        continue
      }
      let file = VersionFile(version)
      guard let copy = try? folder.folder(file.folders).open(file.name).readAll(limit: SegmentScanner.longestEntry),
        copy != journal
      else { continue }
      found.append(.copy(file, Digest.of(copy), of: version.record))
    }
    return found
  }

  func fact(_ subject: String, _ state: State) throws(StoreProblem) -> String? {
    do throws(IndexFault) { return try state.index.fact(subject) } catch { throw FileStore.indexProblem }
  }

  private func known(_ prefix: String, _ state: State) throws(StoreProblem) -> [String: String] {
    do throws(IndexFault) { return try state.index.facts(withPrefix: prefix) } catch { throw FileStore.indexProblem }
  }

  static let indexProblem = StoreProblem.inputOutput(path: "index.sqlite", code: 5)
}

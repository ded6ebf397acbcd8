import Domain

/// A form's definition as the store keeps it: what the form said when records were saved under it. Its files lie below
/// `evidence/` by their hashes, and one entry of the journal names them.
struct KeptDefinition: Sendable {
  let form: FormReference
  /// The hash of the definition.
  let hash: String
  /// `<sha256> <path>` of each file.
  let lines: [String]

  static let hashLine = "Definition"

  /// Nil for another entry, and for one whose hash is not that of its lines.
  init?(_ entry: JournalEntry) {
    guard !entry.isVersion, entry.action == .definitionKept, let hash = entry[Self.hashLine],
      let form = entry[JournalLine.about].flatMap({ FormReference($0) }),
      let lines = entry.header.first(where: { $0.id == "File" })?.values
    else { return nil }
    self.init(form: form, hash: hash, lines: lines)
  }

  /// Nil where the hash is not that of the lines.
  init?(form: FormReference, hash: String, lines: [String]) {
    guard Digest.of(Array(FormDefinition.text(of: lines).utf8)) == hash,
      lines.allSatisfy({ Digest.isDigest($0.prefix(64)) && $0.dropFirst(64).first == " " && $0.utf8.count > 65 })
    else { return nil }
    self.form = form
    self.hash = hash
    self.lines = lines
  }

  /// The hash of each file by its path.
  var files: [String: String] {
    Dictionary(
      lines.map { (String($0.dropFirst(65)), String($0.prefix(64))) }, uniquingKeysWith: { first, _ in first })
  }

  // MARK: - As the index remembers it

  static let factPrefix = "definition "

  var fact: JournalFact {
    JournalFact(subject: Self.factPrefix + hash, value: ([form.text] + lines).joined(separator: "\n"))
  }

  init?(fact value: String, hash: String) {
    let parts = value.split(separator: "\n").map(String.init)
    guard let form = parts.first.flatMap({ FormReference($0) }) else { return nil }
    self.init(form: form, hash: hash, lines: Array(parts.dropFirst()))
  }
}

extension FileStore {
  /// Where the files of a kept definition lie, by their paths; nil where it is not kept, or one of them is damaged.
  public func definitionFiles(_ hash: String) throws(StoreProblem) -> [String: String]? {
    let said = try asking { (index) throws(IndexFault) in try index.fact(KeptDefinition.factPrefix + hash) }
    guard let kept = said.flatMap({ KeptDefinition(fact: $0, hash: hash) }) else { return nil }
    var paths: [String: String] = [:]
    for (path, digest) in kept.files {
      let reference = EvidenceReference(hash: digest, size: 0, name: path)
      guard let place = evidencePath(reference), try read(reference, { _ in true }) else { return nil }
      paths[path] = place
    }
    return paths
  }

  /// Every form of which the store keeps a definition, once for each.
  public func keptDefinitions() throws(StoreProblem) -> [FormReference] {
    let facts = try asking { (index) throws(IndexFault) in try index.facts(withPrefix: KeptDefinition.factPrefix) }
    return facts.compactMap { subject, value in
      let hash = String(subject.dropFirst(KeptDefinition.factPrefix.count))
      guard let kept = KeptDefinition(fact: value, hash: hash) else { return nil }
      return FormReference(id: kept.form.id, version: kept.form.version, definition: hash)
    }
  }

  /// Keeps the current definition of each form of which an earlier one is kept, where that was changed since.
  public func keepChangedDefinitions(by person: PersonName) throws(StoreProblem) {
    let fingerprint = indexer.fingerprint
    guard readOnlyReason == nil,
      try asking({ (index) throws(IndexFault) in try index.keptAsOf() }) != fingerprint
    else { return }
    let kept = try keptDefinitions()
    let known = Set(kept.compactMap(\.definition))
    for form in Set(kept.map(\.id)).sorted() {
      guard let now = indexer.definition(of: form), let hash = now.form.definition, !known.contains(hash) else {
        continue
      }
      try withState { (state) throws(StoreProblem) in _ = try keep(now, by: person, &state) }
    }
    try asking { (index) throws(IndexFault) in try index.note(keptAsOf: fingerprint) }
  }

  /// The versions with the definitions of their forms kept before any of them is saved. One that is not there any more
  /// is not named: its record will be shown by the definition of the day, and say so.
  func keepingDefinitions(of new: [NewVersion], _ state: inout State) throws(StoreProblem) -> [NewVersion] {
    var new = new
    for place in new.indices {
      guard let hash = new[place].form.definition, try !isKept(hash, &state) else { continue }
      if let now = indexer.definition(of: new[place].form.id), now.form.definition == hash,
        try keep(now, by: new[place].savedBy, &state)
      {
        continue
      }
      new[place].form = FormReference(id: new[place].form.id, version: new[place].form.version)
    }
    return new
  }

  private func isKept(_ hash: String, _ state: inout State) throws(StoreProblem) -> Bool {
    if state.kept.contains(hash) { return true }
    guard try fact(KeptDefinition.factPrefix + hash, state) != nil else { return false }
    state.kept.insert(hash)
    return true
  }

  /// False where the files are not those of its hash.
  private func keep(
    _ definition: FormDefinition, by person: PersonName, _ state: inout State
  ) throws(StoreProblem) -> Bool {
    let lines = definition.parts.map(\.line)
    guard let hash = definition.form.definition,
      let kept = KeptDefinition(form: definition.form, hash: hash, lines: lines)
    else { return false }
    for part in definition.parts {
      guard Digest.of(part.bytes) == part.hash else { return false }
      if holds(EvidenceReference(hash: part.hash, size: part.bytes.count, name: part.path)) { continue }
      do throws(SystemError) {
        _ = try keep(part.path) { (take) throws(SystemError) in try take(part.bytes) }
      } catch { throw error.problem }
    }
    try withLock(&state, toWrite: true) { (state) throws(StoreProblem) in
      try catchUp(&state)
      guard try fact(KeptDefinition.factPrefix + hash, state) == nil else { return }
      let details = [
        Content.Field(id: JournalLine.about, values: [kept.form.text]),
        Content.Field(id: KeptDefinition.hashLine, values: [hash]),
        Content.Field(id: "File", values: kept.lines),
      ]
      _ = try append(.definitionKept, by: person, details, &state)
    }
    try catchUp(&state)
    state.kept.insert(hash)
    return true
  }
}

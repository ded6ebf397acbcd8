import Domain
import Glibc

extension Verifier {
  /// Checks a version against the one before, its file, its sign-offs; notes what it names.
  mutating func check(_ version: Version, _ bytes: [UInt8], _ spot: VerifyFinding.FileLine) throws(SystemError) {
    report.versions += 1
    let key = Verifier.hash(version.record)
    let before = newest[key]
    if version.number != Int(before?.number ?? 0) + 1 {
      note(VerifyFinding.versionNumber(version, after: Int(before?.number ?? 0), spot))
    } else if let before {
      if !version.previous.contains(where: { Verifier.hash($0) == before.seal }) {
        note(VerifyFinding.previous(version, spot))
      }
    } else if !version.previous.isEmpty {
      note(VerifyFinding.previous(version, spot))
    }
    newest[key] = (Int32(clamping: version.number), Verifier.hash(version.seal))
    let values =
      version.content.fields.flatMap(\.values)
      + version.content.tables.flatMap { $0.rows.flatMap { $0.cells.flatMap(\.values) } }
    for value in values where value.hasPrefix("sha256:") {
      if let reference = EvidenceReference(value) { namedEvidence[reference.hash] = version.record }
    }
    checkDefinition(version, spot)
    checkSignOff(version, spot)
    try checkCopy(version, bytes)
  }

  /// What an entry says is kept below `evidence/`.
  mutating func noteKept(by entry: JournalEntry) {
    if let kept = KeptDefinition(entry) {
      definitions.insert(kept.hash)
      for hash in kept.files.values { namedEvidence[hash] = kept.form.text }
    }
    guard [.definitionsProposed, .definitionsAccepted].contains(entry.action) else { return }
    let accepted = entry[JournalFact.files].map { OwnPower($0).files } ?? [:]
    for (path, hash) in accepted { namedEvidence[hash] = path }
  }

  /// A version names a definition that was kept before.
  private mutating func checkDefinition(_ version: Version, _ spot: VerifyFinding.FileLine) {
    if let definition = version.form.definition {
      if !definitions.contains(definition) { note(VerifyFinding.definitionUnknown(version, spot)) }
    } else if store.indexer.definition(of: version.form.id) != nil {
      unkept = (unkept?.first ?? version.record, (unkept?.count ?? 0) + 1)
    }
  }

  /// A version whose content is damaged still counts as that record's newest.
  mutating func remember(_ entry: JournalEntry) {
    guard let record = entry["Record"], let number = entry["Version"].flatMap({ Int32($0) }) else { return }
    newest[Verifier.hash(record)] = (number, Verifier.hash(entry.seal))
    guard let form = entry["Form"].flatMap({ FormReference($0) }) else { return }
    let file = VersionFile(form: form.id, savedAt: entry.savedAt, record: record, number: Int(number))
    expectedFiles.insert(Verifier.hash(file.path))
  }

  private mutating func checkCopy(_ version: Version, _ bytes: [UInt8]) throws(SystemError) {
    let file = VersionFile(version)
    expectedFiles.insert(Verifier.hash(file.path))
    guard store.description.copies == .all else { return }
    var isThere = false
    do throws(SystemError) {
      let found = try store.folder.folder(file.folders).open(file.name)
      isThere = true
      if try found.facts().size == bytes.count, try found.read(bytes.count, at: 0) == bytes { return }
    } catch {
      isThere = error.code != ENOENT
    }
    if repair {
      do throws(SystemError) {
        try store.writeCopy(of: version, bytes)
        report.repaired.append(file.path)
        note(VerifyFinding.copyRepaired(file))
        return
      } catch {
        note(FileStore.unreadable(file.path, error))
      }
    }
    guard isThere else {
      awaited.append((version, bytes))
      return
    }
    note(VerifyFinding.copyDiffers(file))
  }

  /// A row that signs the version before names its seal, and nothing but sign-offs has changed since.
  private mutating func checkSignOff(_ version: Version, _ spot: VerifyFinding.FileLine) {
    let rows = version.content[rows: "sign_off"].filter { $0["version"] == [String(version.number - 1)] }
    guard version.number > 1, !rows.isEmpty else { return }
    for row in rows where !row["seal"].isEmpty && row["seal"] != version.previous {
      note(VerifyFinding.signedOther(version, spot))
      return
    }
    // What the index cannot find now is named elsewhere.
    guard let signed = try? store.version(version.record, version.number - 1), signed.seal == version.previous.first
    else { return }
    var now = version.content
    var then = signed.content
    now[rows: "sign_off"] = []
    then[rows: "sign_off"] = []
    if now != then { note(VerifyFinding.changedBySignOff(version, spot)) }
  }

  /// Looks for version files that no entry of the journal stands for.
  mutating func checkFolderOfCopies() throws(SystemError) {
    let records: Folder
    do throws(SystemError) { records = try store.folder.folder("records") } catch {
      if error.code == ENOENT { return }
      throw error
    }
    try walk(records, "records", depth: 0)
  }

  private mutating func walk(_ folder: Folder, _ path: String, depth: Int) throws(SystemError) {
    for name in try folder.names() {
      let full = "\(path)/\(name)"
      if depth < 3, let next = try? folder.folder(name) {
        try walk(next, full, depth: depth + 1)
      } else if Folder.isTemporary(name), depth == 3 {
        leftOver(folder, name, full)
      } else if depth < 3 || !expectedFiles.contains(Verifier.hash(full)) {
        extra(folder, name, full)
      }
    }
  }

  /// Seconds after which a temporary file is not being written any more.
  private static let publishing = 600

  /// A temporary file of a program that died; a young one may be of a program that is just saving.
  mutating func leftOver(_ folder: Folder, _ name: String, _ path: String) {
    guard let facts = folder.facts(name), facts.modified + Self.publishing < time(nil) else { return }
    if repair, (try? folder.remove(name)) != nil {
      report.repaired.append(path)
    } else {
      note(VerifyFinding.leftOver(path))
    }
  }

  private mutating func extra(_ folder: Folder, _ name: String, _ path: String) {
    guard let bytes = try? folder.open(name).readAll(limit: SegmentScanner.longestEntry),
      case .success(let version) = RecordText.decode(bytes), VersionFile(version).path == path
    else {
      note(VerifyFinding.strange(path))
      return
    }
    guard version.sequence > end.sequence, version.site == store.description.site else {
      note(VerifyFinding.notInJournal(path, version))
      return
    }
    later.append((path, version))
  }

  /// Looks once more at what may be only because somebody was saving: files that are newer than what was read, and
  /// copies that were not there yet.
  mutating func checkAgain() {
    for (version, bytes) in awaited where !isThereByNow(version, bytes) {
      note(VerifyFinding.copyMissing(VersionFile(version)))
    }
    awaited = []
    if isNewCopy {
      for (path, version) in later where !drop(path) { note(VerifyFinding.notInJournal(path, version)) }
      later = []
    }
    guard !later.isEmpty else { return }
    // Should the journal not be readable now, what it does not hold is a finding.
    _ = try? store.catchUp()
    for (path, version) in later {
      let now = try? store.version(version.record, version.number)
      if now?.seal != version.seal { note(VerifyFinding.notInJournal(path, version)) }
    }
    later = []
  }

  /// Whether the file of a version that was missing is there after all: its program writes it after the save.
  private func isThereByNow(_ version: Version, _ bytes: [UInt8]) -> Bool {
    if isNewCopy { return (try? store.writeCopy(of: version, bytes)) != nil }
    let file = VersionFile(version)
    // Only of a save of just now can it be on its way.
    let isYoung = store.clock.now.seconds - version.savedAt.seconds < 60
    for attempt in 0..<(isYoung ? 20 : 1) {
      if attempt > 0 { usleep(50_000) }
      let copy = try? store.folder.folder(file.folders).open(file.name).readAll(limit: SegmentScanner.longestEntry)
      if let copy { return copy == bytes }
    }
    return false
  }

  private func drop(_ path: String) -> Bool {
    let names = path.split(separator: "/").map(String.init)
    guard let name = names.last else { return false }
    return (try? store.folder.folder(Array(names.dropLast())).remove(name)) != nil
  }

  /// FNV-1a, 64 bits: enough for paths and numbers, which are not chosen to collide; what decides about integrity
  /// is compared in full.
  static func hash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }
}

import Domain
import Glibc

/// Reads the whole store once and compares everything with everything.
struct Verifier {
  let store: FileStore
  let repair: Bool
  let progress: (@Sendable (Int) -> Void)?
  /// Whether what the kernel remembers of the journal is dropped before it is read.
  var fromDisk = false
  /// Whether it is a copy just made, while others perhaps saved: version files that are newer than its journal are taken
  /// away, and those that their programs had not written yet are made from it.
  var isNewCopy = false
  /// Whether the index is compared with what was read; that of a copy is made for the occasion.
  var comparesIndex = false

  var report = VerifyReport()
  /// Newest version of each record met so far, by a hash of its number.
  var newest: [UInt64: (number: Int32, seal: UInt64)] = [:]
  /// Paths that version files must have, as hashes.
  var expectedFiles: Set<UInt64> = []
  /// Attached files that versions name, with a record that does.
  var namedEvidence: [String: String] = [:]
  /// Hashes of the definitions that the journal says are kept.
  var definitions: Set<String> = []
  /// Versions that were saved before definitions were kept, with the first such record.
  var unkept: (first: String, count: Int)?
  /// Entries that are missing or damaged.
  var missing: [JournalReader.Gap] = []
  /// The last entry that was read.
  var end = JournalReader.End()
  /// Version files that are newer than what was read, or not there yet: somebody may be saving.
  var later: [(path: String, version: Version)] = []
  var awaited: [(version: Version, bytes: [UInt8])] = []
  /// What the journal says last of things outside of it, by subject, with the entry that says it.
  var facts: [String: (value: String, sequence: Int)] = [:]
  /// The first entry at which the clock was slow, and how many there are.
  private var behind: (first: VerifyFinding.FileLine, count: Int)?
  /// Heads kept elsewhere that have not been met yet.
  var heads: [Int: StoreHead] = [:]

  init(_ store: FileStore, repair: Bool, heads: [StoreHead], progress: (@Sendable (Int) -> Void)?) {
    self.store = store
    self.repair = repair
    self.progress = progress
    for head in heads { self.heads[head.sequence] = head }
  }

  /// Reads the segments as they were when their sizes were asked; what is saved meanwhile is no finding.
  mutating func run(_ segments: [FileStore.Segment]) throws(SystemError) {
    for finding in store.undeclaredSites() { note(finding) }
    for path in try store.journal.strangers() { note(VerifyFinding.strange(path)) }
    try checkJournal(segments)
    for head in heads.values.sorted(by: { $0.sequence < $1.sequence }) where head.sequence > 0 {
      note(VerifyFinding.headNotMet(head))
    }
    try checkFolderOfCopies()
    try checkEvidence()
    checkOutside()
    checkAgain()
    try checkIndex()
  }

  mutating func note(_ finding: Finding) {
    // Enough to see what happened; a store that was replaced would name every entry.
    if report.findings.count < 10_000 { report.findings.append(finding) }
  }

  private mutating func checkJournal(_ segments: [FileStore.Segment]) throws(SystemError) {
    var reader = JournalReader(store.journal, site: store.description.site, segments)
    if fromDisk { reader.opened = { _ = posix_fadvise($0.descriptor, 0, 0, POSIX_FADV_DONTNEED) } }
    try reader.read { (step) throws(SystemError) in try take(step) }
    end = reader.end
    missing.append(JournalReader.Gap(first: end.sequence + 1, last: nil, chain: end.seal, next: nil, day: nil))
    if let (first, count) = behind { note(VerifyFinding.clockBehind(first, count)) }
    if let (first, count) = unkept { note(VerifyFinding.definitionNotKept(first, count)) }
  }

  private mutating func take(_ step: JournalReader.Step) throws(SystemError) {
    switch step {
    case .entry(let found): try take(found)
    case .madeGood(let found, let damaged):
      if let damaged {
        let spot = VerifyFinding.FileLine(damaged.place.segment.path, try line(damaged.place))
        note(VerifyFinding.content(spot, damaged.entry, true))
      }
      try take(found)
    case .damage(let damage, let entries, let isMadeGood):
      let file = try store.journal.open(damage.segment)
      let spot = VerifyFinding.FileLine(damage.segment.path, try line(file, damage.offset))
      let of = isMadeGood ? nil : try name(file, damage.offset)
      note(VerifyFinding.damage(spot, damage.length, entries, of, isMadeGood))
    case .missing(let gap, _, let isKnownDamage):
      missing.append(gap)
      if !isKnownDamage { try note(step) }
    case .clockBehind(let found):
      let place = VerifyFinding.FileLine(found.place.segment.path, behind == nil ? try line(found.place) : 0)
      behind = (behind?.first ?? place, (behind?.count ?? 0) + 1)
    case .torn, .unfinished, .otherSeal, .earlier, .otherDay, .repeated, .strange, .putIn, .surplus, .unreadable:
      try note(step)
    }
  }

  /// Notes what a step says by itself, with the line of its place.
  private mutating func note(_ step: JournalReader.Step) throws(SystemError) {
    var line = 0
    if let place = step.place { line = try self.line(place) }
    if let finding = VerifyFinding.of(step, line: line) { note(finding) }
  }

  private mutating func take(_ found: JournalReader.Found) throws(SystemError) {
    report.entries += 1
    if report.entries % 1000 == 0 { progress?(report.entries) }
    let entry = found.entry
    if let head = heads[entry.sequence], head.seal == entry.seal { heads[entry.sequence] = nil }
    guard found.parts.hasIntactContent else {
      let spot = VerifyFinding.FileLine(found.place.segment.path, try line(found.place))
      note(VerifyFinding.content(spot, entry, false))
      guard entry.isVersion else { return }
      missing.append(
        JournalReader.Gap(
          first: entry.sequence, last: entry.sequence, chain: entry.chain, next: entry.seal,
          day: found.place.segment.day))
      remember(entry)
      return
    }
    guard entry.isVersion else {
      for fact in JournalFact.all(entry) { facts[fact.subject] = (fact.value, entry.sequence) }
      noteKept(by: entry)
      return
    }
    guard case .success(let version) = RecordText.version(found.parts) else {
      note(VerifyFinding.notAnEntry(found.place, try line(found.place)))
      return
    }
    try check(version, Array(found.parts.bytes), VerifyFinding.FileLine(found.place.segment.path, 0))
  }

  private func line(_ place: VersionPlace) throws(SystemError) -> Int {
    try line(try store.journal.open(place.segment), place.start)
  }

  /// The line of a byte, from 1.
  func line(_ file: File, _ offset: Int) throws(SystemError) -> Int {
    var line = 1
    var place = 0
    while place < offset {
      let bytes = try file.read(min(1 << 18, offset - place), at: place)
      if bytes.isEmpty { break }
      line += bytes.reduce(0) { $0 + ($1 == UInt8(ascii: "\n") ? 1 : 0) }
      place += bytes.count
    }
    return line
  }

  /// What damaged bytes say about the record they were of.
  private func name(_ file: File, _ offset: Int) throws(SystemError) -> String? {
    let text = String(decoding: try file.read(4096, at: offset), as: UTF8.self)
    guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix("Record: ") }) else { return nil }
    return RecordNumber.isValid(String(line.dropFirst(8))) ? String(line.dropFirst(8)) : nil
  }
}

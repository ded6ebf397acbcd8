import Domain
import Glibc

/// Reads the whole store once and compares everything with everything.
struct Verifier {
  let store: FileStore
  let repair: Bool
  let progress: (@Sendable (Int) -> Void)?
  /// Whether what the kernel remembers of the journal is dropped before it is read.
  var fromDisk = false

  var report = VerifyReport()
  /// Newest version of each record met so far, by a hash of its number.
  var newest: [UInt64: (number: Int32, seal: UInt64)] = [:]
  /// Paths that version files must have, as hashes.
  var expectedFiles: Set<UInt64> = []
  /// Attached files that versions name, with a record that does.
  var namedEvidence: [String: String] = [:]
  /// Entries that are missing or damaged, by site.
  var missing: [String: [MissingEntries]] = [:]
  /// What the journal says last of things outside of it, by subject, with the entry that says it.
  var facts: [String: (value: String, sequence: Int)] = [:]
  /// Heads kept elsewhere that have not been met yet.
  var heads: [Int: StoreHead] = [:]

  /// A gap in a site's chain.
  struct MissingEntries {
    var first: Int
    /// Nil where the end is not known.
    var last: Int?
    /// Seal of the entry before.
    var chain: String
    /// What the entry after names as the seal before it.
    var next: String?
    /// Day of the damaged segment.
    var day: Day?
  }

  init(_ store: FileStore, repair: Bool, heads: [StoreHead], progress: (@Sendable (Int) -> Void)?) {
    self.store = store
    self.repair = repair
    self.progress = progress
    for head in heads { self.heads[head.sequence] = head }
  }

  mutating func run(_ sites: [(site: String, segments: [FileStore.Segment])]) throws(SystemError) {
    for (site, segments) in sites { try checkJournal(of: site, segments) }
    for head in heads.values.sorted(by: { $0.sequence < $1.sequence }) where head.sequence > 0 {
      note(VerifyFinding.headNotMet(head))
    }
    try checkFolderOfCopies()
    try checkEvidence()
    checkOutside()
  }

  mutating func note(_ finding: Finding) {
    // Enough to see what happened; a store that was replaced would name every entry.
    if report.findings.count < 10_000 { report.findings.append(finding) }
  }

  /// The chain so far.
  private struct Chain {
    var sequence = 0
    var seal = ""
    var savedAt: Moment?
  }

  private mutating func checkJournal(of site: String, _ segments: [FileStore.Segment]) throws(SystemError) {
    var chain = Chain()
    let repaired = try RepairedEntries(store, segments)
    let own = segments.filter { $0.name.repair == 0 }
    for (name, size) in own {
      var damage: (offset: Int, length: Int)?
      let file: File
      do throws(SystemError) { file = try store.journal.open(name) } catch {
        note(FileStore.unreadable(name.path, error))
        continue
      }
      if fromDisk { _ = posix_fadvise(file.descriptor, 0, 0, POSIX_FADV_DONTNEED) }
      var scanner = SegmentScanner(file, from: 0, to: size)
      while let piece = try scanner.next() {
        switch piece {
        case .damage(let offset, let length): damage = (offset, length)
        case .entry(let parts, let offset):
          let place = VersionPlace(segment: name, start: offset, length: parts.bytes.count)
          try check(parts, place, file, damage, repaired, &chain)
          damage = nil
        }
      }
      if let damage {
        try checkTail(name, file, damage, isNewest: name == own.last?.name, repaired, &chain)
      }
    }
    // Entries at the end that stand only beside the journal.
    while let entry = repaired[chain.sequence + 1], entry.chain == chain.seal {
      try take(entry, repaired, &chain)
    }
    missing[site, default: []].append(
      MissingEntries(first: chain.sequence + 1, last: nil, chain: chain.seal, next: nil, day: nil))
  }

  private mutating func check(
    _ parts: EntryParts, _ place: VersionPlace, _ file: File, _ damage: (offset: Int, length: Int)?,
    _ repaired: RepairedEntries, _ chain: inout Chain
  ) throws(SystemError) {
    report.entries += 1
    if report.entries % 1000 == 0 { progress?(report.entries) }
    guard let entry = JournalEntry(parts), entry.site == place.segment.site else {
      note(VerifyFinding.notAnEntry(place, try line(file, place.start)))
      return
    }
    if let damage {
      try check(damage, before: entry, place.segment, file, repaired, &chain)
    }
    if entry.sequence > chain.sequence + 1 {
      try fill(upTo: entry, place, file, isKnownDamage: damage != nil, repaired, &chain)
    } else if entry.sequence <= chain.sequence {
      note(VerifyFinding.order(entry.sequence, after: chain.sequence, place, try line(file, place.start)))
    }
    if entry.sequence == chain.sequence + 1, entry.chain != chain.seal {
      note(VerifyFinding.chain(entry.sequence, place, try line(file, place.start)))
    }
    if let last = chain.savedAt, entry.savedAt < last {
      note(VerifyFinding.time(entry.sequence, place, try line(file, place.start)))
    }
    if let head = heads[entry.sequence], place.segment.site == store.description.site, head.seal == entry.seal {
      heads[entry.sequence] = nil
    }
    let before = chain
    chain = Chain(sequence: entry.sequence, seal: entry.seal, savedAt: entry.savedAt)
    guard parts.hasIntactContent else {
      try contentIsDamaged(entry, place, file, repaired, chain: before.seal)
      return
    }
    guard entry.isVersion else {
      if entry.site == store.description.site {
        for fact in JournalFact.all(entry) { facts[fact.subject] = (fact.value, entry.sequence) }
      }
      return
    }
    guard case .success(let version) = RecordText.version(parts) else {
      note(VerifyFinding.notAnEntry(place, try line(file, place.start)))
      return
    }
    try check(version, Array(parts.bytes), VerifyFinding.FileLine(place.segment.path, 0))
  }

  /// Bytes between two entries: named by a torn entry, made good beside the journal, or damaged.
  private mutating func check(
    _ damage: (offset: Int, length: Int), before entry: JournalEntry, _ segment: SegmentName, _ file: File,
    _ repaired: RepairedEntries, _ chain: inout Chain
  ) throws(SystemError) {
    if TornBytes.names(entry, segment, damage.offset, damage.length),
      try TornBytes.hash(file, damage.offset, damage.length - TornBytes.end.count) == entry["Hash"]
    {
      note(VerifyFinding.tornAndNamed(segment, try line(file, damage.offset)))
      return
    }
    let isMadeGood =
      entry.sequence > chain.sequence + 1
      && ((chain.sequence + 1)..<entry.sequence).allSatisfy { repaired[$0] != nil }
    let spot = VerifyFinding.FileLine(segment.path, try line(file, damage.offset))
    note(
      VerifyFinding.damage(
        spot, damage.length, chain.sequence + 1, entry.sequence - 1, try name(file, damage.offset), isMadeGood))
  }

  /// A gap before `entry`: repaired entries fill it, or it is named.
  private mutating func fill(
    upTo entry: JournalEntry, _ place: VersionPlace, _ file: File, isKnownDamage: Bool, _ repaired: RepairedEntries,
    _ chain: inout Chain
  ) throws(SystemError) {
    while chain.sequence + 1 < entry.sequence, let found = repaired[chain.sequence + 1], found.chain == chain.seal {
      try take(found, repaired, &chain)
    }
    guard chain.sequence + 1 < entry.sequence else { return }
    let gap = MissingEntries(
      first: chain.sequence + 1, last: entry.sequence - 1, chain: chain.seal, next: entry.chain,
      day: place.segment.day)
    missing[place.segment.site, default: []].append(gap)
    if !isKnownDamage {
      note(VerifyFinding.missing(gap.first, entry.sequence - 1, place, try line(file, place.start)))
    }
    chain = Chain(sequence: entry.sequence - 1, seal: entry.chain, savedAt: chain.savedAt)
  }

  private mutating func take(
    _ entry: RepairedEntries.Entry, _ repaired: RepairedEntries, _ chain: inout Chain
  ) throws(SystemError) {
    report.entries += 1
    chain = Chain(sequence: entry.sequence, seal: entry.seal, savedAt: entry.savedAt)
    if let head = heads[entry.sequence], head.seal == entry.seal { heads[entry.sequence] = nil }
    let bytes = try store.bytes(at: entry.place)
    guard let parts = EntryParts(bytes[...]), parts.hasIntactContent,
      case .success(let version) = RecordText.version(parts)
    else { return }
    try check(version, bytes, VerifyFinding.FileLine(entry.place.segment.path, 0))
  }

  private mutating func contentIsDamaged(
    _ entry: JournalEntry, _ place: VersionPlace, _ file: File, _ repaired: RepairedEntries, chain: String
  ) throws(SystemError) {
    let isMadeGood = repaired[entry.sequence]?.seal == entry.seal
    let spot = VerifyFinding.FileLine(place.segment.path, try line(file, place.start))
    note(VerifyFinding.content(spot, entry, isMadeGood))
    guard entry.isVersion else { return }
    if isMadeGood, let found = repaired[entry.sequence] {
      let bytes = try store.bytes(at: found.place)
      if case .success(let version) = RecordText.decode(bytes) { try check(version, bytes, spot) }
    } else {
      missing[place.segment.site, default: []].append(
        MissingEntries(
          first: entry.sequence, last: entry.sequence, chain: chain, next: entry.seal, day: place.segment.day))
      remember(entry)
    }
  }

  /// Bytes after a segment's last entry.
  private mutating func checkTail(
    _ segment: SegmentName, _ file: File, _ damage: (offset: Int, length: Int), isNewest: Bool,
    _ repaired: RepairedEntries, _ chain: inout Chain
  ) throws(SystemError) {
    let spot = VerifyFinding.FileLine(segment.path, try line(file, damage.offset))
    if repaired[chain.sequence + 1]?.chain == chain.seal {
      note(VerifyFinding.damage(spot, damage.length, chain.sequence + 1, nil, nil, true))
    } else if isNewest {
      note(VerifyFinding.tornTail(spot, damage.length))
    } else {
      note(
        VerifyFinding.damage(spot, damage.length, chain.sequence + 1, nil, try name(file, damage.offset), false))
    }
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

import Domain

/// Reads segments from where the index stands, and takes what they hold into the index.
struct JournalCatchUp {
  private let store: FileStore
  private let index: RecordIndex
  private let site: String
  private(set) var progress: IndexProgress?
  private(set) var findings: [Finding] = []
  /// Where the torn tail of the newest segment begins.
  private(set) var tornFrom: Int?

  private var pending: [PlacedVersion] = []
  private var facts: [JournalFact] = []
  private var pendingBytes = 0
  private var reached: IndexProgress?
  /// Seals of the entries that repairs put beside the journal, by sequence.
  private var repaired: [Int: String] = [:]
  /// The entry of the journal itself that was read last.
  private var sequence = 0

  private static let batchBytes = 2 << 20

  init(store: FileStore, index: RecordIndex, site: String, progress: IndexProgress?) {
    self.store = store
    self.index = index
    self.site = site
    self.progress = progress
  }

  mutating func read(_ segments: [(name: SegmentName, size: Int)]) throws(IndexFault) {
    let own = segments.filter { $0.name.repair == 0 }
    reached = progress
    sequence = progress?.sequence ?? 0
    // What repairs brought back stands beside the journal: taken in once, without moving on.
    if progress.map({ $0.segment.day == JournalCatchUp.beginning }) ?? true {
      for (name, size) in segments where name.repair > 0 { try readOne(name, from: 0, to: size, isNewest: false) }
    }
    for (name, size) in own {
      if let progress, name < progress.segment { continue }
      let start = name == progress?.segment ? progress?.end ?? 0 : 0
      guard start < size else { continue }
      try readOne(name, from: start, to: size, isNewest: name == own.last?.name)
    }
    try flush()
  }

  /// Where an index stands that has only seen what repairs brought back.
  static let beginning = Day(daysSinceEpoch: -719_162)

  private mutating func readOne(
    _ name: SegmentName, from start: Int, to size: Int, isNewest: Bool
  ) throws(IndexFault) {
    do throws(SystemError) {
      try read(name, from: start, to: size, isNewest: isNewest)
    } catch {
      findings.append(FileStore.unreadable(name.path, error))
    }
    if let fault { throw fault }
  }

  /// Set where the index failed while a segment was read.
  private var fault: IndexFault?

  private mutating func read(
    _ segment: SegmentName, from start: Int, to size: Int, isNewest: Bool
  ) throws(SystemError) {
    var scanner = SegmentScanner(try store.journal.open(segment), from: start, to: size)
    var damage: (offset: Int, length: Int)?
    while let piece = try scanner.next() {
      switch piece {
      case .damage(let offset, let length):
        damage = (offset, length)
      case .entry(let parts, let offset):
        let entry = JournalEntry(parts)
        if let found = damage {
          damage = nil
          let isTorn = entry.map { TornBytes.names($0, segment, found.offset, found.length) } ?? false
          if !isTorn, !isMadeGood(before: entry) {
            findings.append(FileStore.damaged(segment.path, found.offset, found.length))
          }
        }
        take(parts, entry, VersionPlace(segment: segment, start: offset, length: parts.bytes.count))
        if fault != nil { return }
      }
    }
    guard let damage else { return }
    if isNewest {
      tornFrom = damage.offset
    } else if repaired[sequence + 1] == nil {
      findings.append(FileStore.damaged(segment.path, damage.offset, damage.length))
    }
  }

  /// Whether what is damaged before an entry stands whole beside the journal, entry by entry.
  private func isMadeGood(before entry: JournalEntry?) -> Bool {
    guard let entry, entry.sequence > sequence + 1 else { return false }
    return ((sequence + 1)..<entry.sequence).allSatisfy { repaired[$0] != nil }
  }

  private mutating func take(_ parts: EntryParts, _ entry: JournalEntry?, _ place: VersionPlace) {
    guard let entry, entry.site == site else {
      findings.append(FileStore.damaged(place.segment.path, place.start, place.length))
      return
    }
    if entry.isVersion {
      if parts.hasIntactContent, case .success(let version) = RecordText.shownVersion(parts) {
        pending.append(PlacedVersion(version: version, place: place))
        store.restoreCopy(of: version, parts.bytes)
      } else if repaired[entry.sequence] != entry.seal {
        findings.append(FileStore.damaged(place.segment.path, place.start, place.length))
      }
    } else if site == store.description.site {
      facts += JournalFact.all(entry) + [JournalFact(entry, place)].compactMap { $0 }
    }
    if place.segment.repair > 0 {
      if parts.hasIntactContent { repaired[entry.sequence] = entry.seal }
    } else {
      sequence = max(sequence, entry.sequence)
    }
    move(past: entry, place)
    pendingBytes += place.length
    if pendingBytes >= JournalCatchUp.batchBytes {
      do throws(IndexFault) { try flush() } catch { fault = error }
    }
  }

  private mutating func move(past entry: JournalEntry, _ place: VersionPlace) {
    let isRepair = place.segment.repair > 0
    let start = SegmentName(site: site, day: JournalCatchUp.beginning)
    var next =
      reached
      ?? IndexProgress(
        site: site, segment: start, end: 0, entrySegment: place.segment, entryStart: place.start,
        entryLength: place.length, sequence: 0, seal: "")
    if !isRepair {
      next.segment = place.segment
      next.end = place.start + place.length
    }
    if entry.sequence > next.sequence {
      next.entrySegment = place.segment
      next.entryStart = place.start
      next.entryLength = place.length
      next.sequence = entry.sequence
      next.seal = entry.seal
    }
    reached = next
  }

  /// Puts what has been read into the index.
  private mutating func flush() throws(IndexFault) {
    guard let reached, reached != progress else { return }
    if try index.apply(pending, facts: facts, from: progress, to: reached, load: store.load) {
      progress = reached
    } else {
      // Another program has moved the index; both read the same entries, so the one that has read less takes over.
      let other = try index.progress(of: site)
      if let other, (other.segment, other.end) >= (reached.segment, reached.end) {
        progress = reached
      } else {
        guard try index.apply(pending, facts: facts, from: other, to: reached, load: store.load) else {
          throw IndexFault(reason: "moved by two", isUseless: false)
        }
        progress = reached
      }
    }
    pending.removeAll(keepingCapacity: true)
    facts.removeAll()
    pendingBytes = 0
  }
}

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
  private var counted: Set<SegmentName> = []
  private var pendingBytes = 0
  private var reached: IndexProgress?
  private static let batchBytes = 2 << 20

  init(store: FileStore, index: RecordIndex, site: String, progress: IndexProgress?) {
    self.store = store
    self.index = index
    self.site = site
    self.progress = progress
  }

  mutating func read(_ segments: [FileStore.Segment]) throws(IndexFault) {
    reached = progress
    var own = segments
    var start = 0
    if let progress, progress.segment.day != Self.beginning {
      own.removeAll { $0.name.repair == 0 && $0.name < progress.segment }
      if own.first(where: { $0.name.repair == 0 })?.name == progress.segment { start = progress.end }
    }
    let end = JournalReader.End(sequence: progress?.sequence ?? 0, seal: progress?.seal ?? "")
    let newest = own.last { $0.name.repair == 0 }
    var reader = JournalReader(store.journal, site: site, own, after: end)
    try reader.read(from: start) { (step) throws(IndexFault) in try take(step, newest) }
    try flush()
  }

  /// Where an index stands that has only seen what repairs brought back.
  static let beginning = Day(daysSinceEpoch: -719_162)

  private mutating func take(_ step: JournalReader.Step, _ newest: FileStore.Segment?) throws(IndexFault) {
    switch step {
    case .entry(let found): try take(found, damaged: nil)
    case .madeGood(let found, let damaged): try take(found, damaged: damaged)
    case .unfinished(let damage): tornFrom = damage.offset
    case .damage(let damage, _, let isMadeGood):
      if damage.segment == newest?.name, damage.offset + damage.length == newest?.size { tornFrom = damage.offset }
      if !isMadeGood { findings.append(FileStore.damaged(damage.segment.path, damage.offset, damage.length)) }
    case .unreadable(let name, let error): findings.append(FileStore.unreadable(name.path, error))
    case .torn, .earlier, .clockBehind, .surplus(_, isSame: true): break
    case .missing(_, _, isKnownDamage: true): break
    case .missing, .otherSeal, .otherDay, .repeated, .strange, .putIn, .surplus(_, isSame: false):
      // Where in the file is for a verification to say.
      if let finding = VerifyFinding.of(step, line: 0) { findings.append(finding) }
    }
  }

  private mutating func take(_ found: JournalReader.Found, damaged: JournalReader.Found?) throws(IndexFault) {
    let entry = found.entry
    let place = found.place
    counted.insert(place.segment)
    if entry.isVersion {
      if found.parts.hasIntactContent, case .success(let version) = RecordText.shownVersion(found.parts) {
        pending.append(PlacedVersion(version: version, place: place))
        store.restoreCopy(of: version, found.parts.bytes)
      } else {
        findings.append(FileStore.damaged(place.segment.path, place.start, place.length))
      }
    } else {
      facts += JournalFact.all(entry) + [JournalFact(entry, place)].compactMap { $0 }
    }
    move(past: entry, place, damaged: damaged?.place)
    pendingBytes += place.length
    if pendingBytes >= JournalCatchUp.batchBytes { try flush() }
  }

  private mutating func move(past entry: JournalEntry, _ place: VersionPlace, damaged: VersionPlace?) {
    let start = SegmentName(site: site, day: JournalCatchUp.beginning)
    var next =
      reached
      ?? IndexProgress(
        site: site, segment: start, end: 0, entrySegment: place.segment, entryStart: place.start,
        entryLength: place.length, sequence: 0, seal: "")
    // A repair stands beside the journal: reading does not move on by it.
    let own = damaged ?? place
    if own.segment.repair == 0 {
      next.segment = own.segment
      next.end = own.start + own.length
    }
    next.entrySegment = place.segment
    next.entryStart = place.start
    next.entryLength = place.length
    next.sequence = entry.sequence
    next.seal = entry.seal
    reached = next
  }

  /// Puts what has been read into the index.
  private mutating func flush() throws(IndexFault) {
    guard let reached, reached != progress else { return }
    if try index.apply(pending, facts: facts, segments: counted, from: progress, to: reached, load: store.load) {
      progress = reached
    } else {
      // Another program has moved the index; both read the same entries, so the one that has read less takes over.
      let other = try index.progress(of: site)
      if let other, (other.segment, other.end) >= (reached.segment, reached.end) {
        progress = reached
      } else {
        guard try index.apply(pending, facts: facts, segments: counted, from: other, to: reached, load: store.load)
        else {
          throw IndexFault(reason: "moved by two", isUseless: false)
        }
        progress = reached
      }
    }
    pending.removeAll(keepingCapacity: true)
    facts.removeAll()
    counted.removeAll()
    pendingBytes = 0
  }
}

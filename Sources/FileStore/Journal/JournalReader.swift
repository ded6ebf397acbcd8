import Domain

/// What a site's journal is: the one place that decides which entries are part of it. Index, verification and repair
/// read by it, and the script `verify.sh` is tested against it.
///
/// - Entries of the days' own segments count in order: one after another without a gap, each with the seal of the one
///   before. One that repeats a sequence never counts.
/// - Of two segments that both follow what was read, the one with the longer continuation counts; the other was put in.
/// - An entry of a repair counts only where the segments lack it, or hold its content damaged, and where it links to
///   what stands on one side of the gap and contradicts nothing on the other.
struct JournalReader {
  /// An entry and where it stands.
  struct Found {
    let parts: EntryParts
    let entry: JournalEntry
    let place: VersionPlace
  }

  /// Entries that stand nowhere.
  struct Gap: Hashable {
    var first: Int
    /// Nil where the end is not known.
    var last: Int?
    /// Seal of the entry before.
    var chain: String
    /// What the entry after names as the seal before it.
    var next: String?
    /// Day of the segment that has the gap.
    var day: Day?
  }

  /// Bytes of a segment that fit no seal.
  struct Damage: Hashable {
    let segment: SegmentName
    let offset: Int
    let length: Int
  }

  /// What comes next, in order. Only `entry` and `madeGood` count.
  enum Step {
    /// With intact content or not; where not, it stands whole nowhere.
    case entry(Found)
    /// The entry of a repair, in place of one that is missing or of which the content is damaged.
    case madeGood(Found, damaged: Found?)
    /// `entries` are what it lacks; empty where no entry is missing.
    case damage(Damage, entries: ClosedRange<Int>?, isMadeGood: Bool)
    /// Never finished, and named by the entry after.
    case torn(Damage)
    /// The end of the newest segment, which no entry names yet.
    case unfinished(Damage)
    case missing(Gap, before: VersionPlace, isKnownDamage: Bool)
    /// Follows, but names another seal than that of the entry before; it counts nevertheless, as the next step.
    case otherSeal(Found)
    /// Says that it was saved earlier than the entry before; it counts, as the next step.
    case earlier(Found)
    /// The clock showed less than the entry before says; it counts, as the next step.
    case clockBehind(Found)
    /// Stands in the segment of another day; it counts, as the next step.
    case otherDay(Found)
    case repeated(Found, after: Int)
    /// Its seal fits, but it is no entry of this site.
    case strange(VersionPlace)
    /// Nothing of the segment counts, because another one stands where it claims to.
    case putIn(SegmentName)
    /// The entry of a repair that counts nowhere; `isSame` where the journal holds the same.
    case surplus(Found, isSame: Bool)
    case unreadable(SegmentName, SystemError)
  }

  /// The last entry that counts.
  struct End: Hashable {
    var sequence = 0
    var seal = ""
    var savedAt: Moment?
  }

  private(set) var end: End
  private let journal: JournalFolder
  private let site: String
  private let own: [FileStore.Segment]
  private var repaired: RepairedEntries
  private var used: Set<VersionPlace> = []
  /// Seals of what counts, of the sequences that repairs hold too.
  private var held: [Int: String] = [:]
  /// Up to here another reading has been; what of repairs stands there was told then.
  private let beginning: Int
  private var pending: [Damage] = []
  /// The first entry of each own segment, as far as it was asked for.
  private var firsts: [SegmentName: End?] = [:]
  /// Called before a segment is read.
  var opened: ((File) -> Void)?

  /// Reads on after `end`. `segments` are those of one site with the sizes they had while nobody wrote.
  init(
    _ journal: JournalFolder, site: String, _ segments: [FileStore.Segment], after end: End = End()
  ) {
    self.journal = journal
    self.site = site
    self.end = end
    beginning = end.sequence
    own = segments.filter { $0.name.repair == 0 }
    repaired = RepairedEntries(journal, segments.filter { $0.name.repair > 0 })
  }

  /// Gives each step to `take`, from `start` of the first own segment on; an error of `take` ends it.
  mutating func read<Failure: Error>(
    from start: Int = 0, _ take: (Step) throws(Failure) -> Void
  ) throws(Failure) {
    for (name, error) in repaired.unreadable { try take(.unreadable(name, error)) }
    for (index, segment) in own.enumerated() {
      let from = index == 0 ? start : 0
      guard from < segment.size else { continue }
      if from == 0, isPutIn(index) {
        try take(.putIn(segment.name))
        continue
      }
      try read(segment, from: from, isNewest: index == own.count - 1, take)
    }
    try finish(take)
  }

  private mutating func read<Failure: Error>(
    _ segment: FileStore.Segment, from start: Int, isNewest: Bool, _ take: (Step) throws(Failure) -> Void
  ) throws(Failure) {
    let file: File
    do throws(SystemError) { file = try journal.open(segment.name) } catch {
      try take(.unreadable(segment.name, error))
      return
    }
    opened?(file)
    var scanner = SegmentScanner(file, from: start, to: segment.size)
    while true {
      let piece: SegmentScanner.Piece?
      do throws(SystemError) { piece = try scanner.next() } catch {
        try take(.unreadable(segment.name, error))
        return
      }
      switch piece {
      case nil:
        if isNewest, let last = pending.last, last.segment == segment.name {
          pending.removeLast()
          try takeTail(last, take)
        }
        return
      case .damage(let offset, let length):
        pending.append(Damage(segment: segment.name, offset: offset, length: length))
      case .entry(let parts, let offset):
        let place = VersionPlace(segment: segment.name, start: offset, length: parts.bytes.count)
        guard let entry = JournalEntry(parts), entry.site == site else {
          try take(.strange(place))
          continue
        }
        try self.take(Found(parts: parts, entry: entry, place: place), file, take)
      }
    }
  }

  private mutating func take<Failure: Error>(
    _ found: Found, _ file: File, _ take: (Step) throws(Failure) -> Void
  ) throws(Failure) {
    let entry = found.entry
    guard entry.sequence > end.sequence else {
      try tellDamage(before: found, file, take)
      try take(.repeated(found, after: end.sequence))
      return
    }
    let isKnown = try tellDamage(before: found, file, take)
    if let lacking = lacking(before: entry) { try fill(lacking, before: found, isKnownDamage: isKnown, take) }
    if entry.chain != end.seal { try take(.otherSeal(found)) }
    if let last = end.savedAt, entry.savedAt < last { try take(.earlier(found)) }
    if entry[Version.clockLine] != nil { try take(.clockBehind(found)) }
    // A segment begins with its day; what follows may be of a day before, where the clock or its zone went back.
    let day = entry.savedAt.day
    let isOfDay =
      found.place.start == 0
      ? day == found.place.segment.day : day <= found.place.segment.day || entry.action == TornBytes.action
    if !isOfDay { try take(.otherDay(found)) }
    if !found.parts.hasIntactContent, let whole = repaired.entry(entry.sequence, { $0.seal == entry.seal }) {
      try use(whole, damaged: found, take)
    } else {
      advance(to: End(entry))
      try take(.entry(found))
    }
  }

  private mutating func advance(to entry: End) {
    end = entry
    if repaired.holds(entry.sequence) { held[entry.sequence] = entry.seal }
  }

  /// Tells what stands before an entry and fits no seal; whether anything of it is damage.
  @discardableResult
  private mutating func tellDamage<Failure: Error>(
    before found: Found, _ file: File, _ take: (Step) throws(Failure) -> Void
  ) throws(Failure) -> Bool {
    let damages = pending
    pending = []
    var isDamage = false
    for damage in damages {
      if damage.segment == found.place.segment, isNamed(damage, by: found.entry, file) {
        try take(.torn(damage))
        continue
      }
      isDamage = true
      guard let lacking = lacking(before: found.entry) else {
        try take(.damage(damage, entries: nil, isMadeGood: false))
        continue
      }
      let gap = filling(lacking, next: found.entry.chain).gap
      try take(.damage(damage, entries: lacking, isMadeGood: gap == nil))
    }
    return isDamage
  }

  /// The sequences between the last entry that counts and this one.
  private func lacking(before entry: JournalEntry) -> ClosedRange<Int>? {
    let first = end.sequence + 1
    return first < entry.sequence ? first...(entry.sequence - 1) : nil
  }

  private func isNamed(_ damage: Damage, by entry: JournalEntry, _ file: File) -> Bool {
    guard TornBytes.names(entry, damage.segment, damage.offset, damage.length) else { return false }
    let hash = try? TornBytes.hash(file, damage.offset, damage.length - TornBytes.end.count)
    return hash == entry["Hash"]
  }

  /// What fits no seal at the newest segment's end.
  private mutating func takeTail<Failure: Error>(
    _ damage: Damage, _ take: (Step) throws(Failure) -> Void
  ) throws(Failure) {
    let seal = end.seal
    guard let next = repaired.entry(end.sequence + 1, { $0.chain == seal }) else {
      try take(.unfinished(damage))
      return
    }
    try take(.damage(damage, entries: next.sequence...next.sequence, isMadeGood: true))
  }

  /// After the last segment: entries that only a repair holds, and what of repairs counts nowhere.
  private mutating func finish<Failure: Error>(_ take: (Step) throws(Failure) -> Void) throws(Failure) {
    for damage in pending {
      let seal = end.seal
      let next = repaired.entry(end.sequence + 1, { $0.chain == seal })
      let first = end.sequence + 1
      try take(.damage(damage, entries: first...first, isMadeGood: next != nil))
    }
    pending = []
    while true {
      let seal = end.seal
      guard let next = repaired.entry(end.sequence + 1, { $0.chain == seal }) else { break }
      try use(next, damaged: nil, take)
    }
    for surplus in repaired.all where surplus.sequence > beginning && !used.contains(surplus.place) {
      guard let found = load(surplus) else { continue }
      try take(.surplus(found, isSame: held[surplus.sequence] == surplus.seal))
    }
  }

  // MARK: - Repairs

  private struct Filling {
    var before: [RepairedEntries.Entry] = []
    var after: [RepairedEntries.Entry] = []
    /// What stands nowhere.
    var gap: ClosedRange<Int>?
  }

  /// What of repairs fills a gap, of which the entry after names `next`. What that names is proved; what only names the
  /// seal before it counts where nothing contradicts it.
  private func filling(_ lacking: ClosedRange<Int>, next: String) -> Filling {
    var filling = Filling()
    var last = lacking.upperBound
    var wanted = next
    while last >= lacking.lowerBound, let entry = repaired.entry(last, { $0.seal == wanted }) {
      filling.after.insert(entry, at: 0)
      wanted = entry.chain
      last -= 1
    }
    if last < lacking.lowerBound, wanted == end.seal { return filling }
    var first = lacking.lowerBound
    var seal = end.seal
    while first < last, let entry = repaired.entry(first, { $0.chain == seal }) {
      filling.before.append(entry)
      seal = entry.seal
      first += 1
    }
    filling.gap = first <= last ? first...last : nil
    return filling
  }

  private mutating func fill<Failure: Error>(
    _ lacking: ClosedRange<Int>, before found: Found, isKnownDamage: Bool, _ take: (Step) throws(Failure) -> Void
  ) throws(Failure) {
    let filling = filling(lacking, next: found.entry.chain)
    for entry in filling.before { try use(entry, damaged: nil, take) }
    if let gap = filling.gap {
      let next = filling.after.first?.chain ?? found.entry.chain
      let missing = Gap(
        first: gap.lowerBound, last: gap.upperBound, chain: end.seal, next: next, day: found.place.segment.day)
      end = End(sequence: gap.upperBound, seal: next, savedAt: end.savedAt)
      try take(.missing(missing, before: found.place, isKnownDamage: isKnownDamage))
    }
    for entry in filling.after { try use(entry, damaged: nil, take) }
  }

  private mutating func use<Failure: Error>(
    _ entry: RepairedEntries.Entry, damaged: Found?, _ take: (Step) throws(Failure) -> Void
  ) throws(Failure) {
    used.insert(entry.place)
    let isLinked = entry.chain == end.seal
    advance(to: End(sequence: entry.sequence, seal: entry.seal, savedAt: entry.savedAt))
    guard let whole = load(entry) else {
      if let damaged { try take(.entry(damaged)) }
      return
    }
    if !isLinked, damaged == nil { try take(.otherSeal(whole)) }
    try take(.madeGood(whole, damaged: damaged))
  }

  private func load(_ entry: RepairedEntries.Entry) -> Found? {
    guard let bytes = try? journal.open(entry.place.segment).read(entry.place.length, at: entry.place.start),
      let parts = EntryParts(bytes[...]), parts.isWhole, parts.seal == entry.seal, let read = JournalEntry(parts)
    else { return nil }
    return Found(parts: parts, entry: read, place: entry.place)
  }

  // MARK: - Segments that were put in

  /// Whether another segment that follows what has been read has a longer continuation.
  private mutating func isPutIn(_ index: Int) -> Bool {
    guard let first = first(of: own[index]), follows(first) else { return false }
    let rivals = own.indices.filter { other in
      guard other > index, let rival = self.first(of: own[other]) else { return false }
      return follows(rival)
    }
    guard !rivals.isEmpty else { return false }
    let reach = reach(index, skipping: [])
    return rivals.contains { self.reach($0, skipping: [index]) > reach }
  }

  private func follows(_ first: End) -> Bool { first.sequence == end.sequence + 1 && first.seal == end.seal }

  /// The last sequence that is reached from a segment on, segment by segment.
  private mutating func reach(_ index: Int, skipping: Set<Int>) -> Int {
    var seen = skipping.union([index])
    var last = last(of: own[index])
    while true {
      let next = own.indices.first { other in
        guard !seen.contains(other), let first = first(of: own[other]) else { return false }
        return first.sequence == last.sequence + 1 && first.seal == last.seal
      }
      guard let next else { return last.sequence }
      seen.insert(next)
      last = self.last(of: own[next])
    }
  }

  /// Sequence of a segment's first entry, and the seal that it names as the one before; nil where it holds none.
  private mutating func first(of segment: FileStore.Segment) -> End? {
    if let known = firsts[segment.name] { return known }
    var found: End?
    entries(of: segment) { entry in
      found = End(sequence: entry.sequence, seal: entry.chain, savedAt: entry.savedAt)
      return false
    }
    firsts[segment.name] = found
    return found
  }

  private func last(of segment: FileStore.Segment) -> End {
    var last = End()
    entries(of: segment) { entry in
      if entry.sequence > last.sequence { last = End(entry) }
      return true
    }
    return last
  }

  /// What cannot be read is told when it is its turn.
  private func entries(of segment: FileStore.Segment, _ body: (JournalEntry) -> Bool) {
    guard let file = try? journal.open(segment.name) else { return }
    var scanner = SegmentScanner(file, from: 0, to: segment.size)
    while let piece = try? scanner.next() {
      guard case .entry(let parts, _) = piece, let entry = JournalEntry(parts), entry.site == site else { continue }
      guard body(entry) else { return }
    }
  }
}

extension JournalReader.End {
  init(_ entry: JournalEntry) {
    self.init(sequence: entry.sequence, seal: entry.seal, savedAt: entry.savedAt)
  }
}

import Domain

/// Entries that stand in a site's repairs, by sequence; whether one counts is for `JournalReader` to say.
struct RepairedEntries {
  struct Entry {
    var sequence: Int
    var seal: String
    var chain: String
    var savedAt: Moment
    var place: VersionPlace
  }

  private(set) var all: [Entry] = []
  private(set) var unreadable: [(SegmentName, SystemError)] = []
  private var bySequence: [Int: [Entry]] = [:]

  init(_ journal: JournalFolder, _ segments: [FileStore.Segment]) {
    for (name, size) in segments {
      do throws(SystemError) { try read(name, size, journal) } catch { unreadable.append((name, error)) }
    }
  }

  /// The first one with this sequence that fits.
  func entry(_ sequence: Int, _ fits: (Entry) -> Bool) -> Entry? { bySequence[sequence]?.first(where: fits) }

  func holds(_ sequence: Int) -> Bool { bySequence[sequence] != nil }

  private mutating func read(_ name: SegmentName, _ size: Int, _ journal: JournalFolder) throws(SystemError) {
    var scanner = SegmentScanner(try journal.open(name), from: 0, to: size)
    while let piece = try scanner.next() {
      guard case .entry(let parts, let offset) = piece, parts.hasIntactContent, let entry = JournalEntry(parts),
        entry.site == name.site
      else { continue }
      let found = Entry(
        sequence: entry.sequence, seal: entry.seal, chain: entry.chain, savedAt: entry.savedAt,
        place: VersionPlace(segment: name, start: offset, length: parts.bytes.count))
      all.append(found)
      bySequence[found.sequence, default: []].append(found)
    }
  }
}

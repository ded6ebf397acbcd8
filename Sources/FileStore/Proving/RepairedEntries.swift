import Domain

/// Entries that a repair put beside the journal, by sequence.
struct RepairedEntries {
  struct Entry {
    var sequence: Int
    var seal: String
    var chain: String
    var savedAt: Moment
    var place: VersionPlace
  }

  private var entries: [Int: Entry] = [:]

  subscript(sequence: Int) -> Entry? { entries[sequence] }

  init(_ store: FileStore, _ segments: [FileStore.Segment]) throws(SystemError) {
    for (name, size) in segments where name.repair > 0 {
      var scanner = SegmentScanner(try store.journal.open(name), from: 0, to: size)
      while let piece = try scanner.next() {
        guard case .entry(let parts, let offset) = piece, parts.hasIntactContent, let entry = JournalEntry(parts) else {
          continue
        }
        let place = VersionPlace(segment: name, start: offset, length: parts.bytes.count)
        entries[entry.sequence] = Entry(
          sequence: entry.sequence, seal: entry.seal, chain: entry.chain, savedAt: entry.savedAt, place: place)
      }
    }
  }
}

import Domain

extension FileStore {
  /// Entries of the journal, the newest first: whole days, from the newest day before `day` on, until there
  /// are `enough`. Reads the journal itself; every entry's header must fit its seal. The query is asked of entries
  /// as they are `shown`.
  public func journal(
    _ query: JournalQuery = JournalQuery(), before day: Day? = nil, enough: Int = 200,
    as shown: (JournalItem) -> JournalItem = { $0 }
  ) throws(StoreProblem) -> JournalPage {
    // What was put beside the journal is in no segment that the index was made from.
    try catchUp()
    let counted = try asking { (index) throws(IndexFault) in try index.segments() }
    do throws(SystemError) {
      var items: [JournalItem] = []
      var damaged = 0
      let segments = try journalSegments(query, before: day).filter(counted.contains)
      for (place, name) in segments.enumerated() {
        let isNewDay = place > 0 && segments[place - 1].day != name.day
        if isNewDay, items.count >= enough {
          return JournalPage(items: Self.newestFirst(items), olderThan: segments[place - 1].day, damaged: damaged)
        }
        try read(name, query, shown, into: &items, &damaged)
      }
      return JournalPage(items: Self.newestFirst(items), olderThan: nil, damaged: damaged)
    } catch { throw error.problem }
  }

  /// The newest day first. A day's segment holds what was saved on that day of the machine, which may have been
  /// another one where it was saved.
  private func journalSegments(_ query: JournalQuery, before day: Day?) throws(SystemError) -> [SegmentName] {
    let found = try journal.all(of: description.site, from: query.from?.adding(days: -1))
    var wanted: [SegmentName] = []
    for name in found where day.map({ name.day < $0 }) ?? true {
      // Once the clock has run ahead, what is saved later stands under that day, and names what the clock showed.
      if let to = query.to, name.day > to.adding(days: 1), try !journal.names(name, EntryParts.clockMark) { continue }
      wanted.append(name)
    }
    return wanted.sorted { ($0.day, $0.site, $0.repair) > ($1.day, $1.site, $1.repair) }
  }

  private func read(
    _ name: SegmentName, _ query: JournalQuery, _ shown: (JournalItem) -> JournalItem,
    into items: inout [JournalItem], _ damaged: inout Int
  ) throws(SystemError) {
    let file = try journal.open(name)
    let size = try file.facts().size
    var scanner = SegmentScanner(file, from: 0, to: size)
    while let piece = try scanner.next() {
      switch piece {
      // The end may be an entry that is just being written.
      case .damage(let offset, let length): if offset + length < size { damaged += 1 }
      case .entry(let parts, _):
        guard let entry = JournalEntry(parts), let item = JournalItem(entry).map(shown) else {
          damaged += 1
          continue
        }
        if query.contains(item, clock) { items.append(item) }
      }
    }
  }

  /// By time; an entry that a repair brought back stands once.
  private static func newestFirst(_ items: [JournalItem]) -> [JournalItem] {
    var seals: Set<String> = []
    return items.filter { seals.insert($0.seal).inserted }.sorted { left, right in
      (left.savedAt, left.site, left.sequence) > (right.savedAt, right.site, right.sequence)
    }
  }
}

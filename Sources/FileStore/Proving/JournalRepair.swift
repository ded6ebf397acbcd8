import Domain
import Glibc

/// Puts entries that the journal lost, and that stand whole in a version file, into a new segment beside it.
struct JournalRepair {
  let store: FileStore

  /// Answers the segments that were written.
  func run(_ gaps: [JournalReader.Gap]) throws(SystemError) -> [SegmentName] {
    let site = store.description.site
    let found = try candidates(site, gaps)
    var days: [Day: [Candidate]] = [:]
    for gap in gaps {
      for candidate in fitting(gap, found) {
        days[gap.day ?? candidate.version.savedAt.day, default: []].append(candidate)
      }
    }
    var written: [SegmentName] = []
    for (day, candidates) in days.sorted(by: { $0.key < $1.key }) {
      written.append(try write(candidates.sorted { $0.version.sequence < $1.version.sequence }, site, day))
    }
    return written
  }

  private struct Candidate {
    var version: Version
    var bytes: [UInt8]
  }

  /// Intact version files of the sequences that are missing.
  private func candidates(_ site: String, _ gaps: [JournalReader.Gap]) throws(SystemError) -> [Int: Candidate] {
    var found: [Int: Candidate] = [:]
    func walk(_ folder: Folder, depth: Int) throws(SystemError) {
      for name in try folder.names() {
        if depth < 3, let next = try? folder.folder(name) {
          try walk(next, depth: depth + 1)
        } else if depth == 3, !Folder.isTemporary(name),
          let bytes = try? folder.open(name).readAll(limit: SegmentScanner.longestEntry),
          case .success(let version) = RecordText.decode(bytes), version.site == site,
          gaps.contains(where: { $0.first <= version.sequence && version.sequence <= $0.last ?? .max })
        {
          found[version.sequence] = Candidate(version: version, bytes: bytes)
        }
      }
    }
    try walk(try store.folder.folder("records"), depth: 0)
    return found
  }

  /// Those that the chain proves: linked to the entry before the gap, or to the one after it.
  private func fitting(_ gap: JournalReader.Gap, _ found: [Int: Candidate]) -> [Candidate] {
    var fitting: [Int: Candidate] = [:]
    var seal = gap.chain
    var sequence = gap.first
    while sequence <= gap.last ?? .max, let next = found[sequence], next.version.chain == seal {
      fitting[sequence] = next
      seal = next.version.seal
      sequence += 1
    }
    if let last = gap.last, var wanted = gap.next {
      var sequence = last
      while sequence >= gap.first, let next = found[sequence], next.version.seal == wanted {
        fitting[sequence] = next
        wanted = next.version.chain
        sequence -= 1
      }
      // Linked from before only, and contradicted by what stands after.
      if let end = fitting[last], let next = gap.next, end.version.seal != next { fitting[last] = nil }
    }
    return Array(fitting.values)
  }

  private func write(_ candidates: [Candidate], _ site: String, _ day: Day) throws(SystemError) -> SegmentName {
    var name = SegmentName(site: site, day: day, repair: 1)
    for there in try store.journal.repairs(of: SegmentName(site: site, day: day)) {
      name = SegmentName(site: site, day: day, repair: max(name.repair, there.repair + 1))
    }
    let siteFolder = try store.journal.siteFolder(site, creating: true)
    let year = try siteFolder.folder(name.year, creating: true)
    try year.publish(candidates.flatMap(\.bytes), as: name.fileName, mode: 0o600, durably: true)
    try siteFolder.synchronize()
    return name
  }
}

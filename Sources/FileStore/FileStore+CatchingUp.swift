import Domain
import Glibc

extension FileStore {
  /// Reads what others have saved since. True if there was anything.
  @discardableResult
  public func catchUp() throws(StoreProblem) -> Bool {
    try withState { (state) throws(StoreProblem) in
      let before = state.tail
      try catchUp(&state)
      return state.tail != before
    }
  }

  /// Brings index and tail up to the journal's end as it is now.
  func catchUp(_ state: inout State) throws(StoreProblem) {
    finish(&state)
    try readJournal(&state)
    try takeAccepted(&state)
  }

  func readJournal(_ state: inout State) throws(StoreProblem) {
    state.serials = [:]
    for finding in undeclaredSites() where !state.findings.contains(finding) { state.findings.append(finding) }
    let before = state.tail
    defer { if state.facts != nil, state.tail != before { takeZone(&state) } }
    var attempt = 0
    while let fault = try catchUp(description.site, &state) {
      attempt += 1
      guard attempt < 4 else { throw .inputOutput(path: indexFolder ?? "index.sqlite", code: EIO) }
      try replaceIndex(&state, keeping: attempt == 1 && fault.isUseless)
    }
  }

  /// Folders of sites that the store has not declared; what they hold does not count.
  func undeclaredSites() -> [Finding] {
    // A journal that cannot be listed is told when it is read.
    let sites = (try? journal.sites()) ?? []
    return sites.filter { $0 != description.site }.map { VerifyFinding.undeclared($0, site: description.site) }
  }

  /// Reads a site's journal from where the index stands. What is wrong with the index is answered.
  private func catchUp(_ site: String, _ state: inout State) throws(StoreProblem) -> IndexFault? {
    do throws(IndexFault) {
      // The index is asked first: the journal only grows, so what is found then is no older.
      let progress = try state.index.progress(of: site)
      let found: Result<[Segment], StoreProblem> = segments(of: site, progress, &state)
      switch found {
      case .failure(let problem): throw IndexFault(reason: "", isUseless: false, problem: problem)
      case .success(let segments): try read(site, segments, progress, &state)
      }
      return nil
    } catch {
      if let problem = error.problem { throw problem }
      return error
    }
  }

  typealias Segment = (name: SegmentName, size: Int)

  /// Segments with their sizes, from where the index stands. The lock is held meanwhile, so that nothing is
  /// seen that is still being written.
  private func segments(
    of site: String, _ progress: IndexProgress?, _ state: inout State
  ) -> Result<[Segment], StoreProblem> {
    let first = progress.flatMap { $0.segment.day == JournalCatchUp.beginning ? nil : $0.segment.day }
    func ask() throws(StoreProblem) -> [Segment] {
      do throws(SystemError) {
        var segments: [Segment] = []
        for name in try journal.all(of: site, from: first) { segments.append((name, try journal.size(of: name))) }
        return segments
      } catch { throw error.problem }
    }
    do throws(StoreProblem) {
      return .success(try withLock(&state) { (_) throws(StoreProblem) in try ask() })
    } catch { return .failure(error) }
  }

  /// Puts an empty index in place of one that is useless: in the same folder, or only until the program ends.
  func replaceIndex(_ state: inout State, keeping: Bool) throws(StoreProblem) {
    if keeping, let indexFolder, state.index.isKept {
      // What cannot be removed is not used: a temporary index takes its place.
      try? RecordIndex.discard(in: indexFolder)
      state.index = try FileStore.openIndex(store: description.id, indexer: indexer, in: indexFolder).0
    } else {
      state.index = try FileStore.temporaryIndex(store: description.id, indexer: indexer)
    }
  }

  private func read(
    _ site: String, _ segments: [Segment], _ progress: IndexProgress?, _ state: inout State
  ) throws(IndexFault) {
    if let progress, !isMet(progress, segments) {
      state.findings.append(FileStore.otherJournal(progress))
      throw IndexFault(reason: "another journal", isUseless: true)
    }
    var reader = JournalCatchUp(store: self, index: state.index, site: site, progress: progress)
    try reader.read(segments)
    state.findings += reader.findings.filter { !state.findings.contains($0) }
    var tail = JournalTail()
    if let last = segments.last(where: { $0.name.repair == 0 }) {
      tail.segment = last.name
      tail.size = last.size
      tail.end = reader.tornFrom ?? last.size
    }
    if let progress = reader.progress {
      tail.sequence = progress.sequence
      tail.seal = progress.seal
      tail.savedAt = entry(at: progress)?.savedAt
    }
    if tail.isTorn, tail != state.tail { state.findings.append(FileStore.torn(tail)) }
    state.tail = tail
  }

  /// The last entry that the index has seen, if it stands where the index says.
  func entry(at progress: IndexProgress) -> JournalEntry? {
    let place = VersionPlace(
      segment: progress.entrySegment, start: progress.entryStart, length: progress.entryLength)
    guard let bytes = try? bytes(at: place), let parts = EntryParts(bytes[...]), parts.isWhole,
      parts.seal == progress.seal, let entry = JournalEntry(parts), entry.sequence == progress.sequence
    else { return nil }
    return entry
  }

  /// Whether the journal still holds what the index has seen last.
  private func isMet(_ progress: IndexProgress, _ segments: [Segment]) -> Bool {
    if progress.segment.day != JournalCatchUp.beginning {
      guard let segment = segments.first(where: { $0.name == progress.segment }), segment.size >= progress.end
      else { return false }
    }
    return entry(at: progress) != nil
  }

  func bytes(at place: VersionPlace) throws(SystemError) -> [UInt8] {
    guard place.length > 0, place.length <= 2 * SegmentScanner.longestEntry, place.start >= 0 else {
      throw SystemError(place.segment.path, EINVAL)
    }
    return try journal.open(place.segment).read(place.length, at: place.start)
  }

  static func torn(_ tail: JournalTail) -> Finding {
    let path = tail.segment?.path ?? "journal"
    return Finding(
      .file(path, line: 0, column: 0), rule: "torn", severity: .note,
      Phrase(
        zh: "\(path) 末尾有 \(tail.size - tail.end) 個位元組沒有寫完；那一次並未回報已存，下次存檔時會註記，不必處理。",
        en: "The last \(tail.size - tail.end) bytes of \(path) were never finished; that save was not reported as "
          + "saved, the next save notes it, nothing to do."))
  }

  static func otherJournal(_ progress: IndexProgress) -> Finding {
    let path = progress.entrySegment.path
    return Finding(
      .file(path, line: 0, column: 0), rule: "head",
      Phrase(
        zh: "日誌已不含上次看到的第 \(progress.sequence) 筆（\(path)，封緘 \(progress.seal.prefix(12))…）："
          + "日誌可能被截短、改動或換回舊的；請執行 ismsbook verify 並比對備份與外部的檢查點。",
        en: "The journal no longer holds entry \(progress.sequence) (\(path), seal \(progress.seal.prefix(12))…): it "
          + "may have been cut, changed or put back; run ismsbook verify and compare with backups and checkpoints."))
  }
}

import Domain

extension FileStore {
  /// Where the journal ends: with it everything before is proved.
  public func head() throws(StoreProblem) -> StoreHead {
    try withState { (state) throws(StoreProblem) in
      try catchUp(&state)
      guard let tail = state.tail else { return StoreHead(sequence: 0, seal: "", savedAt: nil) }
      return StoreHead(sequence: tail.sequence, seal: tail.seal, savedAt: tail.savedAt)
    }
  }

  /// Reads the whole store and checks every seal and link, every version file, all evidence. `heads` are ends of
  /// this site's journal that were kept elsewhere and must still be met, as those of its checkpoints. With `repair`, damaged or missing version
  /// files are written again, and damaged entries that stand whole in a version file are put beside the journal;
  /// the journal itself is never changed. `progress` hears how many entries have been read.
  public func verify(
    repair: Bool = false, heads: [StoreHead] = [], progress: (@Sendable (Int) -> Void)? = nil
  ) throws(StoreProblem) -> VerifyReport {
    let reason = readOnlyReason
    if repair, let reason { throw .readOnly(reason) }
    return try verify(repair: repair, heads: heads, fromDisk: false, progress: progress)
  }

  func verify(
    repair: Bool, heads: [StoreHead], fromDisk: Bool, progress: (@Sendable (Int) -> Void)?
  ) throws(StoreProblem) -> VerifyReport {
    let known = try withState { (state) throws(StoreProblem) in
      try catchUp(&state)
      return state.findings.filter { ["head", "store"].contains($0.rule) }
    }
    let journal = try journalNow()
    var verifier = Verifier(self, repair: repair, heads: checkpointHeads() + heads, progress: progress)
    verifier.fromDisk = fromDisk
    verifier.comparesIndex = true
    do throws(SystemError) {
      try verifier.run(journal)
      verifier.report.findings += known
      if repair { try mend(&verifier.report) }
    } catch { throw error.problem }
    // No record is harmed by it, but somebody's work may be lost.
    verifier.report.findings += draftFindings()
    return verifier.report
  }

  /// The journal's segments with their sizes, taken while nobody writes.
  func journalNow() throws(StoreProblem) -> [Segment] {
    try withState { (state) throws(StoreProblem) in
      try withLock(&state) { (_) throws(StoreProblem) in
        do throws(SystemError) { return try journal.everything(of: description.site) } catch {
          throw error.problem
        }
      }
    }
  }

  /// Brings back entries that the journal lost, and has the index read them.
  private func mend(_ report: inout VerifyReport) throws(SystemError) {
    let hasLost =
      report.findings.contains { $0.severity == .error && FileStore.lostRules.contains($0.rule) }
      || report.findings.contains { $0.rule == "torn" && $0.severity == .warning }
    guard hasLost else { return }
    var written: [SegmentName] = []
    var failure: SystemError?
    do throws(StoreProblem) {
      written = try withState { (state) throws(StoreProblem) in
        let written = try withLock(&state, toWrite: true) { (_) throws(StoreProblem) in
          do throws(SystemError) {
            // Others may have saved since: what is missing is asked again now that nobody writes.
            return try JournalRepair(store: self).run(gaps())
          } catch { throw error.problem }
        }
        if !written.isEmpty { try rebuildIndex(&state) }
        return written
      }
    } catch {
      failure = SystemError("journal", 5)
    }
    if let failure { throw failure }
    report.repaired += written.map(\.path)
  }

  /// What the journal lacks, as it is now. Nobody writes meanwhile.
  private func gaps() throws(SystemError) -> [JournalReader.Gap] {
    var reader = JournalReader(journal, site: description.site, try journal.everything(of: description.site))
    var gaps: [JournalReader.Gap] = []
    reader.read { step in
      switch step {
      case .missing(let gap, _, _): gaps.append(gap)
      case .entry(let found) where !found.parts.hasIntactContent && found.entry.isVersion:
        let entry = found.entry
        gaps.append(
          JournalReader.Gap(
            first: entry.sequence, last: entry.sequence, chain: entry.chain, next: entry.seal,
            day: found.place.segment.day))
      default: break
      }
    }
    let end = reader.end
    return gaps + [JournalReader.Gap(first: end.sequence + 1, last: nil, chain: end.seal, next: nil, day: nil)]
  }

  /// Findings that say that entries are not where they should be.
  private static let lostRules: Set = ["damage", "content", "missing", "extra", "version"]

  /// After a sync that failed, in this program or another: writing goes on only if everything that was saved is
  /// on the disk.
  func verifyAfterFailedSync() throws(StoreProblem) {
    guard readOnlyReason == nil else { return }
    let report = try verify(repair: false, heads: [], fromDisk: true, progress: nil)
    try withState { (state) throws(StoreProblem) in
      if report.isClean, (try? folder.remove(FileStore.suspectName)) != nil {
        state.findings.append(
          Finding(
            .nowhere, rule: "suspect", severity: .note,
            Phrase(
              zh: "先前一次寫入磁碟未獲確認；整個紀錄庫已查驗無誤，可以繼續存入。",
              en: "An earlier write was not confirmed by the disk; the whole store has been verified, saving goes on."))
        )
      } else {
        state.readOnly = .syncFailed
        state.findings += report.findings.filter(\.blocks)
      }
    }
  }
}

import Domain

extension Verifier {
  /// Compares what the index says with the journal. Versions that were saved since are not looked at.
  mutating func checkIndex() throws(SystemError) {
    guard comparesIndex else { return }
    // The index may be older than the segments that were read. Should it not be readable, that shows below.
    _ = try? store.catchUp()
    let index = store.state.withLock { $0.index }
    var wrong: [String] = []
    do throws(IndexFault) {
      let newest = newest
      wrong = try index.differing(load: { store.load($0) }) { record in
        newest[Verifier.hash(record)].map { Int($0.number) }
      }
      let sizes = try index.sizes()
      // Damage hides versions from the index as well, and is told as that.
      let isWhole = !report.findings.contains { $0.severity == .error }
      let isBehind = sizes.records < newest.count || sizes.versions < report.versions || sizes.counted < sizes.records
      if wrong.isEmpty, isWhole, isBehind { wrong = [""] }
    } catch {
      wrong = [""]
    }
    // Somebody may have saved a version of the record meanwhile.
    wrong.removeAll { record in
      guard let known = newest[Verifier.hash(record)], let now = try? store.version(record) else { return false }
      return now.number > Int(known.number)
    }
    guard !wrong.isEmpty else { return }
    if repair {
      do throws(StoreProblem) {
        try store.withState { (state) throws(StoreProblem) in try store.rebuildIndex(&state) }
        report.repaired.append("index.sqlite")
        return
      } catch { throw SystemError("index.sqlite", 5) }
    }
    note(VerifyFinding.index(wrong.filter { !$0.isEmpty }))
  }
}

extension VerifyFinding {
  static func index(_ records: [String]) -> Finding {
    let which = records.isEmpty ? "" : " (\(records.joined(separator: ", ")))"
    return Finding(
      FileLine("index.sqlite", 0).place, rule: "index",
      Phrase(
        zh: "索引與日誌不同\(which)：清單可能少列或寫錯；請執行 ismsbook verify --repair，它會由日誌重建索引。",
        en:
          "The index is not what the journal says\(which): lists may lack records or show them wrong; run ismsbook verify "
          + "--repair, which makes it again from the journal."))
  }

  /// Told at the opening, where the index has been made again already.
  static let indexWasWrong = Finding(
    FileLine("index.sqlite", 0).place, rule: "index", severity: .warning,
    Phrase(
      zh: "索引與日誌不同，已由日誌重建；若不是磁碟故障，請查明是誰改的。",
      en: "The index was not what the journal says and has been made again; if no disk failed, find out who changed it."
    ))
}

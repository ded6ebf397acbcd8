import Domain

/// Versions that are in the journal, and whose readable copies, index entries and drafts are still to be dealt
/// with. A program that dies now loses none of it: the next opening does the same from the journal.
struct UnfinishedSaves: Sendable {
  struct Save: Sendable {
    var placed: PlacedVersion
    var bytes: ArraySlice<UInt8>
    var before: Version?
    var draft: DraftID?
    var draftOwner: String?
    /// The journal's end before the save.
    var chain: String
  }

  private(set) var saves: [Save] = []
  private(set) var newest: [String: Version] = [:]
  private var size = 0

  var isEmpty: Bool { saves.isEmpty }

  /// More than should wait in memory.
  var isMany: Bool { saves.count >= 256 || size > 4 << 20 }

  mutating func add(_ save: Save) {
    saves.append(save)
    newest[save.placed.version.record] = save.placed.version
    size += save.bytes.count
  }
}

extension FileStore {
  /// Writes the readable copies of what was saved, takes it into the index and removes the drafts. Whatever reads
  /// does this first; a program calls it when it has told the user that a record is saved, and before it ends.
  public func finishSaves() {
    state.withLock { finish(&$0) }
  }

  /// Keeps in mind what is still to be done for versions that have just become durable.
  func leave(_ batch: SaveBatch, _ new: [NewVersion], _ state: inout State) {
    guard !batch.saved.isEmpty, let tail = state.tail, let segment = tail.segment else { return }
    let first = tail.end - batch.bytes.count
    var start = first
    for saved in batch.saved {
      let place = VersionPlace(segment: segment, start: start, length: saved.length)
      state.unfinished.add(
        UnfinishedSaves.Save(
          placed: PlacedVersion(version: saved.version, place: place),
          bytes: batch.bytes[(start - first)..<(start - first + saved.length)], before: saved.before,
          draft: new[saved.index].draft, draftOwner: new[saved.index].draftOwner, chain: saved.version.chain))
      start += saved.length
    }
    state.serials.merge(batch.serials) { $1 }
  }

  func finish(_ state: inout State) {
    guard !state.unfinished.isEmpty else { return }
    let saves = state.unfinished.saves
    state.unfinished = UnfinishedSaves()
    state.serials = [:]
    let owed = description.copies == .none ? [] : saves.filter { !writeCopy($0) }
    do throws(IndexFault) {
      try index(saves, &state)
      for save in owed { try state.index.oweCopy(at: save.placed.place) }
    } catch {
      // Taken in later; until then only reading suffers. What the index has not seen gets its copy with it.
      try? readJournal(&state)
    }
    if saves.contains(where: { $0.placed.version.form.id == FileStore.settingsForm }) { takeZone(&state) }
    if let save = owed.first { state.findings.append(FileStore.copyOwed(save.placed.version, owed.count)) }
    for save in saves {
      // A draft that stays is offered once more, and shown to have been saved.
      if let draft = save.draft { try? removeDraft(draft, of: save.draftOwner ?? save.placed.version.savedBy.id) }
    }
  }

  /// Writes copies that could not be written when their versions were saved.
  func writeOwedCopies(_ state: inout State) {
    guard state.readOnly == nil, let places = try? state.index.owedCopies() else { return }
    for place in places {
      guard let version = load(place), let bytes = try? bytes(at: place) else { continue }
      guard (try? writeCopy(of: version, bytes)) != nil else { return }
      // Should this fail, the copy is written once more: the same bytes.
      try? state.index.copyIsWritten(at: place)
    }
  }

  /// False where it cannot be written now.
  private func writeCopy(_ save: UnfinishedSaves.Save) -> Bool {
    let version = save.placed.version
    do throws(SystemError) {
      try writeCopy(of: version, Array(save.bytes))
    } catch {
      return false
    }
    if description.copies == .current, let before = save.before { removeCopy(of: before) }
    return true
  }

  /// Takes what was written into the index, if that has seen everything before it and nothing of it.
  private func index(_ saves: [UnfinishedSaves.Save], _ state: inout State) throws(IndexFault) {
    let progress = try state.index.progress(of: description.site)
    guard let first = saves.first, let last = saves.last, progress?.seal ?? "" == first.chain,
      zip(saves, saves.dropFirst()).allSatisfy({ $0.placed.version.seal == $1.chain })
    else { throw IndexFault(reason: "behind", isUseless: false) }
    let place = last.placed.place
    let next = IndexProgress(
      site: description.site, segment: place.segment, end: place.start + place.length, entrySegment: place.segment,
      entryStart: place.start, entryLength: place.length, sequence: last.placed.version.sequence,
      seal: last.placed.version.seal)
    guard try state.index.apply(saves.map(\.placed), from: progress, to: next, load: load) else {
      throw IndexFault(reason: "moved", isUseless: false)
    }
  }

  private static func copyOwed(_ version: Version, _ count: Int) -> Finding {
    let path = VersionFile(version).path
    return Finding(
      .file(path, line: 0, column: 0), rule: "copy", severity: .warning,
      Phrase(
        zh: "\(version.record) 第 \(version.number) 版已存入日誌，但可讀副本 \(path)\(count > 1 ? " 等 \(count) 個" : "")寫不進去；"
          + "請檢查磁碟空間與權限，下次開啟時會補寫。",
        en: "Version \(version.number) of \(version.record) is saved in the journal, but its readable copy \(path)"
          + "\(count > 1 ? " (\(count) copies)" : "") could not be written; check space and permissions, the next "
          + "opening writes it."))
  }
}

import Domain
import Glibc

extension FileStore {
  /// Makes a store in a folder that is empty or not there yet. A shared one is for people with credentials. Its journal
  /// begins with what it is: also the zone of the clock, or else the offset that the clock has now, and whether it
  /// `isForTests`.
  ///
  /// What every store of its kind holds from the beginning is saved by `fill`. Only after that is it a store: an error
  /// leaves nothing there, and what is left of a program that died meanwhile is cleared away by the next making.
  public static func create(
    at path: String, organisation: String, site: String = "main", isShared: Bool = false, isForTests: Bool = false,
    by person: PersonName = FileStore.nobody, id: String? = nil, indexer: any RecordIndexer, indexFolder: String? = nil,
    clock: StoreClock, fill: (FileStore) throws(StoreProblem) -> Void = { _ in }
  ) throws(StoreProblem) -> FileStore {
    guard StoreDescription.isValid(site: site) else {
      throw .invalid(
        Finding(
          .nowhere, rule: "site",
          Phrase(
            zh: "站點代號「\(site)」不對；請用小寫字母開頭的字母、數字、連字號。",
            en: "The site “\(site)” is not valid; use small letters, digits and hyphens, beginning with a letter.")))
    }
    let making = try StoreMaking(at: path)
    do throws(StoreProblem) {
      if isForTests { clock.useTestTime() }
      var moment = clock.now
      moment = Moment(seconds: moment.seconds, offset: moment.offset)
      let description = StoreDescription(
        id: id ?? RandomName.make(), site: site, created: moment, organisation: organisation, isShared: isShared)
      var facts = StoreFacts(description)
      facts.timeZone = (clock.zone ?? Zone(offset: moment.offset)).text
      facts.isForTests = isForTests
      do throws(SystemError) {
        try lay(making, description)
        try writeFirstEntry(facts, at: moment, by: person, in: making.folder)
      } catch { throw error.problem }
      let store = try open(
        making.folder, description, indexer: indexer, indexFolder: indexFolder, clock: clock)
      // That a new store has a new index is no news.
      store.state.withLock { $0.findings.removeAll { $0.rule == "index" } }
      try fill(store)
      store.finishSaves()
      do throws(SystemError) { try making.finish() } catch { throw error.problem }
      if making.hasCleared { store.state.withLock { $0.findings.append(cleared(path)) } }
      return store
    } catch {
      making.abandon()
      throw error
    }
  }

  /// The folders and files that a store begins with.
  private static func lay(_ making: StoreMaking, _ description: StoreDescription) throws(SystemError) {
    let folder = making.folder
    try making.describe(description)
    for name in ["journal", "records", "evidence", "drafts", "checkpoints"] {
      _ = try folder.folder(name, creating: true)
    }
    let sites = try folder.folder("journal")
    _ = try sites.folder(description.site, creating: true)
    try sites.synchronize()
    _ = try folder.open("lock", O_RDWR | O_CREAT)
    try folder.publish(Array(FormatText.text.utf8), as: "FORMAT", mode: 0o444, durably: true)
    try layScript(in: folder)
    try Reserve.make(in: folder)
  }

  private static func layScript(in folder: Folder) throws(SystemError) {
    try folder.publish(Array(VerifyScript.text.utf8), as: VerifyScript.name, mode: 0o444, durably: true)
  }

  private static func writeFirstEntry(
    _ facts: StoreFacts, at moment: Moment, by person: PersonName, in folder: Folder
  ) throws(SystemError) {
    let entry = JournalEntry.encode(
      action: .created, title: JournalEntry.title, savedAt: moment, savedBy: person, site: facts.site, sequence: 1,
      chain: "", details: facts.details)
    let place = try OpenSegment(SegmentName(site: facts.site, day: moment.day), in: folder)
    try place.file.write(entry.bytes)
    try place.file.synchronizeData()
    try place.year.synchronize()
    try place.site.synchronize()
  }

  /// Opens a store, brings it to the format of this program where it may be written, reads what its index has not seen
  /// yet, and finishes what a program that died left undone. From then on `clock` shows the store's zone.
  public static func open(
    at path: String, indexer: any RecordIndexer, indexFolder: String? = nil, clock: StoreClock
  ) throws(StoreProblem) -> FileStore {
    let store = try openAsItIs(at: path, indexer: indexer, indexFolder: indexFolder, clock: clock)
    guard store.description.format < StoreDescription.knownFormat, store.readOnlyReason == nil else { return store }
    do throws(StoreProblem) {
      let told = try store.upgrade()
      let upgraded = try openAsItIs(at: path, indexer: indexer, indexFolder: indexFolder, clock: clock)
      upgraded.state.withLock { $0.findings += [told] }
      return upgraded
    } catch {
      // It goes on in its own format; the next opening tries again.
      store.state.withLock { $0.findings.append(FileStore.notUpgraded(error)) }
      return store
    }
  }

  private static func openAsItIs(
    at path: String, indexer: any RecordIndexer, indexFolder: String?, clock: StoreClock
  ) throws(StoreProblem) -> FileStore {
    let (folder, description) = try describe(path)
    return try open(folder, description, indexer: indexer, indexFolder: indexFolder, clock: clock)
  }

  private static func open(
    _ folder: Folder, _ description: StoreDescription, indexer: any RecordIndexer, indexFolder: String?,
    clock: StoreClock
  ) throws(StoreProblem) -> FileStore {
    // A file over the size limit is an error to report, not the end of the program.
    _ = signal(SIGXFSZ, SIG_IGN)
    let place = indexFolder ?? IndexFolder.usual(store: description.id, at: folder.path)
    let (index, isNew) = try openIndex(store: description.id, indexer: indexer, in: place)
    var state = State(index: index)
    if description.format > StoreDescription.knownFormat {
      state.readOnly = .newerFormat(found: description.format, known: StoreDescription.knownFormat)
    } else if faccessat(folder.descriptor, "journal", W_OK, 0) != 0 || access(folder.path, W_OK) != 0 {
      state.readOnly = .fileSystem
    }
    // A store that was made before stores had the script goes on without where it cannot be added.
    if state.readOnly == nil, folder.facts(VerifyScript.name) == nil { try? layScript(in: folder) }
    let flags = state.readOnly == nil ? O_RDWR | O_CREAT : O_RDONLY
    // Without a lock file reading goes on; saving asks for it again.
    state.lock = try? folder.open("lock", flags)
    let store = FileStore(
      folder: folder, description: description, indexer: indexer, indexFolder: place, state: state, clock: clock)
    try store.withState { (state) throws(StoreProblem) in
      // By what the index has seen, so that nothing is read by definitions that nobody accepted.
      try store.takeAccepted(&state)
      try store.catchUp(&state)
      if !isNew, store.sampleDiffers(state) {
        try store.rebuildIndex(&state)
        state.findings.append(VerifyFinding.indexWasWrong)
      }
      store.takeFacts(&state)
      store.writeOwedCopies(&state)
      // What cannot be recorded now is found again at the next opening, and by a verification.
      try? store.noticeAlterations(&state)
      if isNew, let sequence = state.tail?.sequence, sequence > 0 { state.findings.append(FileStore.rebuilt(index)) }
    }
    if store.isSuspect() { try store.verifyAfterFailedSync() }
    if let corrected = store.description(by: store.facts) {
      let told = store.openingFindings
      let again = try open(folder, corrected, indexer: indexer, indexFolder: indexFolder, clock: clock)
      again.state.withLock { state in state.findings = told + state.findings.filter { !told.contains($0) } }
      return again
    }
    return store
  }

  /// Whether one of a few records, another few at each opening, stands otherwise in the index than in the journal.
  private func sampleDiffers(_ state: State) -> Bool {
    do throws(IndexFault) {
      return try !state.index.differing(sample: 8, load: { load($0) }, newest: { _ in nil }).isEmpty
    } catch { return true }
  }

  private static func describe(_ path: String) throws(StoreProblem) -> (Folder, StoreDescription) {
    do throws(SystemError) {
      let folder = try Folder(at: path)
      if StoreMaking.isUnderWay(in: folder), folder.facts(StoreMaking.finalName) == nil {
        throw SystemError(path, EINPROGRESS)
      }
      let bytes = try folder.open(StoreMaking.finalName).readAll(limit: 1 << 16)
      guard let description = StoreDescription(bytes) else { throw SystemError(path, EINVAL) }
      return (folder, description)
    } catch {
      switch error.code {
      case ENOENT, ENOTDIR: throw .noStore(path: path)
      case EINPROGRESS: throw .beingMade(path: path)
      case EINVAL, EFBIG, ELOOP, ENXIO: throw .notAStore(path: path)
      default: throw error.problem
      }
    }
  }

  private static func cleared(_ path: String) -> Finding {
    Finding(
      .nowhere, rule: "making", severity: .note,
      Phrase(
        zh: "\(path) 有上次沒建完的紀錄庫，已清掉後重新建立；不必處理。",
        en: "What an interrupted making had left at \(path) was cleared away before the store was made; nothing to do.")
    )
  }

  private static func rebuilt(_ index: RecordIndex) -> Finding {
    Finding(
      .nowhere, rule: "index", severity: .note,
      index.isKept
        ? Phrase(
          zh: "索引已由日誌重新建立；不必處理。", en: "The index has been made again from the journal; nothing to do.")
        : Phrase(
          zh: "沒有地方保存索引，每次開啟都要重建；請確認快取目錄可寫。",
          en: "There is no place to keep the index, so every opening makes it again; make the cache folder writable."))
  }

  /// The index in the folder, or one that lasts until the program ends. True where it is new.
  static func openIndex(
    store: String, indexer: any RecordIndexer, in folder: String?
  ) throws(StoreProblem) -> (RecordIndex, Bool) {
    if let folder, let opened = try? RecordIndex.open(in: folder, store: store, indexer: indexer) { return opened }
    return (try temporaryIndex(store: store, indexer: indexer), true)
  }

  static func temporaryIndex(store: String, indexer: any RecordIndexer) throws(StoreProblem) -> RecordIndex {
    do throws(IndexFault) {
      return try RecordIndex.temporary(store: store, indexer: indexer)
    } catch {
      throw .inputOutput(path: "index", code: EIO)
    }
  }
}

extension FileStore {
  /// Makes a store by the machine's clock alone; its zone is the offset that `clock` has now.
  public static func create(
    at path: String, organisation: String, site: String = "main", isShared: Bool = false, id: String? = nil,
    indexer: any RecordIndexer, indexFolder: String? = nil, clock: @escaping @Sendable () -> Moment,
    fill: (FileStore) throws(StoreProblem) -> Void = { _ in }
  ) throws(StoreProblem) -> FileStore {
    try create(
      at: path, organisation: organisation, site: site, isShared: isShared, id: id, indexer: indexer,
      indexFolder: indexFolder, clock: StoreClock(clock, finder: { LocalZones.zone($0) }), fill: fill)
  }

  /// Opens a store by the machine's clock alone.
  public static func open(
    at path: String, indexer: any RecordIndexer, indexFolder: String? = nil,
    clock: @escaping @Sendable () -> Moment
  ) throws(StoreProblem) -> FileStore {
    try open(
      at: path, indexer: indexer, indexFolder: indexFolder,
      clock: StoreClock(clock, finder: { LocalZones.zone($0) }))
  }
}

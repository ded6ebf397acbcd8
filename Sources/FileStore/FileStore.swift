import Domain
import Glibc
import Synchronization

/// A directory of plain text that holds an organisation's records; `FORMAT` in it explains the files.
///
/// Everything that is saved goes into the journal first and is durable when `append` returns. Everything else
/// (version files, index) is made from the journal and mended from it at the next opening.
/// May be used from several threads; saving takes turns, in this program and with others.
public final class FileStore: Sendable {
  public let root: String
  public let description: StoreDescription

  let folder: Folder
  let journal: JournalFolder
  let indexer: any RecordIndexer
  /// Where the index is kept; nil where there is no place for it.
  let indexFolder: String?
  /// What time it is here, and the zone that everything of the store is shown in.
  public let clock: StoreClock
  let state: Mutex<State>
  /// Folders of drafts that are locked for this process.
  let reservedDrafts = Mutex<[Folder]>([])

  /// What changes while the store is open.
  struct State: Sendable {
    var index: RecordIndex
    /// The journal's end as it was last seen.
    var tail: JournalTail?
    var lock: File?
    var holdsLock = false
    var readOnly: StoreProblem.ReadOnlyReason?
    var findings: [Finding] = []
    /// What the journal says that the store is.
    var facts: StoreFacts?
    /// The segment that was written last.
    var open: OpenSegment?
    /// What has been saved since anything was read.
    var unfinished = UnfinishedSaves()
    /// Serials given since anything was read from the journal.
    var serials: [NumberPattern: Int] = [:]
    /// Segments whose folder entries are known to be on the disk.
    var durable: Set<SegmentName> = []
    /// Hashes of definitions that are known to be kept.
    var kept: Set<String> = []
    /// The store's own definitions that the indexer uses, as the journal names them; nil while it uses the files.
    var accepted: String?
  }

  init(
    folder: Folder, description: StoreDescription, indexer: any RecordIndexer, indexFolder: String?, state: State,
    clock: StoreClock
  ) {
    root = folder.path
    self.description = description
    self.folder = folder
    journal = JournalFolder(root: folder)
    self.indexer = indexer
    self.indexFolder = indexFolder
    self.clock = clock
    self.state = Mutex(state)
  }

  /// The sequence of the last entry that was met.
  public var sequence: Int { state.withLock { $0.tail?.sequence ?? 0 } }

  public var isReadOnly: Bool { readOnlyReason != nil }

  public var readOnlyReason: StoreProblem.ReadOnlyReason? { state.withLock { $0.readOnly } }

  /// What the journal says that the store is; what `STORE` says, where the journal does not.
  public var facts: StoreFacts { state.withLock { $0.facts } ?? StoreFacts(description) }

  /// What was noticed at opening and since: a torn tail, a journal that is not the one seen before, an index
  /// made again.
  public var openingFindings: [Finding] { state.withLock { $0.findings } }

  deinit { state.withLock { finish(&$0) } }

  /// Carries out work on the state; one thread at a time.
  func withState<Value: Sendable>(
    _ body: (inout State) throws(StoreProblem) -> Value
  ) throws(StoreProblem) -> Value {
    try state.withLock { (state) throws(StoreProblem) -> Value in try body(&state) }
  }
}

import Domain

/// Versions on their way into the journal: numbered, chained and sealed one after another.
struct SaveBatch {
  /// A version that goes into the journal.
  struct Saved {
    var index: Int
    var version: Version
    var length: Int
    var before: Version?
  }

  private let store: FileStore
  private let index: RecordIndex
  /// The journal's end before this batch.
  let first: JournalTail
  /// The journal's end after this batch.
  private(set) var tail: JournalTail
  private(set) var bytes: [UInt8] = []
  private(set) var results: [SaveResult] = []
  private(set) var saved: [Saved] = []

  private var newest: [String: Version]
  /// The highest serials that are taken.
  private(set) var serials: [NumberPattern: Int]

  init(store: FileStore, state: FileStore.State) {
    self.store = store
    index = state.index
    newest = state.unfinished.newest
    serials = state.serials
    first = state.tail ?? JournalTail()
    tail = first
  }

  mutating func add(_ new: NewVersion) throws(StoreProblem) {
    let record: String
    var before: Version?
    switch new.record {
    case .existing(let number, let base):
      guard let current = try newestVersion(of: number) else { throw .noRecord(number) }
      guard current.form.id == new.form.id else { throw .invalid(NewVersion.otherForm(current)) }
      guard current.number == base else {
        results.append(.conflict(current: current))
        return
      }
      record = number
      before = current
    case .named(let number):
      guard RecordNumber.isValid(number) else { throw .invalid(NewVersion.wrongNumber(number)) }
      guard try newestVersion(of: number) == nil else {
        results.append(.numberTaken(number))
        return
      }
      record = number
    case .numbered(let pattern):
      record = try nextNumber(pattern, new)
    }
    try seal(new, record, before)
  }

  private mutating func seal(_ new: NewVersion, _ record: String, _ before: Version?) throws(StoreProblem) {
    let time = SavingTime(store.clock, after: tail.savedAt)
    var version = Version(
      record: record, form: new.form, number: (before?.number ?? 0) + 1, status: new.status, action: new.action,
      savedAt: time.savedAt, savedBy: PersonName(id: new.savedBy.id, name: CanonicalText.of(new.savedBy.name)),
      reason: new.reason.map(CanonicalText.of), site: store.description.site,
      sequence: tail.sequence + 1, previous: before.map { [$0.seal] } ?? [], chain: tail.seal,
      furtherHeader: new.furtherHeader.map(\.canonical) + time.header, content: new.content.withoutEmptyFields.canonical
    )
    if let finding = new.limitFinding(since: before) { throw .invalid(finding) }
    // A copy that is there although the journal knows no such version is all that is left of it.
    guard try !isCopyLeft(version) else { throw .broken(FileStore.onlyCopy(version)) }
    let sealed = RecordText.sealed(version, title: new.title)
    // What is large from of old may be voided as it is.
    let most = new.action == .void ? SegmentScanner.longestEntry - 1 : RecordText.longest
    guard sealed.bytes.count <= most else { throw .invalid(NewVersion.tooLong) }
    version.contentHash = sealed.contentHash
    version.seal = sealed.seal
    bytes += sealed.bytes
    saved.append(Saved(index: results.count, version: version, length: sealed.bytes.count, before: before))
    results.append(.saved(version))
    newest[record] = version
    tail.sequence += 1
    tail.seal = sealed.seal
    tail.savedAt = time.savedAt
  }

  private func newestVersion(of record: String) throws(StoreProblem) -> Version? {
    if let version = newest[record] { return version }
    guard let place = try ask({ (index) throws(IndexFault) in try index.place(of: record, nil) }) else { return nil }
    if let found = place.place, let version = store.load(found, whole: true), version.record == record,
      version.number == place.newest
    {
      return version
    }
    throw .broken(FileStore.lost(record))
  }

  private mutating func nextNumber(_ pattern: NumberPattern, _ new: NewVersion) throws(StoreProblem) -> String {
    let pattern = NumberPattern(
      prefix: CanonicalText.of(pattern.prefix), suffix: CanonicalText.of(pattern.suffix), digits: pattern.digits)
    var serial: Int
    if let last = serials[pattern] {
      serial = last + 1
    } else {
      serial = try ask { (index) throws(IndexFault) in try index.highestSerial(pattern) } + 1
    }
    let number = pattern.number(serial)
    guard RecordNumber.isValid(number) else { throw .invalid(NewVersion.wrongNumber(number)) }
    // Another pattern of this batch may have given the same number.
    while newest[pattern.number(serial)] != nil { serial += 1 }
    serials[pattern] = serial
    return pattern.number(serial)
  }

  private func ask<Value>(_ body: (RecordIndex) throws(IndexFault) -> Value) throws(StoreProblem) -> Value {
    do throws(IndexFault) { return try body(index) } catch {
      throw .inputOutput(path: "index.sqlite: \(error.reason)", code: 5)
    }
  }

  /// Whether an intact file of this version is there already.
  private func isCopyLeft(_ version: Version) throws(StoreProblem) -> Bool {
    let file = VersionFile(version)
    guard store.copyExists(file) else { return false }
    guard let bytes = try? store.folder.folder(file.folders).open(file.name).readAll(limit: 1 << 27),
      case .success(let left) = RecordText.decode(bytes)
    else { return false }
    return left.record == version.record && left.number == version.number
  }
}

import Domain
import FileStore
import Glibc
import Synchronization

/// A store in a folder of its own that goes away with the test.
final class TestStore: Sendable {
  let folder: String
  let clock = TestClock()
  let store: FileStore

  var root: String { "\(folder)/store" }
  var cache: String { "\(folder)/cache" }

  init(at place: String? = nil, indexer: any RecordIndexer = TestIndexer()) throws {
    folder = try place ?? TestFiles.makeFolder()
    store = try FileStore.create(
      at: "\(folder)/store", organisation: "某醫院", indexer: indexer, indexFolder: "\(folder)/cache",
      clock: clock.reading)
  }

  deinit { TestFiles.remove(folder) }

  /// The same store once more, as another program would open it.
  func reopened(cache: String? = nil, indexer: any RecordIndexer = TestIndexer()) throws -> FileStore {
    try FileStore.open(at: root, indexer: indexer, indexFolder: cache ?? self.cache, clock: clock.reading)
  }

  /// Saves a new record and answers its first version.
  @discardableResult
  func save(
    _ title: String, in store: FileStore? = nil, number: RecordName = .numbered(.incidents), draft: DraftID? = nil,
    more: [Content.Field] = []
  ) throws -> Version {
    let content = Content(fields: [Content.Field(id: "title", values: [title])] + more)
    let result = try (store ?? self.store).save(
      .incident(number, content: content, draft: draft))
    return try result.version
  }

  @discardableResult
  func amend(_ version: Version, _ title: String, status: Status = .saved, in store: FileStore? = nil) throws -> Version
  {
    var content = version.content
    content["title"] = [title]
    let new = NewVersion.incident(
      .existing(version.record, base: version.number), content: content, status: status, action: .amend)
    return try (store ?? self.store).save(new).version
  }
}

struct NotSaved: Error {
  let result: SaveResult
}

extension SaveResult {
  var version: Version {
    get throws {
      guard case .saved(let version) = self else { throw NotSaved(result: self) }
      return version
    }
  }
}

extension NumberPattern {
  static let incidents = NumberPattern(prefix: "INC-115-")
}

extension NewVersion {
  static func incident(
    _ record: RecordName, content: Content, status: Status = .saved, action: Action = .create, reason: String? = nil,
    draft: DraftID? = nil
  ) -> NewVersion {
    NewVersion(
      form: FormReference(id: "incident-notice", version: 3), title: "資安事件通報單", record: record, status: status,
      action: action, savedBy: PersonName(id: "wang.xm", name: "王小明"), reason: reason, content: content,
      draft: draft)
  }
}

/// A clock that tests set; it goes on a second with every reading.
final class TestClock: Sendable {
  private let now = Mutex(Moment("2026-11-22T14:20:05+08:00") ?? Moment(seconds: 0, offset: 0))

  var reading: @Sendable () -> Moment {
    {
      self.now.withLock { now in
        now = now.adding(seconds: 1)
        return now
      }
    }
  }

  func set(_ text: String) {
    guard let moment = Moment(text) else { return }
    now.withLock { $0 = moment }
  }
}

struct TestIndexer: RecordIndexer {
  var fingerprint = "1"
  var columns = [ListColumn(id: "title"), ListColumn(id: "level", isNumber: true)]

  func listColumns(of form: String) -> [ListColumn] { columns }

  func references(in version: Version) -> [(field: String, record: String)] {
    version.content["related"].map { ("related", $0) }
  }
}

extension FileStore {
  /// Saves, and does everything that follows a save.
  func save(_ new: NewVersion) throws(StoreProblem) -> SaveResult {
    let result = try append(new)
    finishSaves()
    return result
  }
}

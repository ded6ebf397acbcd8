import Domain
import FileStore
import TestKit

/// A store in a folder of its own that goes away with the test.
final class TestStore: Sendable {
  let temporary: TemporaryFolder
  /// It advances a second with every reading.
  let clock = TestClock(pace: 1)
  let store: FileStore

  var folder: String { temporary.path }
  var root: String { "\(folder)/store" }
  var cache: String { "\(folder)/cache" }

  init(in folder: TemporaryFolder? = nil, indexer: any RecordIndexer = TestIndexer()) throws {
    temporary = try folder ?? TemporaryFolder()
    let folder = temporary.path
    store = try FileStore.create(
      at: "\(folder)/store", organisation: "某醫院", indexer: indexer, indexFolder: "\(folder)/cache",
      clock: clock.reading)
  }

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
      action: action, savedBy: Cast.wang, reason: reason, content: content,
      draft: draft)
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

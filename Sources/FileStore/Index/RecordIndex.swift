import Domain
import GRDB
import Glibc

/// The index cannot do what it was asked to.
struct IndexFault: Error {
  let reason: String
  /// Whether it has to be thrown away and made again; otherwise it can only not be used now.
  var isUseless = true
  /// What else went wrong while it was used.
  var problem: StoreProblem?
}

/// What is looked up often: where versions stand, list columns, full text, links. Derived from the journal,
/// kept outside the store, never trusted: deleting it costs time only.
final class RecordIndex: Sendable {
  let database: DatabaseQueue
  let indexer: any RecordIndexer
  /// Whether it will be there at the next opening.
  let isKept: Bool

  /// Changes with every change of the tables, the tokens or what is put into a column.
  static let layout = 13

  private init(database: DatabaseQueue, indexer: any RecordIndexer, isKept: Bool) {
    self.database = database
    self.indexer = indexer
    self.isKept = isKept
  }

  /// Opens the index in the folder, or makes an empty one where there is none that can be used.
  static func open(in folder: String, store: String, indexer: any RecordIndexer) throws -> (RecordIndex, isNew: Bool) {
    let guardFile = try IndexFolder.prepare(folder)
    // Held while files are opened, made or removed, so that two programs never mix the files of two indexes.
    defer { _ = flock(guardFile.descriptor, LOCK_UN) }
    guard uninterrupted({ flock(guardFile.descriptor, LOCK_EX) }) == 0 else { throw SystemError(guardFile.path) }
    let path = "\(folder)/index.sqlite"
    if let queue = try? DatabaseQueue(path: path, configuration: configuration(indexer.clock)),
      (try? queue.read({ try isUsable($0, store: store, fingerprint: indexer.fingerprint) })) == true
    {
      return (RecordIndex(database: queue, indexer: indexer, isKept: true), false)
    }
    for suffix in ["", "-wal", "-shm", "-journal"] { _ = unlink(path + suffix) }
    let queue = try DatabaseQueue(path: path, configuration: configuration(indexer.clock))
    try queue.write { try makeTables($0, store: store, fingerprint: indexer.fingerprint) }
    return (RecordIndex(database: queue, indexer: indexer, isKept: true), true)
  }

  /// An index that is gone when the program ends, for when there is no place to keep one.
  static func temporary(store: String, indexer: any RecordIndexer) throws(IndexFault) -> RecordIndex {
    do {
      // SQLite keeps a database without a name in a temporary file.
      let queue = try DatabaseQueue(path: "", configuration: configuration(indexer.clock, journal: false))
      try queue.write { try makeTables($0, store: store, fingerprint: indexer.fingerprint) }
      return RecordIndex(database: queue, indexer: indexer, isKept: false)
    } catch { throw fault(error) }
  }

  /// Removes an index that turned out to be useless.
  static func discard(in folder: String) throws {
    let guardFile = try IndexFolder.prepare(folder)
    defer { _ = flock(guardFile.descriptor, LOCK_UN) }
    guard uninterrupted({ flock(guardFile.descriptor, LOCK_EX) }) == 0 else { throw SystemError(guardFile.path) }
    for suffix in ["", "-wal", "-shm", "-journal"] { _ = unlink("\(folder)/index.sqlite\(suffix)") }
  }

  /// What SQL calls the function that gives an instant as the store shows it.
  static let inZone = "in_zone"

  private static func configuration(_ clock: StoreClock, journal: Bool = true) -> Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(30)
    configuration.prepareDatabase { database in
      database.add(
        function: DatabaseFunction(inZone, argumentCount: 1) { values in
          String.fromDatabaseValue(values[0]).map { stored in clock.moment(stored)?.text ?? stored }
        })
      try database.execute(sql: "PRAGMA cache_size = -2048; PRAGMA mmap_size = 0; PRAGMA temp_store = FILE")
      if journal {
        // With a write-ahead log this is safe against power cuts too; nothing waits for the disk but checkpoints.
        _ = try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL")
        try database.execute(sql: "PRAGMA synchronous = NORMAL; PRAGMA journal_size_limit = 4194304")
      }
    }
    return configuration
  }

  private static func isUsable(_ database: Database, store: String, fingerprint: String) throws -> Bool {
    guard try Int.fetchOne(database, sql: "PRAGMA user_version") == layout else { return false }
    let facts = try GRDB.Row.fetchAll(database, sql: "SELECT key, value FROM meta")
      .reduce(into: [String: String]()) { $0[$1[0]] = $1[1] }
    return facts["store"] == store && facts["fingerprint"] == fingerprint && facts["whole"] == "yes"
  }

  private static func makeTables(_ database: Database, store: String, fingerprint: String) throws {
    try database.execute(sql: IndexTables.sql)
    // Words of a whole batch are sorted in memory before they are written.
    try database.execute(sql: "INSERT INTO words (words, rank) VALUES ('hashsize', 4194304)")
    // Fewer, larger merges: twice as many saves a second, against a little more to look through.
    try database.execute(sql: "INSERT INTO words (words, rank) VALUES ('automerge', 8)")
    try database.execute(
      sql: "INSERT INTO meta VALUES ('store', ?), ('fingerprint', ?), ('whole', 'yes')",
      arguments: [store, fingerprint])
    try database.execute(sql: "PRAGMA user_version = \(layout)")
  }

  /// Reads; an error means that the index is useless.
  func read<Value>(_ body: (Database) throws -> Value) throws(IndexFault) -> Value {
    do { return try database.read(body) } catch { throw RecordIndex.fault(error) }
  }

  func write<Value>(_ body: (Database) throws -> Value) throws(IndexFault) -> Value {
    do {
      var value: Value?
      try database.inTransaction(.immediate) { database in
        value = try body(database)
        return .commit
      }
      guard let value else { throw IndexFault(reason: "no result") }
      return value
    } catch { throw RecordIndex.fault(error) }
  }

  private static func fault(_ error: any Error) -> IndexFault {
    if let fault = error as? IndexFault { return fault }
    guard let error = error as? DatabaseError else { return IndexFault(reason: "\(error)") }
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_FULL, .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_NOMEM, .SQLITE_PERM:
      return IndexFault(reason: "\(error)", isUseless: false)
    default: return IndexFault(reason: "\(error)")
    }
  }
}

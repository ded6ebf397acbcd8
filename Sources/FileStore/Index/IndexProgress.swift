import Domain
import GRDB

/// Where the index stands in a site's journal.
struct IndexProgress: Hashable, Sendable {
  var site: String
  var segment: SegmentName
  /// Offset in `segment` up to which everything has been read.
  var end: Int
  var entrySegment: SegmentName
  var entryStart: Int
  var entryLength: Int
  var sequence: Int
  var seal: String
}

/// A version as it stands in the journal.
struct VersionPlace: Hashable, Sendable {
  var segment: SegmentName
  var start: Int
  var length: Int
}

extension RecordIndex {
  func progress(of site: String) throws(IndexFault) -> IndexProgress? {
    try read { try RecordIndex.progress(of: site, $0) }
  }

  static func progress(of site: String, _ database: Database) throws -> IndexProgress? {
    let sql = """
      SELECT s.path, p.end, e.path, p.entry_start, p.entry_length, p.sequence, p.seal FROM progress p
      JOIN segment s ON s.id = p.segment JOIN segment e ON e.id = p.entry_segment WHERE p.site = ?
      """
    guard let row = try GRDB.Row.fetchOne(database, sql: sql, arguments: [site]) else { return nil }
    guard let segment = SegmentName(path: row[0]), let entrySegment = SegmentName(path: row[2]) else {
      throw IndexFault(reason: "segment name")
    }
    return IndexProgress(
      site: site, segment: segment, end: row[1], entrySegment: entrySegment, entryStart: row[3], entryLength: row[4],
      sequence: row[5], seal: row[6])
  }

  static func segmentID(_ segment: SegmentName, _ database: Database) throws -> Int64 {
    try database.cachedStatement(sql: "INSERT OR IGNORE INTO segment (path) VALUES (?)")
      .execute(arguments: [segment.path])
    let find = try database.cachedStatement(sql: "SELECT id FROM segment WHERE path = ?")
    guard let id = try Int64.fetchOne(find, arguments: [segment.path]) else { throw IndexFault(reason: "segment") }
    return id
  }

  static func set(_ progress: IndexProgress, _ database: Database) throws {
    try database.cachedStatement(sql: "INSERT OR REPLACE INTO progress VALUES (?, ?, ?, ?, ?, ?, ?, ?)").execute(
      arguments: [
        progress.site, segmentID(progress.segment, database), progress.end,
        segmentID(progress.entrySegment, database), progress.entryStart, progress.entryLength, progress.sequence,
        progress.seal,
      ])
  }
}

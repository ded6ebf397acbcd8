import Domain
import Foundation
import GRDB

extension RecordIndex {
  /// The newest version's number, and where the asked or newest version stands.
  func place(of record: String, _ number: Int?) throws(IndexFault) -> (newest: Int, place: VersionPlace?)? {
    try read { database in
      let find = try database.cachedStatement(sql: "SELECT id, version FROM record WHERE size = ? AND number = ?")
      guard let row = try GRDB.Row.fetchOne(find, arguments: [record.utf8.count, record]) else { return nil }
      let newest: Int = row[1]
      let highest = try database.cachedStatement(sql: "SELECT max(number) FROM version WHERE record = ?")
      guard try Int.fetchOne(highest, arguments: [row[0] as Int64]) == newest else {
        throw IndexFault(reason: "newest version")
      }
      return (newest, try RecordIndex.place(of: row[0], number ?? newest, database))
    }
  }

  func places(of record: String) throws(IndexFault) -> [(number: Int, place: VersionPlace)] {
    try read { database in
      let sql = """
        SELECT v.number, s.path, v.start, v.length FROM record r JOIN version v ON v.record = r.id
        JOIN segment s ON s.id = v.segment WHERE r.size = ? AND r.number = ? ORDER BY v.number
        """
      let find = try database.cachedStatement(sql: sql)
      return try GRDB.Row.fetchAll(find, arguments: [record.utf8.count, record]).map { row in
        guard let segment = SegmentName(path: row[1]) else { throw IndexFault(reason: "segment name") }
        return (row[0], VersionPlace(segment: segment, start: row[2], length: row[3]))
      }
    }
  }

  func form(of record: String) throws(IndexFault) -> String? {
    try read { database in
      let sql = "SELECT form FROM record WHERE size = ? AND number = ?"
      return try String.fetchOne(database, sql: sql, arguments: [record.utf8.count, record])
    }
  }

  /// The highest serial that a record of this pattern has.
  func highestSerial(_ pattern: NumberPattern) throws(IndexFault) -> Int {
    try read { database in
      var highest = 0
      let find = try database.cachedStatement(
        sql: "SELECT number FROM record WHERE size = ? AND number BETWEEN ? AND ? ORDER BY number DESC")
      for digits in max(1, pattern.digits)...max(15, pattern.digits) {
        let low = pattern.prefix + String(repeating: "0", count: digits) + pattern.suffix
        let high = pattern.prefix + String(repeating: "9", count: digits) + pattern.suffix
        let numbers = try String.fetchCursor(find, arguments: [low.utf8.count, low, high])
        while let number = try numbers.next() {
          guard let serial = pattern.serial(of: number) else { continue }
          highest = max(highest, serial)
          break
        }
      }
      return highest
    }
  }

  /// The segments and repairs with entries that count.
  func segments() throws(IndexFault) -> Set<SegmentName> {
    try read { Set(try String.fetchAll($0, sql: "SELECT path FROM segment").compactMap { SegmentName(path: $0) }) }
  }

  /// What an entry said last about something outside of the journal.
  func fact(_ subject: String) throws(IndexFault) -> String? {
    try read { try String.fetchOne($0, sql: "SELECT value FROM fact WHERE subject = ?", arguments: [subject]) }
  }

  /// By which of the store's own definitions it was made, as the journal names them; empty where there were none.
  func definitions() throws(IndexFault) -> String {
    try read { try String.fetchOne($0, sql: "SELECT value FROM meta WHERE key = 'definitions'") ?? "" }
  }

  func note(definitions: String) throws(IndexFault) { try note("definitions", definitions) }

  /// By which definitions it was last looked whether kept ones have changed.
  func keptAsOf() throws(IndexFault) -> String? {
    try read { try String.fetchOne($0, sql: "SELECT value FROM meta WHERE key = 'kept'") }
  }

  func note(keptAsOf fingerprint: String) throws(IndexFault) { try note("kept", fingerprint) }

  private func note(_ key: String, _ value: String) throws(IndexFault) {
    try write { try $0.execute(sql: "INSERT OR REPLACE INTO meta VALUES (?, ?)", arguments: [key, value]) }
  }

  func facts(withPrefix prefix: String) throws(IndexFault) -> [String: String] {
    try read { database in
      let sql = "SELECT subject, value FROM fact WHERE subject >= ?1 AND substr(subject, 1, length(?1)) = ?1"
      return try GRDB.Row.fetchAll(database, sql: sql, arguments: [prefix])
        .reduce(into: [:]) { $0[$1[0]] = $1[1] }
    }
  }

  func list(_ query: ListQuery) throws(IndexFault) -> ListPage {
    try read { database in
      var (condition, arguments) = condition(of: query)
      let (order, unsorted) = RecordIndex.order(of: query, column)
      let total = try Int.fetchOne(
        database, sql: "SELECT count(*) FROM record r\(condition)", arguments: StatementArguments(arguments))
      arguments += unsorted
      arguments += [query.limit, query.offset]
      let sql = "SELECT \(RecordIndex.rowColumns) FROM record r\(condition)\(order) LIMIT ? OFFSET ?"
      let rows = try GRDB.Row.fetchAll(database, sql: sql, arguments: StatementArguments(arguments))
      return ListPage(rows: try rows.map(listRow), total: total ?? 0)
    }
  }

  /// Newest save first.
  func search(
    _ text: String, _ clearance: Clearance?, limit: Int, offset: Int
  ) throws(IndexFault) -> [SearchHit] {
    guard let words = SearchTokens.query(text) else { return [] }
    return try read { database in
      let (only, values) = clearance.map(RecordIndex.within).map { (" AND " + $0.0, $0.1) } ?? ("", [])
      let sql = """
        SELECT \(RecordIndex.rowColumns) FROM words w JOIN record r ON r.document = w.rowid
        WHERE words MATCH ?\(only) ORDER BY w.rowid DESC LIMIT ? OFFSET ?
        """
      let arguments: [any DatabaseValueConvertible] = [words] + values + [limit, offset]
      return try GRDB.Row.fetchAll(database, sql: sql, arguments: StatementArguments(arguments)).map(listRow)
    }
  }

  func linksTo(_ record: String) throws(IndexFault) -> [(from: String, field: String)] {
    let sql =
      "SELECT r.number, l.field FROM link l JOIN record r ON r.id = l.source WHERE l.target = ? ORDER BY r.sort, l.field"
    return try read { try GRDB.Row.fetchAll($0, sql: sql, arguments: [record]).map { (from: $0[0], field: $0[1]) } }
  }

  /// Where a page ended.
  struct PageEnd {
    var savedAt: Int
    var id: Int64
  }

  /// The next records of a query by the time of their newest version, and where that stands.
  func page(
    _ query: ListQuery, newestFirst: Bool, after last: PageEnd?
  ) throws(IndexFault) -> [(record: String, place: VersionPlace, end: PageEnd)] {
    try read { database in
      var (condition, arguments) = condition(of: query)
      if let last {
        condition += " AND (r.saved_at, r.id) \(newestFirst ? "<" : ">") (?, ?)"
        arguments += [last.savedAt, last.id]
      }
      arguments.append(query.limit)
      let direction = newestFirst ? "DESC" : "ASC"
      let sql = """
        SELECT r.number, s.path, v.start, v.length, r.saved_at, r.id FROM record r
        JOIN version v ON v.record = r.id AND v.number = r.version JOIN segment s ON s.id = v.segment\(condition)
        ORDER BY r.saved_at \(direction), r.id \(direction) LIMIT ?
        """
      return try GRDB.Row.fetchAll(database, sql: sql, arguments: StatementArguments(arguments)).map { row in
        guard let segment = SegmentName(path: row[1]) else { throw IndexFault(reason: "segment name") }
        return (
          row[0], VersionPlace(segment: segment, start: row[2], length: row[3]), PageEnd(savedAt: row[4], id: row[5])
        )
      }
    }
  }

  private func column(_ form: String?, _ place: Int) -> ListColumn? {
    guard let form else { return nil }
    let columns = indexer.listColumns(of: form)
    return columns.indices.contains(place) ? columns[place] : nil
  }

  private func listRow(_ row: GRDB.Row) throws -> ListRow {
    let form: String = row[1]
    guard let savedBy = PersonName(row[6]) else { throw IndexFault(reason: "person") }
    let count = min(indexer.listColumns(of: form).count, IndexTables.columns)
    var found = ListRow(
      number: row[0], form: form, version: row[2], status: Status(rawValue: row[3]),
      savedAt: Moment(seconds: row[4], offset: row[5]), savedBy: savedBy,
      classification: row[7], columns: (0..<count).map { row[8 + $0] as String? ?? "" })
    found.correctedBy = row[8 + IndexTables.columns]
    found.hasClassedFields = row[9 + IndexTables.columns]
    found.clockSaid = (row[10 + IndexTables.columns] as Int?).map { Moment(seconds: $0, offset: found.savedAt.offset) }
    found.definition = row[11 + IndexTables.columns]
    return found
  }

  private static let rowColumns = """
    r.number, r.form, r.version, r.status, r.saved_at, r.saved_offset, r.saved_by, r.classification,
    r.c0, r.c1, r.c2, r.c3, r.c4, r.c5, r.c6, r.c7, (\(correction("r.number"))), r.classed, r.clock, r.definition
    """

  /// The record that corrects another, the first one that is not void; drafts only where there is no other.
  private static func correction(_ record: String) -> String {
    """
    SELECT c.number FROM link l JOIN record c ON c.id = l.source WHERE l.target = \(record)
    AND l.field = '\(LogEntry.corrects)' AND c.status <> '\(Status.void.rawValue)'
    ORDER BY c.status IN ('\(Status.saved.rawValue)', '\(Status.returned.rawValue)', '\(Status.refused.rawValue)'), c.sort LIMIT 1
    """
  }

  func correction(of record: String) throws(IndexFault) -> String? {
    try read { try String.fetchOne($0, sql: RecordIndex.correction("?"), arguments: [record]) }
  }

  func condition(of query: ListQuery) -> (String, [any DatabaseValueConvertible]) {
    var parts: [String] = []
    var arguments: [any DatabaseValueConvertible] = []
    if let form = query.form {
      parts.append("r.form = ?")
      arguments.append(form)
    }
    for (column, value) in query.columnEquals.sorted(by: { $0.key < $1.key })
    where (0..<IndexTables.columns).contains(column) {
      parts.append("coalesce(r.k\(column), r.c\(column), '') = ?")
      arguments.append(SearchForm.of(value))
    }
    for (column, range) in query.columnBetween.sorted(by: { $0.key < $1.key })
    where (0..<IndexTables.columns).contains(column) {
      parts.append("r.c\(column) >= ? AND r.c\(column) < ?")
      arguments += [range.lowerBound, range.upperBound]
    }
    if !query.statuses.isEmpty {
      let (condition, values) = RecordIndex.condition(of: query.statuses, or: query.unsent)
      parts.append(condition)
      arguments += values
    }
    if let clearance = query.clearance {
      let (condition, values) = RecordIndex.within(clearance)
      parts.append(condition)
      arguments += values
    }
    if !query.without.isEmpty {
      parts.append("r.number NOT IN (\(query.without.map { _ in "?" }.joined(separator: ", ")))")
      arguments += query.without.sorted()
    }
    for word in SearchForm.of(query.filter).split(whereSeparator: \.isWhitespace).map(String.init) {
      let pattern = "%" + word.map { "\\%_".contains($0) ? "\\\($0)" : "\($0)" }.joined() + "%"
      let places =
        ["r.number"]
        + (0..<IndexTables.columns).map { place in
          // What people look for is what they see.
          column(query.form, place)?.isMoment == true
            ? "\(RecordIndex.inZone)(r.c\(place))" : "ifnull(r.k\(place), r.c\(place))"
        }
      var choices = places.map { "\($0) LIKE ? ESCAPE '\\'" }
      arguments += Array(repeating: pattern, count: places.count)
      if let phrase = SearchTokens.query(word) {
        choices.append("r.document IN (SELECT rowid FROM words WHERE words MATCH ?)")
        arguments.append(phrase)
      }
      parts.append("(\(choices.joined(separator: " OR ")))")
    }
    return (parts.isEmpty ? "" : " WHERE " + parts.joined(separator: " AND "), arguments)
  }

  /// Each side of the choice is found by the index of statuses.
  private static func condition(
    of statuses: Set<Status>, or unsent: ListQuery.Unsent?
  ) -> (String, [any DatabaseValueConvertible]) {
    func list(_ count: Int) -> String { Array(repeating: "?", count: count).joined(separator: ", ") }
    let condition = "r.status IN (\(list(statuses.count)))"
    let values: [String] = statuses.map(\.rawValue).sorted()
    // A list goes along an index in its own order; the plus keeps it from gathering and sorting what has a status.
    guard let unsent else { return ("+" + condition, values) }
    let saved = """
      (r.status = ? AND (r.form IN (\(list(unsent.watched.count))) OR r.form IN (\(list(unsent.forms.count)))
        AND (r.version > 1 OR r.saved_by || ' ' LIKE ? ESCAPE '\\')))
      """
    let person = unsent.person.replacing("_", with: "\\_") + " %"
    let forms = unsent.watched.sorted() + unsent.forms.sorted()
    return ("(\(condition) OR \(saved))", values + [Status.saved.rawValue] + forms + [person])
  }

  /// Only what a clearance covers.
  static func within(_ clearance: Clearance) -> (String, [any DatabaseValueConvertible]) {
    let known = clearance.classifications.sorted()
    let classed = "r.classification IN (\(known.map { _ in "?" }.joined(separator: ", ")))"
    guard !clearance.opened.isEmpty else { return (classed, known) }
    return ("(\(classed) OR r.number IN (SELECT value FROM json_each(?)))", known + [list(clearance.opened)])
  }

  /// Texts as one argument, for `json_each`.
  static func list(_ texts: Set<String>) -> String {
    let data = try? JSONEncoder().encode(texts.sorted())
    return data.map { String(decoding: $0, as: UTF8.self) } ?? "[]"
  }

  /// The order, and what its numbers of records stand for.
  private static func order(
    of query: ListQuery, _ column: (String?, Int) -> ListColumn?
  ) -> (String, [any DatabaseValueConvertible]) {
    let direction = query.ascending ? "ASC" : "DESC"
    switch query.sort {
    case .column(let place) where (0..<IndexTables.columns).contains(place):
      let kind = column(query.form, place)
      // An instant is sorted as one, whatever offset it was written with; SQLite reads RFC 3339.
      let key =
        kind?.isNumber == true
        ? "CAST(r.c\(place) AS REAL)"
        : kind?.isMoment == true ? "CAST(strftime('%s', r.c\(place)) AS INTEGER)" : "r.c\(place)"
      let end = " \(direction), r.sort \(direction)"
      guard !query.unsorted.isEmpty else { return (" ORDER BY \(key)\(end)", []) }
      let numbers = query.unsorted.map { _ in "?" }.joined(separator: ", ")
      return (
        " ORDER BY CASE WHEN r.number NOT IN (\(numbers)) THEN \(key) END\(end)", query.unsorted.sorted()
      )
    case .savedAt:
      let watched = (query.unsent?.watched ?? []).filter { FormReference.isValid(id: $0) }.sorted()
      let others = "r.form NOT IN (\(watched.map { "'\($0)'" }.joined(separator: ", ")))"
      let last = query.unsent == nil ? "" : "(r.status = '\(Status.saved.rawValue)' AND \(others)), "
      return (" ORDER BY \(last)r.saved_at \(direction), r.id \(direction)", [])
    default: return (" ORDER BY r.sort \(direction), r.id \(direction)", [])
    }
  }
}

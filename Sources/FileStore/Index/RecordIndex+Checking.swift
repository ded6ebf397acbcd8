import Domain
import GRDB

/// Whether the index says what the journal says. It is a cache: whoever can change it must not change what is shown.
extension RecordIndex {
  /// How many records and versions there are.
  func sizes() throws(IndexFault) -> (records: Int, versions: Int, counted: Int) {
    try read { database in
      let row = try GRDB.Row.fetchOne(
        database,
        sql: """
          SELECT (SELECT count(*) FROM record), (SELECT count(*) FROM version), (SELECT total(records) FROM form)
          """)
      return (row?[0] ?? 0, row?[1] ?? 0, row.map { Int($0[2] as Double) } ?? 0)
    }
  }

  /// Numbers of records of which the index says something else than their newest version, at most ten. With a `sample`
  /// only as many records are looked at, spread over all. `newest` is the number of the newest version in the journal.
  func differing(
    sample: Int? = nil, load: (VersionPlace) -> Version?, newest: (String) -> Int?
  ) throws(IndexFault) -> [String] {
    try read { database in
      var wrong: [String] = []
      // Records are never taken out, so that every number up to the highest is one.
      let highest = try Int64.fetchOne(database, sql: "SELECT max(id) FROM record") ?? 0
      let chosen = sample.map { Set((0..<$0).map { _ in highest == 0 ? 0 : Int64.random(in: 1...highest) }) }
      let some = chosen.map { " WHERE r.id IN (\($0.map { String($0) }.joined(separator: ", ")))" } ?? ""
      if let chosen, highest > 0 {
        let found = try Int.fetchOne(database, sql: "SELECT count(*) FROM record r" + some)
        if found != chosen.count { return [""] }
      }
      let sql = """
        SELECT r.id, r.number, r.version, r.size, r.sort, \(RecordIndex.shownColumns.map { "r.\($0)" }.joined(separator: ", "))
        FROM record r\(some)
        """
      let rows = try GRDB.Row.fetchCursor(database, sql: sql)
      while let row = try rows.next(), wrong.count < 10 {
        let number: String = row[1]
        let last: Int = row[2]
        let newestThere = try Int.fetchOne(
          database, sql: "SELECT max(number) FROM version WHERE record = ?", arguments: [row[0] as Int64])
        guard let place = try RecordIndex.place(of: row[0], last, database), newestThere == last,
          newest(number) ?? last == last, row[3] == number.utf8.count, row[4] == SortKey.of(number)
        else {
          wrong.append(number)
          continue
        }
        // What cannot be read is damage of the journal, and told as that.
        guard let version = load(place) else { continue }
        let said = RecordIndex.shownColumns.indices.map { row[5 + $0] as DatabaseValue }
        let wanted = values(of: version).map { $0?.databaseValue ?? .null }
        guard version.record == number, version.number == last, said == wanted, try hasLinks(version, row[0], database)
        else {
          wrong.append(number)
          continue
        }
      }
      return wrong
    }
  }

  private func hasLinks(_ version: Version, _ record: Int64, _ database: Database) throws -> Bool {
    let found = try GRDB.Row.fetchAll(
      database, sql: "SELECT target, field FROM link WHERE source = ?", arguments: [record]
    ).map { "\($0[1] as String) \($0[0] as String)" }
    return Set(found) == Set(indexer.references(in: version).map { "\($0.field) \($0.record)" })
  }
}

import Domain
import GRDB

/// What the index knows of records by what they are classed as.
extension RecordIndex {
  /// Records and the last save of each form, of what a clearance covers or of all.
  func counts(_ clearance: Clearance?) throws(IndexFault) -> [String: FormCount] {
    try read { database in
      let rows = try GRDB.Row.fetchAll(database, sql: "SELECT id, records, void, saved_at, saved_offset FROM form")
      var counts = Dictionary(
        uniqueKeysWithValues: rows.map { row in
          let moment = Moment(seconds: row[3], offset: row[4])
          return (row[0] as String, FormCount(records: row[1], void: row[2], lastSavedAt: moment))
        })
      guard let clearance else { return counts }
      let opened = RecordIndex.list(clearance.opened)
      // All that are hidden are looked at; of the rest the forms know how many there are.
      for hidden in try RecordIndex.others(than: clearance.classifications, database) {
        let found = try GRDB.Row.fetchAll(
          database,
          sql: """
            SELECT form, count(*), sum(status = ?) FROM record WHERE classification = ?
            AND number NOT IN (SELECT value FROM json_each(?)) GROUP BY form
            """, arguments: [Status.void.rawValue, hidden, opened])
        for row in found {
          counts[row[0]]?.records -= row[1]
          counts[row[0]]?.void -= row[2]
          counts[row[0]]?.lastSavedAt = try RecordIndex.lastSave(of: row[0], clearance, database)
        }
      }
      return counts.filter { $0.value.records > 0 }
    }
  }

  private static func lastSave(
    of form: String, _ clearance: Clearance, _ database: Database
  ) throws -> Moment? {
    let (condition, values) = within(clearance)
    let sql = """
      SELECT r.saved_at, r.saved_offset FROM record r WHERE r.form = ? AND \(condition)
      ORDER BY r.saved_at DESC LIMIT 1
      """
    let arguments: [any DatabaseValueConvertible] = [form] + values
    return try GRDB.Row.fetchOne(database, sql: sql, arguments: StatementArguments(arguments)).map {
      Moment(seconds: $0[0], offset: $0[1])
    }
  }

  func numbers(of form: String) throws(IndexFault) -> Set<String> {
    try read { Set(try String.fetchAll($0, sql: "SELECT number FROM record WHERE form = ?", arguments: [form])) }
  }

  func numbers(assignedTo person: String) throws(IndexFault) -> [String] {
    let sql = "SELECT r.number FROM assigned a JOIN record r ON r.id = a.record WHERE a.person = ? ORDER BY r.saved_at"
    return try read { try String.fetchAll($0, sql: sql, arguments: [person]) }
  }

  func numbers(of parties: Set<Party>, notClassed known: Set<String>) throws(IndexFault) -> Set<String> {
    try read { database in
      let sql = """
        SELECT DISTINCT r.number FROM party p JOIN record r ON r.id = p.record AND r.classification = p.classification
        WHERE p.name IN (SELECT value FROM json_each(?)) AND r.classification NOT IN (SELECT value FROM json_each(?))
        """
      let arguments = [RecordIndex.list(Set(parties.map(\.text))), RecordIndex.list(known)]
      return Set(try String.fetchAll(database, sql: sql, arguments: StatementArguments(arguments)))
    }
  }

  func numbers(outside clearance: Clearance) throws(IndexFault) -> Set<String> {
    try read { database in
      var numbers: Set<String> = []
      for hidden in try RecordIndex.others(than: clearance.classifications, database) {
        let sql = "SELECT number FROM record WHERE classification = ?"
        numbers.formUnion(try String.fetchAll(database, sql: sql, arguments: [hidden]))
      }
      return numbers.subtracting(clearance.opened)
    }
  }

  func exposing(_ clearance: Clearance) throws(IndexFault) -> Set<String> {
    try read { database in
      var numbers = Set(try String.fetchAll(database, sql: "SELECT number FROM record WHERE classed"))
      for hidden in try RecordIndex.others(than: clearance.classifications, database) {
        let sql = """
          SELECT DISTINCT source.number FROM record r JOIN link l ON l.target = r.number
          JOIN record source ON source.id = l.source WHERE r.classification = ?
          AND r.number NOT IN (SELECT value FROM json_each(?))
          """
        numbers.formUnion(
          try String.fetchAll(database, sql: sql, arguments: [hidden, RecordIndex.list(clearance.opened)]))
      }
      return numbers
    }
  }

  /// Every classification in use but these; each is found in one step.
  private static func others(than known: Set<String>, _ database: Database) throws -> [String] {
    var found: [String] = []
    let find = try database.cachedStatement(sql: "SELECT min(classification) FROM record WHERE classification > ?")
    var last = try String.fetchOne(database, sql: "SELECT min(classification) FROM record")
    while let next = last {
      if !known.contains(next) { found.append(next) }
      last = try String.fetchOne(find, arguments: [next])
    }
    return found
  }
}

import Domain
import GRDB

/// A version and where it stands, on its way into the index.
struct PlacedVersion: Sendable {
  var version: Version
  var place: VersionPlace
}

extension RecordIndex {
  /// Takes versions in and moves on to `progress`, all or nothing. False where the index no longer stands at
  /// `expected` because another program has moved it.
  func apply(
    _ versions: [PlacedVersion], facts: [JournalFact] = [], segments: Set<SegmentName> = [],
    from expected: IndexProgress?, to progress: IndexProgress, load: (VersionPlace) -> Version?
  ) throws(IndexFault) -> Bool {
    try write { database in
      guard try RecordIndex.progress(of: progress.site, database) == expected else { return false }
      var newest: [String: Int] = [:]
      for (place, placed) in versions.enumerated() {
        // What a repair brought back may stand after a later version.
        if let other = newest[placed.version.record], versions[other].version.number > placed.version.number {
          continue
        }
        newest[placed.version.record] = place
      }
      for (place, placed) in versions.enumerated() {
        let isNewest = newest[placed.version.record] == place
        try take(placed, asNewest: isNewest, database, load: load)
      }
      for fact in facts {
        try database.cachedStatement(sql: "INSERT OR REPLACE INTO fact VALUES (?, ?)")
          .execute(arguments: [fact.subject, fact.value])
      }
      for segment in segments { _ = try RecordIndex.segmentID(segment, database) }
      try RecordIndex.set(progress, database)
      return true
    }
  }

  /// Remembers that the readable copy of a version could not be written.
  func oweCopy(at place: VersionPlace) throws(IndexFault) {
    try write {
      try $0.execute(
        sql: "INSERT OR IGNORE INTO owed VALUES (?, ?, ?)", arguments: [place.segment.path, place.start, place.length])
    }
  }

  func owedCopies() throws(IndexFault) -> [VersionPlace] {
    try read { database in
      try GRDB.Row.fetchAll(database, sql: "SELECT segment, start, length FROM owed").compactMap { row in
        SegmentName(path: row[0]).map { VersionPlace(segment: $0, start: row[1], length: row[2]) }
      }
    }
  }

  func copyIsWritten(at place: VersionPlace) throws(IndexFault) {
    try write {
      try $0.execute(
        sql: "DELETE FROM owed WHERE segment = ? AND start = ?", arguments: [place.segment.path, place.start])
    }
  }

  private func take(
    _ placed: PlacedVersion, asNewest: Bool, _ database: Database, load: (VersionPlace) -> Version?
  ) throws {
    let version = placed.version
    let find = try database.cachedStatement(
      sql: "SELECT id, version, status, document FROM record WHERE size = ? AND number = ?")
    let known = try GRDB.Row.fetchOne(find, arguments: [version.record.utf8.count, version.record])
    let record: Int64
    if let known {
      record = known[0]
      if asNewest, version.number > known[1] as Int {
        try forget(record, known[1], known[3], database, load: load)
        try update(record, placed, database)
        let wasVoid = known[2] == Status.void.rawValue
        try count(version, records: 0, void: (version.status == .void ? 1 : 0) - (wasVoid ? 1 : 0), database)
      }
    } else {
      try database.cachedStatement(
        sql: """
          INSERT INTO record (size, number, form, sort, version, status, saved_at, saved_offset, saved_by, document,
            classification)
          VALUES (?, ?, ?, ?, 0, '', 0, 0, '', 0, '')
          """
      ).execute(arguments: [
        version.record.utf8.count, version.record, version.form.id, SortKey.of(version.record),
      ])
      record = database.lastInsertedRowID
      try count(version, records: 1, void: asNewest && version.status == .void ? 1 : 0, database)
      if asNewest { try update(record, placed, database) }
    }
    try note(parties: indexer.parties(in: version), of: record, version.classification, asNewest, database)
    try database.cachedStatement(sql: "INSERT OR IGNORE INTO version VALUES (?, ?, ?, ?, ?)").execute(
      arguments: [
        record, version.number, RecordIndex.segmentID(placed.place.segment, database), placed.place.start,
        placed.place.length,
      ])
  }

  private func note(
    parties: (lasting: Set<Party>, current: Set<Party>), of record: Int64, _ classification: String,
    _ asNewest: Bool, _ database: Database
  ) throws {
    if asNewest {
      try database.cachedStatement(sql: "DELETE FROM party WHERE record = ? AND NOT lasting").execute(
        arguments: [record])
    }
    let add = try database.cachedStatement(
      sql: """
        INSERT INTO party VALUES (?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET lasting = max(lasting, excluded.lasting)
        """)
    for party in parties.lasting { try add.execute(arguments: [party.text, record, classification, 1]) }
    guard asNewest else { return }
    for party in parties.current { try add.execute(arguments: [party.text, record, classification, 0]) }
  }

  private func count(_ version: Version, records: Int, void: Int, _ database: Database) throws {
    try database.cachedStatement(
      sql: """
        INSERT INTO form VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET
        records = records + excluded.records, void = void + excluded.void,
        saved_offset = iif(excluded.saved_at >= saved_at, excluded.saved_offset, saved_offset),
        saved_at = max(saved_at, excluded.saved_at)
        """
    ).execute(arguments: [version.form.id, records, void, version.savedAt.seconds, version.savedAt.offset])
  }

  /// Takes the words and links of the version that was newest out of the index.
  private func forget(
    _ record: Int64, _ number: Int, _ document: Int64, _ database: Database, load: (VersionPlace) -> Version?
  ) throws {
    try database.cachedStatement(sql: "DELETE FROM link WHERE source = ?").execute(arguments: [record])
    guard document != 0, let place = try RecordIndex.place(of: record, number, database),
      let version = load(place)
    else {
      // Words whose document belongs to no record are never shown.
      return
    }
    try database.cachedStatement(sql: "INSERT INTO words (words, rowid, body) VALUES ('delete', ?, ?)")
      .execute(arguments: [document, words(of: version)])
  }

  private func update(_ record: Int64, _ placed: PlacedVersion, _ database: Database) throws {
    let version = RecordIndex.open(placed.version)
    let document = try RecordIndex.segmentID(placed.place.segment, database) << 40 | Int64(placed.place.start)
    var arguments = values(of: placed.version)
    arguments.append(document)
    arguments.append(record)
    try database.cachedStatement(
      sql: """
        UPDATE record SET \(RecordIndex.shownColumns.map { "\($0) = ?" }.joined(separator: ", ")), document = ?
        WHERE id = ?
        """
    ).execute(arguments: StatementArguments(arguments))
    try database.cachedStatement(sql: "INSERT INTO words (rowid, body) VALUES (?, ?)")
      .execute(arguments: [document, words(of: version)])
    try database.cachedStatement(sql: "DELETE FROM assigned WHERE record = ?").execute(arguments: [record])
    for person in indexer.assignees(in: version) {
      try database.cachedStatement(sql: "INSERT INTO assigned VALUES (?, ?)").execute(arguments: [person, record])
    }
    for reference in indexer.references(in: version) {
      try database.cachedStatement(sql: "INSERT OR IGNORE INTO link VALUES (?, ?, ?)")
        .execute(arguments: [reference.record, record, reference.field])
    }
  }

  /// What lists show of a record, in the order of `values`.
  static let shownColumns: [String] =
    [
      "form", "version", "status", "saved_at", "saved_offset", "clock", "saved_by", "classification", "classed",
      "definition",
    ] + (0..<IndexTables.columns).map { "c\($0)" } + (0..<IndexTables.columns).map { "k\($0)" }

  /// What the columns hold for a record of which this is the newest version.
  func values(of newest: Version) -> [(any DatabaseValueConvertible)?] {
    let version = RecordIndex.open(newest)
    var values: [(any DatabaseValueConvertible)?] = [
      version.form.id, version.number, version.status.rawValue, version.savedAt.seconds, version.savedAt.offset,
      version.clockSaid?.seconds, version.savedBy.text, version.classification, !newest.fieldClasses.isEmpty,
      version.form.definition,
    ]
    let columns = indexer.listColumns(of: version.form.id).prefix(IndexTables.columns).map { column in
      let values = version.content[column.id]
      return values.isEmpty ? nil : values.joined(separator: ", ")
    }
    let keys = columns.map { text -> String? in
      guard let text else { return nil }
      let key = SearchForm.of(text)
      return key.utf8.elementsEqual(text.utf8) ? nil : key
    }
    for texts in [columns, keys] {
      values += texts.map { $0 as (any DatabaseValueConvertible)? }
      values += Array(repeating: nil, count: IndexTables.columns - texts.count)
    }
    return values
  }

  /// Without what is classed higher than the record: whoever finds the record need not be cleared for it.
  private static func open(_ version: Version) -> Version {
    let classes = version.fieldClasses
    guard !classes.isEmpty else { return version }
    var open = version
    open.content = version.content.withholding(Set(classes.keys)).content
    return open
  }

  /// The tokens of a version, always the same for the same version.
  private func words(of version: Version) -> String {
    var tokens = SearchTokens()
    func add(_ text: String) {
      tokens.append(text)
      tokens.endValue()
    }
    let version = RecordIndex.open(version)
    func add(_ fields: [Content.Field]) {
      for value in fields.flatMap(\.values) {
        // A hash is nothing to search for; the name of the file is.
        add(value.utf8.starts(with: "sha256:".utf8) ? EvidenceReference(value)?.name ?? value : value)
      }
    }
    add(version.record)
    add(version.content.fields)
    for table in version.content.tables {
      for row in table.rows { add(row.cells) }
    }
    for word in indexer.searchWords(in: version) { add(word) }
    return tokens.text
  }

  static func place(of record: Int64, _ number: Int, _ database: Database) throws -> VersionPlace? {
    let find = try database.cachedStatement(
      sql: """
        SELECT s.path, v.start, v.length FROM version v JOIN segment s ON s.id = v.segment
        WHERE v.record = ? AND v.number = ?
        """)
    guard let row = try GRDB.Row.fetchOne(find, arguments: [record, number]) else { return nil }
    guard let segment = SegmentName(path: row[0]) else { throw IndexFault(reason: "segment name") }
    return VersionPlace(segment: segment, start: row[1], length: row[2])
  }
}

/// What record numbers are sorted by: runs of digits count as numbers.
enum SortKey {
  static func of(_ number: String) -> String {
    var key = ""
    var digits = ""
    func endDigits() {
      guard !digits.isEmpty else { return }
      key += String(repeating: "0", count: max(0, 10 - digits.utf8.count)) + digits
      digits = ""
    }
    for scalar in number.unicodeScalars {
      if ("0"..."9").contains(scalar) {
        digits.unicodeScalars.append(scalar)
      } else {
        endDigits()
        key.unicodeScalars.append(scalar)
      }
    }
    endDigits()
    return key
  }
}

import Domain

extension FileStore {
  /// Asks the index; one that turns out to be useless is made again and asked again.
  func asking<Value>(_ body: (RecordIndex) throws(IndexFault) -> Value) throws(StoreProblem) -> Value {
    var attempt = 0
    while true {
      let index = state.withLock { (state) -> RecordIndex in
        finish(&state)
        return state.index
      }
      do throws(IndexFault) {
        return try body(index)
      } catch {
        attempt += 1
        guard attempt < 4 else { throw .inputOutput(path: indexFolder ?? "index.sqlite", code: 5) }
        let keeping = attempt == 1 && error.isUseless
        try withState { (state) throws(StoreProblem) in
          // Another thread may have replaced it meanwhile.
          if state.index === index {
            try replaceIndex(&state, keeping: keeping)
            try catchUp(&state)
          }
        }
      }
    }
  }

  /// A version of a record, the newest when no number is given. Its seal has been checked. Of one that is larger than
  /// any limit only the beginning is given, unless it is asked for `whole`.
  public func version(_ record: String, _ number: Int? = nil, whole: Bool = false) throws(StoreProblem) -> Version? {
    for attempt in 0..<2 {
      guard let found = try asking({ (index) throws(IndexFault) in try index.place(of: record, number) }),
        let place = found.place
      else { return nil }
      if let version = load(place, whole: whole), version.record == record, version.number == number ?? found.newest {
        return version
      }
      if let version = copy(of: record, number ?? found.newest, place) { return version }
      // The index may be wrong about the place; the journal knows.
      if attempt == 0 { try withState { (state) throws(StoreProblem) in try rebuildIndex(&state) } }
    }
    throw .broken(FileStore.lost(record))
  }

  /// All versions of a record, oldest first; none where there is no such record.
  public func history(of record: String, whole: Bool = false) throws(StoreProblem) -> [Version] {
    let places = try asking { (index) throws(IndexFault) in try index.places(of: record) }
    var versions: [Version] = []
    for (number, _) in places {
      if let version = try version(record, number, whole: whole) { versions.append(version) }
    }
    return versions
  }

  public func list(_ query: ListQuery) throws(StoreProblem) -> ListPage {
    try asking { (index) throws(IndexFault) in try index.list(query) }
  }

  /// Records by form id, of forms that have any; only those that may be read, if that is given.
  public func counts(_ clearance: Clearance? = nil) throws(StoreProblem) -> [String: FormCount] {
    try asking { (index) throws(IndexFault) in try index.counts(clearance) }
  }

  /// The numbers of all records that a clearance does not cover.
  public func numbers(outside clearance: Clearance) throws(StoreProblem) -> Set<String> {
    try asking { (index) throws(IndexFault) in try index.numbers(outside: clearance) }
  }

  /// The numbers of all records of a form.
  public func numbers(of form: String) throws(StoreProblem) -> Set<String> {
    try asking { (index) throws(IndexFault) in try index.numbers(of: form) }
  }

  /// The numbers of records that give somebody something to do, the one that waits longest first.
  public func numbers(assignedTo person: String) throws(StoreProblem) -> [String] {
    try asking { (index) throws(IndexFault) in try index.numbers(assignedTo: person) }
  }

  /// The numbers of records of other classifications that have to do with one of these parties.
  public func numbers(of parties: Set<Party>, notClassed known: Set<String>) throws(StoreProblem) -> Set<String> {
    try asking { (index) throws(IndexFault) in try index.numbers(of: parties, notClassed: known) }
  }

  /// Records that hold more than may be shown to whoever has this clearance: the number of a record that it does not
  /// cover, or a field classed higher than the record.
  public func exposing(_ clearance: Clearance) throws(StoreProblem) -> Set<String> {
    try asking { (index) throws(IndexFault) in try index.exposing(clearance) }
  }

  public func count(_ form: String) throws(StoreProblem) -> FormCount {
    try counts()[form] ?? FormCount(records: 0, void: 0, lastSavedAt: nil)
  }

  /// Records whose newest version holds all words of `text`; newest save first. One Chinese character is enough,
  /// other words are found by their beginnings.
  /// Only records that may be read, if that is given.
  public func search(
    _ text: String, clearance: Clearance? = nil, limit: Int = 50, offset: Int = 0
  ) throws(StoreProblem) -> [SearchHit] {
    try asking { (index) throws(IndexFault) in
      try index.search(text, clearance, limit: limit, offset: offset)
    }
  }

  public func linksTo(_ record: String) throws(StoreProblem) -> [(from: String, field: String)] {
    try asking { (index) throws(IndexFault) in try index.linksTo(record) }
  }

  /// The record that corrects another one; `nil` if none does, or if that one is void.
  public func correction(of record: String) throws(StoreProblem) -> String? {
    try asking { (index) throws(IndexFault) in try index.correction(of: record) }
  }

  /// The number that the next record of a pattern would get.
  public func nextNumber(_ pattern: NumberPattern) throws(StoreProblem) -> String {
    _ = try catchUp()
    let highest = try asking { (index) throws(IndexFault) in try index.highestSerial(pattern) }
    return pattern.number(highest + 1)
  }

  /// Reads the newest version of a form's records one after another, by time of saving, until `body` answers
  /// false; those larger than any limit only `whole` if that is asked for. `columnEquals` and `columnBetween` name list columns, counted from 0.
  public func eachRecord(
    of form: String, whole: Bool = false, newestFirst: Bool = true, columnEquals: [Int: String] = [:],
    columnBetween: [Int: Range<String>] = [:], clearance: Clearance? = nil,
    _ body: (Version) throws(StoreProblem) -> Bool
  ) throws(StoreProblem) {
    var query = ListQuery(form: form, columnEquals: columnEquals, clearance: clearance, limit: 64)
    query.columnBetween = columnBetween
    let asked = query
    var last: RecordIndex.PageEnd?
    while true {
      let start = last
      let page = try asking { (index) throws(IndexFault) in
        try index.page(asked, newestFirst: newestFirst, after: start)
      }
      for found in page {
        var version = load(found.place, whole: whole)
        if version?.record != found.record { version = try self.version(found.record, whole: whole) }
        guard let version else { throw .broken(FileStore.lost(found.record)) }
        guard try body(version) else { return }
      }
      guard let end = page.last?.end else { return }
      last = end
    }
  }

  /// All records of a form, for few of them; see `eachRecord` for many.
  public func records(
    of form: String, newestFirst: Bool = true, columnEquals: [Int: String] = [:]
  ) throws(StoreProblem) -> [Version] {
    var all: [Version] = []
    try eachRecord(of: form, newestFirst: newestFirst, columnEquals: columnEquals) { (version) throws(StoreProblem) in
      all.append(version)
      return true
    }
    return all
  }

  /// The version at a place of the journal, if one with a fitting seal stands there; of one that is larger than any
  /// limit its beginning, unless it is asked for whole.
  func load(_ place: VersionPlace, whole: Bool) -> Version? {
    if !whole, place.length > RecordText.longest, let version = beginning(of: place) { return version }
    guard let bytes = try? bytes(at: place), case .success(let version) = RecordText.decode(bytes) else { return nil }
    return version
  }

  private func beginning(of place: VersionPlace) -> Version? {
    guard place.start >= 0, let file = try? journal.open(place.segment),
      let head = try? file.read(RecordText.beginning, at: place.start),
      let end = try? file.read(EntryParts.sealLength, at: place.start + place.length - EntryParts.sealLength),
      case .success(let version) = RecordText.version(beginning: head[...], end: end[...], of: place.length)
    else { return nil }
    return version
  }

  func load(_ place: VersionPlace) -> Version? { load(place, whole: false) }

  /// The version from its own file, for when the journal is damaged there. The form and the year are not asked of
  /// damaged bytes: all folders that could hold it are tried.
  private func copy(of record: String, _ number: Int, _ place: VersionPlace) -> Version? {
    guard let form = try? asking({ (index) throws(IndexFault) in try index.form(of: record) }) else { return nil }
    let years = Set([place.segment.year, String(place.segment.day.adding(days: -1).text.prefix(4))])
    for year in years.sorted() {
      guard let day = Day("\(year)-07-01") else { continue }
      let moment = Moment(day: day, time: .midnight, offset: 0)
      let file = VersionFile(form: form, savedAt: moment, record: record, number: number)
      guard let bytes = try? folder.folder(file.folders).open(file.name).readAll(limit: SegmentScanner.longestEntry),
        case .success(let version) = RecordText.decode(bytes), version.record == record, version.number == number
      else { continue }
      return version
    }
    return nil
  }

  /// Makes the index again from the journal.
  func rebuildIndex(_ state: inout State) throws(StoreProblem) {
    try replaceIndex(&state, keeping: true)
    try catchUp(&state)
  }

  static func lost(_ record: String) -> Finding {
    Finding(
      .record(record), rule: "seal",
      Phrase(
        zh: "紀錄 \(record) 的內容在日誌與版本檔都已損壞；請執行 ismsbook verify --repair，並由備份取回。",
        en: "Record \(record) is damaged in the journal and in its own file; run ismsbook verify --repair and bring "
          + "it back from a backup."))
  }

  static func damaged(_ path: String, _ offset: Int, _ length: Int) -> Finding {
    Finding(
      .file(path, line: 0, column: 0), rule: "damage",
      Phrase(
        zh: "\(path) 第 \(offset) 位元組起 \(length) 個位元組與封緘不符；請執行 ismsbook verify --repair。",
        en: "\(length) bytes of \(path) from byte \(offset) on do not fit their seal; run ismsbook verify --repair."))
  }

  static func unreadable(_ path: String, _ error: SystemError) -> Finding {
    Finding(
      .file(path, line: 0, column: 0), rule: "file",
      Phrase(
        zh: "讀不到 \(path)（\(SystemError.name(error.code))）；請檢查權限與磁碟，或由備份取回。",
        en: "\(path) cannot be read (\(SystemError.name(error.code))); check mode and disk, or bring it back."))
  }
}

extension FileStore {
  /// The last entry of before there was need of a second person: what was saved by then is in force.
  public func grantsUpTo() throws(StoreProblem) -> Int {
    try asking { (index) throws(IndexFault) in try index.fact(JournalFact.grantsUpTo) }.flatMap { Int($0) } ?? 0
  }

  /// Whose hands grant power, as the journal says. `days` are those for which a passphrase that was given again counts as
  /// the giver's; without a limit where there are none.
  public func hands(watched days: Int?) throws(StoreProblem) -> Hands {
    let (credentials, given) = try asking { (index) throws(IndexFault) in
      (
        try index.facts(withPrefix: CredentialFolder.pathPrefix),
        try index.facts(withPrefix: JournalFact.handPrefix)
      )
    }
    let now = clock.now
    var givenBy: [String: String] = [:]
    for (subject, value) in given {
      let parts = value.split(separator: " ").map(String.init)
      guard parts.count == 2, let at = Moment(parts[1]) else { continue }
      if let days, at.adding(seconds: days * 86_400) <= now { continue }
      givenBy[String(subject.dropFirst(JournalFact.handPrefix.count))] = parts[0]
    }
    let holders = credentials.filter { $0.value != JournalFact.removed }.keys.map { CredentialFolder.person(at: $0) }
    return Hands(upTo: try grantsUpTo(), withSecret: Set(holders), givenBy: givenBy)
  }
}

import Domain
import FileStore

/// Looking at many records. What may not be read is neither listed, found nor counted.
extension Desk {
  /// A page of a list. Which classifications it shows is the desk's to say.
  public func list(_ query: ListQuery) throws(StoreProblem) -> ListPage {
    guard query.form.map(reader.mayRead(form:)) ?? true else { return ListPage(rows: [], total: 0) }
    var query = query
    query.clearance = reader.readable
    query.without.formUnion(try unfit(query.filter, form: query.form))
    query.unsorted = try unsorted(query)
    let page = try store.list(query)
    return ListPage(rows: try shown(page.rows), total: page.total)
  }

  /// Records of every form the person may read that hold all words; the last saved first. `offset` counts what was
  /// found before.
  public func search(_ text: String, limit: Int, offset: Int = 0) throws(StoreProblem) -> [SearchHit] {
    let without = try unfit(text, form: nil)
    var result: [SearchHit] = []
    var passed = 0
    var read = 0
    let reader = reader
    while result.count < limit {
      let step = max(limit, 50)
      let page = try store.search(text, clearance: reader.readable, limit: step, offset: read)
      read += page.count
      for hit in page where reader.mayRead(form: hit.form) && !without.contains(hit.number) {
        if passed < offset { passed += 1 } else if result.count < limit { result.append(hit) }
      }
      if page.count < step { break }
    }
    return try shown(result)
  }

  /// Records by form, of forms and classifications that the person may read.
  public func counts() throws(StoreProblem) -> [String: FormCount] {
    let reader = reader
    return try store.counts(reader.readable).filter { reader.mayRead(form: $0.key) }
  }

  /// The rows of a list that a condition holds for.
  public func rows(of query: RecordQuery) throws(StoreProblem) -> [ListRow] {
    let holding = try query.condition.map { condition throws(StoreProblem) in try numbers(condition, query.form) }
    var asked = ListQuery(
      form: query.form.id, filter: query.filter, statuses: query.statuses, sort: query.sort,
      ascending: query.ascending, limit: 500)
    let most = query.limit ?? Int.max
    var rows: [ListRow] = []
    while rows.count < most {
      let page = try list(asked)
      rows += page.rows.filter { holding?.contains($0.number) ?? true }
      asked.offset += page.rows.count
      if page.rows.isEmpty || asked.offset >= page.total { break }
    }
    return Array(rows.prefix(most))
  }

  /// The newest version of each of those records, as it may be read.
  public func versions(of query: RecordQuery) throws(StoreProblem) -> [Version] {
    var found: [Version] = []
    for row in try rows(of: query) {
      if let version = try store.version(row.number, whole: looking.readsWhole), reader.mayRead(version) {
        found.append(version)
      }
    }
    try note(reading: found.map { Reading($0) })
    return found.map(cleared)
  }

  /// Records of a form whose list columns have these values, by the time of saving; as they may be read, and until
  /// `body` answers false.
  public func eachRecord(
    of form: String, newestFirst: Bool = true, columnEquals: [Int: String] = [:],
    _ body: (Version) throws(StoreProblem) -> Bool
  ) throws(StoreProblem) {
    guard reader.mayRead(form: form) else { return }
    try store.eachRecord(
      of: form, newestFirst: newestFirst, columnEquals: columnEquals, clearance: reader.readable
    ) { (version) throws(StoreProblem) in
      guard reader.mayRead(version) else { return true }
      try note(reading: [Reading(version)])
      return try body(cleared(version))
    }
  }

  // MARK: - As they may be read

  private func numbers(_ condition: Rule, _ form: Form) throws(StoreProblem) -> Set<String> {
    var numbers: Set<String> = []
    let reader = reader
    guard reader.mayRead(form: form.id) else { return [] }
    try store.eachRecord(of: form.id, whole: looking.readsWhole, clearance: reader.readable) {
      (version) throws(StoreProblem) in
      let open = ofNow(cleared(version))
      let entry = reading(form, number: version.record, version: version.number, by: version.savedBy)
      if entry.holds(condition, in: open.content) == true { numbers.insert(version.record) }
      return true
    }
    return numbers
  }

  /// The rows without what may not be read of them. That confidential ones are shown is written down first.
  private func shown(_ rows: [ListRow]) throws(StoreProblem) -> [ListRow] {
    guard isShared else { return try ofNow(rows) }
    try note(reading: rows.map { Reading($0) })
    let unnamed = unnamed
    let exposing = try exposing() ?? []
    var result = rows
    for place in rows.indices {
      let row = rows[place]
      if let by = row.correctedBy {
        let counts = try counts(asCorrection: by)
        result[place].correctedBy = !counts ? nil : unnamed.contains(by) ? Withheld.mark[language] : by
      }
      guard row.hasClassedFields || exposing.contains(row.number),
        let version = try store.version(row.number, whole: looking.readsWhole)
      else { continue }
      let open = cleared(version).marked(language)
      let columns = catalogue.form(row.form)?.list ?? []
      result[place].columns = row.columns.indices.map {
        columns.indices.contains($0) ? open.columnText(columns[$0]) : ""
      }
    }
    return try ofNow(result)
  }

  /// The rows with what is worked out when it is shown, where a list has a column of that.
  private func ofNow(_ rows: [ListRow]) throws(StoreProblem) -> [ListRow] {
    var result = rows
    for place in rows.indices {
      let row = rows[place]
      guard let form = catalogue.form(row.form), row.status != .void else { continue }
      let columns = form.list.indices.filter { form.field(form.list[$0])?.isOfNow == true }
      guard !columns.isEmpty, let version = try store.version(row.number, whole: looking.readsWhole) else { continue }
      let shown = ofNow(cleared(version)).marked(language)
      for column in columns where row.columns.indices.contains(column) {
        result[place].columns[column] = shown.columnText(form.list[column])
      }
    }
    return result
  }

  /// Records of which the column that a list is sorted by is not shown: their order would tell what stands there.
  private func unsorted(_ query: ListQuery) throws(StoreProblem) -> Set<String> {
    guard case .column(let place) = query.sort, let form = query.form, isShared,
      let exposing = try exposing(), let columns = catalogue.form(form)?.list, columns.indices.contains(place)
    else { return [] }
    let clearance = reader.nameable ?? reader.everything
    var unsorted: Set<String> = []
    for number in exposing {
      let hidden = try looking.hidden(in: number, clearance, at: store.sequence) { () throws(StoreProblem) in
        try store.version(number, whole: looking.readsWhole).map { Set(cleared($0).withheld.map(\.field)) } ?? []
      }
      if hidden.contains(columns[place]) { unsorted.insert(number) }
    }
    return unsorted
  }

  /// Records that would be found by words only because of what may not be read of them.
  private func unfit(_ text: String, form: String?) throws(StoreProblem) -> Set<String> {
    let words = text.lowercased().split(whereSeparator: \.isWhitespace)
    guard !words.isEmpty else { return [] }
    guard let exposing = try exposing() else { return [] }
    let clearance = reader.nameable ?? reader.everything
    var unfit: Set<String> = []
    for number in exposing {
      let known = try looking.text(of: number, clearance, at: store.sequence) { () throws(StoreProblem) in
        guard let version = try store.version(number, whole: looking.readsWhole) else { return "" }
        let open = cleared(version)
        return open.words(CatalogueIndexer(catalogue: catalogue)).lowercased()
      }
      if !words.allSatisfy({ known.contains($0) }) { unfit.insert(number) }
    }
    return unfit
  }
}

extension Version {
  /// What stands in a column of a list.
  fileprivate func columnText(_ id: String) -> String { content[id].joined(separator: ", ") }

  /// Everything that it can be found by.
  fileprivate func words(_ indexer: CatalogueIndexer) -> String {
    let cells = content.tables.flatMap { $0.rows.flatMap { $0.cells.flatMap(\.values) } }
    let texts = [record] + content.fields.flatMap(\.values) + cells + indexer.searchWords(in: self)
    return texts.joined(separator: "\n")
  }
}

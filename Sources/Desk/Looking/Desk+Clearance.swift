import Domain
import FileStore

/// What whoever sits at the desk may read, and what they are shown of it.
extension Desk {
  /// Who reads: the person, or at a shared terminal the terminal itself.
  public var reader: Access {
    guard let terminal, isShared else { return access }
    return looking.terminal(at: store.sequence) {
      Access(
        terminal: terminal.nobody, roles: terminal.roles, forms: terminal.forms, people: people, catalogue: catalogue)
    }
  }

  /// The records that may be shown and offered.
  public var records: ReadableRecords { records(acquaintedWith: []) }

  func records(acquaintedWith numbers: Set<String>) -> ReadableRecords {
    ReadableRecords(all: everything, access: reader, closed: { self.unnamed }, acquainted: numbers)
  }

  /// The settings as they stand: they are the program's, whoever asks.
  public var settings: Settings { Settings(everything) }

  /// Numbers of records that the reader must not even be named.
  var unnamed: Set<String> { numbers(outside: reader.nameable) }

  /// Numbers of records that the reader is not cleared for.
  var unreadable: Set<String> { numbers(outside: reader.readable) }

  /// Records that hold something which is not for everybody who may read them; nil where nothing is kept from the reader.
  func exposing() throws(StoreProblem) -> Set<String>? {
    let reader = reader
    let limited = limitedForms(reader)
    guard let clearance = reader.nameable ?? (limited.isEmpty ? nil : reader.everything) else { return nil }
    return try looking.exposing(clearance, at: store.sequence) { () throws(StoreProblem) in
      var numbers = reader.nameable == nil ? [] : try store.exposing(clearance)
      for form in limited { numbers.formUnion(try store.numbers(of: form)) }
      return numbers
    }
  }

  /// Forms with fields that are not for everybody who may read their records.
  private func limitedForms(_ reader: Access) -> [String] {
    guard isShared else { return [] }
    return catalogue.heads().filter { $0.hasLimitedFields && reader.mayRead(form: $0.id) }.map(\.id)
  }

  // An index that cannot be read has nothing to show either: what needs these numbers fails with it.
  private func numbers(outside clearance: Clearance?) -> Set<String> {
    guard let clearance else { return [] }
    let known = try? looking.numbers(outside: clearance, at: store.sequence) { () throws(StoreProblem) in
      try store.numbers(outside: clearance)
    }
    return known ?? []
  }

  /// A version without what the reader may not read of it.
  func cleared(_ version: Version) -> Version {
    guard isShared else { return version }
    let reader = reader
    var result = version
    let form = catalogue.form(version.form)
    // What a definition opened then does not open what today's closes.
    let today = catalogue.form(version.form.id)
    let paths = reader.closedPaths(of: version, form, steps: catalogue.everyStep(of: form))
      .union(reader.closedPaths(of: version, today, steps: catalogue.everyStep(of: today)))
      .union(version.fieldClasses.filter { !reader.isCleared($0.value) }.keys)
    if !paths.isEmpty {
      let (content, withheld) = result.content.withholding(paths)
      result.content = content
      result.withheld += withheld
    }
    let numbers = unnamed
    if !numbers.isEmpty, let form {
      let (content, withheld) = result.content.withholding(numbers, referredToBy: form)
      result.content = content
      result.withheld += withheld
    }
    return result
  }

  /// A content that is being changed, without what the reader may not know of it: numbers that are not to be named, and
  /// whatever is computed where not all records are theirs to read.
  public func cleared(_ content: Content, form: Form) -> Content {
    guard reader.readable != nil else { return content }
    let computed = form.fields.flatMap { field in
      field.isComputed ? [field.id] : field.columns.filter(\.isComputed).map { "\(field.id).\($0.id)" }
    }
    return content.withholding(Set(computed)).content.withholding(unnamed, referredToBy: form).content
  }

  // MARK: - Filling in

  /// A form to be filled in by whoever sits at the desk. Rules see all records; what is typed is looked up in those that
  /// may be offered, and in what stands in `base` already.
  public func entry(
    _ form: Form, number: String? = nil, version: Int = 1, over base: Content = Content()
  ) -> Entry {
    var entry = Entry(
      form: form, number: number, version: version, now: now, me: person, records: everything, language: language)
    equip(&entry, over: base)
    return entry
  }

  /// Gives an entry the records as they are now.
  public func equip(_ entry: inout Entry, over base: Content) {
    entry.records = everything
    guard isShared else { return }
    entry.offered = records(acquaintedWith: Set(entry.form.references(in: base)))
    entry.veil = veil
  }

  /// The same form to be looked at: its rules ask only of what may be read.
  public func reading(_ form: Form, number: String? = nil, version: Int = 1, by saver: PersonName? = nil) -> Entry {
    Entry(
      form: form, number: number, version: version, now: now, me: saver ?? person, records: records,
      language: language)
  }

  private var veil: Veil? {
    let reader = reader
    guard let open = reader.readable?.classifications else { return nil }
    let closed = Set(reader.rights?.classifications.items.map(\.id) ?? []).subtracting(open)
    return veil(closed: closed) { reader.isCleared($0) }
  }

  private func veil(closed: Set<String>, _ isOpen: @escaping @Sendable (String) -> Bool) -> Veil {
    let open = Set((reader.rights?.classifications.items.map(\.id) ?? []) + [""]).filter(isOpen)
    let cleared = ClearedRecords(
      all: everything, isOpen: isOpen, closed: { self.numbers(outside: Clearance(classifications: open)) })
    let access = access
    return Veil(
      cleared: cleared, watched: WatchedRecords(everything, cleared: cleared, closed: closed, isOpen: isOpen),
      holders: { access.holders(reading: $0) })
  }

  /// The header line for a record that is classed lower than before, until a second person has agreed to that.
  func countsAs(_ content: Content, after newest: Version?, of form: Form) -> [Content.Field] {
    guard isShared, form.field("classification") != nil else { return [] }
    return reader.rights?.countsAs(content, after: newest, of: form, by: person) ?? []
  }

  // MARK: - What is computed

  /// The header line for computed fields that come from records classed higher than the record itself, whoever saves;
  /// none where there are none.
  public func classedHeader(of content: Content, _ entry: Entry) -> [Content.Field] {
    guard isShared, let rights = reader.rights else { return [] }
    let above = rights.above(content.classification)
    guard !above.isEmpty else { return [] }
    var entry = entry
    entry.veil = veil(closed: above) { !above.contains($0.isEmpty ? Access.unclassed : $0) }
    guard let opened = entry.opened(content), let level = rights.strictest(opened.classes) else { return [] }
    let paths = entry.withheld(content, opened).sorted()
    return paths.isEmpty ? [] : [Content.Field(id: Version.fieldClassesLine, values: paths.map { "\($0) \(level)" })]
  }
}

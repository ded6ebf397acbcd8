import Domain
import FileStore

/// A version of a record as somebody may read it.
public struct SeenRecord: Sendable {
  /// What they may not read of it stands under `withheld`, and not in the content.
  public let version: Version
  /// The number of the record's newest version.
  public let newest: Int

  public var isOld: Bool { version.number != newest }
}

/// A version as it is shown to people.
public struct ShownVersion: Sendable {
  public let version: Version
  /// Said below it, about values that are not as they were saved.
  public let notes: [Phrase]
}

/// Looking at one record. Every call asks the reader's rights and clearance, and leaves an entry in the journal where
/// what is shown is confidential, before it is shown.
extension Desk {
  /// A version of a record, the newest if no number is given. `isAgain` says that its refusal has been told before.
  public func look(
    at record: String, version number: Int? = nil, isAgain: Bool = false
  ) throws(StoreProblem) -> Result<SeenRecord, Refusal> {
    guard let newest = try store.version(record, whole: looking.readsWhole) else { return .failure(.noRecord(record)) }
    let isOld = number != nil && number != newest.number
    let asked = isOld ? try store.version(record, number, whole: looking.readsWhole) : newest
    // What a record was classed as before does not open what it is classed as now.
    if let refusal = try refusal(reading: [newest, asked].compactMap { $0 }, isAgain: isAgain) {
      return .failure(refusal)
    }
    guard let asked else { return .failure(.noVersion(record, number ?? 0)) }
    try note(reading: [Reading(asked)])
    return .success(SeenRecord(version: cleared(asked), newest: newest.number))
  }

  /// Every version of a record, the first save first. Of a version that is classed higher than the newest only is told
  /// who saved it, when, and what was done.
  public func history(of record: String) throws(StoreProblem) -> Result<[Version], Refusal> {
    guard let newest = try store.version(record, whole: looking.readsWhole) else { return .failure(.noRecord(record)) }
    if let refusal = try refusal(reading: [newest]) { return .failure(refusal) }
    try note(reading: [Reading(newest)])
    var versions: [Version] = []
    for version in try store.history(of: record, whole: looking.readsWhole) { versions.append(outlined(version)) }
    return .success(versions)
  }

  /// The versions of a record that are to be compared, as the reader may read them.
  public func compare(
    _ record: String, _ older: Int?, _ newer: Int
  ) throws(StoreProblem) -> Result<(older: Version?, newer: Version), Refusal> {
    var before: Version?
    if let older {
      switch try look(at: record, version: older) {
      case .success(let seen): before = seen.version
      case .failure(let refusal): return .failure(refusal)
      }
    }
    switch try look(at: record, version: newer) {
    case .success(let seen): return .success((before, seen.version))
    case .failure(let refusal): return .failure(refusal)
    }
  }

  /// A version as it stands in the store, of a record that the reader may read: to be amended, never to be shown.
  public func base(of record: String, _ number: Int? = nil) throws(StoreProblem) -> Version? {
    guard case .success(let seen) = try look(at: record, version: number, isAgain: true) else { return nil }
    return seen.version.withheld.isEmpty
      ? seen.version : try store.version(record, seen.version.number, whole: looking.readsWhole)
  }

  /// The form of a version that the reader may read, before anything of it is shown.
  public func form(of record: String, version number: Int? = nil) throws(StoreProblem) -> Result<String, Refusal> {
    guard let newest = try store.version(record, whole: looking.readsWhole) else { return .failure(.noRecord(record)) }
    guard let asked = number == nil ? newest : try store.version(record, number, whole: looking.readsWhole) else {
      return .failure(.noVersion(record, number ?? 0))
    }
    if let refusal = try refusal(reading: [newest, asked]) { return .failure(refusal) }
    return .success(asked.form.id)
  }

  /// A version that may be read as it is shown to people: what is worked out from other records as they are now, a mark
  /// where something is left out, and notes on what is not as it was saved.
  public func presented(_ version: Version) throws(StoreProblem) -> ShownVersion {
    let isNewest = try store.version(version.record)?.number == version.number
    let present = isNewest ? ofNow(version) : version
    var notes: [Phrase] = []
    if let form = catalogue.form(version.form) {
      let saved = version.savedTime(catalogue.clock)
      notes = form.notes(on: present.content, savedAt: saved, isNewest: isNewest)
      if let waiting = version.countsAs, let label = access.rights?.classifications[waiting.classification]?.label {
        notes.append(
          Phrase(
            zh: "機密等級已改低，另一人同意（簽核或再次存檔）之前仍以「\(label.zh)」管制。",
            en:
              "It was classed lower; until a second person agrees, by signing or saving it, it counts as '\(label.en)'."
          ))
      }
      let lacks = isNewest ? try lacks(version) : []
      if !lacks.isEmpty {
        notes.append(
          Phrase(
            zh: "依先前的規則結案；依現行規則還缺 \(lacks.count) 項：",
            en: "It ended under earlier rules; by today's it lacks \(lacks.count): ")
            + Phrase(zh: lacks.map(\.message.zh).joined(), en: lacks.map(\.message.en).joined(separator: " ")))
      }
      if !catalogue.isShownAsSaved(version.form) { notes.append(Version.shownByTodaysDefinition) }
    }
    return ShownVersion(version: present.marked(language), notes: notes)
  }

  /// What the records that a version refers to are called, by number: form and title after the number, as far as the
  /// reader may know them.
  public func references(in version: Version) -> [String: Phrase] {
    guard let form = catalogue.form(version.form) else { return [:] }
    let numbers = Set(form.references(in: version.content)).filter { !Withheld.isMark($0) }
    let named = mentions(numbers.sorted()).compactMap { mention in
      mention.name(catalogue).map { (mention.number, $0) }
    }
    return Dictionary(named, uniquingKeysWith: { first, _ in first })
  }

  /// A version with the names of the register for whoever saved it.
  public func named(_ version: Version) -> Version {
    var version = version
    version.savedBy = people.named(version.savedBy)
    return version
  }

  /// The newest version of a record with what is worked out when it is shown. What is withheld stays so.
  public func ofNow(_ version: Version) -> Version {
    guard version.status != .void, let form = catalogue.form(version.form), !form.pathsOfNow.isEmpty else {
      return version
    }
    let withheld = Set(version.withheld.map(\.field))
    let entry = reading(form, number: version.record, version: version.number, by: version.savedBy)
    var result = version
    let content = entry.asOfNow(version.content)
    for path in form.pathsOfNow {
      let field = path.split(separator: ".").first.map(String.init) ?? path
      guard !withheld.contains(field) else { continue }
      result.content[field] = content[field]
      result.content[rows: field] = content[rows: field]
    }
    return result
  }

  /// What is told of a version in a history.
  private func outlined(_ version: Version) -> Version {
    guard !reader.mayRead(version) else { return cleared(version) }
    var outline = version
    outline.content = Content()
    outline.reason = version.reason == nil ? nil : Withheld.mark[language]
    outline.withheld = version.content.fields.map { Withheld($0.id) }
    return outline
  }

  func refusal(reading versions: [Version], isAgain: Bool = false) throws(StoreProblem) -> Refusal? {
    for version in versions {
      guard !reader.mayRead(version) else { continue }
      let finding = reader.refusal(reading: version) ?? Access.notHere
      let refusal = Refusal(.notPermitted, finding)
      return isAgain ? refusal : try refused(.read, about: version.record, refusal)
    }
    return nil
  }

  // MARK: - What the journal is told

  /// A record of which something is shown.
  struct Reading {
    let record: String
    let version: Int
    let classification: String

    init(_ version: Version) {
      record = version.record
      self.version = version.number
      classification = version.classification
    }

    init(_ record: RecordValue) {
      self.record = record.number
      version = record.version
      classification = record.classification
    }

    init(_ row: ListRow) {
      record = row.number
      version = row.version
      classification = row.classification
    }
  }

  /// Puts into the journal that confidential records are shown, each version once for each person at this desk. What
  /// cannot be written down must not be shown.
  func note(reading shown: [Reading]) throws(StoreProblem) {
    let reader = reader
    guard reader.isShared else { return }
    let confidential = shown.filter { reader.isConfidential($0.classification) }
    guard !confidential.isEmpty else { return }
    let key = { (reading: Reading) in "\(person.id) \(reading.record) \(reading.version)" }
    var unnoted = looking.unnoted(confidential.map(key))
    let keys = unnoted
    let new = confidential.filter { unnoted.remove(key($0)) != nil }
    guard let first = new.first else { return }
    var details = [
      Content.Field(id: JournalLine.about, values: [first.record]),
      Content.Field(id: JournalLine.ofVersion, values: [String(first.version)]),
    ]
    if new.count > 1 {
      let others = new.dropFirst().map { "\($0.record) v\($0.version)" }
      details.append(Content.Field(id: JournalLine.also, values: others))
    }
    do throws(StoreProblem) {
      try store.appendEntry(action: .readConfidential, by: person, details: details)
    } catch {
      looking.forget(keys)
      throw error
    }
  }

  /// Those of the records that may be shown now: where the journal cannot be told, no confidential ones.
  public func shown(_ records: [RecordValue]) -> [RecordValue] {
    let reader = reader
    let known = records.filter { reader.mayName($0) }
    do throws(StoreProblem) {
      try note(reading: known.filter { $0.version > 0 }.map { Reading($0) })
      return known
    } catch {
      return known.filter { !reader.isConfidential($0.classification) }
    }
  }
}

extension Access {
  /// Said where somebody might read a record elsewhere.
  fileprivate static let notHere = Finding(
    .nowhere, rule: "terminal",
    Phrase(zh: "共用終端不開放其他紀錄；請在自己的工作站查閱。", en: "Other records are not open on this terminal; use your own workstation."))
}

extension Refusal {
  static func noVersion(_ record: String, _ number: Int) -> Refusal {
    Refusal(
      .notFound,
      Finding(
        .record(record), rule: "record",
        Phrase(zh: "紀錄 \(record) 沒有第 \(number) 版。", en: "The record \(record) has no version \(number).")))
  }
}

/// What everybody at the desk may know of the store.
extension Desk {
  /// The settings that were saved last.
  public var savedSettings: RecordValue? { everything.records(of: "settings", where: [:], limit: 1).first }

  /// Everybody who is registered: to find out who says that they are there, and to be shown to nobody.
  public var everybody: [RecordValue] { everything.records(of: "person", where: [:], limit: nil) }

  /// People of the register as the shared terminal of a data room meets them.
  public var register: [RecordValue] { shown(everybody) }

  /// The record that corrects another one, if that may be named.
  public func correction(of record: String) throws(StoreProblem) -> String? {
    guard let number = try store.correction(of: record), try counts(asCorrection: number) else { return nil }
    return named(number)
  }

  /// Whether a record that says it corrects another is more than a draft; an entry of a log counts as soon as it is saved.
  func counts(asCorrection number: String) throws(StoreProblem) -> Bool {
    guard isShared, let version = try store.version(number), let form = catalogue.form(version.form),
      form.kind != .log, form.chain != nil
    else { return true }
    return ![.saved, .returned, .refused].contains(version.status)
  }

  /// Whether an attached file is in the store as it was attached.
  public func holds(_ reference: EvidenceReference) -> Bool { store.evidencePath(reference) != nil }

  /// Gives the bytes of an attached file piece by piece until `body` answers false; false where they are not as they
  /// were attached. Which record it belongs to has been looked at before.
  public func read(
    _ reference: EvidenceReference, _ body: ([UInt8]) -> Bool
  ) throws(StoreProblem) -> Bool {
    try store.read(reference, body)
  }
}

extension Desk {
  /// Who holds the roles that sign, and who signs where the only one must not; empty in a personal store.
  public func roleCover() -> [RoleCover] {
    guard isShared, let roles = access.rights?.roles else { return [] }
    return RoleCover.all(catalogue.chains(), roles: roles, people: people)
  }
}

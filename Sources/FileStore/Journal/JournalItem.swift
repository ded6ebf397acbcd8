import Domain

/// An entry of the journal, for people: a save of a record, or something else that happened in the store.
public struct JournalItem: Sendable {
  public let site: String
  public let sequence: Int
  public let savedAt: Moment
  /// What the clock showed, where that disagreed with the order of the journal.
  public let clockSaid: Moment?
  public let action: Action
  /// Who did it.
  public let person: PersonName
  public let seal: String
  /// The record that was saved or that the entry is about; else what it is about, where it says so.
  public private(set) var subject: String?
  /// The version that was saved or that the entry is about.
  public private(set) var version: Int?
  /// The form of the record that was saved.
  public let form: String?
  /// Whether a version of a record was saved.
  public let isSave: Bool
  /// Further header lines, in order: whose passphrase, which file, why it was refused …
  public private(set) var details: [Content.Field]

  /// What every entry has, or what stands in a property of its own.
  private static let common: Set = [
    "Record", "Form", "Version", "Status", "Action", "Saved_at", "Saved_by", "Site", "Sequence", "Previous", "Chain",
    "Content", JournalLine.about, JournalLine.ofVersion,
  ]

  /// Nil where the entry does not say who did it.
  init?(_ entry: JournalEntry) {
    guard let person = entry["Saved_by"].flatMap({ PersonName($0) }) else { return nil }
    site = entry.site
    sequence = entry.sequence
    savedAt = entry.savedAt
    clockSaid = entry[Version.clockLine].flatMap { Moment($0) }
    action = entry.action
    self.person = person
    seal = entry.seal
    subject = entry["Record"] ?? entry[JournalLine.about]
    version = (entry["Version"] ?? entry[JournalLine.ofVersion]).flatMap { WholeNumber.read($0) }
    form = entry["Form"].map { FormReference($0)?.id ?? $0 }
    isSave = entry.isVersion
    details = entry.header.filter {
      !Self.common.contains($0.id) && !(entry.isVersion && $0.id == KeptDefinition.hashLine)
    }
  }
}

extension JournalItem {
  /// Why the record was amended or voided.
  public var reason: String? { details.first { $0.id == "Reason" }?.values.first }

  /// Whether it is about a record.
  func isAbout(_ number: String) -> Bool {
    subject == number
      || details.contains { $0.id == JournalLine.also && $0.values.contains { $0.hasPrefix(number + " ") } }
  }

  /// Lines that tell nothing of the record that an entry is about.
  private static let open: Set = ["Person", JournalLine.cause, JournalLine.tried]

  /// Without numbers of records that are not to be named, and what is told of those.
  public func withholding(_ numbers: Set<String>, _ mark: String) -> JournalItem {
    var item = self
    if let subject, numbers.contains(subject) {
      item.subject = mark
      item.version = nil
      item.details.removeAll { !Self.open.contains($0.id) }
    }
    for place in item.details.indices where item.details[place].id == JournalLine.also {
      item.details[place].values.removeAll { numbers.contains($0.split(separator: " ").first.map(String.init) ?? "") }
    }
    return item
  }

  /// What it is about, for people: the record and version, and every further line with its name.
  public var about: Phrase {
    var parts: [Phrase] = []
    if let subject { parts.append(Phrase(verbatim: subject + (version.map { " v\($0)" } ?? ""))) }
    // Long hashes last.
    let hashes: Set = ["Fingerprint", KeptDefinition.hashLine]
    let ordered = details.filter { !hashes.contains($0.id) } + details.filter { hashes.contains($0.id) }
    for detail in ordered {
      let value = detail.values.joined(separator: ", ")
      // Who did it is said already.
      if detail.id == "Person", value == person.text { continue }
      parts.append(JournalLine.label(detail.id) + Phrase(zh: "：", en: ": ") + JournalLine.shown(value, of: detail.id))
    }
    return Phrase(
      zh: parts.map(\.zh).joined(separator: "；"), en: parts.map(\.en).joined(separator: "; "))
  }
}

/// Which entries of the journal are asked for; without a condition, all.
public struct JournalQuery: Sendable {
  /// Who did it, or whom it is about: the person's id.
  public var person: String?
  /// Who did it.
  public var doneBy: String?
  public var actions: Set<Action>
  /// The number of the record that was saved or that the entry is about.
  public var subject: String?
  /// Days of the store's zone. An entry is of the day of either time, where the clock disagreed.
  public var from: Day?
  public var to: Day?
  /// Whether saves of records count too, or only what is no save.
  public var withSaves: Bool
  /// Words that all occur in what an entry says, in either language.
  public var words: [String]

  public init(
    person: String? = nil, doneBy: String? = nil, actions: Set<Action> = [], subject: String? = nil, from: Day? = nil,
    to: Day? = nil,
    withSaves: Bool = true, words: [String] = []
  ) {
    self.person = person
    self.doneBy = doneBy
    self.actions = actions
    self.subject = subject
    self.from = from
    self.to = to
    self.withSaves = withSaves
    self.words = words
  }

  /// Whether an entry is asked for; `clock` says which day it is of.
  public func contains(_ item: JournalItem, _ clock: StoreClock) -> Bool {
    let days = [item.savedAt, item.clockSaid].compactMap { $0 }.map { clock.placed($0).day }
    let isInTime = days.contains { day in from.map { day >= $0 } ?? true && to.map { day <= $0 } ?? true }
    guard isInTime, withSaves || !item.isSave,
      actions.isEmpty || actions.contains(item.action), subject.map({ item.isAbout($0) }) ?? true,
      doneBy.map({ item.person.id == $0 }) ?? true, person.map({ isAbout($0, item) }) ?? true
    else { return false }
    guard !words.isEmpty else { return true }
    let texts =
      [item.person.text, item.action.rawValue, item.action.label.zh, item.action.label.en, item.savedAt.text]
      + [item.subject, item.form].compactMap { $0 } + item.details.flatMap(\.values)
    let all = SearchForm.folded(texts.joined(separator: "\n"))
    return words.allSatisfy { all.contains(SearchForm.folded($0)) }
  }

  private func isAbout(_ person: String, _ item: JournalItem) -> Bool {
    item.person.id == person
      || item.details.contains { $0.id == "Person" && $0.values.contains { PersonName($0)?.id == person } }
  }
}

/// Entries of whole days, the newest first.
public struct JournalPage: Sendable {
  public let items: [JournalItem]
  /// Where older entries may be found: before this day. Nil where there are none.
  public let olderThan: Day?
  /// Places of these days that hold no readable entry; `verify` names them.
  public let damaged: Int
}

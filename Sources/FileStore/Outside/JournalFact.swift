import Domain

/// What a journal entry says about something that stands outside of the journal and is to stay as it says: a
/// credential's file, the store's own definitions, a key. Also that an alteration has been noticed.
struct JournalFact: Hashable, Sendable {
  /// What it is about, such as `credentials/lin.rec`.
  let subject: String
  /// Its fingerprint; empty where the entry names none.
  let value: String

  /// The value for what was taken away.
  static let removed = "removed"

  /// The header line that holds a fingerprint.
  static let fingerprint = "Fingerprint"

  static let definitions = "screens"

  static func key(_ fingerprint: String, of person: String) -> String { "key \(fingerprint) \(person)" }

  /// Whose passphrase somebody else gave again, `hand lin`; its value is that person's id and when.
  static let handPrefix = "hand "

  /// Says in an entry that the person had a passphrase of their own before.
  static let replaces = "Replaces"

  /// The last entry up to which what grants power needed no second person.
  static let grantsUpTo = "grants"

  /// The store's own rights and chains that were accepted, and those that are proposed, with by whom.
  static let acceptedPower = "power accepted"
  static let proposedPower = "power proposed"
  static let files = "Files"

  static func alteration(of subject: String) -> String { "altered \(subject)" }

  /// What an entry says that the store is: the value is the place of the entry, which is read again.
  static let store = "store"

  /// The same of the entry that says what has changed since.
  static let storeChange = "store change"

  /// The entry that says what the store is, or what of it has changed; nil where it is another.
  init?(_ entry: JournalEntry, _ place: VersionPlace) {
    if entry.action == .storeChanged {
      subject = Self.storeChange
    } else if StoreFacts(entry) != nil {
      subject = Self.store
    } else {
      return nil
    }
    value = "\(place.segment.path) \(place.start) \(place.length)"
  }

  init(subject: String, value: String) {
    self.subject = subject
    self.value = value
  }

  /// All that an entry says.
  static func all(_ entry: JournalEntry) -> [JournalFact] {
    if entry.action == .upgraded {
      // Own rights and chains of then are in force as they stood.
      let power = entry[files].map { JournalFact(subject: acceptedPower, value: $0) }
      return [JournalFact(subject: grantsUpTo, value: String(entry.sequence))] + [power].compactMap { $0 }
    }
    if entry.action == .definitionsAccepted, let files = entry[files] {
      return [JournalFact(subject: acceptedPower, value: files)]
    }
    if entry.action == .definitionsProposed, let files = entry[files],
      let by = entry["Saved_by"].flatMap({ PersonName($0)?.id })
    {
      return [JournalFact(subject: proposedPower, value: "\(by) \(files)")]
    }
    if let kept = KeptDefinition(entry) { return [kept.fact] }
    guard let fact = JournalFact(entry) else { return [] }
    guard entry[replaces] == "yes", let person = entry["Person"].flatMap({ PersonName($0)?.id }),
      let giver = entry["Saved_by"].flatMap({ PersonName($0)?.id })
    else { return [fact] }
    return [fact, JournalFact(subject: handPrefix + person, value: "\(giver) \(entry.savedAt.text)")]
  }

  /// Nil where the entry is about nothing of the kind.
  init?(_ entry: JournalEntry) {
    guard !entry.isVersion else { return nil }
    let person = entry["Person"].flatMap { PersonName($0)?.id } ?? ""
    let mark = entry[Self.fingerprint] ?? ""
    switch entry.action {
    case .credentialSet, .credentialChanged: (subject, value) = (CredentialFolder.path(of: person), mark)
    case .credentialRemoved: (subject, value) = (CredentialFolder.path(of: person), Self.removed)
    case .definitionsChanged: (subject, value) = (Self.definitions, mark)
    case .altered: (subject, value) = (Self.alteration(of: entry[JournalLine.about] ?? ""), mark)
    case .sshKeyAdded: (subject, value) = (Self.key(mark, of: person), "added")
    case .sshKeyRemoved: (subject, value) = (Self.key(mark, of: person), Self.removed)
    default: return nil
    }
  }
}

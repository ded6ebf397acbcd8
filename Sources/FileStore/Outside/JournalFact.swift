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

  static func alteration(of subject: String) -> String { "altered \(subject)" }

  /// What an entry says that the store is: the value is the place of the entry, which is read again.
  static let store = "store"

  /// The entry that says what the store is; nothing where it is another.
  init?(_ entry: JournalEntry, _ place: VersionPlace) {
    guard StoreFacts(entry) != nil else { return nil }
    subject = Self.store
    value = "\(place.segment.path) \(place.start) \(place.length)"
  }

  /// Nothing where the entry is about nothing of the kind.
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

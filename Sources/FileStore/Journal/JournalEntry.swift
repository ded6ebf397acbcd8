import Domain

/// The header of a journal entry: of a version, or of something else that happened.
struct JournalEntry: Sendable {
  let header: [Content.Field]
  let isVersion: Bool
  let seal: String
  let contentHash: String
  let site: String
  let sequence: Int
  let chain: String
  let savedAt: Moment
  let action: Action

  static let entryType = "entry"
  /// What the comment before an entry about no record begins with.
  static let title = "日誌紀事"

  subscript(id: String) -> String? { header.first { $0.id == id }?.values.first }

  /// Nil where the header lacks what every entry has.
  init?(_ parts: EntryParts) {
    // The header ends with the line that holds the content's hash.
    let end = parts.bytes.withUnsafeBytes {
      EntryParts.find(EntryParts.contentMark, in: $0, from: 0)
    }
    guard let end, case .success(let sets) = RecReader.read(parts.bytes.prefix(end)), sets.count == 1,
      let record = sets[0].records.first, sets[0].records.count == 1,
      let sequence = record["Sequence"].flatMap({ WholeNumber.read($0) }), sequence > 0,
      let savedAt = record["Saved_at"].flatMap({ Moment($0) }), let site = record["Site"],
      let action = record["Action"]
    else { return nil }
    switch sets[0].type {
    case RecordText.versionType: isVersion = true
    case JournalEntry.entryType: isVersion = false
    default: return nil
    }
    header = record.fields
    seal = parts.seal
    contentHash = parts.contentHash
    self.site = site
    self.sequence = sequence
    chain = record["Chain"] ?? ""
    self.savedAt = savedAt
    self.action = Action(rawValue: action)
  }

  /// The bytes of an entry that is about no record.
  static func encode(
    action: Action, title: String, savedAt: Moment, savedBy: PersonName, site: String, sequence: Int, chain: String,
    details: [Content.Field]
  ) -> (bytes: [UInt8], seal: String) {
    var header = RecWriter()
    header.comment("\(title) \(action.rawValue)")
    header.type(entryType)
    header.field("Action", action.rawValue)
    header.field("Saved_at", savedAt.text)
    header.field("Saved_by", savedBy.text)
    header.field("Site", site)
    header.field("Sequence", String(sequence))
    if !chain.isEmpty { header.field("Chain", chain) }
    for detail in details { header.field(detail.id, detail.values) }
    let sealed = RecordText.seal(header, [UInt8(ascii: "\n")])
    return (sealed.bytes, sealed.seal)
  }
}

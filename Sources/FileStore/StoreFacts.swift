import Domain

/// What a store is, as its journal says: in the first entry of a new store, or in the entry of its upgrade.
public struct StoreFacts: Hashable, Sendable {
  public var format: Int
  public var id: String
  public var site: String
  public var isShared: Bool
  public var copies: StoreDescription.Copies
  /// What `STORE` and `FORMAT` said when the entry was written; nil where it does not say.
  public var organisation: String?
  public var created: Moment?
  public var formatText: String?
  /// The zone that instants are shown in where the settings name none; nil for a store of before there were zones.
  public var timeZone: String?
  /// The offset of the last entry before the upgrade, for as long as no zone is named.
  public var lastOffset: String?
  /// Whether it was made for tests, so that `ISMSBOOK_NOW` counts in it. Only the first entry of all can say so.
  public var isForTests = false
  /// The format it was upgraded from; nil for a new store.
  public var upgradedFrom: Int?
  /// Further lines of the entry, in order, such as the hashes of what was kept.
  public var further: [Content.Field] = []
  /// The place in the journal of the entry that says so.
  public private(set) var sequence = 0

  private enum Line {
    static let format = "Format"
    static let from = "From_format"
    static let store = "Store"
    static let shared = "Shared"
    static let copies = "Copies"
    static let organisation = "Organisation"
    static let created = "Created"
    static let formatText = "Format_text"
    static let zone = "Time_zone"
    static let offset = "Last_offset"
    static let purpose = "Made_for"
    static let tests = "tests"
  }

  init(_ description: StoreDescription) {
    format = description.format
    id = description.id
    site = description.site
    isShared = description.isShared
    copies = description.copies
    organisation = description.organisation
    created = description.created
    formatText = Digest.of(Array(FormatText.text.utf8))
  }

  /// Nil where the entry is about something else.
  init?(_ entry: JournalEntry) {
    guard [Action.created, .upgraded].contains(entry.action), !entry.isVersion,
      let format = entry[Line.format].flatMap({ Int($0) }), let id = entry[Line.store]
    else { return nil }
    self.format = format
    self.id = id
    site = entry.site
    isShared = entry[Line.shared] == "yes"
    copies = entry[Line.copies].flatMap { StoreDescription.Copies(rawValue: $0) } ?? .all
    organisation = entry[Line.organisation]
    created = entry[Line.created].flatMap { Moment($0) }
    formatText = entry[Line.formatText]
    timeZone = entry[Line.zone]
    lastOffset = entry[Line.offset]
    isForTests = entry.action == .created && entry.sequence == 1 && entry[Line.purpose] == Line.tests
    upgradedFrom = entry[Line.from].flatMap { Int($0) }
    sequence = entry.sequence
    further = entry.header.filter { !Self.known.contains($0.id) }
  }

  private static let known: Set = [
    "Action", "Saved_at", "Saved_by", "Site", "Sequence", "Chain", "Clock", "Content", Line.format, Line.from,
    Line.store,
    Line.shared, Line.copies, Line.organisation, Line.created, Line.formatText, Line.zone, Line.offset, Line.purpose,
  ]

  /// Takes over what an entry `store_changed` says; everything else stays as it was when the store was made or upgraded.
  mutating func take(_ change: JournalEntry) {
    if let kind = change[Line.copies].flatMap({ StoreDescription.Copies(rawValue: $0) }) { copies = kind }
  }

  static func change(to copies: StoreDescription.Copies) -> [Content.Field] {
    [Content.Field(id: Line.copies, values: [copies.rawValue])]
  }

  /// The entry's own lines.
  var details: [Content.Field] {
    let lines: [(String, String?)] = [
      (Line.format, String(format)), (Line.from, upgradedFrom.map { String($0) }), (Line.store, id),
      (Line.shared, isShared ? "yes" : "no"), (Line.copies, copies.rawValue),
      (Line.organisation, organisation), (Line.created, created?.text), (Line.formatText, formatText),
      (Line.zone, timeZone),
      (Line.offset, lastOffset), (Line.purpose, isForTests ? Line.tests : nil),
    ]
    return lines.compactMap { id, value in value.map { Content.Field(id: id, values: [$0]) } } + further
  }
}

extension Action {
  /// The first entry of a store.
  static let created = Action(rawValue: "created")
  /// What the store is was changed by its owner, such as how many copies it keeps.
  static let storeChanged = Action(rawValue: "store_changed")
  /// The store was brought to a newer format.
  static let upgraded = Action(rawValue: "upgraded")
}

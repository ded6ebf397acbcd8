/// A person as named on a record: the id, and the name at the time of saving.
public struct PersonName: Hashable, Sendable {
  public let id: String
  public let name: String
  /// What they are called in English, where the register says so; it is no part of what is stored.
  public let english: String?

  public init(id: String, name: String, english: String? = nil) {
    self.id = id
    self.name = name
    self.english = english
  }

  public static func == (one: PersonName, other: PersonName) -> Bool { one.id == other.id && one.name == other.name }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(id)
    hasher.combine(name)
  }

  /// `wang.xm 王小明`: an id, a space and the name.
  public init?(_ text: String) {
    let parts = text.split(separator: " ", maxSplits: 1)
    guard let id = parts.first.map(String.init), PersonName.isValid(id: id) else { return nil }
    self.init(id: id, name: parts.count > 1 ? String(parts[1]) : id)
  }

  public var text: String { name == id || name.isEmpty ? id : "\(id) \(name)" }

  /// `王小明 (wang.xm)`: for people, wherever two of one name have to be told apart.
  public var shown: String { name == id || name.isEmpty ? id : "\(name) (\(id))" }

  /// The same in a language.
  public func shown(_ language: Language) -> String {
    language == .en && english != nil ? "\(called(.en)) (\(id))" : shown
  }

  /// `wang.xm Wang Xiao-Ming`: as it is stored, with the name of the language.
  public func text(_ language: Language) -> String {
    language == .en && english != nil ? "\(id) \(called(.en))" : text
  }

  /// The name alone; the id where there is none.
  public func called(_ language: Language) -> String {
    let known = language == .en ? english ?? name : name
    return known.isEmpty ? id : known
  }

  public var phrase: Phrase { Phrase(zh: shown, en: shown(.en)) }

  /// Ids that the program itself acts under or answers with; nobody and no unit may have one.
  public static let reserved: Set = ["kiosk", "nobody", "unknown", "ismsbook", "system", "everybody"]

  /// A small letter, then up to 31 small letters, digits, dots, hyphens or underscores.
  public static func isValid(id: String) -> Bool {
    guard let first = id.unicodeScalars.first, ("a"..."z").contains(first), id.unicodeScalars.count <= 32 else {
      return false
    }
    return id.unicodeScalars.allSatisfy {
      ("a"..."z").contains($0) || ("0"..."9").contains($0) || $0 == "." || $0 == "-" || $0 == "_"
    }
  }
}

/// What a form's definition is called in a record: `incident-report/3`, and which text of it that is.
public struct FormReference: Hashable, Sendable {
  public let id: String
  public let version: Int
  /// The hash of the definition that the store keeps, see `Form.definition`; nil where none is kept.
  public let definition: String?

  public init(id: String, version: Int, definition: String? = nil) {
    self.id = id
    self.version = version
    self.definition = definition
  }

  public init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, FormReference.isValid(id: String(parts[0])), let version = WholeNumber.read(parts[1]),
      version > 0
    else {
      return nil
    }
    self.init(id: String(parts[0]), version: version)
  }

  public var text: String { "\(id)/\(version)" }

  /// Small letters, digits and hyphens, beginning with a letter.
  public static func isValid(id: String) -> Bool {
    guard let first = id.unicodeScalars.first, ("a"..."z").contains(first) else { return false }
    return id.unicodeScalars.allSatisfy { ("a"..."z").contains($0) || ("0"..."9").contains($0) || $0 == "-" }
  }
}

/// Where a record stands. Kept as text, so that a status of a later program survives.
public struct Status: RawRepresentable, Hashable, Sendable {
  public let rawValue: String

  public init(rawValue: String) { self.rawValue = rawValue }

  public static let saved = Status(rawValue: "saved")
  public static let void = Status(rawValue: "void")
  public static let inReview = Status(rawValue: "in_review")
  public static let returned = Status(rawValue: "returned")
  /// Agreed to, and now being carried out.
  public static let executing = Status(rawValue: "executing")
  public static let approved = Status(rawValue: "approved")
  public static let closed = Status(rawValue: "closed")
  /// A request that somebody who was to agree has refused, for good.
  public static let refused = Status(rawValue: "refused")

  /// Whether a chain of sign-off ends in it.
  public var isEnd: Bool { isAgreed || self == .refused }

  /// Whether it ends in it with everybody's agreement.
  public var isAgreed: Bool { self == .approved || self == .closed }

  public var label: Phrase {
    switch self {
    case .saved: Phrase(zh: "已存", en: "saved")
    case .void: Phrase(zh: "作廢", en: "void")
    case .inReview: Phrase(zh: "審核中", en: "in review")
    case .returned: Phrase(zh: "退回", en: "returned")
    case .executing: Phrase(zh: "執行中", en: "executing")
    case .approved: Phrase(zh: "核准", en: "approved")
    case .closed: Phrase(zh: "結案", en: "closed")
    case .refused: Phrase(zh: "駁回", en: "refused")
    default: Phrase(verbatim: rawValue)
    }
  }

  /// Every status that this program gives, in the order in which they are listed.
  public static let all: [Status] = [.saved, .inReview, .returned, .executing, .approved, .closed, .refused, .void]

  /// What a rule may compare a record's status with.
  static let choices = ChoiceList(
    id: "status", title: Phrase(zh: "狀態", en: "Status"),
    items: all.map { ChoiceList.Item(id: $0.rawValue, label: $0.label) })
}

/// What a save did. Kept as text, so that an action of a later program survives.
public struct Action: RawRepresentable, Hashable, Sendable {
  public let rawValue: String

  public init(rawValue: String) { self.rawValue = rawValue }

  public static let create = Action(rawValue: "create")
  public static let amend = Action(rawValue: "amend")
  public static let void = Action(rawValue: "void")
  public static let merge = Action(rawValue: "merge")
  /// Sent for sign-off.
  public static let submit = Action(rawValue: "submit")
  public static let agree = Action(rawValue: "agree")
  /// Sent back to be mended; keeps its number.
  public static let `return` = Action(rawValue: "return")
  /// Refused for good, by somebody who was to agree.
  public static let refuse = Action(rawValue: "refuse")
  /// Taken back by whoever submitted it.
  public static let withdraw = Action(rawValue: "withdraw")
  /// What a signature can decide.
  public static let ofSignOff: [Action] = [.submit, .agree, .return, .refuse, .withdraw]

  /// What is said where a decision of sign-off is given without the reason that it needs; nil for one that needs none.
  public var missingReason: Phrase? {
    switch self {
    case .return: Phrase(zh: "退回要寫原因；請說明哪裡要改。", en: "Sending back needs a reason; say what has to be mended.")
    case .refuse: Phrase(zh: "駁回要寫原因；請說明為什麼不同意。", en: "Refusing needs a reason; say why.")
    default: nil
    }
  }

  public var label: Phrase {
    switch self {
    case .create: Phrase(zh: "新增", en: "create")
    case .amend: Phrase(zh: "修正", en: "amend")
    case .void: Phrase(zh: "作廢", en: "void")
    case .merge: Phrase(zh: "合併", en: "merge")
    case .submit: Phrase(zh: "送審", en: "submit")
    case .agree: Phrase(zh: "同意", en: "agree")
    case .return: Phrase(zh: "退回", en: "return")
    case .refuse: Phrase(zh: "駁回", en: "refuse")
    case .withdraw: Phrase(zh: "撤回", en: "withdraw")
    default: Action.journalLabels[rawValue] ?? Phrase(verbatim: rawValue)
    }
  }
}

/// One immutable save of a record.
public struct Version: Hashable, Sendable {
  /// The record's number, such as `INC-115-0007`.
  public var record: String
  public var form: FormReference
  /// 1 for the first save.
  public var number: Int
  public var status: Status
  public var action: Action
  public var savedAt: Moment
  public var savedBy: PersonName
  /// Why it was amended or voided.
  public var reason: String?
  public var site: String
  /// The place in the site's journal, from 1.
  public var sequence: Int
  /// Seals of the record's version(s) before this one; two after a merge of two sites.
  public var previous: [String]
  /// Seal of the journal entry before this one; empty for the first.
  public var chain: String
  /// SHA-256 of the content block, in hexadecimal.
  public var contentHash: String
  /// SHA-256 of the header, in hexadecimal: the receipt of this save.
  public var seal: String
  /// Header lines that this program does not know, in order.
  public var furtherHeader: [Content.Field]
  public var content: Content
  /// Where something is left out of the content, because whoever asked for it may not read it. Never saved.
  public var withheld: [Withheld] = []
  /// Bytes of the whole text where `content` is its beginning only; nil where it is all of it. A record that is larger
  /// than any limit, as only earlier programs took, is read so: nothing may be saved from that.
  public var beginningOf: Int?

  public init(
    record: String, form: FormReference, number: Int, status: Status, action: Action, savedAt: Moment,
    savedBy: PersonName, reason: String? = nil, site: String, sequence: Int, previous: [String] = [],
    chain: String = "",
    contentHash: String = "", seal: String = "", furtherHeader: [Content.Field] = [], content: Content
  ) {
    self.record = record
    self.form = form
    self.number = number
    self.status = status
    self.action = action
    self.savedAt = savedAt
    self.savedBy = savedBy
    self.reason = reason
    self.site = site
    self.sequence = sequence
    self.previous = previous
    self.chain = chain
    self.contentHash = contentHash
    self.seal = seal
    self.furtherHeader = furtherHeader
    self.content = content
  }
}

/// What stands in a file field: the hash, the size and the name of an attached file.
public struct EvidenceReference: Hashable, Sendable {
  /// SHA-256 of the file, 64 hexadecimal digits.
  public let hash: String
  /// Bytes.
  public let size: Int
  public let name: String

  public init(hash: String, size: Int, name: String) {
    self.hash = hash
    self.size = size
    self.name = name
  }

  /// Reads `sha256:9c1e… 31022 截圖.png`.
  public init?(_ text: String) {
    let parts = text.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].hasPrefix("sha256:"), let size = WholeNumber.read(parts[1]) else { return nil }
    let hash = parts[0].dropFirst(7)
    let isHash = hash.utf8.count == 64 && hash.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    guard isHash, !parts[2].isEmpty else { return nil }
    self.init(hash: String(hash), size: size, name: String(parts[2]))
  }

  public var text: String { "sha256:\(hash) \(size) \(name)" }
}

extension Version {
  /// The header line that says what the clock showed, where it stood before the entry before.
  public static let clockLine = "Clock"

  /// What the clock showed, where it disagreed with the order of the journal.
  public var clockSaid: Moment? {
    furtherHeader.first { $0.id == Version.clockLine }?.values.first.flatMap { Moment($0) }
  }

  /// Said of a version of before definitions were kept.
  public static let shownByTodaysDefinition = Phrase(
    zh: "這一版存檔時沒有留存表單定義，以現行定義顯示。",
    en: "The form's definition of when this was saved is not kept; it is shown by today's.")

  /// When it was saved, for people; both times where the clock disagreed.
  public func savedTime(_ clock: StoreClock) -> Phrase { Phrase.time(savedAt, clockSaid: clockSaid, clock) }
}

extension Phrase {
  /// `2026-11-22 14:20`, or `2026-11-22 14:20（時鐘 2026-11-21 09:00）` where the clock stood elsewhere.
  public static func time(_ moment: Moment, clockSaid: Moment?, _ clock: StoreClock) -> Phrase {
    let text = clock.placed(moment).shown
    guard let said = clockSaid.map({ clock.placed($0).shown }) else { return Phrase(verbatim: text) }
    return Phrase(zh: "\(text)（時鐘 \(said)）", en: "\(text) (clock \(said))")
  }
}

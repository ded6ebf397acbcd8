import Domain

/// How a record number is put together: what stands before and after its serial number.
public struct NumberPattern: Hashable, Sendable {
  public var prefix: String
  public var suffix: String
  /// Digits at least; zeros fill up.
  public var digits: Int

  public init(prefix: String, suffix: String = "", digits: Int = 4) {
    self.prefix = prefix
    self.suffix = suffix
    self.digits = digits
  }

  /// Reads `INC-115-{serial}`; nil where `{serial}` does not stand in it once.
  public init?(_ text: String) {
    let parts = text.split(separator: "{serial}", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }
    self.init(prefix: String(parts[0]), suffix: String(parts[1]))
  }

  public func number(_ serial: Int) -> String {
    let text = String(serial)
    return prefix + String(repeating: "0", count: max(0, digits - text.utf8.count)) + text + suffix
  }

  /// The serial of a number of this pattern.
  func serial(of number: String) -> Int? {
    guard number.hasPrefix(prefix), number.hasSuffix(suffix) else { return nil }
    let middle = number.dropFirst(prefix.count).dropLast(suffix.count)
    return WholeNumber.read(middle)
  }
}

/// Which record a new version belongs to.
public enum RecordName: Hashable, Sendable {
  /// A version of a record that is there; `base` is the version that was edited.
  case existing(String, base: Int)
  /// A new record that gets the next number of the pattern.
  case numbered(NumberPattern)
  /// A new record of that number.
  case named(String)
}

/// A version to be saved.
public struct NewVersion: Hashable, Sendable {
  public var form: FormReference
  /// The form's title, for the first line of the version's text.
  public var title: String
  public var record: RecordName
  public var status: Status
  public var action: Action
  public var savedBy: PersonName
  public var reason: String?
  public var content: Content
  /// The draft that this came from; removed once the version is durable.
  public var draft: DraftID?
  /// Whose draft that is; nil where it is one of `savedBy`.
  public var draftOwner: String?
  /// Header lines of your own; names begin with a capital letter.
  public var furtherHeader: [Content.Field]

  public init(
    form: FormReference, title: String, record: RecordName, status: Status = .saved, action: Action = .create,
    savedBy: PersonName, reason: String? = nil, content: Content, draft: DraftID? = nil,
    furtherHeader: [Content.Field] = []
  ) {
    self.form = form
    self.title = title
    self.record = record
    self.status = status
    self.action = action
    self.savedBy = savedBy
    self.reason = reason
    self.content = content
    self.draft = draft
    self.furtherHeader = furtherHeader
  }
}

public enum SaveResult: Hashable, Sendable {
  /// Durable: sequence and seal are the receipt.
  case saved(Version)
  /// Somebody else saved a version since; nothing was written.
  case conflict(current: Version)
  /// A record of that number is there already; nothing was written.
  case numberTaken(String)
}

import Domain
import FileStore

/// What somebody wants saved: a new record of a form, or a further version of one. `Desk.submit` reads it, settles,
/// checks and numbers it, the same on every way in.
public struct Submission: Sendable {
  enum Target: Hashable, Sendable {
    /// A new record of the form with this id.
    case new(form: String)
    /// A further version of a record; `base` is the version that the change was made on.
    case version(of: String, base: Int)
  }

  /// Which remarks, that alone keep nothing from being saved, somebody has been told of.
  public enum Acknowledged: Sendable {
    /// They are told with the receipt.
    case all
    /// They are told with the receipt; but that signatures no longer count is told before anything is saved.
    case allButLostSignatures
    /// Those; any other is told before anything is saved.
    case these(Set<Finding>)
  }

  /// Where it comes from, as far as that changes what becomes of it.
  public enum Way: Sendable {
    case usual
    /// The shared terminal of a data room: a late time is marked, what is changed after the shift becomes an entry of
    /// its own, and what is whole is submitted for sign-off at once.
    case kiosk
  }

  let target: Target
  /// Values as typed, or as they are stored.
  let content: Content
  /// What the form began with: what is asked for since gets its defaults. Nil if nothing gets any.
  let start: Content?
  let reason: String?
  /// Removed once what came of it is saved.
  public var draft: DraftID?
  public var acknowledged = Acknowledged.all
  public var way = Way.usual
  /// What a file said, computed values too: where something else is saved, the receipt says so.
  public var given = Content()
  /// Whether what is wrong is told to somebody at the keys of a screen.
  public var hasKeys = true
  /// Told before anything is saved how texts were understood that do not plainly show it; not called where there are none.
  public var echo: (@Sendable ([Finding]) -> Void)?

  /// A new record of the form with this id.
  public init(new form: String, _ content: Content, since start: Content? = nil, draft: DraftID? = nil) {
    target = .new(form: form)
    self.content = content
    self.start = start
    self.draft = draft
    reason = nil
  }

  /// A further version of a record, made on top of its version `base`.
  public init(
    amending record: String, base: Int, to content: Content, since start: Content? = nil, reason: String,
    draft: DraftID? = nil
  ) {
    target = .version(of: record, base: base)
    self.content = content
    self.start = start
    self.reason = reason
    self.draft = draft
  }

  private init(_ other: Submission, new form: String, _ content: Content) {
    target = .new(form: form)
    self.content = content
    start = nil
    reason = other.reason
    draft = other.draft
    acknowledged = other.acknowledged
    way = other.way
    given = other.given
    hasKeys = other.hasKeys
    echo = other.echo
  }

  /// The same as an entry of its own that corrects the record.
  func correcting(_ record: String, form: String) -> Submission {
    var content = content
    content[LogEntry.corrects] = [record]
    content[rows: Signature.table] = []
    return Submission(self, new: form, content)
  }

  var action: Action { if case .new = target { .create } else { .amend } }
}

/// What was saved, and what is to be said of it.
public struct Receipt: Hashable, Sendable {
  public let version: Version
  /// What is remarkable about it.
  public let remarks: [Finding]
  /// How texts were understood that do not plainly show it.
  public let notes: [Finding]
  /// Why an entry of the shared terminal could not be submitted for sign-off; nil if it was, or need not be.
  public internal(set) var unsubmitted: Finding?
}

import Domain
import FileStore

/// A review of a log's entries that is about to be signed: its signature signs every entry of its list.
public struct LogReview: Sendable {
  /// The form of the review, and its fields.
  public static let form = "entry-review"
  public static let list = "batch"
  static let log = "log"
  static let from = "from_on"
  static let to = "to_on"
  /// The log of reviews that do not name one.
  static let firstLog = "entry-log"

  /// What becomes of an entry when the review is signed.
  struct Part: Sendable {
    let version: Version
    /// The entry's next version with the signature in it, or why there is none.
    let signed: Result<NewVersion, Finding>
  }

  public let review: Version
  private let entries: [ReviewedEntry]
  private let title: String

  /// Nil for a record of another form.
  init?(
    _ review: Version, store: FileStore, catalogue: any Catalogue, people: People, now: Moment
  ) throws(StoreProblem) {
    let content = review.content
    guard review.form.id == LogReview.form,
      let log = catalogue.form(content[LogReview.log].first ?? LogReview.firstLog),
      let from = content[LogReview.from].first.flatMap({ Day($0) }),
      let to = content[LogReview.to].first.flatMap({ Day($0) })
    else { return nil }
    self.review = review
    title = log.title.zh
    entries = try store.entries(of: log, from: from, to: to, catalogue: catalogue, people: people, now: now)
  }

  /// SHA-256 over the lines `record version seal` of the list, each ended by a line feed.
  public var listHash: String {
    Digest.of(Array(LogReview.lines(review.content[rows: LogReview.list]).map { $0 + "\n" }.joined().utf8))
  }

  /// Whether a review with this list is of that day of a log. One from before there was a list is of nothing.
  static func covers(_ content: Content, _ log: String, _ day: Day) -> Bool {
    guard !content[rows: list].isEmpty, content[LogReview.log].first == log,
      let first = content[from].first.flatMap({ Day($0) }), let last = content[to].first.flatMap({ Day($0) })
    else { return false }
    return first <= day && day <= last
  }

  /// A review counts once it is signed; in a personal store, where nobody signs, once it is saved.
  static func counts(_ status: Status, isShared: Bool) -> Bool {
    isShared ? status == .closed : status != .void
  }

  public var count: Int { review.content[rows: LogReview.list].count }

  private static func lines(_ rows: [Row]) -> [String] {
    rows.map { row in ["record", "version", "seal"].map { row[$0].first ?? "-" }.joined(separator: " ") }
  }

  /// Why nobody, or not this person, can sign it; nil where they can.
  public func refusal(of person: PersonName) -> Finding? {
    if Set(LogReview.lines(review.content[rows: LogReview.list])) != Set(LogReview.lines(entries.map(\.entry.row))) {
      return Finding(
        .record(review.record), rule: "list",
        Phrase(
          zh: "這份審閱存檔後，期間內的登記有增加或改變，清單已不符；請修正這份審閱（重存一次就會重列），再簽核。",
          en:
            "Entries of these days were added or changed after this review was saved, so its list no longer fits; amend "
            + "the review, which lists them again, and then sign it."))
    }
    let due = entries.filter(\.isDue)
    let refusals = due.compactMap { $0.state?.mayAct(.agree, by: person).first(where: \.blocks) }
    return refusals.count == due.count ? refusals.first : nil
  }

  /// What the signature says beside its comment: which list it signs.
  public func comment(_ said: String?, _ language: Language) -> String {
    let list = Phrase(zh: "清單 \(count) 筆，SHA-256 \(listHash)", en: "list of \(count), SHA-256 \(listHash)")[language]
    return [said, list].compactMap { $0 }.joined(separator: "\n")
  }

  /// Entries that wait for this signature.
  public var due: Int { entries.count(where: \.isDue) }

  /// The entries that wait for this signature, each signed as if it alone had been agreed to.
  func parts(signedBy person: PersonName) -> [Part] {
    entries.filter(\.isDue).compactMap { entry in
      guard let state = entry.state else { return nil }
      let comment = "\(review.record) v\(review.number) \(review.seal)"
      let signed = state.signed(.agree, by: person, comment: comment)
        .map { signed in NewVersion(signed, of: entry.version, title: title) }
        .mapError { refusal in
          refusal.findings.first
            ?? Finding(.record(entry.version.record), rule: "status", Phrase(zh: "不能簽核。", en: "It cannot be signed."))
        }
      return Part(version: entry.version, signed: signed)
    }
  }
}

extension FileStore {
  /// The review that a version is, about to be signed; nil for a record of another form or in a personal store.
  func review(
    _ version: Version, catalogue: any Catalogue, people: People, now: Moment
  ) throws(StoreProblem) -> LogReview? {
    guard description.isShared else { return nil }
    return try LogReview(version, store: self, catalogue: catalogue, people: people, now: now)
  }
}

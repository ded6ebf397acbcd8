/// An entry of a log as the review of its month lists it.
public struct LogEntry: Sendable, Comparable {
  /// What a row of the list has: the entry's number, version and seal, who or what it is about, when it was, the same name
  /// where it is still open, the entry that corrects it, and whose signature it still waits for before the review.
  public static let columns = ["record", "version", "seal", "subject", "at", "open", "corrected_by", "waits_for"]

  /// The field by which an entry names the one that it corrects.
  public static let corrects = "corrects"

  public let record: String
  public let version: Int
  public let subject: String
  /// A day, or a moment by the store's clock.
  public let at: String
  /// Somebody is still inside, or the like. What a later entry corrects is not open.
  public let isOpen: Bool
  public let correctedBy: String?
  public var seal = ""
  /// Names of those who have to sign or submit it before it can be reviewed.
  public var waitsFor = ""

  public init(_ record: RecordValue, _ form: Form, _ review: Form.Review, correctedBy: String?) {
    self.record = record.number
    self.correctedBy = correctedBy
    version = record.version
    subject = form.list.first.flatMap { record.content[$0].first } ?? ""
    let stored = record.content[review.on].first ?? ""
    // As the store's clocks show it, wherever it was written down.
    if let field = form.field(review.on), case .moment(let moment)? = field.type.value(stored, field) {
      at = moment.text
    } else {
      at = stored
    }
    isOpen = correctedBy == nil && review.isOpen(record.content)
  }

  /// Whether it is of these days, or was still open then.
  public func belongs(from: Day, to: Day) -> Bool {
    guard let day = Moment(at)?.day ?? Day(at), day <= to else { return false }
    return day >= from || isOpen
  }

  public var row: Row {
    let values = [
      record, String(version), seal, subject, Moment(at)?.shown ?? at, isOpen ? subject : "", correctedBy ?? "",
      waitsFor,
    ]
    return Row(
      cells: zip(Self.columns, values).compactMap { id, value in
        value.isEmpty ? nil : Content.Field(id: id, values: [value])
      })
  }

  public static func < (left: LogEntry, right: LogEntry) -> Bool { (left.at, left.record) < (right.at, right.record) }

  public static func == (left: LogEntry, right: LogEntry) -> Bool { left.row == right.row }
}

extension Phrase {
  /// Said of a record that another one corrects.
  public static func corrected(by number: String) -> Phrase {
    Phrase(zh: "已由 \(number) 更正", en: "corrected by \(number)")
  }
}

extension Form.Review {
  public func isOpen(_ content: Content) -> Bool { until.map { content[$0].isEmpty } ?? false }

  /// The step that is signed for all entries together.
  public func step(in chain: Chain) -> Chain.Step? {
    if let step { return chain.step(step) }
    return chain.steps.first(where: \.isBatch)
  }
}

/// A day by which something should be done, and what sets it.
public struct Deadline: Hashable, Sendable {
  /// A field's label, or the limit for a signature.
  public let name: Phrase
  /// The last day that is in time.
  public let day: Day
  /// Days that have passed since; 0 while it is not overdue.
  public let daysLate: Int

  public init(_ name: Phrase, _ day: Day, today: Day) {
    self.name = name
    self.day = day
    daysLate = max(0, today.daysSinceEpoch - day.daysSinceEpoch)
  }

  public var isOverdue: Bool { daysLate > 0 }

  /// `改善期限 2026-11-19，逾期 3 天`
  public var text: Phrase {
    let date = name + Phrase(verbatim: " \(day.text)")
    guard isOverdue else { return date }
    return date + Phrase(zh: "，逾期 \(daysLate) 天", en: ", \(daysLate) day(s) overdue")
  }
}

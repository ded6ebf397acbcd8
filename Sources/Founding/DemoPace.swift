import Domain

/// How long the demo's people take to sign.
enum DemoPace {
  /// Minutes.
  private static let submitting = [4, 7, 12, 20, 35]
  private static let signing = [35, 50, 95, 140, 260, 410, 1_180, 1_500, 2_700]
  /// Minutes of the day in which people sign.
  private static let open = 8 * 60...17 * 60 + 30

  static func next(after moment: Moment, _ step: DemoStep, _ count: Int) -> Moment {
    let turn = number("\(step.key) \(count)")
    if let within = step.within {
      // A chain has 6 steps at most.
      return moment.adding(minutes: max(1, within / 6))
    }
    if count == 0 { return moment.adding(minutes: submitting[turn % submitting.count]) }
    let found = moment.adding(minutes: signing[turn % signing.count])
    guard !open.contains(found.time.minutes) else { return found }
    let day = found.time.minutes < open.lowerBound ? found.day : found.day.adding(days: 1)
    return Moment(
      day: day, time: TimeOfDay(minutes: open.lowerBound + 15 + turn % 100) ?? .midnight, offset: found.offset)
  }

  /// The same number for the same text, today and always (FNV-1a).
  static func number(_ text: String) -> Int {
    Int(text.utf8.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 } >> 4)
  }
}

extension Moment {
  fileprivate func adding(minutes: Int) -> Moment { Moment(seconds: seconds + minutes * 60, offset: offset) }
}

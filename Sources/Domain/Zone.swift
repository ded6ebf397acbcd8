/// What the clocks of a place show: a fixed offset from UTC, or the rules of a zone of the IANA database.
///
/// Two zones are equal when they are written alike.
public struct Zone: Hashable, Sendable {
  /// As it is written down: `Asia/Taipei`, `UTC`, `+08:00`.
  public let text: String
  private let rule: @Sendable (Int) -> Int

  /// A zone whose offsets are looked up: `offset` answers in minutes east of UTC for seconds since 1970.
  public init(text: String, offset: @escaping @Sendable (Int) -> Int) {
    self.text = text
    rule = offset
  }

  /// A zone with the same offset all year, in minutes east of UTC.
  public init(offset: Int) {
    self.init(text: Moment.offsetText(offset)) { _ in offset }
  }

  /// Reads `+08:00`, `-03:30` and `UTC`; from -12:00 to +14:00.
  public init?(fixed text: String) {
    if text == "UTC" {
      self.init(text: text) { _ in 0 }
      return
    }
    guard let sign = text.first, sign == "+" || sign == "-", let size = TimeOfDay(String(text.dropFirst())) else {
      return nil
    }
    let offset = sign == "+" ? size.minutes : -size.minutes
    guard (-720...840).contains(offset) else { return nil }
    self.init(offset: offset)
  }

  /// Minutes east of UTC at an instant, given in seconds since 1970-01-01T00:00:00Z.
  public func offset(at seconds: Int) -> Int { rule(seconds) }

  /// The same instant, as the clocks of the zone show it.
  public func placed(_ moment: Moment) -> Moment {
    Moment(seconds: moment.seconds, offset: offset(at: moment.seconds), toTheSecond: moment.toTheSecond)
  }

  /// The instants at which the clocks of the zone show this: one, or none and two where they are put forward and back.
  public func moments(_ day: Day, _ time: TimeOfDay) -> [Moment] {
    let local = day.daysSinceEpoch * 86_400 + time.minutes * 60
    let offsets = [-1, 1].map { offset(at: local + $0 * 86_400) }
    var found: [Moment] = []
    for offset in offsets where self.offset(at: local - offset * 60) == offset {
      let moment = Moment(day: day, time: time, offset: offset)
      if !found.contains(moment) { found.append(moment) }
    }
    return found
  }

  public static func == (left: Zone, right: Zone) -> Bool { left.text == right.text }

  public func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

/// A time of day to the minute.
public struct TimeOfDay: Hashable, Comparable, Sendable {
  /// Minutes since midnight, 0 to 1439.
  public let minutes: Int

  public init?(minutes: Int) {
    guard (0..<1440).contains(minutes) else { return nil }
    self.minutes = minutes
  }

  /// Reads `13:50`.
  public init?(_ text: String) { self.init(bytes: Array(text.utf8)[...]) }

  init?(bytes: ArraySlice<UInt8>) {
    let first = bytes.startIndex
    guard bytes.count == 5, bytes[first + 2] == 0x3A, let hour = Digits.number(bytes[first..<first + 2]),
      let minute = Digits.number(bytes[(first + 3)...]), hour < 24, minute < 60
    else { return nil }
    minutes = hour * 60 + minute
  }

  /// `13:50`.
  public var text: String { "\(padded(minutes / 60, 2)):\(padded(minutes % 60, 2))" }

  public static func < (left: TimeOfDay, right: TimeOfDay) -> Bool { left.minutes < right.minutes }
}

/// An instant, with the offset from UTC of the place where it was written down.
///
/// Two moments are equal when they are the same instant and were written with the same offset; they
/// are ordered by the instant.
public struct Moment: Hashable, Comparable, Sendable {
  /// Seconds since 1970-01-01T00:00:00Z.
  public let seconds: Int
  /// Minutes east of UTC; 480 in Taipei.
  public let offset: Int
  /// Whether it was written down to the second; moments that people type are to the minute.
  public let toTheSecond: Bool

  public init(seconds: Int, offset: Int, toTheSecond: Bool = true) {
    self.seconds = seconds
    self.offset = offset
    self.toTheSecond = toTheSecond
  }

  public init(day: Day, time: TimeOfDay, offset: Int) {
    self.init(
      seconds: day.daysSinceEpoch * 86_400 + time.minutes * 60 - offset * 60, offset: offset, toTheSecond: false)
  }

  /// Reads `2026-11-22T13:50+08:00` and `2026-11-22T13:50:05+08:00` (RFC 3339), or `…Z`.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 17, bytes[10] == UInt8(ascii: "T"), let day = Day(String(text.prefix(10))),
      let time = TimeOfDay(bytes: bytes[11..<16])
    else { return nil }
    var rest = bytes[16...]
    var second = 0
    var precise = false
    if rest.first == 0x3A {
      guard rest.count >= 4, let value = Digits.number(rest[17..<19]), value < 60 else { return nil }
      second = value
      precise = true
      rest = rest[19...]
    }
    let offset: Int
    if rest.elementsEqual([UInt8(ascii: "Z")]) {
      offset = 0
    } else {
      guard let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"),
        let zone = TimeOfDay(bytes: rest.dropFirst())
      else { return nil }
      offset = sign == UInt8(ascii: "+") ? zone.minutes : -zone.minutes
    }
    self.init(
      seconds: day.daysSinceEpoch * 86_400 + time.minutes * 60 + second - offset * 60, offset: offset,
      toTheSecond: precise)
  }

  private var localSeconds: Int { seconds + offset * 60 }
  private var secondOfDay: Int { ((localSeconds % 86_400) + 86_400) % 86_400 }

  /// The day on the clock of the place.
  public var day: Day { Day(daysSinceEpoch: (localSeconds - secondOfDay) / 86_400) }

  /// The time on the clock of the place.
  public var time: TimeOfDay { TimeOfDay(minutes: secondOfDay / 60) ?? TimeOfDay.midnight }

  /// RFC 3339: `2026-11-22T13:50:05+08:00`, without seconds when it was written without.
  public var text: String {
    let seconds = toTheSecond ? ":\(padded(secondOfDay % 60, 2))" : ""
    return "\(day.text)T\(time.text)\(seconds)\(Moment.offsetText(offset))"
  }

  /// `+08:00`.
  static func offsetText(_ minutes: Int) -> String {
    "\(minutes < 0 ? "-" : "+")\(padded(abs(minutes) / 60, 2)):\(padded(abs(minutes) % 60, 2))"
  }

  /// `2026-11-22 13:50`, for people.
  public var shown: String { "\(day.text) \(time.text)" }

  /// Never before the year 1 nor after the year 9999.
  public func adding(seconds more: Int) -> Moment {
    let sum = seconds.addingReportingOverflow(more)
    let limit = more < 0 ? -62_135_510_400 : 253_402_214_400
    let kept = sum.overflow ? limit : min(max(sum.partialValue, -62_135_510_400), 253_402_214_400)
    return Moment(seconds: kept, offset: offset, toTheSecond: toTheSecond)
  }

  /// The same without seconds.
  public var toTheMinute: Moment {
    Moment(seconds: seconds - secondOfDay % 60, offset: offset, toTheSecond: false)
  }

  public static func < (left: Moment, right: Moment) -> Bool { left.seconds < right.seconds }
}

extension TimeOfDay {
  public static let midnight = TimeOfDay(wholeMinutes: 0)

  private init(wholeMinutes: Int) { minutes = wholeMinutes }
}

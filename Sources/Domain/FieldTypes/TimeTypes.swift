/// A day.
public struct DayType: FieldType {
  public init() {}

  public var id: String { "day" }
  public var name: Phrase { Phrase(zh: "日期", en: "date") }
  public var format: Phrase {
    Phrase(
      zh: "2026-11-22、1122（今年）、115/11/22（民國）、+3（三天後）、-1（昨天）、t（今天）；F4 開月曆。",
      en: "2026-11-22, 1122 (this year), 115/11/22 (ROC year), +3 (in three days), -1, t (today); F4 opens a calendar.")
  }

  public func kind(of field: Field) -> ValueKind { .day }

  public func read(_ typed: String, _ field: Field, _ setting: ReadingContext) -> Result<String, ReadingProblem> {
    DayText.day(typed, today: setting.now.day).map(\.text)
  }

  public func value(_ stored: String, _ field: Field) -> Value? { Day(stored).map(Value.day) }
}

/// A time of day.
public struct TimeType: FieldType {
  public init() {}

  public var id: String { "time" }
  public var name: Phrase { Phrase(zh: "時間", en: "time") }
  public var format: Phrase { Phrase(zh: "13:50、1350 或 n（現在）。", en: "13:50, 1350 or n (now).") }

  public func kind(of field: Field) -> ValueKind { .time }

  public func read(_ typed: String, _ field: Field, _ setting: ReadingContext) -> Result<String, ReadingProblem> {
    DayText.time(typed, now: setting.now).map(\.text)
  }

  public func value(_ stored: String, _ field: Field) -> Value? { TimeOfDay(stored).map(Value.time) }
}

/// A day and a time: an instant, typed and shown as the clocks of the store's zone show it.
public struct MomentType: FieldType {
  private let clock: StoreClock

  public init(_ clock: StoreClock = .none) { self.clock = clock }

  public var id: String { "moment" }
  public var name: Phrase { Phrase(zh: "日期時間", en: "date and time") }
  public var format: Phrase {
    Phrase(
      zh: "日期、空白、時間：2026-11-22 13:50、1122 1350、t 0900；只輸入時間表示今天；n 是現在；F4 開月曆。",
      en:
        "Date, blank, time: 2026-11-22 13:50, 1122 1350, t 0900; a time alone means today; n is now; F4 opens a calendar."
    )
  }

  public func kind(of field: Field) -> ValueKind { .moment }

  public func read(_ typed: String, _ field: Field, _ setting: ReadingContext) -> Result<String, ReadingProblem> {
    let text = typed.trimmed
    if let moment = Moment(text) { return .success(clock.placed(moment).text) }
    if ["n", "now", "現在"].contains(text.lowercased()) { return .success(setting.now.toTheMinute.text) }
    let parts = text.split(whereSeparator: { $0 == "T" || $0.isWhitespace }).map(String.init)
    switch parts.count {
    case 1:
      guard case .success(let time) = DayText.time(parts[0], now: setting.now),
        parts[0].contains(":") || parts[0].count == 4
      else { break }
      return moment(setting.now.day, time, setting)
    case 2:
      return DayText.day(parts[0], today: setting.now.day).flatMap { day in
        DayText.time(parts[1], now: setting.now).flatMap { moment(day, $0, setting) }
      }
    default: break
    }
    return .failure(
      ReadingProblem(
        Phrase(
          zh: "「\(text.excerpt)」不是日期時間；請輸入日期、空白、時間，例如 2026-11-22 13:50。",
          en: "'\(text.excerpt)' is not a date and time; type date, blank, time, such as 2026-11-22 13:50.")))
  }

  /// The instant that a day and a time stand for; in the hour that is skipped or comes twice, when the clocks are put
  /// forward or back, that is nobody's guess.
  private func moment(_ day: Day, _ time: TimeOfDay, _ setting: ReadingContext) -> Result<String, ReadingProblem> {
    guard let zone = clock.zone else {
      return .success(Moment(day: day, time: time, offset: setting.now.offset).text)
    }
    let found = zone.moments(day, time)
    if found.count == 1 { return .success(found[0].text) }
    let shown = "\(day.text) \(time.text)"
    guard found.count == 2 else {
      return .failure(
        ReadingProblem(
          Phrase(
            zh: "\(zone.text) 沒有 \(shown) 這個時刻，那時時鐘撥快了；請輸入撥快之前或之後的時間。",
            en: "There is no \(shown) in \(zone.text), where the clocks were put forward then; type a time before or "
              + "after.")))
    }
    return .failure(
      ReadingProblem(
        Phrase(
          zh: "\(zone.text) 的 \(shown) 有兩次，那時時鐘撥慢了；請輸入 \(found[0].text) 或 \(found[1].text)。",
          en: "\(shown) comes twice in \(zone.text), where the clocks were put back then; type \(found[0].text) or "
            + "\(found[1].text).")))
  }

  public func value(_ stored: String, _ field: Field) -> Value? {
    Moment(stored).map { .moment(clock.placed($0)) }
  }

  public func shown(_ stored: String, _ field: Field, _ language: Language) -> String {
    Moment(stored).map { clock.placed($0).shown } ?? stored
  }

  /// An instant is the same whatever offset it is written with.
  public func isSame(_ one: String, _ other: String) -> Bool {
    one == other || Moment(one).flatMap { one in Moment(other).map { one.seconds == $0.seconds } } == true
  }
}

/// Days and times as people type them.
public enum DayText {
  /// Reads `2026-11-22`, `20261122`, `1122`, `11/22`, `115/11/22`, `1151122`, `+3`, `-1`, `t`.
  public static func day(_ typed: String, today: Day) -> Result<Day, ReadingProblem> {
    let text = typed.trimmed.lowercased()
    if ["t", "today", "今天"].contains(text) { return .success(today) }
    if let sign = text.first, sign == "+" || sign == "-", text.dropFirst().allSatisfy(\.isASCIIDigit),
      let days = Int(text.dropFirst()), days <= 100_000
    {
      return .success(today.adding(days: sign == "+" ? days : -days))
    }
    let parts = text.split(whereSeparator: { "-/.年月日".contains($0) })
    let digits = parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isASCIIDigit) }
    guard digits, !parts.isEmpty, text.count <= 12 else { return .failure(unreadable(typed)) }
    let numbers = parts.compactMap { Int($0) }
    switch (parts.count, parts[0].count) {
    case (3, _): return make(year: numbers[0], month: numbers[1], day: numbers[2], typed)
    case (2, _): return make(year: today.year, month: numbers[0], day: numbers[1], typed)
    case (1, 4): return make(year: today.year, month: numbers[0] / 100, day: numbers[0] % 100, typed)
    case (1, 6), (1, 7), (1, 8):
      return make(year: numbers[0] / 10_000, month: numbers[0] / 100 % 100, day: numbers[0] % 100, typed)
    default: return .failure(unreadable(typed))
    }
  }

  /// Reads `13:50`, `1350`, `9:05` and `n`.
  public static func time(_ typed: String, now: Moment) -> Result<TimeOfDay, ReadingProblem> {
    let text = typed.trimmed.lowercased()
    if ["n", "now", "現在"].contains(text) { return .success(now.time) }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    let digits = parts.allSatisfy { !$0.isEmpty && $0.count <= 4 && $0.allSatisfy(\.isASCIIDigit) }
    let numbers = parts.compactMap { Int($0) }
    let time: TimeOfDay?
    switch (digits, parts.count) {
    case (true, 2) where numbers[0] < 24 && numbers[1] < 60: time = TimeOfDay(minutes: numbers[0] * 60 + numbers[1])
    case (true, 1) where text.count >= 3 && numbers[0] / 100 < 24 && numbers[0] % 100 < 60:
      time = TimeOfDay(minutes: numbers[0] / 100 * 60 + numbers[0] % 100)
    case (true, 1) where text.count <= 2 && numbers[0] < 24: time = TimeOfDay(minutes: numbers[0] * 60)
    default: time = nil
    }
    guard let time else {
      return .failure(
        ReadingProblem(
          Phrase(
            zh: "「\(typed.excerpt)」不是時間；請輸入 00:00 到 23:59，例如 13:50。",
            en: "'\(typed.excerpt)' is not a time; type 00:00 to 23:59, such as 13:50.")))
    }
    return .success(time)
  }

  /// Years below 1000 are years of the Republic of China.
  private static func make(year: Int, month: Int, day: Int, _ typed: String) -> Result<Day, ReadingProblem> {
    let gregorian = year < 1000 ? year + 1911 : year
    if let day = Day(year: gregorian, month: month, day: day) { return .success(day) }
    guard (1...12).contains(month), year > 0 else { return .failure(unreadable(typed)) }
    let last = Day.length(ofMonth: month, year: gregorian)
    return .failure(
      ReadingProblem(
        Phrase(
          zh: "沒有 \(gregorian) 年 \(month) 月 \(day) 日；該月只有 \(last) 天。",
          en: "There is no day \(day) in \(gregorian)-\(padded(month, 2)); that month has \(last) days.")))
  }

  private static func unreadable(_ typed: String) -> ReadingProblem {
    ReadingProblem(
      Phrase(
        zh: "「\(typed.excerpt)」不是日期；請輸入如 2026-11-22、1122、115/11/22、+3 或 t。",
        en: "'\(typed.excerpt)' is not a date; type 2026-11-22, 1122, 115/11/22, +3 or t."))
  }
}

/// A day.
public struct DayType: FieldType {
  public init() {}

  public var kind: FieldKind { .day }
  public var name: Phrase { Phrase(zh: "日期", en: "date") }
  public var format: Phrase {
    Phrase(
      zh: "2026-11-22、1122（省略年份）、115/11/22（民國三位數）、+3（三天後）、-1（昨天）、t（今天）；{pick} 開月曆。",
      en:
        "2026-11-22, 1122 (no year), 115/11/22 (ROC year of three digits), +3 (in three days), -1, t (today); {pick} opens "
        + "a calendar.")
  }

  public func valueKind(of field: Field) -> ValueKind { .day }

  public func read(_ typed: String, _ field: Field, _ setting: ReadingContext) -> Result<String, ReadingProblem> {
    DayText.day(typed, today: setting.now.day, expects: field.expects).map(\.text)
  }

  public func note(_ typed: String, as stored: String, _ field: Field) -> Phrase? { DayText.note(typed, as: stored) }

  public func value(_ stored: String, _ field: Field) -> Value? { Day(stored).map(Value.day) }
}

/// A time of day.
public struct TimeType: FieldType {
  public init() {}

  public var kind: FieldKind { .time }
  public var name: Phrase { Phrase(zh: "時間", en: "time") }
  public var format: Phrase { Phrase(zh: "13:50、1350 或 n（現在）。", en: "13:50, 1350 or n (now).") }

  public func valueKind(of field: Field) -> ValueKind { .time }

  public func read(_ typed: String, _ field: Field, _ setting: ReadingContext) -> Result<String, ReadingProblem> {
    TimeText.time(typed, now: setting.now).map(\.text)
  }

  public func note(_ typed: String, as stored: String, _ field: Field) -> Phrase? { DayText.note(typed, as: stored) }

  public func value(_ stored: String, _ field: Field) -> Value? { TimeOfDay(stored).map(Value.time) }
}

/// A day and a time: an instant, typed and shown as the clocks of the store's zone show it.
public struct MomentType: FieldType {
  private let clock: StoreClock

  public init(_ clock: StoreClock = .none) { self.clock = clock }

  public var kind: FieldKind { .moment }
  public var name: Phrase { Phrase(zh: "日期時間", en: "date and time") }
  public var format: Phrase {
    Phrase(
      zh: "日期、空白、時間：2026-11-22 13:50、1122 1350、t 0900；只輸入時間表示今天；n 是現在；{pick} 開月曆。",
      en:
        "Date, blank, time: 2026-11-22 13:50, 1122 1350, t 0900; a time alone means today; n is now; {pick} opens a calendar."
    )
  }

  public func valueKind(of field: Field) -> ValueKind { .moment }

  public func read(_ typed: String, _ field: Field, _ setting: ReadingContext) -> Result<String, ReadingProblem> {
    MomentText.moment(typed, now: setting.now, expects: field.expects, clock: clock).map(\.text)
  }

  public func note(_ typed: String, as stored: String, _ field: Field) -> Phrase? {
    Moment(stored).flatMap { moment in
      let digits = DayText.digits(typed)
      let shown = clock.placed(moment).shown
      return stored == typed || digits == DayText.digits(stored) || digits == DayText.digits(shown) ? nil : .read(shown)
    }
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

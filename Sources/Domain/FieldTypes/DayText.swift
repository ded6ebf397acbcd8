/// Days as people type them, and as input methods, word processors and PDFs write them.
///
/// Nothing is guessed: a text that could be two days is refused with both.
public enum DayText {
  private enum Era { case roc, gregorian }

  private static let separators: [[String]] = [["-", "-"], ["/", "/"], [".", "."], ["年", "月"]]

  /// Reads `2026-11-22`, `20261122`, `115/11/22`, `1151122`, `民國115年11月22日`, and from today on `1122`, `11/22`, `+3`,
  /// `-1`, `t`. A day without a year is one of this year, or the nearest one that `expects` wants.
  public static func day(
    _ typed: String, today: Day, expects: Field.Expectation? = nil
  ) -> Result<Day, ReadingProblem> {
    let text = PlainText.of(typed).trimmed.lowercased()
    if ["t", "today", "今天", "今日"].contains(text) { return .success(today) }
    if let sign = text.first, sign == "+" || sign == "-", text.count > 1, text.dropFirst().allSatisfy(\.isASCIIDigit) {
      guard let days = Int(text.dropFirst()), days <= 100_000 else { return .failure(unreadable(typed)) }
      return .success(today.adding(days: sign == "+" ? days : -days))
    }
    let (rest, weekday) = withoutWeekday(withoutMidnight(text))
    if rest.contains(":") { return .failure(hasTime(typed)) }
    let (dated, era) = withoutEra(rest)
    return parts(dated, era, typed, today, expects).flatMap { day in
      guard let weekday, weekday != day.weekday else { return .success(day) }
      return .failure(otherWeekday(day, typed))
    }
  }

  private static func parts(
    _ text: String, _ era: Era?, _ typed: String, _ today: Day, _ expects: Field.Expectation?
  ) -> Result<Day, ReadingProblem> {
    guard let scan = Scan(text) else { return .failure(unreadable(typed)) }
    let numbers = scan.numbers
    let isFilled = numbers.dropFirst().allSatisfy { (1...2).contains($0.count) }
    switch numbers.count {
    case 3 where numbers[2].count == 4 && separators.prefix(3).contains(scan.between):
      return .failure(yearLast(numbers, typed))
    case 3 where isFilled && separators.contains(scan.between) && fits(scan.tail, scan.between.last):
      return dated(numbers[0], number(numbers[1]), number(numbers[2]), era, typed, today)
    case 2 where era == nil && isFilled && numbers[0].count <= 2:
      let isMonth = scan.between == ["月"] && ["", "日", "號"].contains(scan.tail)
      guard isMonth || (["-", "/", "."].contains(scan.between[0]) && scan.tail.isEmpty) else { break }
      return yearless(number(numbers[0]), number(numbers[1]), typed, today, expects)
    case 1 where scan.tail.isEmpty:
      let digits = numbers[0]
      let month = number(digits.suffix(4).prefix(2))
      let day = number(digits.suffix(2))
      if era == nil, digits.count == 4 { return yearless(month, day, typed, today, expects) }
      guard (6...8).contains(digits.count) else { break }
      return dated(digits.dropLast(4), month, day, era, typed, today)
    default: break
    }
    return .failure(unreadable(typed))
  }

  private static func fits(_ tail: String, _ separator: String?) -> Bool {
    separator == "月" ? ["", "日", "號"].contains(tail) : tail.isEmpty
  }

  private static func number(_ digits: Substring) -> Int { Int(digits) ?? 0 }

  // MARK: - Years

  private static func dated(
    _ digits: Substring, _ month: Int, _ day: Int, _ era: Era?, _ typed: String, _ today: Day
  ) -> Result<Day, ReadingProblem> {
    guard digits.count <= 4 else { return .failure(unreadable(typed)) }
    let year = number(digits)
    switch (era, digits.count) {
    case (.roc, 1...3) where year > 0: return make(year + 1911, month, day, typed)
    // A year of three digits is one of the Republic of China, as long as it is not far off.
    case (nil, 3) where year > 0 && year <= today.rocYear + 50: return make(year + 1911, month, day, typed)
    case (nil, 4) where year >= 1000, (.gregorian, 4) where year >= 1000: return make(year, month, day, typed)
    default: return .failure(doubtfulYear(digits, month, day, typed))
    }
  }

  /// The day of this year where it lies on the side that is expected; else the nearest one that does, unless this
  /// year's is nearer.
  private static func yearless(
    _ month: Int, _ day: Int, _ typed: String, _ today: Day, _ expects: Field.Expectation?
  ) -> Result<Day, ReadingProblem> {
    let this = Day(year: today.year, month: month, day: day)
    let other = Day(year: today.year + (expects == .future ? 1 : -1), month: month, day: day)
    switch (expects, this, other) {
    case (nil, _, _), (_, nil, nil): return make(today.year, month, day, typed)
    case (.future?, let this?, _) where this >= today: return .success(this)
    case (.past?, let this?, _) where this <= today: return .success(this)
    case (_, let this?, let other?):
      let isNearer = distance(this, today) <= distance(other, today)
      return isNearer ? .failure(withoutYear(this, other, typed)) : .success(other)
    case (_, nil, let other?): return .success(other)
    case (_, _?, nil): return make(today.year, month, day, typed)
    }
  }

  private static func distance(_ day: Day, _ today: Day) -> Int { abs(day.daysSinceEpoch - today.daysSinceEpoch) }

  private static func make(_ year: Int, _ month: Int, _ day: Int, _ typed: String) -> Result<Day, ReadingProblem> {
    if let day = Day(year: year, month: month, day: day) { return .success(day) }
    guard (1...12).contains(month), day > 0, (1...9999).contains(year) else { return .failure(unreadable(typed)) }
    let last = Day.length(ofMonth: month, year: year)
    return .failure(
      ReadingProblem(
        Phrase(
          zh: "沒有 \(year) 年 \(month) 月 \(day) 日；該月只有 \(last) 天。",
          en: "There is no day \(day) in \(year)-\(padded(month, 2)); that month has \(last) days.")))
  }

  // MARK: - What stands around it

  /// The text without the midnight that a spreadsheet puts after a day.
  private static func withoutMidnight(_ text: String) -> String {
    for end in ["t00:00:00", "t00:00", " 00:00:00", " 00:00", " 0:00:00", " 0:00"] where text.hasSuffix(end) {
      return String(text.dropLast(end.count))
    }
    return text
  }

  private static let weekdays: [(names: [String], number: Int)] = [
    (["一", "mon", "monday"], 1), (["二", "tue", "tuesday"], 2), (["三", "wed", "wednesday"], 3),
    (["四", "thu", "thursday"], 4), (["五", "fri", "friday"], 5), (["六", "sat", "saturday"], 6),
    (["日", "天", "sun", "sunday"], 7),
  ]

  /// The text without `(六)`, `星期六`, `(Sat)` at its end, and the day of the week that says.
  private static func withoutWeekday(_ text: String) -> (String, Int?) {
    for (names, number) in weekdays {
      for name in names {
        var forms = ["星期", "週", "周", "禮拜"].map { $0 + name }
        forms += forms.map { "(\($0))" } + ["(\(name))"]
        if let form = forms.first(where: { text.hasSuffix($0) }) {
          return (String(text.dropLast(form.count)).trimmed, number)
        }
      }
    }
    return (text, nil)
  }

  private static func withoutEra(_ text: String) -> (String, Era?) {
    for (word, era) in [("中華民國", Era.roc), ("民國", .roc), ("西元", .gregorian), ("公元", .gregorian)]
    where text.hasPrefix(word) {
      let rest = String(text.dropFirst(word.count)).trimmed
      return (rest.hasPrefix("元年") ? "1" + rest.dropFirst() : rest, era)
    }
    return (text, nil)
  }

  /// Runs of digits, and what stands between and after them; nil where it begins with anything else.
  private struct Scan {
    var numbers: [Substring] = []
    var between: [String] = []
    var tail = ""

    init?(_ text: String) {
      var rest = text[...]
      while true {
        let digits = rest.prefix { $0.isASCIIDigit }
        guard !digits.isEmpty else { return nil }
        numbers.append(digits)
        rest = rest[digits.endIndex...]
        let other = rest.prefix { !$0.isASCIIDigit }
        rest = rest[other.endIndex...]
        guard !rest.isEmpty else {
          tail = String(other).trimmed
          return
        }
        between.append(String(other).trimmed)
      }
    }
  }
}

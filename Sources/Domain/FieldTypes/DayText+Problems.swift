/// Why a text is not a day, with the days that it could be.
extension DayText {
  static func unreadable(_ typed: String) -> ReadingProblem {
    ReadingProblem(
      Phrase(
        zh: "「\(typed.excerpt)」不是日期；請輸入如 2026-11-22、1122、115/11/22、+3 或 t。",
        en: "'\(typed.excerpt)' is not a date; type 2026-11-22, 1122, 115/11/22, +3 or t."))
  }

  static func hasTime(_ typed: String) -> ReadingProblem {
    ReadingProblem(
      Phrase(
        zh: "「\(typed.excerpt)」有時間，這一欄只記日期；請只輸入日期，例如 2026-11-22。",
        en: "'\(typed.excerpt)' has a time, but this field is a date; type the date only, such as 2026-11-22."))
  }

  static func otherWeekday(_ day: Day, _ typed: String) -> ReadingProblem {
    ReadingProblem(
      Phrase(
        zh: "\(day.text) 是星期\(day.weekdayName.zh)，和「\(typed.excerpt)」寫的不同；請確認是哪一天。",
        en: "\(day.text) is a \(day.weekdayName.en), other than '\(typed.excerpt)' says; make sure which day it is."))
  }

  /// One or two digits, a year 0, or three or four that are no year of our time.
  static func doubtfulYear(_ digits: Substring, _ month: Int, _ day: Int, _ typed: String) -> ReadingProblem {
    let year = Int(digits) ?? 0
    let roc = Day(year: year + 1911, month: month, day: day).flatMap { year > 0 ? $0 : nil }
    let gregorian = Day(year: digits.count <= 2 ? year + 2000 : year, month: month, day: day)
      .flatMap { digits.count == 3 ? nil : $0 }
    var readings: [(Phrase, Day)] = []
    if let roc { readings.append((Phrase(zh: "民國 \(year) 年的 \(roc.text)", en: "\(roc.text) (ROC year \(year))"), roc)) }
    if let gregorian, digits.count <= 2 || gregorian.year >= 1000 {
      readings.append((Phrase(zh: "西元的 \(gregorian.text)", en: gregorian.text), gregorian))
    }
    let which =
      readings.isEmpty
      ? Phrase(zh: "沒有這一年", en: "names no year there is")
      : Phrase(
        zh: "可能是" + readings.map(\.0.zh).joined(separator: "，也可能是"),
        en: "could be " + readings.map(\.0.en).joined(separator: " or "))
    return ReadingProblem(
      Phrase(
        zh: "「\(typed.excerpt)」的年份不清楚：\(which.zh)；請寫四位數的西元年，或三位數的民國年（如 115/11/22、民國99年1月5日）。",
        en:
          "The year of '\(typed.excerpt)' is in doubt: it \(which.en); write the year with four digits, or a ROC year "
          + "with three, such as 115/11/22 or 099/01/05."),
      readings: readings.map(\.1.text))
  }

  /// The year stands last, as it does not here.
  static func yearLast(_ numbers: [Substring], _ typed: String) -> ReadingProblem {
    let parts = numbers.map { Int($0) ?? 0 }
    var days: [String] = []
    for (month, day) in [(parts[0], parts[1]), (parts[1], parts[0])] {
      if let day = Day(year: parts[2], month: month, day: day), !days.contains(day.text) { days.append(day.text) }
    }
    guard !days.isEmpty else { return unreadable(typed) }
    return ReadingProblem(
      Phrase(
        zh: "「\(typed.excerpt)」的年份寫在最後；請把年寫在前面：\(days.joined(separator: " 或 "))。",
        en: "'\(typed.excerpt)' has its year last; write it first: \(days.joined(separator: " or "))."),
      readings: days)
  }

  /// Neither this year's day nor the other one is what must be meant.
  static func withoutYear(_ this: Day, _ other: Day, _ typed: String) -> ReadingProblem {
    ReadingProblem(
      Phrase(
        zh: "「\(typed.excerpt)」沒有年份：可能是 \(this.text)，也可能是 \(other.text)；請連年份一起輸入。",
        en: "'\(typed.excerpt)' has no year: it could be \(this.text) or \(other.text); type the year too."),
      readings: [this.text, other.text])
  }

  /// How a day or time was understood, unless it stands there as it was typed.
  static func note(_ typed: String, as stored: String) -> Phrase? {
    digits(typed) == digits(stored) ? nil : .read(stored)
  }

  static func digits(_ text: String) -> String { PlainText.of(text).filter(\.isASCIIDigit) }
}

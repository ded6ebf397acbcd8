import Domain
import Testing

@Suite("Days and moments")
struct DayTests {
  @Test("count on and back over every day of 400 years")
  func everyDay() {
    var day = Day("1890-01-01") ?? Sample.now.day
    for number in day.daysSinceEpoch..<(day.daysSinceEpoch + 146_097) {
      #expect(day.daysSinceEpoch == number)
      let next = Day(daysSinceEpoch: number + 1)
      if !(next > day && Day(next.text) == next) { Issue.record("\(day.text) \(next.text)") }
      day = next
    }
    #expect(day.text == "2290-01-01")
  }

  @Test(
    "are read as people type them",
    arguments: [
      ("2026-11-22", "2026-11-22"), ("1122", "2026-11-22"), ("115/11/22", "2026-11-22"), ("+3", "2026-11-25"),
      ("-1", "2026-11-21"), ("t", "2026-11-22"), ("今天", "2026-11-22"), ("11/22", "2026-11-22"),
      ("20261122", "2026-11-22"), ("1151122", "2026-11-22"), ("097/11/4", "2008-11-04"), ("2024-2-29", "2024-02-29"),
      ("2026.1.5", "2026-01-05"), ("115年1月5日", "2026-01-05"), (" 1122 ", "2026-11-22"), ("0991231", "2010-12-31"),
    ])
  func typed(_ text: String, _ expected: String) {
    guard case .success(let day) = DayText.day(text, today: Sample.now.day) else {
      Issue.record("\(text) was not read")
      return
    }
    #expect(day.text == expected)
  }

  @Test(
    "are refused with a reason when there is no such day",
    arguments: ["2026-02-30", "1301", "0229", "tomorrow", "", "2026-13-01", "1-2-3-4", "++3", "12"])
  func refused(_ text: String) {
    guard case .failure(let problem) = DayText.day(text, today: Sample.now.day) else {
      Issue.record("\(text) was read")
      return
    }
    #expect(!problem.message.zh.isEmpty && !problem.message.en.isEmpty)
  }

  @Test("name the length of the month when only the day is wrong")
  func namesMonth() {
    guard case .failure(let problem) = DayText.day("2026-02-30", today: Sample.now.day) else { return }
    #expect(problem.message.en.contains("28 days"))
  }

  @Test(
    "times are read as people type them",
    arguments: [
      ("13:50", "13:50"), ("1350", "13:50"), ("9:05", "09:05"), ("905", "09:05"), ("9", "09:00"), ("n", "14:20"),
    ])
  func times(_ text: String, _ expected: String) {
    guard case .success(let time) = TimeText.time(text, now: Sample.now) else {
      Issue.record("\(text) was not read")
      return
    }
    #expect(time.text == expected)
  }

  @Test(
    "moments round trip as text",
    arguments: [
      "2026-11-22T13:50+08:00", "2026-11-22T13:50:05+08:00", "1969-12-31T23:59:59-05:30", "2026-01-01T00:00+00:00",
    ])
  func moments(_ text: String) {
    #expect(Moment(text)?.text == text)
  }

  @Test(
    "moments with anything else in them are none",
    arguments: ["2026-11-22", "2026-11-22 13:50", "2026-11-22T24:00+08:00", "x"])
  func noMoments(_ text: String) {
    #expect(Moment(text) == nil)
  }

  @Test("months end on their last day, and working days leave weekends out")
  func calendar() {
    let day = Day("2026-01-31") ?? Sample.now.day
    #expect(day.adding(months: 1).text == "2026-02-28")
    #expect(day.adding(months: -2).text == "2025-11-30")
    #expect(Day("2026-11-20")?.adding(workingDays: 1).text == "2026-11-23")
    #expect(Day("2026-11-22")?.weekday == 7)
    #expect(Day("2026-11-22")?.rocText == "115/11/22")
  }
}

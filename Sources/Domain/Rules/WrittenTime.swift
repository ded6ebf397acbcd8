/// Days and times that stand in quotes in an expression.
enum WrittenTime {
  /// The day, moment or time that a text is, to be compared with one of that kind: a day does for a moment too.
  static func read(_ text: String, like kind: ValueKind, now: Moment) -> Result<Value, ReadingProblem> {
    if kind == .time { return TimeText.time(text, now: now).map(Value.time) }
    if case .success(let day) = DayText.day(text, today: now.day) { return .success(.day(day)) }
    switch MomentText.moment(text, now: now) {
    case .success(let moment): return .success(.moment(moment))
    case .failure(let problem):
      return kind == .moment ? .failure(problem) : DayText.day(text, today: now.day).map(Value.day)
    }
  }
}

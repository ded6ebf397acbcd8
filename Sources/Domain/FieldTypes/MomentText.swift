/// Times of day as people type them.
public enum TimeText {
  /// Reads `13:50`, `1350`, `9:05`, `下午 1:50`, `1:50 pm`, `13時50分` and `n`.
  public static func time(_ typed: String, now: Moment) -> Result<TimeOfDay, ReadingProblem> {
    let text = PlainText.of(typed).trimmed.lowercased()
    if ["n", "now", "現在"].contains(text) { return .success(now.time) }
    guard let (time, seconds) = clock(text) else { return .failure(unreadable(typed)) }
    guard seconds == 0 else {
      return .failure(
        ReadingProblem(
          Phrase(
            zh: "「\(typed.excerpt)」有秒，這一欄記到分；請輸入 \(time.text)。",
            en: "'\(typed.excerpt)' has seconds, but this field is to the minute; type \(time.text).")))
    }
    return .success(time)
  }

  private static let halves: [(words: [String], isLater: Bool)] = [
    (["上午", "am", "a.m."], false), (["下午", "pm", "p.m."], true),
  ]

  /// The time and its seconds; nil for anything else.
  static func clock(_ text: String) -> (time: TimeOfDay, seconds: Int)? {
    for (words, isLater) in halves {
      for word in words {
        guard text.hasPrefix(word) || text.hasSuffix(word) else { continue }
        let rest = text.hasPrefix(word) ? text.dropFirst(word.count) : text.dropLast(word.count)
        guard let (time, seconds) = clock24(String(rest).trimmed) else { return nil }
        // Whether 12 o'clock is noon or midnight is not agreed on.
        guard time.minutes < 720, let later = TimeOfDay(minutes: time.minutes + (isLater ? 720 : 0)) else { return nil }
        return (later, seconds)
      }
    }
    return clock24(text)
  }

  private static func clock24(_ text: String) -> (TimeOfDay, Int)? {
    var plain = text
    for word in ["時", "點"] where plain.contains(word) {
      plain = plain.replacing(word, with: ":")
      if plain.hasSuffix("分") { plain.removeLast() }
      if plain.hasSuffix(":") { plain += "00" }
    }
    let parts = plain.split(separator: ":", omittingEmptySubsequences: false).map { String($0).trimmed }
    guard parts.allSatisfy({ (1...4).contains($0.count) && $0.allSatisfy(\.isASCIIDigit) }) else { return nil }
    let numbers = parts.compactMap { Int($0) }
    let hour: Int
    let minute: Int
    switch parts.count {
    case 1 where parts[0].count >= 3: (hour, minute) = (numbers[0] / 100, numbers[0] % 100)
    case 1 where parts[0].count <= 2: (hour, minute) = (numbers[0], 0)
    case 2...3 where parts[0].count <= 2 && parts.dropFirst().allSatisfy({ $0.count == 2 }):
      (hour, minute) = (numbers[0], numbers[1])
    default: return nil
    }
    let second = parts.count == 3 ? numbers[2] : 0
    guard hour < 24, minute < 60, second < 60 else { return nil }
    return TimeOfDay(minutes: hour * 60 + minute).map { ($0, second) }
  }

  static func unreadable(_ typed: String) -> ReadingProblem {
    ReadingProblem(
      Phrase(
        zh: "「\(typed.excerpt)」不是時間；請輸入 00:00 到 23:59，例如 13:50。",
        en: "'\(typed.excerpt)' is not a time; type 00:00 to 23:59, such as 13:50."))
  }
}

/// Days with a time as people type them, and as programs write them.
public enum MomentText {
  /// Reads a day, a blank and a time, a time alone, RFC 3339 and what comes near it, and `n`. A time alone is one of
  /// today, or the nearest one that `expects` wants.
  public static func moment(
    _ typed: String, now: Moment, expects: Field.Expectation? = nil, clock: StoreClock = .none
  ) -> Result<Moment, ReadingProblem> {
    let text = PlainText.of(typed).trimmed
    if let moment = Moment(text.uppercased()) { return .success(clock.placed(moment)) }
    if ["n", "now", "現在"].contains(text.lowercased()) { return .success(now.toTheMinute) }
    let (local, offset) = withoutOffset(text)
    let words = split(local)
    guard words.count > 1 else {
      guard offset == nil, let (time, seconds) = timeAlone(local) else { return .failure(problem(typed, local, now)) }
      return Self.local(now.day, time, seconds, now, clock).flatMap { alone($0, typed, now, expects) }
    }
    var dayProblem: ReadingProblem?
    for count in 1...min(2, words.count - 1) {
      let last = words.suffix(count).joined(separator: " ")
      guard let (time, seconds) = time(last, now: now) else { continue }
      switch DayText.day(words.dropLast(count).joined(separator: " "), today: now.day, expects: expects) {
      case .success(let day):
        guard let offset else { return Self.local(day, time, seconds, now, clock) }
        return .success(clock.placed(moment(day, time, seconds, offset)))
      case .failure(let found): if !found.readings.isEmpty || dayProblem == nil { dayProblem = found }
      }
    }
    return .failure(dayProblem ?? problem(typed, local, now))
  }

  /// The instant that a day and a time stand for by the store's clocks; in the hour that is skipped or comes twice, when
  /// they are put forward or back, that is nobody's guess.
  private static func local(
    _ day: Day, _ time: TimeOfDay, _ seconds: Int, _ now: Moment, _ clock: StoreClock
  ) -> Result<Moment, ReadingProblem> {
    guard let zone = clock.zone else { return .success(moment(day, time, seconds, now.offset)) }
    let found = zone.moments(day, time)
    if found.count == 1 { return .success(moment(day, time, seconds, found[0].offset)) }
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
            + "\(found[1].text)."),
        readings: found.map(\.text)))
  }

  private static func moment(_ day: Day, _ time: TimeOfDay, _ seconds: Int, _ offset: Int) -> Moment {
    let moment = Moment(day: day, time: time, offset: offset)
    return seconds == 0 ? moment : Moment(seconds: moment.seconds + seconds, offset: offset)
  }

  private static func time(_ text: String, now: Moment) -> (TimeOfDay, Int)? {
    let text = text.lowercased()
    if ["n", "now", "現在"].contains(text) { return (now.time, 0) }
    return TimeText.clock(text)
  }

  /// Today's time where it lies on the side that is expected; else the nearest one that does, unless today's is nearer.
  private static func alone(
    _ today: Moment, _ typed: String, _ now: Moment, _ expects: Field.Expectation?
  ) -> Result<Moment, ReadingProblem> {
    let isExpected = expects == .future ? today >= now.toTheMinute : today <= now
    guard expects != nil, !isExpected else { return .success(today) }
    let other = today.adding(seconds: expects == .future ? 86_400 : -86_400)
    if abs(other.seconds - now.seconds) < abs(today.seconds - now.seconds) { return .success(other) }
    return .failure(
      ReadingProblem(
        Phrase(
          zh: "「\(typed.excerpt)」沒有日期：可能是 \(today.shown)，也可能是 \(other.shown)；請連日期一起輸入。",
          en: "'\(typed.excerpt)' has no date: it could be \(today.shown) or \(other.shown); type the date too."),
        readings: [today.text, other.text]))
  }

  /// A time that nobody takes for a day.
  private static func timeAlone(_ text: String) -> (TimeOfDay, Int)? {
    guard !text.allSatisfy(\.isASCIIDigit) || text.count == 4 else { return nil }
    return TimeText.clock(text.lowercased())
  }

  /// The words of a day and a time, which a `T` may part, or nothing at all after `日`.
  private static func split(_ text: String) -> [String] {
    var words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    if words.count == 1, let t = words[0].firstIndex(where: { $0 == "T" || $0 == "t" }), t != words[0].startIndex {
      words = [String(words[0][..<t]), String(words[0][words[0].index(after: t)...])]
    }
    return words.flatMap { word -> [String] in
      guard let end = word.lastIndex(where: { "日號)".contains($0) }), word.index(after: end) < word.endIndex,
        word[word.index(after: end)].isASCIIDigit || "上下".contains(word[word.index(after: end)])
      else { return [word] }
      return [String(word[...end]), String(word[word.index(after: end)...])]
    }
  }

  /// Takes `Z`, `+08:00`, `+0800` or `+08` from after a time, and `.000` before it.
  private static func withoutOffset(_ text: String) -> (String, Int?) {
    guard let colon = text.firstIndex(of: ":") else { return (text, nil) }
    var local = text
    var offset: Int?
    if local.last == "Z" || local.last == "z" {
      local.removeLast()
      offset = 0
    } else if let sign = local.lastIndex(where: { $0 == "+" || $0 == "-" }), sign > colon {
      let digits = local[local.index(after: sign)...].filter { $0 != ":" }
      guard digits.count == 2 || digits.count == 4, digits.allSatisfy(\.isASCIIDigit),
        let hours = Int(digits.prefix(2)),
        let minutes = Int("0" + digits.dropFirst(2)), hours <= 14, minutes < 60
      else { return (text, nil) }
      offset = (local[sign] == "+" ? 1 : -1) * (hours * 60 + minutes)
      local = String(local[..<sign])
    }
    local = local.trimmed
    if let point = local.lastIndex(of: "."), point > colon,
      local[local.index(after: point)...].allSatisfy({ $0 == "0" })
    {
      local = String(local[..<point])
    }
    return (local, offset)
  }

  private static func problem(_ typed: String, _ local: String, _ now: Moment) -> ReadingProblem {
    switch DayText.day(local, today: now.day) {
    case .success(let day):
      return ReadingProblem(
        Phrase(
          zh: "「\(typed.excerpt)」沒有時間；請輸入日期、空白、時間，例如 \(day.text) 13:50。",
          en: "'\(typed.excerpt)' has no time; type date, blank, time, such as \(day.text) 13:50."))
    case .failure(let problem) where !problem.readings.isEmpty: return problem
    case .failure:
      return ReadingProblem(
        Phrase(
          zh: "「\(typed.excerpt)」不是日期時間；請輸入日期、空白、時間，例如 2026-11-22 13:50。",
          en: "'\(typed.excerpt)' is not a date and time; type date, blank, time, such as 2026-11-22 13:50."))
    }
  }
}

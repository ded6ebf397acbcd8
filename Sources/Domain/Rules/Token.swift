/// A word of an expression.
struct Token: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case number(String)
    /// A day, written `2026-11-22`, `2026/11/22` or `115/11/22`.
    case day(Day)
    case text(String)
    case word(String)
    case symbol(String)
    case end
  }

  let kind: Kind
  /// Characters from the beginning.
  let offset: Int
}

/// Splits an expression into words.
struct Lexer {
  private let characters: [Character]
  private var place = 0

  init(_ source: String) { characters = Array(source) }

  mutating func tokens() -> Result<[Token], ExpressionError> {
    var result: [Token] = []
    while true {
      while place < characters.count, characters[place].isWhitespace { place += 1 }
      let start = place
      guard place < characters.count else {
        result.append(Token(kind: .end, offset: start))
        return .success(result)
      }
      let character = characters[place]
      if let written = written() {
        guard let kind = Lexer.date(written) else {
          return .failure(
            ExpressionError(
              offset: start,
              Phrase(
                zh: "「\(written)」不是日期；請寫如 2026-11-22 或 115/11/22。",
                en: "'\(written)' is not a date; write 2026-11-22 or 115/11/22.")))
        }
        place += written.count
        result.append(Token(kind: kind, offset: start))
      } else if character.isASCIIDigit {
        result.append(Token(kind: .number(number()), offset: start))
      } else if character == "'" || character == "\"" {
        guard let text = quoted(by: character) else {
          return .failure(
            ExpressionError(
              offset: start,
              Phrase(zh: "文字的引號沒有結束；請補上 \(character)。", en: "The quoted text does not end; add \(character).")))
        }
        result.append(Token(kind: .text(text), offset: start))
      } else if character.isASCII, character.isLetter || character == "_" {
        result.append(Token(kind: .word(word()), offset: start))
      } else if let symbol = symbol() {
        result.append(Token(kind: .symbol(symbol), offset: start))
      } else {
        return .failure(
          ExpressionError(
            offset: start,
            Phrase(zh: "不認得的字元「\(character)」；文字請加引號。", en: "Unknown character '\(character)'; put text in quotes.")))
      }
    }
  }

  /// What stands here, where it has the form of a day, with or without a time.
  private func written() -> String? {
    let day = characters[place...].prefix { $0.isASCIIDigit || $0 == "-" || $0 == "/" }
    let parts = day.split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "/" }
    guard parts.count == 3, parts.allSatisfy({ $0.allSatisfy(\.isASCIIDigit) }),
      (1...2).contains(parts[1].count), (1...2).contains(parts[2].count)
    else { return nil }
    // 12/3/4 is a division.
    guard parts[0].count == 4 || (parts[0].count == 3 && day[parts[0].endIndex] == "/") else { return nil }
    guard day.endIndex < characters.count, characters[day.endIndex] == "T" else { return String(day) }
    return String(characters[place...].prefix { $0.isASCIIDigit || "-/:T+Z".contains($0) })
  }

  private static func date(_ written: String) -> Token.Kind? {
    let today = Day(daysSinceEpoch: 20_000)
    guard written.contains("T") else { return (try? DayText.day(written, today: today).get()).map(Token.Kind.day) }
    // The offset of a moment is known when it is compared.
    let now = Moment(day: today, time: .midnight, offset: 0)
    return (try? MomentText.moment(written, now: now).get()).map { _ in .text(written) }
  }

  private mutating func number() -> String {
    let start = place
    while place < characters.count, characters[place].isASCIIDigit { place += 1 }
    if place + 1 < characters.count, characters[place] == ".", characters[place + 1].isASCIIDigit {
      place += 1
      while place < characters.count, characters[place].isASCIIDigit { place += 1 }
    }
    return String(characters[start..<place])
  }

  private mutating func quoted(by quote: Character) -> String? {
    var text = ""
    var next = place + 1
    while next < characters.count {
      if characters[next] == quote {
        place = next + 1
        return text
      }
      text.append(characters[next])
      next += 1
    }
    return nil
  }

  private mutating func word() -> String {
    let start = place
    while place < characters.count, characters[place].isASCII,
      characters[place].isLetter || characters[place].isASCIIDigit || characters[place] == "_"
    {
      place += 1
    }
    return String(characters[start..<place])
  }

  private mutating func symbol() -> String? {
    let two = String(characters[place..<min(place + 2, characters.count)])
    if ["!=", "<=", ">=", ".."].contains(two) {
      place += 2
      return two
    }
    let one = String(characters[place])
    guard "=<>+-*/(),.[]".contains(one) else { return nil }
    place += 1
    return one
  }
}

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A decimal number.
public struct NumberType: FieldType {
  public init() {}

  public var kind: FieldKind { .number }
  public var name: Phrase { Phrase(zh: "數字", en: "number") }
  public var format: Phrase {
    Phrase(
      zh: "數字，可有小數點，例如 23.5；逗號只能是千分位，例如 1,234。",
      en: "A number, with a point if needed: 23.5; commas only between thousands: 1,234.")
  }

  public func valueKind(of field: Field) -> ValueKind { .number }

  public func read(_ typed: String, _ field: Field, _ setting: ReadingContext) -> Result<String, ReadingProblem> {
    let text = NumberType.withoutUnit(PlainText.of(typed).trimmed, field)
    if let number = DecimalText.number(text) { return .success(number.description) }
    return .failure(NumberType.problem(typed, text))
  }

  public func value(_ stored: String, _ field: Field) -> Value? { DecimalText.number(stored).map(Value.number) }

  /// The unit that stands beside the field may be typed too.
  private static func withoutUnit(_ text: String, _ field: Field) -> String {
    guard let unit = field.unit else { return text }
    for unit in [unit.zh, unit.en].map({ PlainText.of($0).trimmed }) where !unit.isEmpty && text.hasSuffix(unit) {
      return String(text.dropLast(unit.count)).trimmed
    }
    return text
  }

  private static func problem(_ typed: String, _ text: String) -> ReadingProblem {
    if text.contains(",") {
      let readings = readings(text)
      let both = readings.count == 2
      return ReadingProblem(
        Phrase(
          zh: "「\(typed.excerpt)」"
            + (both ? "不清楚是 \(readings[0]) 還是 \(readings[1])" : "不是數字") + "；逗號只能是千分位，例如 1,234，小數請用點，例如 1.5。",
          en: "'\(typed.excerpt)' "
            + (both ? "could be \(readings[0]) or \(readings[1])" : "is not a number")
            + "; commas only stand between thousands, as in 1,234, and decimals follow a point, as in 1.5."),
        readings: readings)
    }
    if text.contains(where: { "〇零一二三四五六七八九十百千萬兩壹貳參".contains($0) }) {
      return ReadingProblem(
        Phrase(
          zh: "「\(typed.excerpt)」是國字；請用阿拉伯數字，例如 23。", en: "'\(typed.excerpt)' is in words; type digits, such as 23."))
    }
    let digits = text.prefix { $0.isASCIIDigit || "+-.".contains($0) }
    if DecimalText.number(String(digits)) != nil, digits.count < text.count {
      return ReadingProblem(
        Phrase(
          zh: "「\(typed.excerpt)」在數字後面還有別的字；請只輸入數字，不加單位。",
          en: "'\(typed.excerpt)' has more than a number in it; type digits only, without a unit."))
    }
    return ReadingProblem(
      Phrase(
        zh: "「\(typed.excerpt)」不是數字；請只輸入數字，例如 23.5。",
        en: "'\(typed.excerpt)' is not a number; type digits only, such as 23.5."))
  }

  /// What a number with misplaced commas could mean: commas that part thousands, or one that is the decimal point.
  private static func readings(_ text: String) -> [String] {
    let withoutCommas = text.replacing(",", with: "")
    let asPoint = text.replacing(".", with: "").replacing(",", with: ".")
    var found: [String] = []
    for reading in [asPoint, withoutCommas].compactMap({ DecimalText.number($0)?.description })
    where !found.contains(reading) {
      found.append(reading)
    }
    return found
  }
}

/// Numbers as people type them and as records store them.
public enum DecimalText {
  /// Reads digits with an optional sign and point, and commas between groups of three before the point; all of it may
  /// be full-width. Nil for anything else.
  public static func number(_ text: String) -> Decimal? {
    guard text.utf8.count <= 90 else { return nil }
    let plain = PlainText.of(text)
    let unsigned = plain.first == "-" || plain.first == "+" ? plain.dropFirst() : plain[...]
    let parts = unsigned.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), let whole = whole(parts[0]), whole.count <= 30 else { return nil }
    var digits = whole
    if parts.count == 2 {
      guard !parts[1].isEmpty, parts[1].count <= 30, parts[1].allSatisfy(\.isASCIIDigit) else { return nil }
      digits += "." + parts[1]
    } else if whole.isEmpty {
      return nil
    }
    guard digits.count <= 30 else { return nil }
    return Decimal(string: (plain.first == "-" ? "-" : "") + digits)
  }

  /// The digits before the point; nil where commas stand in the wrong places.
  private static func whole(_ text: Substring) -> String? {
    let groups = text.split(separator: ",", omittingEmptySubsequences: false)
    guard groups.allSatisfy({ $0.allSatisfy(\.isASCIIDigit) }) else { return nil }
    guard groups.count > 1 else { return String(text) }
    let isGrouped =
      (1...3).contains(groups[0].count) && groups[0].first != "0" && groups.dropFirst().allSatisfy { $0.count == 3 }
    return isGrouped ? groups.joined() : nil
  }
}

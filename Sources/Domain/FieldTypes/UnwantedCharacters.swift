/// Control characters have no place in a record: on a terminal they could do anything.
public enum ControlCharacter {
  /// The first control character of a text but tab and line feed, as a problem; nil if there is none.
  public static func problem(in text: String) -> ReadingProblem? {
    let found = text.unicodeScalars.first { scalar in
      (scalar.value < 0x20 && scalar != "\n" && scalar != "\t") || (0x7F...0x9F).contains(scalar.value)
    }
    return found.map { found in
      ReadingProblem(
        Phrase(zh: "文字裡有控制字元 \(found.code)；請刪掉它。", en: "The text has the control character \(found.code); remove it."))
    }
  }

  /// The same for the name of a person, a unit, an organisation or a file: one line, in which nothing turns the
  /// direction of the text and nothing is invisible. Variation selectors are part of how a name is written.
  public static func problem(inName name: String) -> ReadingProblem? {
    let found = name.unicodeScalars.first { scalar in
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator: true
      default: scalar.properties.isBidiControl || scalar.isInvisible
      }
    }
    return found.map { found in
      ReadingProblem(
        Phrase(
          zh: "名稱裡有看不見的字元 \(found.code)，會讓兩個名稱看起來一樣；請刪掉它。",
          en: "The name has the invisible character \(found.code), with which two names look alike; remove it."))
    }
  }
}

/// Ends of lines, of which only the line feed is kept in a record.
enum LineBreak {
  /// What a line may not hold.
  static func problem(inLine line: String) -> ReadingProblem? {
    guard let found = line.unicodeScalars.first(where: { $0 == "\n" || isOther($0) }) else { return nil }
    let name = found == "\n" ? Phrase(verbatim: "") : Phrase(zh: "（\(found.code)）", en: " (\(found.code))")
    return ReadingProblem(
      Phrase(zh: "這一欄只有一行，內容有換行", en: "This field is one line, but the text has a line break") + name
        + Phrase(zh: "；請改成一行。", en: "; put it on one line."))
  }

  /// Another end of a line than the line feed.
  static func problem(in text: String) -> ReadingProblem? {
    text.unicodeScalars.first(where: isOther).map { found in
      ReadingProblem(
        Phrase(
          zh: "文字裡有換行字元 \(found.code)；請改用一般的換行。",
          en: "The text has the line separator \(found.code); use a plain line break instead."))
    }
  }

  /// VT, FF, CR, NEL, LS and PS.
  private static func isOther(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0B...0x0D, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }
}

extension Unicode.Scalar {
  /// `U+200B`.
  var code: String {
    let digits = String(value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// Whether nothing is seen of it, but for what says which variant of a character is meant. The blank of the Braille letters counts: it is drawn as nothing, and is no blank to anything that looks for one.
  var isInvisible: Bool {
    value == 0x2800 || properties.isDefaultIgnorableCodePoint && !properties.isVariationSelector
  }
}

/// One line of text.
public struct TextType: FieldType {
  public init() {}

  public var id: String { "text" }
  public var name: Phrase { Phrase(zh: "文字", en: "text") }
  public var format: Phrase { Phrase(zh: "一行文字。", en: "One line of text.") }

  public func kind(of field: Field) -> ValueKind { .text }

  public func read(_ typed: String, _ field: Field, _ setting: ReadingContext) -> Result<String, ReadingProblem> {
    let line = typed.split(whereSeparator: \.isNewline).joined(separator: " ").trimmed
    return ControlCharacter.problem(in: line).map { .failure($0) } ?? .success(line)
  }
}

/// Text of several lines.
public struct ParagraphType: FieldType {
  public init() {}

  public var id: String { "paragraph" }
  public var name: Phrase { Phrase(zh: "長文字", en: "paragraph") }
  public var format: Phrase {
    Phrase(zh: "可以有好幾行；Enter 換行，Tab 離開。", en: "Several lines; Enter starts a new one, Tab leaves the field.")
  }

  public func kind(of field: Field) -> ValueKind { .text }

  public func read(_ typed: String, _ field: Field, _ setting: ReadingContext) -> Result<String, ReadingProblem> {
    var lines = typed.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { line in
      var kept = line
      while let last = kept.last, last == " " || last == "\t" { kept.removeLast() }
      return String(kept)
    }
    while lines.last == "" { lines.removeLast() }
    let text = lines.joined(separator: "\n")
    return ControlCharacter.problem(in: text).map { .failure($0) } ?? .success(text)
  }
}

/// A decimal number.
public struct NumberType: FieldType {
  public init() {}

  public var id: String { "number" }
  public var name: Phrase { Phrase(zh: "數字", en: "number") }
  public var format: Phrase { Phrase(zh: "數字，可有小數點，例如 23.5。", en: "A number, with a point if needed: 23.5.") }

  public func kind(of field: Field) -> ValueKind { .number }

  public func read(_ typed: String, _ field: Field, _ setting: ReadingContext) -> Result<String, ReadingProblem> {
    guard let number = DecimalText.number(typed.trimmed) else {
      return .failure(
        ReadingProblem(
          Phrase(
            zh: "「\(typed.excerpt)」不是數字；請只輸入數字，例如 23.5。",
            en: "'\(typed.excerpt)' is not a number; type digits only, such as 23.5.")))
    }
    return .success(number.description)
  }

  public func value(_ stored: String, _ field: Field) -> Value? { DecimalText.number(stored).map(Value.number) }
}

/// Yes or no.
public struct YesNoType: FieldType {
  public init() {}

  public var id: String { "yes-no" }
  public var name: Phrase { Phrase(zh: "是否", en: "yes or no") }
  public var format: Phrase { Phrase(zh: "y 或「是」、n 或「否」；空白鍵切換。", en: "y or n; the space bar switches.") }

  public func kind(of field: Field) -> ValueKind { .flag }

  public func read(_ typed: String, _ field: Field, _ setting: ReadingContext) -> Result<String, ReadingProblem> {
    switch typed.trimmed.lowercased() {
    case "y", "yes", "true", "是", "1", "v", "✓": return .success("yes")
    case "n", "no", "false", "否", "0", "x": return .success("no")
    default:
      return .failure(
        ReadingProblem(
          Phrase(
            zh: "「\(typed.excerpt)」不是「是」或「否」；請輸入 y 或 n。", en: "'\(typed.excerpt)' is neither yes nor no; type y or n."))
      )
    }
  }

  public func value(_ stored: String, _ field: Field) -> Value? {
    switch stored {
    case "yes": .flag(true)
    case "no": .flag(false)
    default: nil
    }
  }

  public func shown(_ stored: String, _ field: Field, _ language: Language) -> String {
    switch stored {
    case "yes": Phrase(zh: "是", en: "yes")[language]
    case "no": Phrase(zh: "否", en: "no")[language]
    default: stored
    }
  }
}

/// Control characters have no place in a record: on a terminal they could do anything.
public enum ControlCharacter {
  /// The first control character of a text but tab and line feed, as a problem; nothing if there is none.
  public static func problem(in text: String) -> ReadingProblem? {
    let found = text.unicodeScalars.first { scalar in
      (scalar.value < 0x20 && scalar != "\n" && scalar != "\t") || (0x7F...0x9F).contains(scalar.value)
    }
    return found.map(problem)
  }

  /// The same for the name of a person or an organisation: one line, in which nothing turns the direction of the text.
  public static func problem(inName name: String) -> ReadingProblem? {
    let found = name.unicodeScalars.first { scalar in
      scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .lineSeparator
        || scalar.properties.generalCategory == .paragraphSeparator || scalar.properties.isBidiControl
    }
    return found.map(problem)
  }

  private static func problem(_ found: Unicode.Scalar) -> ReadingProblem {
    let digits = String(found.value, radix: 16, uppercase: true)
    let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    return ReadingProblem(
      Phrase(zh: "文字裡有控制字元 \(code)；請刪掉它。", en: "The text has the control character \(code); remove it."))
  }
}

extension String {
  /// Without white space at either end.
  public var trimmed: String {
    var rest = self[...]
    while let first = rest.first, first.isWhitespace { rest.removeFirst() }
    while let last = rest.last, last.isWhitespace { rest.removeLast() }
    return String(rest)
  }

  /// The beginning, short enough for a message.
  public var excerpt: String { count <= 30 ? self : String(prefix(29)) + "…" }
}

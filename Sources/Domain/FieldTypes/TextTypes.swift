/// One line of text.
public struct TextType: FieldType {
  public init() {}

  public var kind: FieldKind { .text }
  public var name: Phrase { Phrase(zh: "文字", en: "text") }
  public var format: Phrase { Phrase(zh: "一行文字。", en: "One line of text.") }

  public func valueKind(of field: Field) -> ValueKind { .text }

  public func read(_ typed: String, _ field: Field, _ setting: ReadingContext) -> Result<String, ReadingProblem> {
    let line = TextType.spelled(typed, field).trimmed
    let found =
      LineBreak.problem(inLine: line) ?? ControlCharacter.problem(in: line)
      ?? (field.spelling == .name ? ControlCharacter.problem(inName: line) : nil)
    return found.map { .failure($0) } ?? .success(line)
  }

  public func note(_ typed: String, as stored: String, _ field: Field) -> Phrase? {
    if TextType.spelled(typed, field) != typed { return .read(stored) }
    return typed == stored ? nil : .withoutOuterBlanks
  }

  /// What a program made of several lines, such as a text copied from a paragraph, as one.
  static func line(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).joined(separator: " ").trimmed
  }

  private static func spelled(_ typed: String, _ field: Field) -> String {
    switch field.spelling {
    case .plain: PlainText.of(typed)
    case .upper: PlainText.of(typed).uppercased()
    case .name, nil: typed
    }
  }
}

/// Text of several lines.
public struct ParagraphType: FieldType {
  public init() {}

  public var kind: FieldKind { .paragraph }
  public var name: Phrase { Phrase(zh: "長文字", en: "paragraph") }
  public var format: Phrase {
    Phrase(zh: "可以有好幾行；Enter 換行，Tab 離開。", en: "Several lines; Enter starts a new one, Tab leaves the field.")
  }

  public func valueKind(of field: Field) -> ValueKind { .text }

  public func read(_ typed: String, _ field: Field, _ setting: ReadingContext) -> Result<String, ReadingProblem> {
    let plain = String(typed.map { $0 == "\r\n" ? "\n" : $0 })
    if let found = LineBreak.problem(in: plain) ?? ControlCharacter.problem(in: plain) { return .failure(found) }
    var lines = plain.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      var kept = line
      while let last = kept.last, last == " " || last == "\t" { kept.removeLast() }
      return String(kept)
    }
    while lines.last == "" { lines.removeLast() }
    return .success(lines.joined(separator: "\n"))
  }

  public func note(_ typed: String, as stored: String, _ field: Field) -> Phrase? {
    guard typed != stored else { return nil }
    return typed.contains("\r\n")
      ? Phrase(zh: "Windows 的換行（CR LF）存為一般換行。", en: "The line ends of Windows (CR LF) are saved as plain ones.")
      : Phrase(zh: "行尾的空白與最後的空行不存。", en: "Blanks at the ends of lines and empty lines at the end are not saved.")
  }
}

/// Yes or no.
public struct YesNoType: FieldType {
  public init() {}

  public var kind: FieldKind { .yesNo }
  public var name: Phrase { Phrase(zh: "是否", en: "yes or no") }
  public var format: Phrase { Phrase(zh: "y 或「是」、n 或「否」；空白鍵切換。", en: "y or n; the space bar switches.") }

  public func valueKind(of field: Field) -> ValueKind { .flag }

  public func read(_ typed: String, _ field: Field, _ setting: ReadingContext) -> Result<String, ReadingProblem> {
    switch PlainText.of(typed).trimmed.lowercased() {
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

extension Phrase {
  /// How something was understood that can be written in several ways.
  static func read(_ stored: String) -> Phrase { Phrase(zh: "讀作 \(stored)。", en: "Read as \(stored).") }

  static let withoutOuterBlanks = Phrase(zh: "前後的空白不存。", en: "Blanks before and after it are not saved.")
}

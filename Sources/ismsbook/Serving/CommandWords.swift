import Domain

/// The words of a command line that came as one text. Blanks separate words, unless they are in quotation marks or
/// after a backslash. No other character is special, so no text is ever expanded or run.
enum CommandWords {
  /// Between single quotation marks everything is itself; between double ones a backslash precedes `"` and `\`.
  static func split(_ text: String) -> Result<[String], Finding> {
    var words: [String] = []
    var word: String.UnicodeScalarView?
    var quote: Unicode.Scalar?
    var isEscaped = false
    for scalar in text.unicodeScalars {
      if isEscaped {
        if quote == "\"", scalar != "\"", scalar != "\\" { word?.append("\\") }
        word = (word ?? .init()) + [scalar]
        isEscaped = false
      } else if scalar == "\\", quote != "'" {
        word = word ?? .init()
        isEscaped = true
      } else if let open = quote {
        if scalar == open { quote = nil } else { word?.append(scalar) }
      } else if scalar == "'" || scalar == "\"" {
        word = word ?? .init()
        quote = scalar
      } else if scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\r" {
        if let word { words.append(String(word)) }
        word = nil
      } else {
        word = (word ?? .init()) + [scalar]
      }
    }
    if quote != nil || isEscaped { return .failure(unfinished) }
    if let word { words.append(String(word)) }
    return .success(words)
  }

  /// The same where it does not matter how the text ends.
  static func known(in text: String) -> [String] {
    switch split(text) {
    case .success(let words): words
    case .failure: text.split(whereSeparator: \.isWhitespace).map(String.init)
    }
  }

  private static let unfinished = Finding(
    .nowhere, rule: "words",
    Phrase(
      zh: "指令的引號或反斜線沒有結束；請補上另一個引號。",
      en: "A quotation mark or backslash in the command has no end; add the other mark."))
}

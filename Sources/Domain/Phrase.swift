/// A language of the interface.
public enum Language: String, CaseIterable, Hashable, Sendable {
  case zhTW = "zh-TW"
  case en
}

/// A text of the interface in both languages; one without both does not compile.
public struct Phrase: Hashable, Sendable {
  public let zh: String
  public let en: String

  public init(zh: String, en: String) {
    self.zh = zh
    self.en = en
  }

  /// A text that is the same in both languages, such as a number or a name.
  public init(verbatim text: String) {
    self.init(zh: text, en: text)
  }

  public subscript(language: Language) -> String {
    switch language {
    case .zhTW: zh
    case .en: en
    }
  }

  /// The text with names in braces replaced by what they stand for; a name that stands for nothing stays.
  func filled(_ meaning: (String) -> Phrase?) -> Phrase {
    guard zh.contains("{") || en.contains("{") else { return self }
    func filled(_ text: String, _ language: Language) -> String {
      text.split(separator: "{", omittingEmptySubsequences: false).enumerated().map { place, part in
        guard place > 0 else { return String(part) }
        guard let end = part.firstIndex(of: "}"), let value = meaning(String(part[..<end])) else { return "{" + part }
        return value[language] + part[part.index(after: end)...]
      }.joined()
    }
    return Phrase(zh: filled(zh, .zhTW), en: filled(en, .en))
  }

  /// The text with the name of the key that opens a list, a calendar or files, where it says `{pick}`. Which key that is
  /// only the screens know.
  public func naming(pick key: Phrase) -> Phrase { filled { $0 == "pick" ? key : nil } }

  public static func + (left: Phrase, right: Phrase) -> Phrase {
    Phrase(zh: left.zh + right.zh, en: left.en + right.en)
  }
}

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

  public static func + (left: Phrase, right: Phrase) -> Phrase {
    Phrase(zh: left.zh + right.zh, en: left.en + right.en)
  }
}

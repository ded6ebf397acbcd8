import Domain
import Desk

/// Something that can be picked from a list.
public struct PickItem: Hashable, Sendable {
  /// What is stored.
  public let id: String
  /// Shown before the label; empty if the id means nothing to people.
  public let code: String
  public let label: Phrase
  /// The title of its group.
  public let group: Phrase?
  /// What is searched: id and both labels, in small letters.
  let words: String

  public init(id: String, code: String = "", label: Phrase, group: Phrase? = nil) {
    self.id = id
    self.code = code
    self.label = label
    self.group = group
    words = SearchForm.folded("\(id) \(code) \(label.zh) \(label.en)")
  }

  /// Whether it contains every word.
  func matches(_ wanted: [Substring]) -> Bool { wanted.allSatisfy { words.contains($0) } }

  func text(_ language: Language) -> String { code.isEmpty ? label[language] : "\(code)  \(label[language])" }

  static func words(_ typed: String) -> [Substring] { SearchForm.folded(typed).split(whereSeparator: \.isWhitespace) }
}

extension PickItem {
  func isNamed(_ word: some StringProtocol) -> Bool {
    [id, code, label.zh, label.en].contains { SearchForm.folded($0) == word }
  }

  func begins(with word: some StringProtocol) -> Bool {
    [code, label.zh, label.en].contains { SearchForm.folded($0).hasPrefix(word) }
  }
}

/// Finds what a mistyped name was meant to be.
public enum Suggestion {
  /// The known name nearest to a mistyped one; nothing if none is near.
  public static func nearest(to word: String, among known: [String]) -> String? {
    let limit = max(1, word.count / 3)
    return known.map { ($0, distance(word, $0)) }.filter { $0.1 <= limit }.min { $0.1 < $1.1 }?.0
  }

  /// «unknown field 'labal'; did you mean 'label'?»
  public static func unknown(_ what: Phrase, _ word: String, _ near: String?) -> Phrase {
    let said = Phrase(zh: "不認得的\(what.zh)「\(word.excerpt)」", en: "unknown \(what.en) '\(word.excerpt)'")
    guard let near else { return said + Phrase(zh: "。", en: ".") }
    return said + Phrase(zh: "；是不是「\(near)」？", en: "; did you mean '\(near)'?")
  }

  /// Edits between two words (Levenshtein).
  static func distance(_ left: String, _ right: String) -> Int {
    let first = Array(left.prefix(64))
    let second = Array(right.prefix(64))
    var row = Array(0...second.count)
    for i in 0..<first.count {
      var diagonal = row[0]
      row[0] = i + 1
      for j in 0..<second.count {
        let cost = first[i] == second[j] ? diagonal : diagonal + 1
        diagonal = row[j + 1]
        row[j + 1] = Swift.min(cost, row[j] + 1, row[j + 1] + 1)
      }
    }
    return row[second.count]
  }
}

/// Regular expressions of definitions.
enum Pattern {
  static func isValid(_ pattern: String) -> Bool { (try? Regex(pattern)) != nil }

  /// Whether the whole text or, without anchors, a part of it matches; nothing for a broken pattern.
  static func matches(_ text: String, _ pattern: String) -> Bool? {
    // A pattern that cannot be read was a finding when its definition was loaded.
    guard let regex = try? Regex(pattern) else { return nil }
    return text.firstMatch(of: regex) != nil
  }
}

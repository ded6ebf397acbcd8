/// Finds what a mistyped name was meant to be.
public enum Suggestion {
  /// The known name nearest to a mistyped one; nil if none is near.
  public static func nearest(to word: String, among known: [String]) -> String? {
    let limit = max(1, word.count / 3)
    let near = known.map { ($0, distance(word, $0)) }.filter { $0.1 <= limit }.min { $0.1 < $1.1 }?.0
    if let near { return near }
    // `name` is `person_name` where no other field has such a part.
    let longer = known.filter { $0.split(separator: "_").contains { $0 == word } }
    return longer.count == 1 ? longer[0] : nil
  }

  /// «unknown field 'labal'; did you mean 'label'?»
  public static func unknown(_ what: Phrase, _ word: String, _ near: String?) -> Phrase {
    let said = Phrase(zh: "不認得的\(what.zh)「\(word.excerpt)」", en: "unknown \(what.en) '\(word.excerpt)'")
    guard let near else { return said + Phrase(zh: "。", en: ".") }
    return said + Phrase(zh: "；是不是「\(near)」？", en: "; did you mean '\(near)'?")
  }

  /// Edits between two words: letters put in, taken out, replaced, or swapped with the next one.
  static func distance(_ left: String, _ right: String) -> Int {
    let first = Array(left.prefix(64))
    let second = Array(right.prefix(64))
    var before: [Int] = []
    var above = Array(0...second.count)
    for i in 0..<first.count {
      var row = [i + 1]
      for j in 0..<second.count {
        var cost = Swift.min(above[j + 1] + 1, row[j] + 1, above[j] + (first[i] == second[j] ? 0 : 1))
        if i > 0, j > 0, first[i] == second[j - 1], first[i - 1] == second[j] {
          cost = Swift.min(cost, before[j - 1] + 1)
        }
        row.append(cost)
      }
      before = above
      above = row
    }
    return above[second.count]
  }
}

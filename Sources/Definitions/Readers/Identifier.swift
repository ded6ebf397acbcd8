import Domain

/// Which texts can be ids.
enum Identifier {
  /// A small letter, then letters, digits and underscores: fields, columns, sections, steps.
  static func isField(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, ("a"..."z").contains(first), text.utf8.count <= 48 else {
      return false
    }
    return text.unicodeScalars.allSatisfy { isLetterOrDigit($0) || $0 == "_" }
  }

  /// Letters, digits, hyphens, underscores and dots: choices.
  static func isChoice(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, isLetterOrDigit(first), text.utf8.count <= 48 else { return false }
    return text.unicodeScalars.allSatisfy { isLetterOrDigit($0) || "-_.".unicodeScalars.contains($0) }
  }

  /// Words of the expression language, which no field may be called.
  static let reserved: Set<String> = [
    "or", "and", "not", "in", "if", "then", "else", "true", "false", "today", "now", "me", "this", "version", "row",
    "setting",
  ]

  /// Kinds of rows that a record file has of its own, which no table may be called.
  static let reservedTables: Set<String> = ["version", "sign_off"]

  private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
  }
}

extension Reading {
  /// An id that is valid and not taken yet; otherwise a finding.
  func check(id: PlacedText, _ what: Phrase, isValid: (String) -> Bool, taken: inout Set<String>) {
    if !isValid(id.text) {
      report(
        id.place, "id",
        Phrase(
          zh: "\(what.zh)代碼「\(id.text.excerpt)」不合規定；請用英文字母開頭，只用英數字與允許的符號。",
          en: "'\(id.text.excerpt)' cannot be the id of a \(what.en); begin with a letter and use letters and digits"))
    }
    if !taken.insert(id.text).inserted {
      report(
        id.place, "duplicate",
        Phrase(
          zh: "\(what.zh)代碼「\(id.text.excerpt)」重複；請改名或刪除其中一個。",
          en: "the id '\(id.text.excerpt)' is used by two \(what.en)s; rename or remove one of them"))
    }
  }
}

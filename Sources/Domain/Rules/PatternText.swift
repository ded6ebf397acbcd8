/// Writes a pattern of a definition as RE2 reads it: classes such as `\d` mean all of Unicode, and a group may be named
/// as in `(?<name>…)`. What RE2 would read without complaint, but otherwise than it is meant, is refused.
struct PatternText {
  private var rest: Substring.UnicodeScalarView
  private var result = String.UnicodeScalarView()

  static func translated(_ source: String) -> Result<String, ReadingProblem> {
    var text = PatternText(rest: source[...].unicodeScalars)
    do throws(ReadingProblem) {
      try text.translate()
      return .success(String(text.result))
    } catch {
      return .failure(error)
    }
  }

  private init(rest: Substring.UnicodeScalarView) { self.rest = rest }

  private mutating func translate() throws(ReadingProblem) {
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\\": try escape(inClass: false)
      case "[": try characterClass()
      case "(" where starts("?<") && rest.dropFirst(2).first?.properties.isAlphabetic == true:
        rest.removeFirst(2)
        append("(?P<")
      case "\0": throw PatternText.refused("\\0", "\\x00")
      default: result.append(scalar)
      }
    }
  }

  /// From after `[` to its `]`.
  private mutating func characterClass() throws(ReadingProblem) {
    append("[")
    if starts("^") { result.append(rest.removeFirst()) }
    if starts("]") { result.append(rest.removeFirst()) }
    while let scalar = rest.popFirst() {
      switch scalar {
      case "]":
        append("]")
        return
      case "\\": try escape(inClass: true)
      case "[":
        guard starts(":") else { throw PatternText.refused("[…[", "\\[") }
        append("[")
        while let inner = rest.popFirst() {
          result.append(inner)
          if inner == "]" { break }
        }
      case "&" where starts("&"), "~" where starts("~"), "-" where starts("-"):
        throw PatternText.refused("[…\(scalar)\(scalar)…]", "\\\(scalar)")
      default: result.append(scalar)
      }
    }
  }

  private mutating func escape(inClass: Bool) throws(ReadingProblem) {
    guard let scalar = rest.popFirst() else {
      append("\\")
      return
    }
    switch scalar {
    case "d": append("\\p{Nd}")
    case "D": append("\\P{Nd}")
    case "w": append(inClass ? PatternText.word : "[\(PatternText.word)]")
    case "s": append(inClass ? PatternText.blank : "[\(PatternText.blank)]")
    case "W" where !inClass: append("[^\(PatternText.word)]")
    case "S" where !inClass: append("[^\(PatternText.blank)]")
    case "W", "S": throw PatternText.refused("[…\\\(scalar)…]", "[^…]")
    case "b", "B": throw PatternText.refused("\\\(scalar)", "(^|[^A-Za-z0-9])")
    case "Q" where !inClass: quotation()
    default:
      append("\\")
      result.append(scalar)
    }
  }

  /// What stands between `\Q` and `\E` is itself.
  private mutating func quotation() {
    append("\\Q")
    while let scalar = rest.popFirst() {
      result.append(scalar)
      if scalar == "\\", starts("E") {
        result.append(rest.removeFirst())
        return
      }
    }
  }

  private func starts(_ text: String) -> Bool { rest.starts(with: text.unicodeScalars) }

  private mutating func append(_ text: String) { result.append(contentsOf: text.unicodeScalars) }

  private static let word = "\\p{L}\\p{M}\\p{N}\\p{Pc}"
  private static let blank = "\\s\\x{B}\\x{85}\\p{Z}"

  private static func refused(_ part: String, _ instead: String) -> ReadingProblem {
    ReadingProblem(
      Phrase(
        zh: "樣式裡不能用「\(part)」；請改寫成 \(instead) 之類。",
        en: "'\(part)' cannot be used in a pattern; write \(instead) or the like."))
  }
}

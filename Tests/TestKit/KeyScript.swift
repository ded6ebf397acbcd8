import Terminal

/// Events written compactly, for tests: `新增<Enter>abc<Ctrl+S><paste:two words><resize:132x40>`.
///
/// Text stands for itself, one key a character. In angle brackets stand key names, and `<lt>` for `<` itself,
/// `<paste:…>`, `<resize:80x24>`, `<tick>`, `<hangUp>`, `<terminate>`, `<interrupt>`. In a paste, `\n`, `\t` and `\\`
/// stand for what they do in Swift. Line ends of the script are skipped, so that a long script can be written over
/// several lines.
package enum KeyScript {
  /// Something in angle brackets that means nothing.
  package struct Problem: Error, Hashable, Sendable, CustomStringConvertible {
    package var word: String
    package var description: String { "unknown word <\(word)> in a key script" }
  }

  package static func events(_ script: String) throws(Problem) -> [Event] {
    var events: [Event] = []
    var rest = Substring(script)
    while let character = rest.popFirst() {
      if character.isNewline { continue }
      guard character == "<" else {
        events += keys(character)
        continue
      }
      guard let end = rest.firstIndex(of: ">") else { throw Problem(word: String(rest)) }
      let word = String(rest[..<end])
      rest = rest[rest.index(after: end)...]
      guard let event = event(word) else { throw Problem(word: word) }
      events.append(event)
    }
    return events
  }

  /// A character comes as one key for each of its scalars, as from a terminal.
  private static func keys(_ character: Character) -> [Event] {
    character.unicodeScalars.map { .key(.character(Character($0))) }
  }

  private static func event(_ word: String) -> Event? {
    let parts = word.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    if parts.count == 2, parts[0].count > 1 { return event(String(parts[0]), String(parts[1])) }
    switch word {
    case "lt": return .key(.character("<"))
    case "tick": return .tick
    case "hangUp": return .hangUp(.hangUp)
    case "terminate": return .hangUp(.terminate)
    case "interrupt": return .hangUp(.interrupt)
    default: return Key(name: word).map(Event.key)
    }
  }

  private static func event(_ kind: String, _ value: String) -> Event? {
    switch kind {
    case "paste": return .paste(unescaped(value))
    case "resize": return Size(value).map(Event.resize)
    default: return nil
    }
  }

  private static func unescaped(_ text: String) -> String {
    var result = ""
    var rest = Substring(text)
    while let character = rest.popFirst() {
      guard character == "\\", let next = rest.popFirst() else {
        result.append(character)
        continue
      }
      switch next {
      case "n": result.append("\n")
      case "t": result.append("\t")
      case "\\": result.append("\\")
      default: result += "\\\(next)"
      }
    }
    return result
  }
}

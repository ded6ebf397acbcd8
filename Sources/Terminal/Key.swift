/// One key as it arrives from the terminal.
///
/// Terminals cannot tell Ctrl+S from Ctrl+Shift+S, nor Alt+U from Alt+Shift+U: such letters are kept small and the
/// shift is dropped. Shift is reported for keys that are not characters. A character that is a combining mark, or
/// a part of an emoji, arrives as a key of its own: append it to the text and look at the text's `Character`s again.
public nonisolated struct Key: Hashable, Sendable {
  /// What the key is, without modifiers.
  public enum Code: Hashable, Sendable {
    case character(Character)
    case enter, tab, backTab, escape, backspace, delete, insert
    case up, down, left, right, home, end, pageUp, pageDown
    case function(Int)
  }

  public struct Modifiers: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let shift = Modifiers(rawValue: 1)
    public static let alt = Modifiers(rawValue: 2)
    public static let control = Modifiers(rawValue: 4)
  }

  public var code: Code
  public var modifiers: Modifiers

  public init(_ code: Code, _ modifiers: Modifiers = []) {
    self.code = code
    self.modifiers = modifiers
  }

  public static func character(_ character: Character) -> Key { Key(.character(character)) }
  public static func function(_ number: Int) -> Key { Key(.function(number)) }

  /// Ctrl with a character; letters are the same key whether big or small.
  public static func control(_ character: Character) -> Key { Key(.character(character.folded), .control) }

  /// Alt with a character; letters are the same key whether big or small.
  public static func alt(_ character: Character) -> Key { Key(.character(character.folded), .alt) }

  public static let enter = Key(.enter)
  public static let tab = Key(.tab)
  public static let backTab = Key(.backTab)
  public static let escape = Key(.escape)
  public static let backspace = Key(.backspace)
  public static let delete = Key(.delete)
  public static let insert = Key(.insert)
  public static let up = Key(.up)
  public static let down = Key(.down)
  public static let left = Key(.left)
  public static let right = Key(.right)
  public static let home = Key(.home)
  public static let end = Key(.end)
  public static let pageUp = Key(.pageUp)
  public static let pageDown = Key(.pageDown)

  /// The character that this key types, if it is one without Ctrl or Alt.
  public var text: Character? {
    guard case .character(let character) = code, modifiers.isDisjoint(with: [.control, .alt]) else { return nil }
    return character
  }
}

nonisolated extension Character {
  /// An ASCII capital made small; everything else as it is.
  var folded: Character {
    guard let value = asciiValue, (0x41...0x5A).contains(value) else { return self }
    return Character(Unicode.Scalar(value + 0x20))
  }
}

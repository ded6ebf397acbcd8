/// What the sequences of xterm, the Linux console, vt100, PuTTY, rxvt, screen and tmux stand for.
nonisolated enum KeySequences {
  /// `ESC [ number ~`
  static let numbered: [Int: Key.Code] = [
    1: .home, 2: .insert, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end,
    11: .function(1), 12: .function(2), 13: .function(3), 14: .function(4), 15: .function(5),
    17: .function(6), 18: .function(7), 19: .function(8), 20: .function(9), 21: .function(10),
    23: .function(11), 24: .function(12), 25: .function(13), 26: .function(14), 28: .function(15),
    29: .function(16), 31: .function(17), 32: .function(18), 33: .function(19), 34: .function(20),
  ]

  /// `ESC [ letter` and `ESC O letter`
  static let lettered: [Character: Key.Code] = [
    "A": .up, "B": .down, "C": .right, "D": .left, "H": .home, "F": .end, "Z": .backTab,
    "P": .function(1), "Q": .function(2), "R": .function(3), "S": .function(4),
  ]

  /// The small letters of rxvt: with Shift after `ESC [`, with Ctrl after `ESC O`.
  static let rxvtArrows: [Character: Key.Code] = ["a": .up, "b": .down, "c": .right, "d": .left]

  /// `ESC O letter` of the number pad.
  static let keypad: [Character: Key.Code] = [
    "M": .enter, "I": .tab, "X": .character("="), "j": .character("*"), "k": .character("+"),
    "l": .character(","), "m": .character("-"), "n": .character("."), "o": .character("/"),
    "p": .character("0"), "q": .character("1"), "r": .character("2"), "s": .character("3"), "t": .character("4"),
    "u": .character("5"), "v": .character("6"), "w": .character("7"), "x": .character("8"), "y": .character("9"),
  ]

  /// The key of a control byte. LF counts as Enter like CR, and BS as Backspace like DEL.
  static func control(_ byte: UInt8) -> Key {
    switch byte {
    case 0x00: .control(" ")
    case 0x08, 0x7F: .backspace
    case 0x09: .tab
    case 0x0A, 0x0D: .enter
    case 0x1B: .escape
    default: .control(Character(Unicode.Scalar(byte + (byte < 0x1B ? 0x60 : 0x40))))
    }
  }

  /// The key of a byte of ASCII after ESC.
  static func alt(_ byte: UInt8) -> Key {
    if (0x20...0x7E).contains(byte) { return .alt(Character(Unicode.Scalar(byte))) }
    var key = control(byte)
    key.modifiers.insert(.alt)
    return key
  }

  /// The key of a code point, as in `ESC [ 27 ; modifiers ; code ~` and `ESC [ code ; modifiers u`.
  static func key(codePoint: Int, modifiers: Key.Modifiers) -> Key? {
    guard let value = UInt32(exactly: codePoint), let scalar = Unicode.Scalar(value) else { return nil }
    switch value {
    case 9: return modifiers == .shift ? .backTab : Key(.tab, modifiers)
    case 0x0D: return Key(.enter, modifiers)
    case 0x1B: return Key(.escape, modifiers)
    case 0x08, 0x7F: return Key(.backspace, modifiers)
    case 0..<0x20, 0x80...0x9F: return nil
    default:
      let character = Character(scalar)
      let rest = modifiers.subtracting(.shift)
      return Key(.character(rest.isEmpty ? character : character.folded), rest)
    }
  }
}

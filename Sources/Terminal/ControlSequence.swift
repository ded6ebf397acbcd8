/// A sequence after `ESC [` or `ESC O`: parameter bytes and the final byte.
nonisolated struct ControlSequence {
  /// `<`, `?`, `>` or `=` at the start; such sequences are reports, not keys.
  private let prefix: Character?
  private let numbers: [Int]
  private let final: Character

  init(parameters: [UInt8], final: UInt8) {
    var rest = parameters[...]
    if let first = rest.first, (0x3C...0x3F).contains(first) {
      prefix = Character(Unicode.Scalar(first))
      rest.removeFirst()
    } else {
      prefix = nil
    }
    numbers = rest.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map { part in
      let digits = part.prefix { $0 != UInt8(ascii: ":") }
      return Int(String(decoding: digits, as: UTF8.self)) ?? 0
    }
    self.final = Character(Unicode.Scalar(final))
  }

  /// `ESC [ 200 ~`
  var startsPaste: Bool { prefix == nil && final == "~" && numbers == [200] }

  /// The key of a sequence after `ESC [`.
  var key: Key? {
    guard prefix == nil else { return nil }
    switch final {
    case "~" where number(0) == 27 && numbers.count == 3:
      return KeySequences.key(codePoint: number(2), modifiers: modifiers(1))
    case "~": return KeySequences.numbered[number(0)].map { Key($0, modifiers(1)) }
    case "$": return KeySequences.numbered[number(0)].map { Key($0, .shift) }
    case "^": return KeySequences.numbered[number(0)].map { Key($0, .control) }
    case "@": return KeySequences.numbered[number(0)].map { Key($0, [.control, .shift]) }
    case "u": return KeySequences.key(codePoint: number(0), modifiers: modifiers(1))
    default:
      if let code = KeySequences.rxvtArrows[final] { return Key(code, .shift) }
      return letteredKey
    }
  }

  /// The key of a sequence after `ESC O`.
  var applicationKey: Key? {
    if let code = KeySequences.rxvtArrows[final] { return Key(code, .control) }
    if final == "Z" { return nil }
    if let code = KeySequences.keypad[final] { return Key(code, modifiers(numbers.count - 1)) }
    return letteredKey
  }

  /// A letter with modifiers in the last parameter: `1;5A`, or `5A` of older programs.
  private var letteredKey: Key? {
    guard let code = KeySequences.lettered[final] else { return nil }
    return code == .backTab ? .backTab : Key(code, modifiers(numbers.count - 1))
  }

  private func number(_ index: Int) -> Int { numbers.indices.contains(index) ? numbers[index] : 0 }

  /// Modifiers are sent as one more than the sum of 1 Shift, 2 Alt, 4 Ctrl, 8 Meta.
  private func modifiers(_ index: Int) -> Key.Modifiers {
    let bits = number(index) - 1
    guard (1..<256).contains(bits) else { return [] }
    var modifiers: Key.Modifiers = []
    if bits & 1 != 0 { modifiers.insert(.shift) }
    if bits & 10 != 0 { modifiers.insert(.alt) }
    if bits & 4 != 0 { modifiers.insert(.control) }
    return modifiers
  }
}
